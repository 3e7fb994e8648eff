// AADSTS numbers about scopes, resources and consent.

import type { AadstsTable } from './aadsts-row.ts';

const admin = 'only an administrator may consent';

export const consentNumbers: AadstsTable = {
  28000: { code: 'scope-two-resources', meaning: 'one token request names several resources' },
  28002: { code: 'scope-refused', meaning: 'the scope is not valid' },
  28003: { code: 'scope-refused', meaning: 'the scope is empty' },
  700022: { code: 'scope-two-resources', meaning: 'several resources are named for a front-channel token' },
  700023: { code: 'scope-refused', meaning: 'no resource is named for a front-channel token' },
  70011: { code: 'scope-refused', meaning: 'a scope is malformed, unknown, or mixed with .default' },
  650053: { code: 'scope-refused', meaning: 'the resource has no permission of this name' },
  65001: {
    code: 'consent-missing-for-resource',
    meaning: 'neither the user nor an administrator has consented',
  },
  65004: { code: 'consent-declined', meaning: 'the user declined' },
  65005: {
    code: 'app-misconfigured',
    meaning: 'the list of required resources does not hold what is asked for',
  },
  65006: {
    code: 'app-misconfigured',
    meaning: 'the registration lists permission ids under the wrong resource',
  },
  65002: {
    code: 'app-misconfigured',
    meaning: "the client id is one of Microsoft's own and not authorised for this",
    remedy: 'Register an application of your own and use its client id.',
  },
  650052: {
    code: 'resource-not-in-tenant',
    meaning: 'the organisation has no subscription for the service',
    remedy: 'An administrator has to enable or license Exchange Online.',
  },
  650054: { code: 'app-misconfigured', meaning: 'a resource of the registration is gone' },
  650056: { code: 'app-misconfigured', meaning: 'the app is misconfigured or lacks consent' },
  650057: { code: 'app-misconfigured', meaning: "the resource is not among the registration's" },
  90008: { code: 'app-misconfigured', meaning: 'the app has to be allowed to sign users in (User.Read)' },
  90093: { code: 'admin-approval-needed', meaning: admin },
  90094: { code: 'admin-approval-needed', meaning: admin },
  900941: { code: 'admin-approval-needed', meaning: admin },
  90095: {
    code: 'admin-approval-needed',
    meaning: `${admin}, and may be asked through a form`,
    remedy: 'Send the request from the sign-in page, or give an administrator the admin-consent link.',
  },
  90099: {
    code: 'admin-approval-needed',
    meaning: 'the app is not authorised in the tenant (partner access)',
  },
  500011: {
    code: 'resource-not-in-tenant',
    meaning: 'the resource is not found in the tenant',
    remedy:
      'Check the scope prefix (https://outlook.office.com) and the cloud, and that the tenant has Exchange Online.',
  },
  50001: { code: 'resource-not-in-tenant', meaning: 'the resource is disabled or not known' },
  50105: { code: 'user-not-assigned', meaning: 'the user is not assigned to the app' },
  901002: { code: 'request-refused', meaning: 'the parameter "resource" is not taken by this endpoint' },
};
