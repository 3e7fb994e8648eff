// grant_type=password: refused, as a tenant with today's defaults refuses it. A wrong password is told from a right
// one, as there.

import { graphAppId } from '../../directory/resources.ts';
import { refuse } from '../refusal.ts';
import { admits, placeName } from '../segment.ts';
import type { GrantType } from './call.ts';

export const password: GrantType = {
  required: ['username', 'password', 'scope'],
  platform: () => undefined,
  tenantOnly: true,
  redeem(call) {
    const { world, segment, parameters } = call;
    const name = parameters['username'] ?? '';
    const user = world.directory.userByName(name);
    if (!user || !admits(segment, user)) {
      return Promise.reject(refuse(50034, { user: name, tenant: placeName(segment) }));
    }
    if (user.disabled) return Promise.reject(refuse(50057));
    if (user.password !== parameters['password']) return Promise.reject(refuse(50126));
    return Promise.reject(refuse(50076, { resource: graphAppId }));
  },
};
