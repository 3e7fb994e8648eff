// The tenant segment of Entra's URLs: judged before anything is sent, because a wrong one comes back as an error
// about something else. Source: "Microsoft identity platform and OpenID Connect", tenant values.

import { fail } from '../../errors/error.ts';
import type { App } from '../provider.ts';
import { type Cloud, cloudOf } from './clouds.ts';

/** The tenant in which every personal account lives. */
export const consumersTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// RFC 1123 section 2.1, with at least one dot: a verified domain.
const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/**
 * The segment to put into a URL.
 *
 * @throws `tenant-malformed`, `tenant-not-for-cloud`
 */
export function tenantSegment(app: Pick<App, 'tenant' | 'cloud'>, cloud: Cloud = cloudOf(app)): string {
  const tenant = app.tenant.trim();
  const shared = ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase());
  if (!shared && !guid.test(tenant) && !domain.test(tenant)) {
    throw fail('tenant-malformed', { tenant: tenant.slice(0, 100) });
  }
  if (!cloud.hasPersonalAccounts && isConsumers(tenant)) {
    throw fail('tenant-not-for-cloud', { tenant, cloud: cloud.name });
  }
  return tenant.toLowerCase();
}

/** True where only personal accounts sign in. */
export function isConsumers(tenant: string): boolean {
  const plain = tenant.trim().toLowerCase();
  return plain === 'consumers' || plain === consumersTenantId;
}

/** True where the segment names one tenant, as client credentials demand. */
export function isOneTenant(tenant: string): boolean {
  const plain = tenant.trim().toLowerCase();
  return !isConsumers(plain) && plain !== 'common' && plain !== 'organizations';
}

export function isGuid(text: string): boolean {
  return guid.test(text);
}
