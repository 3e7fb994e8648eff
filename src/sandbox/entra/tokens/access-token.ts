// Access tokens. Work accounts: a JWT with v1.0 claims, because that is what Exchange and Graph ask for whichever
// endpoint issued it. Personal accounts: an opaque string, so that nobody comes to depend on reading it.

import { createHash, randomBytes, randomUUID, sign } from 'node:crypto';
import { graph, type Resource } from '../../directory/resources.ts';
import { type AppRegistration, consumersTenantId, type Guid, type User } from '../../model.ts';
import type { SigningKey } from '../keys.ts';
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
}

export function accessToken(world: World, subject: TokenSubject, options: AccessTokenOptions): string {
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
  };
  world.issued.add({
    atMs: world.clock.now(),
    subject: user?.userPrincipalName ?? app.displayName,
    app: app.displayName,
    claims,
  });
  if (tenantId === consumersTenantId) return sealToken(world.sealKey, claims);
  const payload = {
    ...claims,
    iss: `https://sts.windows.net/${tenantId}/`,
    nbf: claims.iat,
    ...(user ? { acct: 0, acr: '1' } : {}),
    aio: randomBytes(30).toString('base64url'),
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
          unique_name: user.userPrincipalName,
          upn: user.userPrincipalName,
        }
      : { idp: `https://sts.windows.net/${tenantId}/` }),
    rh: `1.${randomBytes(32).toString('base64url')}.`,
    sub: user ? pairwiseSubject(world, user, options.resource.appId) : app.servicePrincipalId,
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
    wids: user?.admin ? ['62e90394-69f5-4237-9190-012177145e10'] : ['b79fbf4d-3ef9-4689-8143-76b194e85509'],
    xms_ftd: randomBytes(48).toString('base64url'),
    xms_tcdt: 1_588_752_000,
  };
  return signJwt(world.keys.work, payload, { concealed: options.resource === graph });
}

/**
 * RS256, `typ: JWT`. A concealed token carries a nonce in its header and is signed over the nonce's hash: only Graph
 * can check it, and so nobody who holds one can build on checking it.
 */
export function signJwt(key: SigningKey, payload: object, options: { concealed?: boolean } = {}): string {
  const common = { alg: 'RS256', x5t: key.kid, kid: key.kid };
  const nonce = options.concealed ? randomUUID().replace(/-/g, '') : undefined;
  const header = nonce ? { typ: 'JWT', nonce, ...common } : { typ: 'JWT', ...common };
  const body = encode(payload);
  const signature = sign('sha256', Buffer.from(`${encode(signedHeader(header))}.${body}`), key.privateKey);
  return `${encode(header)}.${body}.${signature.toString('base64url')}`;
}

/** The header that the signature covers. */
export function signedHeader(header: Record<string, unknown>): Record<string, unknown> {
  if (typeof header['nonce'] !== 'string') return header;
  return { ...header, nonce: createHash('sha256').update(header['nonce']).digest('base64url') };
}

export function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
