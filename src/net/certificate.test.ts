import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority, selfSigned } from './certificate.ts';

const nowMs = Date.UTC(2026, 10, 1);

describe('createAuthority', () => {
  it('issues a leaf for the loopback names that chains to it', async () => {
    const authority = await createAuthority({ name: 'Contoso test CA', nowMs });
    const leaf = await authority.issue();
    const parsed = new X509Certificate(leaf.cert);
    const ca = new X509Certificate(authority.pem);
    expect(ca.ca).toBe(true);
    expect(parsed.ca).toBe(false);
    expect(parsed.verify(ca.publicKey)).toBe(true);
    expect(parsed.checkIssued(ca)).toBe(true);
    expect(parsed.checkHost('localhost')).toBe('localhost');
    expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(parsed.checkIP('::1')).toBeTruthy();
    expect(parsed.checkHost('contoso.example')).toBeUndefined();
    expect(parsed.checkPrivateKey(createPrivateKey(leaf.key))).toBe(true);
  });

  it('is valid from a day before the moment it was made, for the lifetime that was asked', async () => {
    const authority = await createAuthority({ name: 'Contoso test CA', nowMs, lifetimeDays: 2 });
    const parsed = new X509Certificate((await authority.issue(['mail.contoso.example'])).cert);
    expect(Date.parse(parsed.validFrom)).toBe(nowMs - 86_400_000);
    expect(Date.parse(parsed.validTo)).toBe(nowMs + 2 * 86_400_000);
    expect(parsed.checkHost('localhost')).toBeUndefined();
  });

  it('makes authorities that do not vouch for each other', async () => {
    const [one, other] = await Promise.all([
      createAuthority({ name: 'Contoso test CA', nowMs }),
      createAuthority({ name: 'Contoso test CA', nowMs }),
    ]);
    const leaf = new X509Certificate((await one.issue()).cert);
    expect(leaf.verify(new X509Certificate(other.pem).publicKey)).toBe(false);
  });
});

describe('selfSigned', () => {
  it('carries the key that it was given', async () => {
    const keys = await webcrypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    );
    const { der, pem } = await selfSigned({ name: 'signing', keys, nowMs });
    const certificate = new X509Certificate(der);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(new X509Certificate(pem).fingerprint256).toBe(certificate.fingerprint256);
    const expected = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
    expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(expected.n);
  });
});
