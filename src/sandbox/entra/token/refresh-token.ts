// grant_type=refresh_token: for any resource the person has agreed to. A new one comes with each answer; the old one
// keeps working until it has not been used for ninety days.

import type { GrantType } from './call.ts';
import { issue } from './issue.ts';
import {
  accountForRefresh,
  checkRefreshLife,
  checkSameClient,
  findRefreshToken,
  ownerOf,
} from './redeemable.ts';
import { wantedOf } from './resource.ts';

export const refreshToken: GrantType = {
  required: ['refresh_token'],
  platform: (world, _app, parameters) =>
    world.grants.refreshTokens.get(parameters['refresh_token'] ?? '')?.platform,
  async redeem(call) {
    const { world, app, parameters, segment } = call;
    const grant = findRefreshToken(world, segment, parameters['refresh_token'] ?? '');
    const owner = ownerOf(world, segment, grant);
    call.note.user = owner.userPrincipalName;
    checkRefreshLife(world, grant, owner);
    checkSameClient(grant, app);
    const user = accountForRefresh(world, segment, owner);
    const firstWins = world.switches.refreshTwoResources === 'first';
    const wanted = wantedOf(call, grant, user, { firstWins });
    grant.usedAtMs = world.clock.now();
    return issue(call, { grant, user, wanted, nonce: undefined, endsAtMs: grant.endsAtMs });
  },
};
