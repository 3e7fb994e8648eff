// Consent of an administrator for everybody in a tenant: /v2.0/adminconsent with a scope, /adminconsent for all that
// the registration lists.

import { resourceByAppId } from '../directory/resources.ts';
import type { AppRegistration } from '../model.ts';
import { describe, errorUri, type RequestIds } from './answer.ts';
import { findApp } from './authorize/request.ts';
import { respond } from './authorize/respond.ts';
import { noClaims } from './claims-request.ts';
import {
  answering,
  checkDuplicates,
  type EntraRequest,
  openSession,
  required,
  restrictionOf,
  segmentOf,
} from './exchange.ts';
import { errorPage } from './pages/message.ts';
import { checkRedirect } from './redirect.ts';
import { type EntraRefusal, refuse } from './refusal.ts';
import { consentResources, parseScopes, type ScopeList } from './scope.ts';
import { checkAudience, checkCloud, isConsumers, placeName, type Segment } from './segment.ts';
import { proceed } from './sign-in/flow.ts';
import type { Purpose } from './sign-in/purpose.ts';
import { grantRoles } from './sign-in/roles.ts';
import type { World } from './world.ts';

export function adminConsent(
  world: World,
  request: EntraRequest,
  options: { version: 1 | 2 },
): Promise<Response> {
  return answering(
    async () => {
      checkDuplicates(request);
      const segment = segmentOf(world, request);
      checkCloud(segment, request.origin);
      const { parameters, ids } = request;
      const app = findApp(world, segment, required(parameters, 'client_id'));
      checkAudience(app, segment, 'authorize');
      if (isConsumers(segment) || (options.version === 2 && segment.kind === 'common')) {
        throw refuse(90130, { app: app.appId, appName: app.displayName });
      }
      const redirect = checkRedirect(app, parameters['redirect_uri']);
      const scopes =
        options.version === 2 ? parseScopes(required(parameters, 'scope')) : registeredScopes(app);
      consentResources(scopes, { appName: app.displayName, tenant: placeName(segment) });
      const address = { app, redirect, mode: 'query' as const, state: parameters['state'] };
      const purpose = adminPurpose(world, { address, segment, scopes, version: options.version, request });
      const flow = world.flows.start(openSession(world, request), purpose);
      return answering(
        () => proceed(world, flow, ids),
        (refusal) => adminRefusal(world, purpose, refusal, ids),
      );
    },
    (refusal) => errorPage(world, refusal, request.ids),
  );
}

function adminRefusal(
  world: World,
  purpose: Purpose,
  refusal: EntraRefusal,
  ids: RequestIds,
): Response | Promise<Response> {
  return refusal.page && !purpose.tells(refusal)
    ? errorPage(world, refusal, ids)
    : purpose.fail(refusal, ids);
}

interface AdminConsent {
  address: Parameters<typeof respond>[0] & { app: AppRegistration };
  segment: Segment;
  scopes: ScopeList;
  version: 1 | 2;
  request: EntraRequest;
}

function adminPurpose(world: World, { address, segment, scopes, version, request }: AdminConsent): Purpose {
  const purpose: Purpose = {
    app: address.app,
    segment,
    scopes,
    prompt: undefined,
    loginHint: undefined,
    domainHint: undefined,
    forTenant: true,
    device: false,
    maxAgeMs: undefined,
    claims: noClaims,
    restriction: restrictionOf(request),
    async complete({ user }, ids) {
      grantRoles(purpose, user.tenantId);
      const scope = version === 2 ? { scope: scopes.raw } : {};
      return respond(address, { admin_consent: 'True', tenant: user.tenantId, ...scope }, ids);
    },
    // A wrong account is told to the application, unlike at /authorize: that is how it has been observed.
    tells: ({ code }) => code === 50020,
    fail: (refusal, ids) =>
      respond(
        address,
        {
          // Observed at v2; the v1 page is documented with permission_denied.
          error: version === 1 ? 'permission_denied' : 'access_denied',
          error_description: describe(world, refusal, ids),
          ...(refusal.code === undefined ? {} : { error_uri: errorUri(refusal.code) }),
          admin_consent: 'True',
        },
        ids,
      ),
  };
  return purpose;
}

function registeredScopes(app: AppRegistration): ScopeList {
  const words = (app.requiredAccess ?? []).flatMap(({ resourceAppId }) => {
    const identifier = resourceByAppId(resourceAppId)?.identifiers[0];
    return identifier === undefined ? [] : [`${identifier}/.default`];
  });
  return parseScopes(words.join(' '));
}
