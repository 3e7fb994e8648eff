// What is wrong with the application: its registration, its credentials, the form of its requests.
// Texts are the vendor's or a log's; [?] marks what sources leave open.

import type { RefusalEntry } from './entry.ts';

export const ofClients = {
  50011: {
    error: 'invalid_client',
    text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{app}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.",
    page: true,
  },
  50012: { error: 'invalid_client', text: 'Authentication failed.', status: 401 },
  50027: {
    error: 'invalid_request',
    text: 'JWT token is invalid or malformed.',
  },
  50049: {
    error: 'invalid_instance',
    text: 'Unknown or invalid instance.',
  },
  50194: {
    error: 'invalid_request',
    text: "Application '{app}'({appName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
    page: true,
  },
  50196: {
    error: 'invalid_grant',
    text: 'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
  },
  70003: {
    error: 'unsupported_grant_type',
    text: "The app requested an unsupported grant type '{grantType}'.",
  },
  70005: {
    error: 'unsupported_response_type',
    text: "The app returned an unsupported response type '{responseType}'.",
  },
  70007: {
    error: 'invalid_request',
    text: "'{value}' is not a supported value for 'response_mode' when requesting a token.",
  },
  90014: {
    error: 'invalid_request',
    text: "The required field '{field}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.",
    page: true,
  },
  90023: {
    error: 'invalid_request',
    text: "Unsupported 'prompt' value.",
  },
  90100: {
    error: 'invalid_request',
    text: '{parameter} parameter is empty or not valid.',
  },
  90102: {
    error: 'invalid_request',
    text: "'redirect_uri' value must be a valid absolute URI.",
    page: true,
  },
  90130: {
    error: 'invalid_request',
    text: "Application '{app}' ({appName}) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
    page: true,
  },
  500112: {
    error: 'invalid_client',
    text: "The reply address '{got}' does not match the reply address '{expected}' provided when requesting Authorization code.",
  },
  700009: {
    error: 'invalid_grant',
    text: 'Reply address must be provided when presenting an authorization code requested with an explicit reply address.',
  },
  500113: {
    error: 'invalid_request',
    text: 'No reply address is registered for the application.',
    page: true,
  },
  700016: {
    error: 'unauthorized_client',
    text: "Application with identifier '{app}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
    page: true,
  },
  700021: {
    error: 'invalid_client',
    text: "Client assertion application identifier doesn't match 'client_id' parameter.",
    status: 401,
  },
  700023: {
    error: 'invalid_client',
    // [?] The vendor's list gives this number to scopes without a resource; logs of private_key_jwt have this text.
    text: 'Client assertion audience claim does not match Realm issuer.',
    status: 401,
  },
  700024: {
    error: 'invalid_client', // [?] number from memory in the sources
    text: 'Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {until}.',
    status: 401,
  },
  700025: {
    error: 'invalid_client',
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    status: 401,
  },
  700027: {
    error: 'invalid_client',
    text: 'Client assertion failed signature validation. [Reason - {reason}]',
    status: 401,
  },
  700051: {
    error: 'unsupported_response_type',
    text: "response_type 'token' is not enabled for the application.",
  },
  700054: {
    error: 'unsupported_response_type',
    text: "response_type 'id_token' is not enabled for the application.",
  },
  900144: {
    error: 'invalid_request',
    text: "The request body must contain the following parameter: '{parameter}'.",
    page: true,
  },
  900382: {
    error: 'invalid_request',
    text: 'Confidential Client is not supported in Cross Cloud request.',
  },
  900561: {
    error: 'invalid_request',
    text: 'The endpoint only accepts POST requests. Received a {method} request.',
  },
  900971: {
    error: 'invalid_request',
    text: 'No reply address provided.',
    page: true,
  },
  7000112: {
    error: 'unauthorized_client',
    text: "Application '{app}'({appName}) is disabled.",
    page: true,
  },
  7000114: {
    error: 'unauthorized_client',
    text: "Application '{app}' is not allowed to make application on-behalf-of calls.",
  },
  7000215: {
    error: 'invalid_client',
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{app}'.",
    status: 401,
  },
  7000216: {
    error: 'invalid_client',
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    status: 401,
  },
  7000218: {
    error: 'invalid_client',
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    status: 401,
  },
  7000222: {
    error: 'invalid_client',
    text: "The provided client secret keys for app '{app}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
    status: 401,
  },
  9000411: {
    error: 'invalid_request',
    text: "The request is not properly formatted. The parameter '{parameter}' is duplicated.",
    page: true,
  },
  9001023: {
    error: 'invalid_request',
    text: 'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  },
  9002325: {
    error: 'invalid_request',
    text: 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  },
  9002326: {
    error: 'invalid_request',
    text: "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{origin}'.",
  },
  9002327: {
    error: 'invalid_request',
    text: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  },
  9002331: {
    error: 'invalid_request',
    text: "Application '{app}'({appName}) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.",
    page: true,
  },
  9002332: {
    error: 'invalid_request',
    text: "Application '{app}'({appName}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.",
    page: true,
  },
} as const satisfies Readonly<Record<number, RefusalEntry>>;
