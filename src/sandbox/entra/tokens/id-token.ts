// id_tokens, version 2.0: they follow the endpoint, unlike access tokens. OpenID Connect Core 1.0, sections 2 and 3.

import { createHash, randomBytes } from 'node:crypto';
import { type AppRegistration, consumersTenantId, type User } from '../../model.ts';
import { homeOf } from '../policy.ts';
import type { World } from '../world.ts';
import { signJwtAside } from './access-token.ts';
import { objectIdOf, pairwiseSubject } from './subject.ts';

export interface IdTokenOptions {
  readonly app: AppRegistration;
  readonly user: User;
  /** Scheme, host and port of the request: the issuer begins with it. */
  readonly origin: string;
  readonly oidc: ReadonlySet<string>;
  readonly nonce: string | undefined;
  readonly sessionId: string;
  /** Said where the client asked how old the sign-in may be. */
  readonly authTimeMs?: number | undefined;
  /** Only for tokens that come from /authorize beside a code. */
  readonly code?: string | undefined;
}

export async function idToken(world: World, options: IdTokenOptions): Promise<string> {
  const { app, user } = options;
  const personal = user.tenantId === consumersTenantId;
  const key = personal ? await world.keys.consumers() : world.keys.work;
  const issued = Math.floor(world.clock.now() / 1000);
  const home = homeOf(world, user) ?? user;
  const noise = randomBytes(78);
  return signJwtAside(key, {
    aud: app.appId,
    iss: `${options.origin}/${user.tenantId}/v2.0`,
    iat: issued - world.switches.backdateSeconds,
    nbf: issued - world.switches.backdateSeconds,
    exp: issued + 3600,
    ...(options.authTimeMs === undefined ? {} : { auth_time: Math.floor(options.authTimeMs / 1000) }),
    aio: noise.toString('base64url', 0, 30),
    ...(options.oidc.has('email') ? { email: mailOf(world, user) } : {}),
    ...(options.code === undefined ? {} : { c_hash: halfHash(options.code) }),
    ...(options.oidc.has('profile')
      ? { name: user.displayName, oid: objectIdOf(user), preferred_username: home.userPrincipalName }
      : {}),
    ...(options.nonce === undefined ? {} : { nonce: options.nonce }),
    rh: `1.${noise.toString('base64url', 30, 62)}.`,
    sid: options.sessionId,
    sub: pairwiseSubject(world, user, app.appId),
    tid: user.tenantId,
    uti: noise.toString('base64url', 62, 78),
    ver: '2.0',
  });
}

function mailOf(world: World, user: User): string {
  return world.directory.mailboxOfUser(user.id)?.address ?? user.userPrincipalName;
}

/** Left half of the SHA-256 (OpenID Connect Core 1.0, 3.3.2.11). */
function halfHash(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');
}
