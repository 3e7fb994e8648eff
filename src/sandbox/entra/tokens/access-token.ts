// Access tokens. Work accounts: a JWT with v1.0 claims, because that is what Exchange and Graph ask for whichever
// endpoint issued it. Personal accounts: an opaque string, so that nobody comes to depend on reading it.

import { createHash, randomBytes, randomUUID, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { graph, type Resource } from '../../directory/resources.ts';
import { type AppRegistration, consumersTenantId, type Guid, type User } from '../../model.ts';
import type { SigningKey } from '../keys.ts';
import { homeOf } from '../policy.ts';
import type { World } from '../world.ts';
import { sealToken } from './opaque.ts';
import { pairwiseSubject } from './subject.ts';

export interface TokenSubject {
  readonly app: AppRegistration;
  readonly tenantId: Guid;
  /** Undefined for an app-only token. */
  readonly user: User | undefined;
  /** How the client proved itself: 0 not at all, 1 secret, 2 certificate. */
  readonly clientProof: 0 | 1 | 2;
  readonly amr: readonly string[];
  readonly sessionId: string;
  /** The client understands claims challenges: said in the token, for whoever takes it. */
  readonly cae?: boolean;
  /** Authentication contexts that the sign-in satisfies. */
  readonly contexts?: readonly string[];
}

export interface AccessTokenOptions {
  readonly resource: Resource;
  /** Becomes `aud`. */
  readonly identifier: string;
  /** `scp` or `roles`. */
  readonly permissions: readonly string[];
  readonly lifetimeSeconds: number;
}

/** The claims of an opaque token, and what the judge makes of a JWT. */
export interface AccessClaims {
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
  readonly appid: Guid;
  readonly tid: Guid;
  readonly oid: string;
  readonly scp?: string | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly idtyp: 'user' | 'app';
  /** Its first six octets are the token's number (see revocations.ts). */
  readonly uti: string;
  readonly xms_cc?: readonly string[];
}

/** At once, on this thread: for tokens without a sign-in. */
export function accessToken(world: World, subject: TokenSubject, options: AccessTokenOptions): string {
  const { claims, payload } = compose(world, subject, options);
  if (!payload) return sealToken(world.sealKey, claims);
  return signJwt(world.keys.work, payload, { concealed: options.resource === graph });
}

/** The same with the signature made beside this thread: what /token does all day. */
export async function issueAccessToken(
  world: World,
  subject: TokenSubject,
  options: AccessTokenOptions,
): Promise<string> {
  const { claims, payload } = compose(world, subject, options);
  if (!payload) return sealToken(world.sealKey, claims);
  return signJwtAside(world.keys.work, payload, { concealed: options.resource === graph });
}

/** The claims, and what a JWT says beside them; no payload for personal accounts. */
function compose(
  world: World,
  subject: TokenSubject,
  options: AccessTokenOptions,
): { claims: AccessClaims; payload: object | undefined } {
  const issued = Math.floor(world.clock.now() / 1000);
  const { user, app, tenantId } = subject;
  const claims: AccessClaims = {
    aud: options.identifier,
    // Issued five minutes ago, as the real one says, so that a receiver whose clock is behind takes it.
    iat: issued - world.switches.backdateSeconds,
    exp: issued + options.lifetimeSeconds,
    appid: app.appId,
    tid: tenantId,
    oid: user ? user.id : app.servicePrincipalId,
    ...(user ? { scp: options.permissions.join(' ') } : {}),
    ...(!user && options.permissions.length > 0 ? { roles: options.permissions } : {}),
    idtyp: user ? 'user' : 'app',
    uti: numbered(world.revocations.next()),
    ...(subject.cae ? { xms_cc: ['CP1'] } : {}),
  };
  world.issued.add({
    atMs: world.clock.now(),
    subject: user?.userPrincipalName ?? app.displayName,
    app: app.displayName,
    claims,
  });
  if (tenantId === consumersTenantId) return { claims, payload: undefined };
  const home = user && homeOf(world, user);
  const guest = user !== undefined && home !== user;
  // One draw for all the claims that no source explains.
  const noise = randomBytes(110);
  const payload = {
    ...claims,
    iss: `https://sts.windows.net/${tenantId}/`,
    nbf: claims.iat,
    ...(user ? { acct: guest ? 1 : 0, acr: '1' } : {}),
    ...(subject.contexts?.length ? { acrs: subject.contexts } : {}),
    aio: noise.toString('base64url', 0, 30),
    ...(user ? { amr: subject.amr } : {}),
    app_displayname: app.displayName,
    appidacr: String(subject.clientProof),
    ...(user
      ? {
          family_name: user.surname,
          given_name: user.givenName,
          ipaddr: '127.0.0.1',
          name: user.displayName,
          sid: subject.sessionId,
          ...(guest && home ? { idp: identityProvider(home), email: home.userPrincipalName } : {}),
          unique_name: home?.userPrincipalName ?? user.userPrincipalName,
          upn: user.userPrincipalName,
        }
      : { idp: `https://sts.windows.net/${tenantId}/` }),
    rh: `1.${noise.toString('base64url', 30, 62)}.`,
    sub: user ? pairwiseSubject(world, user, options.resource.appId) : app.servicePrincipalId,
    ver: '1.0',
    wids: user?.admin ? ['62e90394-69f5-4237-9190-012177145e10'] : ['b79fbf4d-3ef9-4689-8143-76b194e85509'],
    xms_ftd: noise.toString('base64url', 62, 110),
    xms_tcdt: 1_588_752_000,
  };
  return { claims, payload };
}

function identityProvider(home: User): string {
  return home.tenantId === consumersTenantId ? 'live.com' : `https://sts.windows.net/${home.tenantId}/`;
}

function numbered(number: number): string {
  const octets = randomBytes(16);
  octets.writeUIntBE(number, 0, 6);
  return octets.toString('base64url');
}

export function numberOf(uti: string): number {
  return Buffer.from(uti, 'base64url').readUIntBE(0, 6);
}

/**
 * RS256, `typ: JWT`. A concealed token carries a nonce in its header and is signed over the nonce's hash: only Graph
 * can check it, and so nobody who holds one can build on checking it.
 */
export function signJwt(key: SigningKey, payload: object, options: { concealed?: boolean } = {}): string {
  const { shown, covered } = prepare(key, payload, options);
  return `${shown}.${sign('sha256', covered, key.privateKey).toString('base64url')}`;
}

/** The same, with the signature made in Node's thread pool. */
export async function signJwtAside(
  key: SigningKey,
  payload: object,
  options: { concealed?: boolean } = {},
): Promise<string> {
  const { shown, covered } = prepare(key, payload, options);
  return `${shown}.${(await signAside('sha256', covered, key.privateKey)).toString('base64url')}`;
}

const signAside = promisify(sign);

function prepare(
  key: SigningKey,
  payload: object,
  options: { concealed?: boolean },
): { shown: string; covered: Buffer } {
  const common = { alg: 'RS256', x5t: key.kid, kid: key.kid };
  const nonce = options.concealed ? randomUUID().replace(/-/g, '') : undefined;
  const header = nonce ? { typ: 'JWT', nonce, ...common } : { typ: 'JWT', ...common };
  const body = encode(payload);
  return {
    shown: `${encode(header)}.${body}`,
    covered: Buffer.from(`${encode(signedHeader(header))}.${body}`),
  };
}

/** The header that the signature covers. */
export function signedHeader(header: Record<string, unknown>): Record<string, unknown> {
  if (typeof header['nonce'] !== 'string') return header;
  return { ...header, nonce: createHash('sha256').update(header['nonce']).digest('base64url') };
}

export function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
