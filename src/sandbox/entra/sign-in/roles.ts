// App roles that an administrator is asked to grant: those that the registration lists for the resources in question.

import { resourceByAppId } from '../../directory/resources.ts';
import type { AppRegistration, Guid } from '../../model.ts';
import { consentResources } from '../scope.ts';
import { placeName } from '../segment.ts';
import type { Purpose } from './purpose.ts';

export function rolesAsked(purpose: Purpose): string[] {
  if (!purpose.forTenant) return [];
  return accesses(purpose).flatMap(({ roles }) => roles);
}

/** Writes the granted roles into the registration, where client credentials find them. */
export function grantRoles(purpose: Purpose, tenantId: Guid): void {
  for (const { resourceAppId, roles } of accesses(purpose)) {
    if (roles.length === 0) continue;
    const { app } = purpose;
    app.appRoles = [
      ...app.appRoles.filter((grant) => grant.tenantId !== tenantId || grant.resourceAppId !== resourceAppId),
      { tenantId, resourceAppId, roles: [...roles] },
    ];
  }
}

function accesses(purpose: Purpose): NonNullable<AppRegistration['requiredAccess']> {
  const options = { appName: purpose.app.displayName, tenant: placeName(purpose.segment) };
  const wanted = consentResources(purpose.scopes, options).filter(({ all }) => all);
  return (purpose.app.requiredAccess ?? []).filter(
    ({ resourceAppId }) =>
      resourceByAppId(resourceAppId) !== undefined &&
      wanted.some(({ resource }) => resource.appId === resourceAppId),
  );
}
