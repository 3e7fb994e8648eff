// `client_info`: undocumented, and what MSAL keys its cache by.

import type { User } from '../../model.ts';
import { homeOf } from '../policy.ts';
import type { World } from '../world.ts';
import { encode } from './access-token.ts';
import { objectIdOf } from './subject.ts';

/** Of the account at home: to MSAL, a guest is the same person everywhere. */
export function clientInfo(world: World, user: User): string {
  const home = homeOf(world, user) ?? user;
  return encode({ uid: objectIdOf(home), utid: home.tenantId });
}
