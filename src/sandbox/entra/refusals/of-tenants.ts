// What a tenant's policies demand, what tenants cannot be, and the trouble that passes.
// Texts are the vendor's or a log's; [?] marks what sources leave open.

import type { RefusalEntry } from './entry.ts';

export const ofTenants = {
  50059: {
    error: 'invalid_request',
    text: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
  },
  50072: {
    error: 'interaction_required',
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{resource}'.",
    suberror: 'basic_action',
  },
  50074: {
    error: 'invalid_grant',
    text: 'Strong Authentication is required.',
    suberror: 'basic_action',
  },
  50076: {
    error: 'invalid_grant',
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'.",
    suberror: 'basic_action',
  },
  50078: {
    error: 'invalid_grant',
    text: "Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access '{resource}'.",
    suberror: 'basic_action',
  },
  50079: {
    error: 'invalid_grant',
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{resource}'.",
    suberror: 'basic_action',
  },
  50097: {
    error: 'invalid_grant',
    text: 'Device authentication is required.',
    suberror: 'additional_action',
  },
  50128: {
    error: 'invalid_request',
    text: 'Invalid domain name - No tenant-identifying information found in either the request or implied by any provided credentials.',
  },
  50129: {
    error: 'invalid_grant',
    text: 'Device is not workplace joined. Workplace join is required to register the device.',
    suberror: 'additional_action',
    page: true,
  },
  50131: {
    error: 'access_denied',
    text: 'The request was blocked due to suspicious activity, access policy, or security policy decisions.',
    suberror: 'message_only',
    page: true,
  },
  50158: {
    error: 'invalid_grant',
    text: 'External security challenge was not satisfied.',
    suberror: 'basic_action',
    page: true,
  },
  53000: {
    error: 'invalid_grant',
    text: 'Your device is required to be managed to access this resource.',
    suberror: 'additional_action',
    page: true,
  },
  53001: {
    error: 'invalid_grant',
    text: 'Device is not in required device state: domain joined. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
    suberror: 'additional_action',
    page: true,
  },
  53002: {
    error: 'invalid_grant',
    text: 'The app used is not an approved app for Conditional Access. User needs to use one of the apps from the list of approved apps to use in order to get access.',
    suberror: 'message_only',
    page: true,
  },
  53003: {
    error: 'invalid_grant', // [?] interaction_required in reports from the v1 endpoint: see switches.ts
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    suberror: 'message_only',
    page: true,
  },
  53004: {
    error: 'access_denied',
    text: 'User needs to complete the multi-factor authentication registration process before accessing this content. User should register for multi-factor authentication.',
    suberror: 'message_only',
    page: true,
  },
  53011: {
    error: 'access_denied',
    text: 'User blocked due to risk on home tenant.',
    suberror: 'message_only',
    page: true,
  },
  70012: {
    error: 'server_error',
    text: 'A server error occurred while authenticating an MSA (consumer) user. Try again.',
    status: 503,
  },
  90002: {
    error: 'invalid_tenant',
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
    page: true,
  },
  90033: {
    error: 'temporarily_unavailable',
    text: 'A transient error has occurred. Please try again.',
    status: 503,
  },
  90038: {
    error: 'invalid_request',
    text: "Tenant '{tenant}' request is being redirected to the National Cloud '{cloud}'.",
    page: true,
  },
  90055: {
    error: 'temporarily_unavailable',
    text: 'The tenant has been throttled due to heavy usage.',
    status: 429,
  },
  530032: {
    error: 'access_denied',
    text: 'Access has been blocked by security policy. The tenant admin has configured a security policy that blocks this request.',
    page: true,
  },
  530035: {
    error: 'invalid_grant',
    text: 'Access has been blocked by security defaults. This is due to the request using legacy auth or being deemed unsafe by security defaults policies.',
    suberror: 'message_only',
  },
  530084: {
    error: 'invalid_grant',
    text: 'Access has been blocked by conditional access token protection policy configured by this organization.',
    suberror: 'message_only',
    page: true,
  },
  900023: {
    error: 'invalid_tenant', // [?] seen as invalid_request too
    text: "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
    page: true,
  },
} as const satisfies Readonly<Record<number, RefusalEntry>>;
