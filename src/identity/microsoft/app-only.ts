// Access without a user: which request gets the token, and which link an administrator opens. Sources: "Authenticate
// an IMAP, POP or SMTP connection using OAuth" (client credentials) and "Admin consent on the identity platform".

import type { Service } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import { jwtClaims } from '../jwt-claims.ts';
import type { App, ResourceRequest, TokenAnswer, Wish } from '../provider.ts';
import { cloudOf } from './clouds.ts';
import { endpointsOf } from './endpoints.ts';
import { planConsent } from './plan.ts';
import { resourceId, serviceRow, signInScopes } from './services.ts';
import { isConsumers } from './tenants.ts';

/** Client credentials take `.default` and nothing else. */
export function appOnlyRequest(app: App, service: Service): ResourceRequest {
  const cloud = cloudOf(app);
  const { resource, appRoles } = serviceRow(service);
  const prefix = resource === 'exchange' ? cloud.appOnlyExchange : cloud.scopePrefix.graph;
  // A token for SMTP may be right without a role: App RBAC keeps the right to send inside Exchange.
  const roles = service === 'smtp' ? [] : appRoles;
  return { resource: resourceId(resource), scopes: [`${prefix}/.default`], roles };
}

/**
 * Entra issues a token without any role where nobody consented, with status 200; the resource refuses it later and
 * does not say why.
 *
 * @throws `app-only-no-role`
 */
export function requireRoles(app: App, request: ResourceRequest, answer: TokenAnswer): void {
  const wanted = request.roles ?? [];
  // What is opaque cannot be judged from here.
  if (wanted.length === 0 || answer.scopes.length > 0 || !jwtClaims(answer.accessToken.reveal())) return;
  // Both resources at once have no scope: this is the page that grants whatever is registered.
  const everything: Wish = { services: ['imap', 'graph'] };
  const link = adminConsentUrl(app, everything, {
    redirectUri: 'http://localhost',
    state: '1',
    appOnly: true,
  });
  throw fail('app-only-no-role', {
    resource: request.resource === 'graph' ? 'Microsoft Graph' : 'Office 365 Exchange Online',
    roles: wanted.join(', '),
    clientId: app.clientId,
    tenant: app.tenant,
    link: link?.href ?? '',
    deadGrant: false,
  });
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
