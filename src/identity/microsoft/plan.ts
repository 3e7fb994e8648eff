// From a wish ("imap, smtp, Mail.Send") to a consent plan: one list of fully qualified scopes for each resource.
// Pure. What cannot be granted is refused here by name, because Entra's own answer to it is often no error at all.

import { fail } from '../../errors/error.ts';
import type { App, ConsentPlan, ResourceRequest, Wish } from '../provider.ts';
import { type Cloud, cloudOf, type MicrosoftResource, resourceNamed, trimSlashes } from './clouds.ts';
import { nearest } from './nearest.ts';
import { appRoles, delegatedPermissions, oidcPermissions, permissionNamed } from './permissions.ts';
import { qualified, resourceId, serviceRow } from './services.ts';
import { tenantSegment } from './tenants.ts';

/** One scope of a wish, understood. */
interface Wanted {
  readonly resource: MicrosoftResource;
  readonly name: string;
}

/**
 * Graph comes first where it is wanted, because the profile is read with the token that the code brings.
 *
 * @throws `wish-empty`, `scope-unknown`, `scope-third-resource`, `scope-default-mixed`, `scope-app-only`,
 * `scope-mail-protocol-on-graph`, `cloud-unknown`, `cloud-invalid`, `tenant-malformed`, `tenant-not-for-cloud`
 */
export function planConsent(app: App, wish: Wish): ConsentPlan {
  const cloud = cloudOf(app);
  tenantSegment(app, cloud);
  const wanted = [
    ...wish.services.flatMap((service) => {
      const row = serviceRow(service);
      return row.delegated.map((name): Wanted => ({ resource: row.resource, name }));
    }),
    ...(wish.permissions ?? []).flatMap((text) => understand(cloud, text)),
  ];
  const requests = (['graph', 'exchange'] as const)
    .map((resource) => requestFor(cloud, resource, wanted))
    .filter((request) => request !== undefined);
  const [first, ...rest] = requests;
  if (!first) throw fail('wish-empty', {});
  return { resources: [first, ...rest] };
}

function requestFor(
  cloud: Cloud,
  resource: MicrosoftResource,
  wanted: readonly Wanted[],
): ResourceRequest | undefined {
  const names = [...new Set(wanted.filter((one) => one.resource === resource).map((one) => one.name))];
  if (names.length === 0) return undefined;
  if (names.includes('.default') && names.length > 1) {
    throw fail('scope-default-mixed', {
      resource,
      names: names.filter((name) => name !== '.default').join(' '),
    });
  }
  return { resource: resourceId(resource), scopes: names.map((name) => qualified(cloud, resource, name)) };
}

/** One word of a wish. OIDC scopes come back as nothing: they go along with every request anyway. */
function understand(cloud: Cloud, text: string): Wanted[] {
  const scope = text.trim();
  const slash = scope.lastIndexOf('/');
  const name = scope.slice(slash + 1);
  const prefix = slash === -1 ? undefined : trimSlashes(scope.slice(0, slash));
  if (permissionNamed(oidcPermissions, name) && (prefix === undefined || resourceNamed(cloud, prefix)))
    return [];
  const appRole = permissionNamed(appRoles, name);
  if (appRole) throw fail('scope-app-only', { scope, delegated: delegatedTwin(appRole.name) });
  return [prefix === undefined ? bare(cloud, scope) : prefixed(cloud, scope, prefix, name)];
}

/**
 * A bare name. Entra would read it as Graph's, and for IMAP.AccessAsUser.All, which Graph publishes without being able
 * to do IMAP, hand out a token that Exchange refuses. Here the table decides: the mail protocols are Exchange's.
 */
function bare(cloud: Cloud, scope: string): Wanted {
  const permission = permissionNamed(delegatedPermissions, scope);
  if (!permission) throw unknown(scope, 'Exchange or Graph', delegatedPermissions, cloud);
  return { resource: permission.resource, name: permission.name };
}

function prefixed(cloud: Cloud, scope: string, prefix: string, name: string): Wanted {
  const resource = resourceNamed(cloud, prefix);
  if (!resource) {
    throw fail('scope-third-resource', {
      scope,
      got: prefix || 'no resource',
      exchange: cloud.scopePrefix.exchange,
      graph: cloud.scopePrefix.graph,
    });
  }
  if (name === '.default') return { resource, name };
  const known = permissionNamed(delegatedPermissions, name);
  if (resource === 'graph') {
    if (known?.resource === 'exchange') {
      throw fail('scope-mail-protocol-on-graph', {
        scope,
        instead: qualified(cloud, 'exchange', known.name),
      });
    }
    // Graph has hundreds of permissions; who writes one out in full is taken at his word if it has the shape of one.
    if (!known && !/^[A-Za-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)+$/.test(name))
      throw unknown(scope, 'Graph', [], cloud);
    return { resource, name: known?.name ?? name };
  }
  // Exchange publishes Graph's mail permissions under its own roof as well (Outlook REST).
  if (!known) throw unknown(scope, 'Exchange', delegatedPermissions, cloud);
  return { resource, name: known.name };
}

function unknown(
  scope: string,
  place: string,
  candidates: readonly { name: string; resource: MicrosoftResource }[],
  cloud: Cloud,
): Error {
  const name = scope.slice(scope.lastIndexOf('/') + 1);
  const near = nearest(
    name,
    candidates.map((candidate) => candidate.name),
  );
  const permission = near === undefined ? undefined : permissionNamed(delegatedPermissions, near);
  const suggestion = permission
    ? `Did you mean ${qualified(cloud, permission.resource, permission.name)}?`
    : 'No known name is near to it.';
  return fail('scope-unknown', { scope: scope.slice(0, 200), place, suggestion });
}

function delegatedTwin(appRole: string): string {
  return appRole === 'SMTP.SendAsApp' ? 'SMTP.Send' : appRole.replace('AsApp', 'AsUser.All');
}
