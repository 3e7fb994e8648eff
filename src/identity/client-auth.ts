// How an app proves itself at the token endpoint: not at all, by secret, or by an assertion signed with the key of its
// certificate (RFC 7523). Sources: oauth4webapi for the mechanics; "Microsoft identity platform application
// authentication certificate credentials" for what Entra wants in the assertion.

import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { ClientAuth } from 'oauth4webapi';
import type { Clock } from '../base/clock.ts';
import type { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import type { App } from './provider.ts';

/** "The expiration should be short, 5 to 10 minutes after nbf at most." */
const assertionLifeSeconds = 600;

/** @throws `client-certificate-unusable` */
export async function clientAuth(app: App, tokenEndpoint: string, clock: Clock): Promise<ClientAuth> {
  const oauth = await import('oauth4webapi');
  const { credential } = app;
  switch (credential.kind) {
    case 'none':
      return oauth.None();
    case 'secret':
      return oauth.ClientSecretPost(credential.secret.reveal());
    case 'certificate': {
      const { privateKey, thumbprint } = pair(app.clientId, credential);
      const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
      const der = privateKey.export({ format: 'der', type: 'pkcs8' });
      const key = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
      return oauth.PrivateKeyJwt(key, {
        [oauth.modifyAssertion](header, payload) {
          const now = Math.floor(clock.now() / 1000);
          header['typ'] = 'JWT';
          header['x5t#S256'] = thumbprint;
          Object.assign(payload, { aud: tokenEndpoint, iat: now, nbf: now, exp: now + assertionLifeSeconds });
        },
      });
    }
  }
}

function pair(
  clientId: string,
  credential: { privateKeyPem: Secret; certificatePem: string },
): { privateKey: KeyObject; thumbprint: string } {
  const unusable = (problem: string, cause?: unknown): Error =>
    fail('client-certificate-unusable', { clientId, problem }, { cause });
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(credential.privateKeyPem.reveal());
  } catch (thrown) {
    // OpenSSL's words say what is wrong ("no start line", "interrupted or cancelled") and quote nothing of the key.
    throw unusable('the private key is not readable PEM, or it is encrypted', thrown);
  }
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(credential.certificatePem);
  } catch (thrown) {
    throw unusable('the certificate is not readable PEM', thrown);
  }
  if (privateKey.asymmetricKeyType !== 'rsa') {
    throw unusable(`the key is of type ${privateKey.asymmetricKeyType}, and PS256 needs RSA`);
  }
  if ((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw unusable('the RSA key has fewer than 2048 bits');
  }
  if (!certificate.checkPrivateKey(privateKey)) throw unusable('the key does not belong to the certificate');
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
  return { privateKey, thumbprint };
}
