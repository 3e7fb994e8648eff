// What is wrong with what is asked for: scopes, resources, consent.
// Texts are the vendor's or a log's; [?] marks what sources leave open.

import type { RefusalEntry } from './entry.ts';

export const ofScopes = {
  28000: {
    error: 'invalid_request',
    text: 'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid.',
  },
  28002: {
    error: 'invalid_request',
    text: "Provided value for the input parameter scope '{scope}' is not valid when requesting an access token. Please specify a valid scope.",
  },
  28003: {
    error: 'invalid_request',
    text: 'Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code. Please specify a valid scope.',
  },
  65001: {
    error: 'invalid_grant',
    text: "The user or administrator has not consented to use the application with ID '{app}' named '{appName}'. Send an interactive authorization request for this user and resource.",
    suberror: 'consent_required',
  },
  65004: {
    error: 'consent_required',
    text: 'User declined to consent to access the app.',
  },
  65006: {
    error: 'invalid_client',
    // [?] The number is reported, its text is not: our own words.
    text: "The required resource access of the application is not valid: the resource '{resource}' has no permission '{scope}'.",
  },
  70011: {
    error: 'invalid_scope',
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  },
  90009: {
    error: 'invalid_request',
    text: "Application '{app}'({appName}) is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.",
  },
  90094: {
    error: 'consent_required',
    text: 'An administrator of {tenant} has set a policy that prevents you from granting {appName} the permissions it is requesting. Contact an administrator who can grant permissions to this application on your behalf.',
    page: true,
  },
  90095: {
    error: 'access_denied',
    text: 'Admin consent is required for the permissions requested by this application. An admin consent request may be sent to the admin.',
    page: true,
  },
  500011: {
    error: 'invalid_resource',
    text: 'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  },
  650052: {
    error: 'invalid_client',
    text: 'The app is trying to access a service \'{resource}\' that your organization "{tenant}" lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.',
    page: true,
  },
  650053: {
    error: 'invalid_client', // [?] the value in the redirect is from memory in the sources
    text: "The application '{appName}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. Contact the app vendor.",
  },
  650056: {
    error: 'invalid_client',
    text: "Misconfigured application. This could be due to one of the following: the client has not listed any permissions for '{resourceName}' in the requested permissions in the client's application registration. Or, the admin has not consented in the tenant. Or, check the application identifier in the request to ensure it matches the configured client application identifier. Or, check the certificate in the request to ensure it's valid. Please contact your admin to fix the configuration or consent on behalf of the tenant. Client app ID: {app}.",
    page: true,
  },
  650057: {
    error: 'invalid_resource',
    text: "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: {app}({appName}). Resource value from request: {resource}. Resource app ID: {resourceAppId}. List of valid resources from app registration: {listed}.",
    page: true,
  },
  700022: {
    error: 'invalid_request',
    text: "The provided value for the input parameter 'scope' is not valid because it contains more than one resource. Scope {scope} is not valid.",
  },
  900941: {
    error: 'access_denied',
    text: "This operation can only be performed by an administrator. Sign out and sign in as an administrator or contact one of your organization's administrators.",
    page: true,
  },
  901002: {
    error: 'invalid_request',
    text: "The 'resource' request parameter is not supported.",
  },
  1002012: {
    error: 'invalid_scope',
    text: 'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
} as const satisfies Readonly<Record<number, RefusalEntry>>;
