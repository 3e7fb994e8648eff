// grant_type=client_credentials: an application for itself, in one tenant. A token is issued even where no
// administrator has granted a role; it then has no `roles`, and the resource says no.

import { checkEnabled, checkService } from '../policy.ts';
import { refuse } from '../refusal.ts';
import { parseScopes, tokenResource } from '../scope.ts';
import { issueAccessToken } from '../tokens/access-token.ts';
import type { GrantType } from './call.ts';

export const clientCredentials: GrantType = {
  required: ['scope'],
  platform: () => undefined,
  confidentialOnly: true,
  tenantOnly: true,
  async redeem(call) {
    const { world, app, segment, parameters } = call;
    // /organizations is no tenant, and nobody signs in who could have one.
    if (segment.kind !== 'tenant') throw refuse(50059);
    const { tenant } = segment;
    const scope = parameters['scope'] ?? '';
    const list = parseScopes(scope);
    const [only, second] = list.items;
    if (second) throw refuse(70011, { scope });
    if (only?.name !== '.default') throw refuse(1002012, { scope });
    const wanted = tokenResource(list, { tenant: tenant.displayName });
    checkService(tenant, wanted.resource.appId, 'token');
    const granted = app.appRoles.filter((one) => one.tenantId === tenant.id);
    const installed =
      app.homeTenantId === tenant.id || granted.length > 0 || world.consents.knownIn(tenant.id, app.appId);
    if (!installed) throw refuse(700016, { app: app.appId, tenant: tenant.displayName });
    checkEnabled(app, tenant.id);
    const roles = granted
      .filter((one) => one.resourceAppId === wanted.resource.appId)
      .flatMap((one) => one.roles);
    const lifetimeSeconds = world.switches.tokenLifetimeSeconds;
    return {
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      ext_expires_in: lifetimeSeconds,
      access_token: await issueAccessToken(
        world,
        { app, tenantId: tenant.id, user: undefined, clientProof: call.clientProof, amr: [], sessionId: '' },
        { resource: wanted.resource, identifier: wanted.identifier, permissions: roles, lifetimeSeconds },
      ),
    };
  },
};
