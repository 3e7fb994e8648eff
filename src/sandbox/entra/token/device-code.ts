// grant_type=urn:ietf:params:oauth:grant-type:device_code: the device asks until the person has answered (RFC 8628).

import { intervalSeconds } from '../device.ts';
import type { DeviceGrant } from '../grants.ts';
import { type EntraRefusal, refuse, refuseUnnumbered } from '../refusal.ts';
import type { World } from '../world.ts';
import type { GrantType } from './call.ts';
import { issue } from './issue.ts';
import { checkSameClient, ownerOf } from './redeemable.ts';
import { wantedOf } from './resource.ts';

/** RFC 8628 section 3.4, and the name from before the RFC, which MSAL Node still sends. */
export const deviceGrantTypes = ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'] as const;

export const deviceCode: GrantType = {
  required: ['device_code'],
  platform: () => undefined,
  async redeem(call) {
    const { world, parameters, app, segment } = call;
    const device = world.grants.devices.get(parameters['device_code'] ?? '');
    if (!device || device.appId !== app.appId) {
      throw refuse(
        70000,
        {},
        { text: 'Provided grant is invalid or malformed.', error: 'bad_verification_code' },
      );
    }
    if (device.state === 'used') throw refuse(54005);
    if (device.state === 'declined') {
      throw refuse(65004, {}, { error: 'authorization_declined' });
    }
    if (device.expiresAtMs <= world.clock.now()) throw refuse(70020);
    const grant = device.approved;
    if (!grant) throw pending(world, device);
    checkSameClient(grant, app);
    const user = ownerOf(world, segment, grant);
    call.note.user = user.userPrincipalName;
    const wanted = wantedOf(call, grant, user, { firstWins: world.switches.deviceTwoResources === 'allow' });
    device.state = 'used';
    return issue(call, { grant, user, wanted, nonce: undefined, endsAtMs: undefined });
  },
};

/** RFC 8628, 3.5. Microsoft documents no `slow_down`: a switch. */
function pending(world: World, device: DeviceGrant): EntraRefusal {
  const nowMs = world.clock.now();
  const tooFast = device.polledAtMs !== undefined && nowMs - device.polledAtMs < intervalSeconds * 1000;
  device.polledAtMs = nowMs;
  return tooFast && world.switches.deviceSlowDown
    ? refuseUnnumbered(
        'slow_down',
        'The device asks too often. Wait five seconds longer between two requests.',
      )
    : refuse(70016);
}
