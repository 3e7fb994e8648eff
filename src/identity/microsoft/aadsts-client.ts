// AADSTS numbers about the app, its registration and the form of a request.

import type { AadstsTable } from './aadsts-row.ts';

const malformed = 'the request is malformed';
const assertion = 'the client assertion is not accepted';
const msaOnly = 'the app does not take the accounts of this endpoint';

export const clientNumbers: AadstsTable = {
  700016: { code: 'app-not-found', meaning: 'the app is not found in the directory' },
  700011: { code: 'app-not-found', meaning: 'the app is not found in the directory' },
  70001: { code: 'app-not-found', meaning: 'the app is not found, or is disabled' },
  7000112: {
    code: 'app-disabled',
    meaning: "the app's service principal, or Exchange Online's, is disabled",
  },
  1000031: { code: 'app-disabled', meaning: 'the app is blocked' },
  7000114: { code: 'app-not-allowed', meaning: 'the app may not act on behalf of others' },
  7000215: { code: 'client-secret-wrong', meaning: 'the client secret is wrong' },
  70002: { code: 'client-secret-wrong', meaning: 'the client credentials are wrong' },
  7000222: { code: 'client-secret-expired', meaning: 'the client secrets have expired' },
  7000218: { code: 'client-credential-missing', meaning: 'a secret or assertion is demanded' },
  7000216: { code: 'client-credential-missing', meaning: 'a secret or assertion is demanded' },
  700025: { code: 'client-credential-unwanted', meaning: 'a public client presented a secret' },
  700027: { code: 'client-certificate-refused', meaning: `${assertion}: signature or certificate` },
  // refusal.ts makes clock-wrong of it where the clocks do differ.
  700024: { code: 'client-certificate-refused', meaning: `${assertion}: outside its time` },
  700030: { code: 'client-certificate-refused', meaning: `${assertion}: the certificate is not valid` },
  50012: { code: 'client-certificate-refused', meaning: `${assertion}: signature` },
  50013: { code: 'client-certificate-refused', meaning: assertion },
  9002325: { code: 'redirect-wrong-platform', meaning: 'a single-page application needs PKCE' },
  9002326: {
    code: 'redirect-wrong-platform',
    meaning: 'the request carried an Origin header, which only a single-page application may',
    remedy: 'Look for a proxy that adds or forwards an Origin header.',
  },
  9002327: {
    code: 'redirect-wrong-platform',
    meaning: 'the redirect URI is registered as single-page application',
  },
  50011: { code: 'redirect-mismatch', meaning: 'the redirect URI is not registered' },
  500117: { code: 'redirect-mismatch', meaning: 'the redirect URI is http, and not of this machine' },
  500112: { code: 'redirect-mismatch', meaning: 'the redirect URI differs from that of the first leg' },
  700009: { code: 'redirect-mismatch', meaning: 'the second leg names no redirect URI' },
  500113: { code: 'redirect-mismatch', meaning: 'the app has no redirect URI' },
  900971: { code: 'redirect-mismatch', meaning: 'no redirect URI was sent' },
  70004: { code: 'redirect-mismatch', meaning: 'the redirect URI is not valid' },
  50194: {
    code: 'app-not-for-this-tenant',
    meaning: 'a single-tenant app is used at /common',
    remedy: 'Set the tenant of the app to the GUID of its own tenant, or make the registration multi-tenant.',
  },
  90130: { code: 'app-not-for-this-tenant', meaning: 'the app is not supported at /common or /consumers' },
  90124: {
    code: 'app-not-for-this-tenant',
    meaning: 'the resource is not supported at /common or /consumers',
  },
  9002331: { code: 'app-not-for-this-tenant', meaning: msaOnly },
  9002332: { code: 'app-not-for-this-tenant', meaning: msaOnly },
  9002346: {
    code: 'app-not-for-this-tenant',
    meaning: 'the app is for personal accounts only',
    remedy: 'Set the tenant of the app to "consumers".',
  },
  9001023: { code: 'app-not-for-this-tenant', meaning: 'this grant needs the endpoint of one tenant' },
  90014: { code: 'request-refused', meaning: 'a field is missing' },
  900144: { code: 'request-refused', meaning: 'a parameter is missing, or the body is not a form' },
  90023: { code: 'request-refused', meaning: malformed },
  90004: { code: 'request-refused', meaning: malformed },
  90100: { code: 'request-refused', meaning: malformed },
  90056: { code: 'request-refused', meaning: 'the endpoint takes POST with a form' },
  900561: { code: 'request-refused', meaning: 'the endpoint takes POST only' },
  70003: { code: 'request-refused', meaning: 'the grant type is not supported' },
  70005: { code: 'request-refused', meaning: 'the response type is not supported' },
  70007: { code: 'request-refused', meaning: 'the response mode is not supported' },
  700054: { code: 'request-refused', meaning: 'id_tokens from /authorize are not enabled for the app' },
};
