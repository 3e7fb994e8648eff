// The tenant segment of every path: who may sign in there, and whether an application may be used there at all.

import type { SandboxDirectory } from '../directory/directory.ts';
import { type AppRegistration, consumersTenantId, type Tenant } from '../model.ts';
import { refuse, refuseUnnumbered } from './refusal.ts';

export type Segment =
  | { readonly kind: 'common'; readonly raw: string }
  | { readonly kind: 'organizations'; readonly raw: string }
  | { readonly kind: 'tenant'; readonly raw: string; readonly tenant: Tenant };

/** @throws EntraRefusal 90002 or 900023. */
export function readSegment(directory: SandboxDirectory, raw: string): Segment {
  const name = raw.toLowerCase();
  if (name === 'common' || name === 'organizations') return { kind: name, raw };
  const tenant = directory.tenantByName(name === 'consumers' ? consumersTenantId : name);
  if (tenant) return { kind: 'tenant', raw, tenant };
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
  const dnsName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name);
  throw guid || dnsName ? refuse(90002, { tenant: raw }) : refuse(900023, { tenant: raw });
}

export function isConsumers(segment: Segment): boolean {
  return segment.kind === 'tenant' && segment.tenant.id === consumersTenantId;
}

/** A tenant of another national cloud has to be signed in to there. @throws EntraRefusal 90038. */
export function checkCloud(segment: Segment, origin: string): void {
  if (!livesElsewhere(segment, origin) || segment.kind !== 'tenant') return;
  const { cloud = 'worldwide' } = segment.tenant;
  throw refuse(90038, { tenant: segment.raw, cloud: instanceNames[cloud] });
}

/** Reached by the name of a national cloud, the sandbox is that cloud; and tenants that say nothing are everywhere. */
export function livesElsewhere(segment: Segment, origin: string): boolean {
  if (segment.kind !== 'tenant') return false;
  const { cloud = 'worldwide' } = segment.tenant;
  return cloud !== 'worldwide' && !new URL(origin).hostname.endsWith(instanceNames[cloud]);
}

export const instanceNames = {
  worldwide: 'microsoftonline.com',
  usGovernment: 'microsoftonline.us',
  china: 'partner.microsoftonline.cn',
} as const;

/** What an error text calls the place: the tenant's name, or the segment itself. */
export function placeName(segment: Segment): string {
  return segment.kind === 'tenant' ? segment.tenant.displayName : segment.raw;
}

/** Segments are equal when they name the same place, however it is spelled. */
export function samePlace(a: Segment, b: Segment): boolean {
  if (a.kind !== 'tenant' || b.kind !== 'tenant') return a.kind === b.kind;
  return a.tenant.id === b.tenant.id;
}

/** @throws EntraRefusal where the registration's audience does not go with the segment. */
export function checkAudience(app: AppRegistration, segment: Segment, at: 'authorize' | 'token'): void {
  const slots = { app: app.appId, appName: app.displayName };
  switch (app.signInAudience) {
    case 'AzureADMyOrg':
      if (isConsumers(segment)) throw notForConsumers(app, at);
      if (segment.kind !== 'tenant') throw refuse(50194, slots);
      if (segment.tenant.id !== app.homeTenantId) {
        throw refuse(700016, { app: app.appId, tenant: segment.tenant.displayName });
      }
      return;
    case 'AzureADMultipleOrgs':
      if (isConsumers(segment)) throw notForConsumers(app, at);
      return;
    case 'PersonalMicrosoftAccount':
      if (isConsumers(segment)) return;
      if (segment.kind === 'common') {
        throw refuseUnnumbered(
          'invalid_request',
          "The request is not valid for the application's 'userAudience' configuration. In order to use /common/ endpoint, the application must not be configured with 'Consumer' as the user audience. The userAudience should be configured with 'All' to use /common/ endpoint.",
          { page: true },
        );
      }
      throw refuse(9002331, slots);
    case 'AzureADandPersonalMicrosoftAccount':
      return;
  }
}

export function notForConsumers(app: AppRegistration, at: 'authorize' | 'token'): Error {
  if (at === 'token') return refuse(9002332, { app: app.appId, appName: app.displayName });
  return refuseUnnumbered(
    'unauthorized_client',
    'The client does not exist or is not enabled for consumers. If you are the application developer, configure a new application through the App Registrations in the Azure Portal at https://go.microsoft.com/fwlink/?linkid=2083908.',
    { page: true },
  );
}
