// The requiredResourceAccess of an app registration's manifest: exactly what the portal writes when one ticks the
// permissions of a wish. Source: "Microsoft Entra app manifest", and the ids in permissions.ts.

import { fail } from '../../errors/error.ts';
import type { Wish } from '../provider.ts';
import { type MicrosoftResource, resourceAppId } from './clouds.ts';
import {
  appRoles,
  delegatedPermissions,
  oidcPermissions,
  type Permission,
  permissionNamed,
} from './permissions.ts';
import { planConsent } from './plan.ts';
import { serviceRow } from './services.ts';

export interface RequiredResourceAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: 'Scope' | 'Role' }[];
}

export interface ManifestPart {
  /** Goes into the manifest as it is. A PATCH replaces the whole array. */
  readonly json: { readonly requiredResourceAccess: readonly RequiredResourceAccess[] };
  /** What the JSON cannot say: permissions whose id is not known, and what else is to be done. One sentence each. */
  readonly notes: readonly string[];
}

/** `delegated`: people sign in. `app`: client credentials, nobody does. @throws what planning the wish throws */
export function requiredResourceAccess(wish: Wish, kind: 'delegated' | 'app'): ManifestPart {
  return kind === 'delegated' ? delegated(wish) : appOnly(wish);
}

function delegated(wish: Wish): ManifestPart {
  const app = { provider: 'microsoft', clientId: '', tenant: 'common', cloud: 'worldwide' } as const;
  const plan = planConsent({ ...app, credential: { kind: 'none' } }, wish);
  const names = plan.resources.flatMap(({ scopes }) =>
    scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)),
  );
  const notes: string[] = [];
  const wanted: Permission[] = [...oidcPermissions];
  for (const name of names) {
    const permission = permissionNamed(delegatedPermissions, name);
    if (permission) wanted.push(permission);
    else notes.push(`${name}: its id is not known here; tick it in the portal under Microsoft Graph.`);
  }
  const ids = wanted.flatMap(({ delegated: home }) => (home ? [{ ...home, type: 'Scope' as const }] : []));
  return { json: grouped(ids), notes };
}

function appOnly(wish: Wish): ManifestPart {
  const notes: string[] = [];
  const roles = wish.services.flatMap((service) => serviceRow(service).appRoles);
  const ids: Array<{ under: MicrosoftResource; id: string; type: 'Role' }> = [];
  for (const name of new Set([...roles, ...(wish.permissions ?? [])])) {
    const home = (permissionNamed(appRoles, name) ?? permissionNamed(delegatedPermissions, name))?.appRole;
    if (!home) {
      throw fail('scope-unknown', {
        scope: name,
        place: 'an application',
        suggestion: 'It has no app role here.',
      });
    }
    if (home.id === undefined) notes.push(byHand(name));
    else ids.push({ under: home.under, id: home.id, type: 'Role' });
  }
  if (ids.length === 0 && notes.length === 0) throw fail('wish-empty', {});
  return { json: grouped(ids), notes };
}

/** An invented id would be refused at consent with AADSTS65006, far from its cause. */
function byHand(name: string): string {
  return `${name}: Microsoft does not publish its id. Tick it in the portal: API permissions > Add a permission > APIs my organization uses > Office 365 Exchange Online > Application permissions > ${name}.`;
}

function grouped(
  ids: readonly { under: MicrosoftResource; id: string; type: 'Scope' | 'Role' }[],
): ManifestPart['json'] {
  const requiredResourceAccess = (['graph', 'exchange'] as const)
    .map((resource) => ({
      resourceAppId: resourceAppId[resource],
      resourceAccess: ids.filter(({ under }) => under === resource).map(({ id, type }) => ({ id, type })),
    }))
    .filter(({ resourceAccess }) => resourceAccess.length > 0);
  return { requiredResourceAccess };
}
