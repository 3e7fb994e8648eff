import { X509Certificate } from 'node:crypto';
import { importX509, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import { createMicrosoftProvider } from '../../src/identity/microsoft/provider.ts';
import type { App } from '../../src/identity/provider.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { app, clientId, fakeServer, graphAnswer, json, jwt, signer, tenantId } from './fake-entra.ts';

const microsoft = createMicrosoftProvider();
const confidential: App = {
  ...app,
  tenant: tenantId,
  credential: { kind: 'secret', secret: new Secret('s~cret+/=&') },
};
const request = microsoft.appOnlyRequest(confidential, 'imap');

describe('access without a user', () => {
  it.each([
    [{ tenant: 'common' }, 'app-only-needs-tenant'],
    [{ tenant: 'consumers' }, 'app-only-needs-tenant'],
    [{ credential: { kind: 'none' } }, 'app-only-needs-credential'],
    [
      {
        credential: { kind: 'certificate', privateKeyPem: new Secret('rubbish'), certificatePem: 'rubbish' },
      },
      'client-certificate-unusable',
    ],
  ] satisfies Array<[Partial<App>, string]>)(
    'is refused before anything is sent: %j',
    async (changes, code) => {
      const server = fakeServer([]);
      const asked = microsoft.clientCredentials({ ...confidential, ...changes }, request, server.exchange);
      await expect(asked).rejects.toMatchObject({ code });
      expect(server.sent).toHaveLength(0);
    },
  );

  it.each(['imap', 'pop', 'graph'] as const)(
    'is refused where the token has no role: %s',
    async (service) => {
      const wanted = microsoft.appOnlyRequest(confidential, service);
      const aud = wanted.scopes[0]?.replace('/.default', '');
      const server = fakeServer([
        json({ token_type: 'Bearer', expires_in: 3599, access_token: jwt({ aud }) }),
      ]);
      const asked = microsoft.clientCredentials(confidential, wanted, server.exchange);
      await expect(asked).rejects.toMatchObject({ code: 'app-only-no-role' });
      await expect(asked).rejects.toMatchObject({
        details: { roles: wanted.roles?.join(), tenant: tenantId },
      });
    },
  );

  it('takes a token without a role for SMTP, which App RBAC may open', async () => {
    const access_token = jwt({ aud: 'https://outlook.office365.com' });
    const server = fakeServer([json({ token_type: 'Bearer', expires_in: 3599, access_token })]);
    const smtp = microsoft.appOnlyRequest(confidential, 'smtp');
    await expect(microsoft.clientCredentials(confidential, smtp, server.exchange)).resolves.toMatchObject({
      resource: 'exchange',
      scopes: [],
    });
  });

  it('asks with the secret as it is, and reads the roles from the token', async () => {
    const access_token = jwt({ aud: 'https://outlook.office365.com', roles: ['IMAP.AccessAsApp'] });
    const server = fakeServer([json({ token_type: 'Bearer', expires_in: 3599, access_token })]);
    const answer = await microsoft.clientCredentials(confidential, request, server.exchange);
    expect(answer).toMatchObject({ resource: 'exchange', scopes: ['IMAP.AccessAsApp'], missingScopes: [] });
    expect(answer.refreshToken).toBeUndefined();
    expect(Object.fromEntries(server.sent[0]?.body ?? [])).toEqual({
      client_id: clientId,
      client_secret: 's~cret+/=&',
      grant_type: 'client_credentials',
      scope: 'https://outlook.office365.com/.default',
    });
  });

  it('signs an assertion that Entra takes: PS256, thumbprint, the token endpoint, ten minutes', async () => {
    const nowMs = fakeClock().now();
    const { certificatePem, privateKeyPem } = await selfSigned(nowMs);
    const certified: App = {
      ...confidential,
      credential: { kind: 'certificate', privateKeyPem: new Secret(privateKeyPem), certificatePem },
    };
    const access_token = jwt({ aud: 'https://outlook.office365.com', roles: ['IMAP.AccessAsApp'] });
    const server = fakeServer([json({ token_type: 'Bearer', expires_in: 3599, access_token })]);
    await microsoft.clientCredentials(certified, request, server.exchange);
    const assertion = server.sent[0]?.body.get('client_assertion') ?? '';
    const verified = await jwtVerify(assertion, await importX509(certificatePem, 'PS256'), {
      audience: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      issuer: clientId,
      subject: clientId,
      currentDate: new Date(nowMs),
    });
    const { raw } = new X509Certificate(certificatePem);
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', raw)).toString('base64url');
    expect(verified.protectedHeader).toMatchObject({ alg: 'PS256', typ: 'JWT', 'x5t#S256': digest });
    expect((verified.payload.exp ?? 0) - (verified.payload.nbf ?? 0)).toBe(600);
    expect(verified.payload.jti).toBeTruthy();
  });

  it('leads an administrator to the page that grants it', () => {
    const options = { redirectUri: 'https://app.contoso.com/back', state: 's', appOnly: true };
    const link = (services: Array<'imap' | 'smtp' | 'graph'>, changes: Partial<App> = {}) =>
      microsoft.adminConsentUrl({ ...confidential, ...changes }, { services }, options);
    expect(link(['imap'])?.searchParams.get('scope')).toBe('https://ps.outlook.com/.default');
    expect(link(['imap', 'smtp'])?.searchParams.get('scope')).toBe('https://outlook.office365.com/.default');
    expect(link(['graph', 'imap'])?.pathname).toBe(`/${tenantId}/adminconsent`);
    expect(link(['imap'], { tenant: 'common' })?.pathname).toBe('/organizations/v2.0/adminconsent');
    expect(link(['imap'], { tenant: 'consumers' })).toBeUndefined();
  });
});

describe('a sign-in on another device', () => {
  const plan = microsoft.plan(app, { services: ['imap', 'graph'] });
  const device = {
    device_code: 'DAQABAAE',
    user_code: 'GTW4K2XBC',
    verification_uri: 'https://microsoft.com/devicelogin',
    expires_in: 900,
    interval: 5,
    message: 'To sign in, use a web browser.',
  };
  const poll = async (answers: Parameters<typeof fakeServer>[0]) => {
    const server = fakeServer([json(device), ...answers]);
    const begun = await microsoft.startDevice(app, plan, server.exchange);
    return createMicrosoftProvider().pollDevice(app, plan, begun, server.exchange);
  };

  it.each([
    // Microsoft identity platform, OAuth 2.0 device authorization grant: errors while polling.
    ['authorization_declined', 'consent-declined'],
    ['expired_token', 'device-code-expired'],
    ['bad_verification_code', 'device-code-refused'],
  ])('%s is %s', async (error, code) => {
    await expect(poll([json({ error }, { status: 400 })])).rejects.toMatchObject({ code });
  });

  it('refuses to send people to a page without TLS', async () => {
    const server = fakeServer([json({ ...device, verification_uri: 'http://evil.example/' })]);
    await expect(microsoft.startDevice(app, plan, server.exchange)).rejects.toMatchObject({
      code: 'entra-answer-odd',
    });
  });

  it('asks for one resource, waits, and ends with a judged token', async () => {
    const server = fakeServer([json(device)]);
    const begun = await microsoft.startDevice(app, plan, server.exchange);
    expect(begun).toMatchObject({ userCode: 'GTW4K2XBC', intervalMs: 5_000, message: device.message });
    expect(server.sent[0]?.body.get('scope')).not.toContain('outlook');
    const pending = json({ error: 'authorization_pending', error_codes: [70016] }, { status: 400 });
    expect(await poll([pending])).toEqual({ kind: 'pending', slowDown: false });
    expect(await poll([json({ error: 'slow_down' }, { status: 400 })])).toEqual({
      kind: 'pending',
      slowDown: true,
    });
    const entra = signer(server.clock.now());
    const id_token = await entra.idToken({ nonce: undefined });
    expect(await poll([json({ ...graphAnswer, id_token }), entra.metadata, entra.keys])).toMatchObject({
      kind: 'granted',
      answer: { resource: 'graph', identity: { username: 'anna@contoso.com' } },
    });
  });
});

describe('the profile', () => {
  const ask = (...answers: Parameters<typeof fakeServer>[0]) =>
    microsoft.profile(app, new Secret('token'), fakeServer(answers).exchange);

  it('says why it is refused, and keeps a claims challenge', async () => {
    const claims = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64');
    const headers = {
      'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${claims}"`,
    };
    const error = {
      code: 'InvalidAuthenticationToken',
      message: 'Access token validation failure. Invalid audience.',
    };
    await expect(ask(json({ error }, { status: 401, headers }))).rejects.toMatchObject({
      code: 'profile-refused',
      message: expect.stringContaining('Invalid audience'),
      details: { claims: '{"access_token":{"nbf":{"essential":true}}}' },
    });
    await expect(ask(json({}, { status: 429 }))).rejects.toMatchObject({ code: 'throttled' });
    await expect(ask(json({ id: '' }))).rejects.toMatchObject({ code: 'entra-answer-odd' });
  });

  it('takes the sign-in name for the address of a personal account, not of a work account', async () => {
    const userPrincipalName = 'ben@outlook.com';
    const personal = { id: 'fde926f844473904', mail: null, userPrincipalName };
    expect(await ask(json(personal))).toMatchObject({ mail: userPrincipalName, username: userPrincipalName });
    expect((await ask(json({ ...personal, id: tenantId }))).mail).toBeUndefined();
  });
});

describe('where the mail is', () => {
  it('depends on cloud, and for SMTP on the kind of account', () => {
    expect(microsoft.server(app, 'smtp').host).toBe('smtp.office365.com');
    expect(microsoft.server(app, 'smtp', { personal: true }).host).toBe('smtp-mail.outlook.com');
    expect(microsoft.server({ ...app, cloud: 'dod' }, 'imap').host).toBe('outlook-dod.office365.us');
    const servers = { imap: { host: 'localhost', port: 9930, security: 'tls' } } as const;
    expect(microsoft.server({ ...app, cloud: { name: 'lab', servers } }, 'imap').port).toBe(9930);
  });
});

async function selfSigned(nowMs: number): Promise<{ certificatePem: string; privateKeyPem: string }> {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=mailgrant test',
    notBefore: new Date(nowMs - 86_400_000),
    notAfter: new Date(nowMs + 86_400_000),
    keys,
    signingAlgorithm: algorithm,
  });
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const privateKeyPem = `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
  return { certificatePem: certificate.toString('pem'), privateKeyPem };
}
