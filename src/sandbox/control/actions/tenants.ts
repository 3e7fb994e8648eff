// Organisations: added, what they demand, whom they let in, and which of Microsoft's services they have.

import * as v from 'valibot';
import { fail } from '../../../errors/error.ts';
import type { EnterpriseSettings } from '../../model.ts';
import type { Sandbox } from '../../sandbox.ts';
import { action } from '../action.ts';
import { duration, flag, resourceName, text, texts } from '../fields.ts';
import { findApp, findResource, findTenant, findUser } from '../find.ts';
import { shown } from './people.ts';

const resourceIds = v.pipe(
  texts,
  v.transform((names) => names.map((name) => findResource(v.parse(resourceName, name)).appId)),
);
const orNone = v.nullable(duration);
const everywhereOr = v.union([v.literal('everywhere'), texts]);

export const tenants = {
  'add-tenant': action({
    about: 'Add an organisation; one of another national cloud is known by name only (AADSTS90038)',
    input: v.strictObject({
      tenant: v.pipe(text, v.regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/i, 'must be a domain')),
      displayName: v.exactOptional(text),
      cloud: v.exactOptional(v.picklist(['worldwide', 'usGovernment', 'china'])),
    }),
    example: { tenant: 'fabrikam.example', displayName: 'Fabrikam' },
    run(sandbox, { tenant: domain, displayName, cloud }) {
      if (sandbox.directory.tenantByName(domain)) {
        throw fail('sandbox-exists-already', { kind: 'tenant', name: domain });
      }
      return sandbox.directory.addTenant({
        displayName: displayName ?? domain,
        domains: [domain.toLowerCase()],
        ...(cloud === undefined ? {} : { cloud }),
      });
    },
  }),

  'set-policies': action({
    about:
      'Say what a tenant demands of who signs in: consent, factors, devices, freshness; or nothing at all',
    input: v.strictObject({
      tenant: text,
      adminConsentForMail: v.exactOptional(flag),
      userConsentDisabled: v.exactOptional(flag),
      consentRequests: v.exactOptional(flag),
      mfaForResources: v.exactOptional(resourceIds),
      mfaLifetime: v.exactOptional(orNone),
      externalFactorForResources: v.exactOptional(resourceIds),
      blockedResources: v.exactOptional(resourceIds),
      registeredDeviceForResources: v.exactOptional(resourceIds),
      compliantDeviceForResources: v.exactOptional(resourceIds),
      joinedDeviceForResources: v.exactOptional(resourceIds),
      approvedAppForResources: v.exactOptional(resourceIds),
      approvedApps: v.exactOptional(texts),
      tokenProtectionForResources: v.exactOptional(resourceIds),
      signInFrequency: v.exactOptional(orNone),
      blockedFlows: v.exactOptional(v.array(v.picklist(['device_code']))),
      riskBlocked: v.exactOptional(flag),
      guestsFrom: v.exactOptional(everywhereOr),
      guestsTo: v.exactOptional(everywhereOr),
    }),
    example: { tenant: 'contoso.example', mfaForResources: ['exchange'], signInFrequency: '1d' },
    run(
      sandbox,
      { tenant: name, mfaLifetime, signInFrequency, approvedApps, guestsFrom, guestsTo, ...same },
    ) {
      const { policies } = findTenant(sandbox, name);
      const tenantIds = (names: 'everywhere' | string[]): 'everywhere' | string[] =>
        names === 'everywhere' ? names : names.map((one) => findTenant(sandbox, one).id);
      return Object.assign(policies, same, {
        ...(mfaLifetime === undefined ? {} : { mfaLifetimeMs: mfaLifetime ?? undefined }),
        ...(signInFrequency === undefined ? {} : { signInFrequencyMs: signInFrequency ?? undefined }),
        ...(approvedApps ? { approvedApps: approvedApps.map((one) => findApp(sandbox, one).appId) } : {}),
        ...(guestsFrom ? { guestsFrom: tenantIds(guestsFrom) } : {}),
        ...(guestsTo ? { guestsTo: tenantIds(guestsTo) } : {}),
      });
    },
  }),

  'set-service': action({
    about:
      "Take one of Microsoft's services away from a tenant, or switch it off (AADSTS650052, 500011, 7000112)",
    input: v.strictObject({
      tenant: text,
      resource: resourceName,
      standing: v.picklist(['enabled', 'disabled', 'missing']),
    }),
    example: { tenant: 'contoso.example', resource: 'exchange', standing: 'missing' },
    run(sandbox, { tenant: name, resource, standing }) {
      const tenant = findTenant(sandbox, name);
      const { [findResource(resource).appId]: _former, ...others } = tenant.services ?? {};
      const own = standing === 'enabled' ? {} : { [findResource(resource).appId]: standing };
      tenant.services = { ...others, ...own };
      return tenant.services;
    },
  }),

  'set-enterprise-app': action({
    about:
      'Switch an application off in one tenant (AADSTS7000112), or let in only who is assigned to it (50105)',
    input: v.strictObject({
      tenant: text,
      app: text,
      disabled: v.exactOptional(flag),
      assignmentRequired: v.exactOptional(flag),
      assigned: v.exactOptional(texts),
    }),
    example: { tenant: 'contoso.example', app: 'Contoso Web Mail', assignmentRequired: true },
    run(sandbox, { tenant: name, app, disabled, assignmentRequired, assigned }) {
      const settings = settingsIn(sandbox, app, findTenant(sandbox, name).id);
      if (disabled !== undefined) settings.disabled = disabled;
      if (assignmentRequired !== undefined) settings.assignmentRequired = assignmentRequired;
      if (assigned) settings.assigned = assigned.map((one) => findUser(sandbox, one).id);
      return settings;
    },
  }),

  'add-guest': action({
    about: 'Invite somebody from elsewhere into a tenant; until she accepts, AADSTS50014',
    input: v.strictObject({ user: text, tenant: text, accepted: v.optional(flag, true) }),
    example: { user: 'anna@contoso.example', tenant: 'lab.contoso.example' },
    run(sandbox, { user: name, tenant: host, accepted }) {
      const home = findUser(sandbox, name);
      const tenant = findTenant(sandbox, host);
      const known = sandbox.directory.guestIn(tenant.id, home.id);
      if (known || home.tenantId === tenant.id) {
        throw fail('sandbox-exists-already', { kind: 'user', name: known?.userPrincipalName ?? name });
      }
      return shown(sandbox.directory.addGuest(tenant.id, home, { accepted }));
    },
  }),

  'rotate-keys': action({
    about:
      'Sign tokens with new keys from now on; the old ones stay published for a day, or as long as you say',
    input: v.strictObject({ keepOld: v.optional(duration, '1d') }),
    example: { keepOld: '1d' },
    run: (sandbox, { keepOld }) => sandbox.entra.rotateKeys(keepOld),
  }),
};

function settingsIn(sandbox: Sandbox, name: string, tenantId: string): EnterpriseSettings {
  const app = findApp(sandbox, name);
  const known = app.enterprise.find((one) => one.tenantId === tenantId);
  if (known) return known;
  const settings = { tenantId, disabled: false, assignmentRequired: false, assigned: [] };
  app.enterprise.push(settings);
  return settings;
}
