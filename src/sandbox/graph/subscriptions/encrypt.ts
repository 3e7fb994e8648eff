// The content of a rich notification, sealed for the subscriber (documentation of "change notifications with resource
// data"): RSA-OAEP with SHA-1 for the key, AES-256-CBC with its first bytes as IV, HMAC-SHA256 over what is sealed.

import {
  constants,
  createCipheriv,
  createHmac,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { badRequest } from '../error.ts';
import type { Encryption } from './subscription.ts';

export interface EncryptedContent {
  readonly data: string;
  readonly dataSignature: string;
  readonly dataKey: string;
  readonly encryptionCertificateId: string;
  readonly encryptionCertificateThumbprint: string;
}

export function encrypted(resource: object, encryption: Encryption): EncryptedContent {
  const certificate = new X509Certificate(Buffer.from(encryption.certificate, 'base64'));
  const key = randomBytes(32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  const data = Buffer.concat([cipher.update(JSON.stringify(resource), 'utf8'), cipher.final()]);
  const dataKey = publicEncrypt(
    { key: certificate.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    key,
  );
  return {
    data: data.toString('base64'),
    dataSignature: createHmac('sha256', key).update(data).digest('base64'),
    dataKey: dataKey.toString('base64'),
    encryptionCertificateId: encryption.certificateId,
    encryptionCertificateThumbprint: certificate.fingerprint.replaceAll(':', ''),
  };
}

/** @throws GraphError 400 unless it is an X.509 certificate in base64 with an RSA key of 2,048 to 4,096 bits. */
export function readCertificate(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const certificate = parsed(bytes);
  const bits = certificate?.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (certificate?.publicKey.asymmetricKeyType === 'rsa' && bits >= 2048 && bits <= 4096) {
    // As text with BEGIN and END it is taken too; shown is the plain form.
    return Buffer.from(certificate.raw).toString('base64');
  }
  throw badRequest(
    'Certificate validation error: the encryptionCertificate is not a valid RSA certificate.',
    'InvalidRequest',
  );
}

function parsed(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch (error) {
    // OpenSSL's complaints about what is no certificate are plain errors with a code.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
