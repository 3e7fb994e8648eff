// grant_type=password (RFC 6749, 4.3): refused for want of a second factor, as a tenant with today's defaults refuses
// it, or taken, by a switch. A wrong password is told from a right one either way, as there.

import { randomUUID } from 'node:crypto';
import { graphAppId } from '../../directory/resources.ts';
import type { User } from '../../model.ts';
import type { Parameters } from '../exchange.ts';
import type { Grant } from '../grants.ts';
import { checkAccount, checkPassword } from '../policy.ts';
import { refuse } from '../refusal.ts';
import { placeName, type Segment } from '../segment.ts';
import type { World } from '../world.ts';
import type { GrantType, TokenCall } from './call.ts';
import { issue } from './issue.ts';
import { wantedOf } from './resource.ts';

export const password: GrantType = {
  required: ['scope'],
  platform: () => undefined,
  tenantOnly: true,
  async redeem(call) {
    const { world, segment, parameters } = call;
    for (const field of ['username', 'password']) {
      if (!parameters[field]) throw refuse(90014, { field });
    }
    const user = findUser(world, segment, parameters);
    call.note.user = user.userPrincipalName;
    if (user.disabled) throw refuse(50057);
    checkPassword(world, user, parameters['password'] ?? '');
    checkAccount(world, user);
    // Security defaults take it for legacy authentication.
    if (world.directory.tenants.get(user.tenantId)?.mail.securityDefaults) throw refuse(530035);
    if (world.switches.passwordGrant === 'refuse') throw refuse(50076, { resource: graphAppId });
    const grant = grantOf(call, user);
    const wanted = wantedOf(call, grant, user, { firstWins: false });
    return issue(call, { grant, user, wanted, nonce: undefined, endsAtMs: undefined });
  },
};

function findUser(world: World, segment: Segment, parameters: Parameters): User {
  const name = parameters['username'] ?? '';
  const [, domain] = /@([^@]+)$/.exec(name) ?? [];
  // Where the path names no tenant, the name has to.
  if (segment.kind !== 'tenant' && domain === undefined) throw refuse(50059);
  if (segment.kind !== 'tenant' && !world.directory.tenantByName(domain ?? '')) throw refuse(50128);
  const user = world.directory.userByName(name);
  const here = user && (segment.kind !== 'tenant' || segment.tenant.id === user.tenantId);
  if (user && here) return user;
  throw refuse(50034, { user: name, tenant: placeName(segment) });
}

function grantOf({ world, app, segment, parameters, clientProof }: TokenCall, user: User): Grant {
  return {
    userId: user.id,
    appId: app.appId,
    segment,
    scope: parameters['scope'] ?? '',
    platform: clientProof === 0 ? 'publicClient' : 'web',
    confidential: clientProof > 0,
    amr: ['pwd'],
    authTimeMs: world.clock.now(),
    mfaAtMs: undefined,
    cae: false,
    sessionId: randomUUID(),
  };
}
