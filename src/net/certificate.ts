// Certificates for listeners on this machine: an authority of one's own and leaves for localhost, EC P-256, made in
// some ten milliseconds, kept by whoever wants them again. RFC 5280. Knows nothing of who trusts them.

import { createPrivateKey, createPublicKey, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import type * as X509 from '@peculiar/x509';

export interface Certificate {
  /** Private key, PKCS #8 PEM. */
  readonly key: string;
  /** Certificate PEM. */
  readonly cert: string;
}

export interface Authority {
  /** What a client has to trust. */
  readonly pem: string;
  /** What `kept` of the options makes the same authority of. */
  readonly certificate: Certificate;
  /** A server certificate for `names`: DNS names and IP addresses. Default: localhost, 127.0.0.1 and ::1. */
  issue(names?: readonly string[], options?: { expiredDaysAgo?: number }): Promise<Certificate>;
}

export interface AuthorityOptions {
  name: string;
  /** The moment of issue; certificates are valid from a day before it. */
  nowMs: number;
  lifetimeDays?: number;
  /** An authority that was made before. */
  kept?: Certificate | undefined;
}

export const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '::1'];

const dayMs = 86_400_000;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export async function createAuthority(options: AuthorityOptions): Promise<Authority> {
  const x509 = await loadX509();
  const keys = options.kept
    ? await keysOf(options.kept.key)
    : await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
  const validity = {
    // A day of slack: the clock of whoever checks it may be behind ours.
    notBefore: new Date(options.nowMs - dayMs),
    notAfter: new Date(options.nowMs + (options.lifetimeDays ?? 825) * dayMs),
  };
  const authority = options.kept
    ? new x509.X509Certificate(options.kept.cert)
    : await x509.X509CertificateGenerator.createSelfSigned({
        serialNumber: serialNumber(),
        name: [{ CN: [options.name] }],
        keys,
        signingAlgorithm: ecdsa,
        ...validity,
        extensions: [
          new x509.BasicConstraintsExtension(true, 0, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
          await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        ],
      });
  const pem = authority.toString('pem');
  return {
    pem,
    certificate: { key: pkcs8(keys.privateKey), cert: pem },
    async issue(names = loopbackNames, { expiredDaysAgo } = {}) {
      const ends = expiredDaysAgo === undefined ? undefined : options.nowMs - expiredDaysAgo * dayMs;
      const leafKeys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
      const leaf = await x509.X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        subject: [{ CN: [names[0] ?? 'localhost'] }],
        issuer: authority.subject,
        publicKey: leafKeys.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ecdsa,
        ...(ends === undefined
          ? validity
          : { notBefore: new Date(ends - 90 * dayMs), notAfter: new Date(ends) }),
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
          await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
          await x509.SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
        ],
      });
      return { key: pkcs8(leafKeys.privateKey), cert: leaf.toString('pem') };
    },
  };
}

async function keysOf(pem: string): Promise<webcrypto.CryptoKeyPair> {
  const privateKey = createPrivateKey(pem);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', der, ecdsa, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, ecdsa, true, ['verify']),
  };
}

/** A server certificate that nobody but itself vouches for. */
export async function selfSignedServer(options: {
  names: readonly string[];
  nowMs: number;
}): Promise<Certificate> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [options.names[0] ?? 'localhost'] }],
    keys,
    signingAlgorithm: ecdsa,
    notBefore: new Date(options.nowMs - dayMs),
    notAfter: new Date(options.nowMs + 825 * dayMs),
    extensions: [new x509.SubjectAlternativeNameExtension(options.names.map(alternativeName))],
  });
  return { key: pkcs8(keys.privateKey), cert: certificate.toString('pem') };
}

/** A certificate that carries `keys` and vouches for itself: what a signing key is published in (JWK `x5c`). */
export async function selfSigned(options: {
  name: string;
  keys: webcrypto.CryptoKeyPair;
  nowMs: number;
}): Promise<{ der: Buffer; pem: string }> {
  const x509 = await loadX509();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [options.name] }],
    keys: options.keys,
    notBefore: new Date(options.nowMs - dayMs),
    notAfter: new Date(options.nowMs + 5 * 365 * dayMs),
  });
  return { der: Buffer.from(certificate.rawData), pem: certificate.toString('pem') };
}

// Loaded on first use: the package wants a global Reflect polyfill, and most commands never make a certificate.
async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

/** Positive and non-zero in 16 octets (RFC 5280, 4.1.2.2). */
function serialNumber(): string {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets.toString('hex');
}

function alternativeName(name: string): { type: 'ip' | 'dns'; value: string } {
  return { type: isAddress(name) ? 'ip' : 'dns', value: name };
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':');
}

function pkcs8(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}
