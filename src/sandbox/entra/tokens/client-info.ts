// `client_info`: undocumented, and what MSAL keys its cache by.

import type { User } from '../../model.ts';
import { encode } from './access-token.ts';
import { objectIdOf } from './subject.ts';

export function clientInfo(user: User): string {
  return encode({ uid: objectIdOf(user), utid: user.tenantId });
}
