// grant_type=authorization_code: once, within ten minutes, by the client and from the place that asked for it.

import { type CodeGrant, codeLifetimeMs } from '../grants.ts';
import { checkVerifier } from '../pkce.ts';
import { findRedirect } from '../redirect.ts';
import { refuse } from '../refusal.ts';
import type { GrantType, TokenCall } from './call.ts';
import { issue } from './issue.ts';
import { checkCodePlace, checkSameClient, findCode, ownerOf } from './redeemable.ts';
import { wantedOf } from './resource.ts';

export const authorizationCode: GrantType = {
  required: ['code'],
  platform: (_world, app, parameters) => findRedirect(app, parameters['redirect_uri'] ?? '')?.platform,
  async redeem(call) {
    const { world, app, parameters, segment } = call;
    const grant = findCode(world, segment, parameters['code'] ?? '');
    if (grant.redeemed) throw refuse(54005);
    if (world.clock.now() - grant.issuedAtMs > codeLifetimeMs) throw refuse(70008);
    checkSameClient(grant, app);
    const user = ownerOf(world, segment, grant);
    if (grant.revoked) throw refuse(50133);
    call.note.user = user.userPrincipalName;
    checkCodePlace(world, grant, segment, user);
    if (world.switches.failedRedemptionConsumesCode) grant.redeemed = true;
    checkRedirectAgain(call, grant);
    if (grant.platform === 'spa' && !grant.challenge) throw refuse(9002325);
    checkVerifier(grant.challenge, parameters['code_verifier']);
    const wanted = wantedOf(call, grant, user, { firstWins: false });
    // Before the first await of the answer: of two requests with one code, one comes too late.
    grant.redeemed = true;
    return issue(call, { grant, user, wanted, nonce: grant.nonce, endsAtMs: undefined });
  },
};

function checkRedirectAgain({ app, parameters }: TokenCall, grant: CodeGrant): void {
  const got = parameters['redirect_uri'];
  if (got === undefined || got === '') throw refuse(700009);
  if (!findRedirect(app, got)) throw refuse(50011, { redirectUri: got, app: app.appId });
  if (got !== grant.redirectUri) throw refuse(500112, { got, expected: grant.redirectUri });
}
