// A client's certificate, proven by a signed assertion: PS256 with x5t#S256, or RS256 with x5t as older clients do.
// RFC 7523 section 3.

import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import type { AppRegistration } from '../../model.ts';
import type { EntraRequest } from '../exchange.ts';
import { refuse } from '../refusal.ts';
import type { World } from '../world.ts';

/** The clock of a client may be off by this much (observed allowance of the real service: five minutes). */
const skewMs = 5 * 60_000;

export function checkAssertion(
  world: World,
  options: { app: AppRegistration; assertion: string; request: EntraRequest },
): void {
  const { app, assertion, request } = options;
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const header = decoded(head);
  const claims = decoded(body);
  if (!header || !claims) throw refuse(50027);
  const certificate = findCertificate(app, header);
  if (!certificate) throw refuse(700027, { reason: 'The key was not found.' });
  const covered = Buffer.from(`${head}.${body}`);
  if (!signed(header['alg'], covered, certificate.publicKey, Buffer.from(signature, 'base64url'))) {
    throw refuse(700027, {
      reason: 'The provided signature value did not match the expected signature value.',
    });
  }
  if (claims['iss'] !== app.appId || claims['sub'] !== app.appId) {
    throw refuse(700021);
  }
  if (claims['aud'] !== `${request.origin}/${request.tenant}/oauth2/v2.0/token`) {
    throw refuse(700023);
  }
  if (typeof claims['jti'] !== 'string') {
    throw refuse(50012, {}, { text: 'Client assertion must contain a jti claim.' });
  }
  checkTime(world, claims);
}

function checkTime(world: World, claims: Record<string, unknown>): void {
  const nowMs = world.clock.now();
  const until = typeof claims['exp'] === 'number' ? claims['exp'] * 1000 : undefined;
  const from = typeof claims['nbf'] === 'number' ? claims['nbf'] * 1000 : undefined;
  if (until === undefined || until + skewMs <= nowMs || (from !== undefined && from - skewMs > nowMs)) {
    const date = (ms: number | undefined): string => (ms === undefined ? 'none' : new Date(ms).toISOString());
    throw refuse(700024, { now: date(nowMs), from: date(from), until: date(until) });
  }
}

function findCertificate(app: AppRegistration, header: Record<string, unknown>): X509Certificate | undefined {
  const wanted = { sha256: header['x5t#S256'], sha1: header['x5t'] };
  const algorithm = typeof wanted.sha256 === 'string' ? 'sha256' : 'sha1';
  return app.certificates
    .map(({ pem }) => new X509Certificate(pem))
    .find((one) => createHash(algorithm).update(one.raw).digest('base64url') === wanted[algorithm]);
}

function signed(alg: unknown, covered: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (alg === 'RS256') return verify('sha256', covered, key, signature);
  if (alg !== 'PS256') return false;
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify('sha256', covered, pss, signature);
}

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
