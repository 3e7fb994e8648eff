// Access without a user: which request gets the token, and which link an administrator opens. Sources: "Authenticate
// an IMAP, POP or SMTP connection using OAuth" (client credentials) and "Admin consent on the identity platform".

import type { Service } from '../../base/token-source.ts';
import type { App, ResourceRequest, Wish } from '../provider.ts';
import { cloudOf } from './clouds.ts';
import { endpointsOf } from './endpoints.ts';
import { planConsent } from './plan.ts';
import { resourceId, serviceRow, signInScopes } from './services.ts';
import { isConsumers } from './tenants.ts';

/** Client credentials take `.default` and nothing else. */
export function appOnlyRequest(app: App, service: Service): ResourceRequest {
  const cloud = cloudOf(app);
  const { resource } = serviceRow(service);
  const prefix = resource === 'exchange' ? cloud.appOnlyExchange : cloud.scopePrefix.graph;
  return { resource: resourceId(resource), scopes: [`${prefix}/.default`] };
}

/** Undefined for personal accounts, which have no administrator. */
export function adminConsentUrl(
  app: App,
  wish: Wish,
  options: { redirectUri: string; state: string; appOnly?: boolean | undefined },
): URL | undefined {
  const at = endpointsOf(app);
  if (isConsumers(at.tenant)) return undefined;
  // "common" is not taken here: an administrator is always one of an organisation.
  const url = new URL(
    at.tenant === 'common' ? endpointsOf({ ...app, tenant: 'organizations' }).adminConsent : at.adminConsent,
  );
  const scope = options.appOnly ? appOnlyScope(app, wish) : delegatedScope(app, wish);
  if (scope === undefined) {
    // Permissions of two resources without a user have no scope that covers both: this page grants all that is registered.
    url.pathname = url.pathname.replace(/\/v2\.0\/adminconsent$/, '/adminconsent');
  } else {
    url.searchParams.set('scope', scope);
  }
  url.searchParams.set('client_id', at.client.client_id);
  url.searchParams.set('redirect_uri', options.redirectUri);
  url.searchParams.set('state', options.state);
  return url;
}

function delegatedScope(app: App, wish: Wish): string {
  const scopes = planConsent(app, wish).resources.flatMap((request) => request.scopes);
  return [...signInScopes, ...scopes].join(' ');
}

function appOnlyScope(app: App, wish: Wish): string | undefined {
  const { services } = wish;
  const mail = services.filter((service) => service !== 'graph');
  if (services.includes('graph')) {
    return mail.length > 0 ? undefined : appOnlyRequest(app, 'graph').scopes.join(' ');
  }
  // Worldwide, the documentation names this resource for the link of IMAP and POP, and for nothing else.
  if (cloudOf(app).name === 'worldwide' && !mail.includes('smtp')) return 'https://ps.outlook.com/.default';
  return appOnlyRequest(app, 'imap').scopes.join(' ');
}
