// What Entra ID says no with: number, `error`, status and text, as data. The texts are what real logs and the vendor's
// reference show; which rule leads to which row is decided by the steps that throw them. Where sources contradict each
// other the row is marked [?] and a switch or docs/differences.md says so.

export interface RefusalEntry {
  readonly error: string;
  readonly text: string;
  /** Default 400. Failed client authentication is 401. */
  readonly status?: number;
  readonly suberror?: string;
  /** At /authorize: shown to the user, never sent to the application. */
  readonly page?: true;
}

export const refusals = {
  16000: {
    error: 'interaction_required',
    text: 'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
  },
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
  50011: {
    error: 'invalid_client',
    text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{app}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to fix this.",
    page: true,
  },
  50012: { error: 'invalid_client', text: 'Authentication failed.', status: 401 },
  50014: {
    error: 'invalid_grant',
    text: "The user's redemption is in a pending state. The guest user account is not fully created yet.",
    page: true,
  },
  50020: {
    error: 'access_denied',
    text: "User account '{user}' from identity provider '{idp}' does not exist in tenant '{tenant}' and cannot access the application '{app}'({appName}) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.",
    page: true,
  },
  50027: {
    error: 'invalid_request',
    text: 'JWT token is invalid or malformed.',
  },
  50034: {
    error: 'invalid_grant',
    text: 'The user account {user} does not exist in the {tenant} directory. To sign into this application, the account must be added to the directory.',
    page: true,
  },
  50049: {
    error: 'invalid_instance',
    text: 'Unknown or invalid instance.',
  },
  50053: {
    error: 'invalid_grant',
    text: "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
    page: true,
  },
  50055: {
    error: 'invalid_grant',
    text: 'The password is expired.',
    suberror: 'user_password_expired',
    page: true,
  },
  50056: {
    error: 'invalid_grant',
    text: 'Invalid or null password: password does not exist in the directory for this user.',
    page: true,
  },
  50057: {
    error: 'invalid_grant',
    text: 'The user account is disabled.',
    page: true,
  },
  50058: {
    error: 'login_required',
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
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
  50089: {
    error: 'invalid_grant',
    text: 'Authentication failed due to flow token expired.',
    page: true,
  },
  50097: {
    error: 'invalid_grant',
    text: 'Device authentication is required.',
    suberror: 'additional_action',
  },
  50105: {
    error: 'invalid_grant',
    text: "Your administrator has configured the application {appName} ('{app}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
    page: true,
  },
  50126: {
    error: 'invalid_grant',
    text: 'Error validating credentials due to invalid username or password.',
    page: true,
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
  50132: {
    error: 'interaction_required',
    text: 'The session is not valid due to password expiration or recent password change.',
  },
  50133: {
    error: 'invalid_grant',
    text: 'The session is not valid due to password expiration or recent password change.',
    suberror: 'bad_token',
  },
  50144: {
    error: 'invalid_grant',
    text: "The user's Active Directory password has expired. Generate a new password for the user or have the user use the self-service reset tool to reset their password.",
    suberror: 'user_password_expired',
    page: true,
  },
  50148: {
    error: 'invalid_grant',
    text: 'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
  },
  50149: {
    error: 'invalid_request',
    text: 'Invalid Code_Challenge_method parameter.',
  },
  50158: {
    error: 'invalid_grant',
    text: 'External security challenge was not satisfied.',
    suberror: 'basic_action',
    page: true,
  },
  50173: {
    error: 'invalid_grant',
    text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom}'.",
    suberror: 'bad_token',
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
  54000: {
    error: 'access_denied',
    text: 'User is not permitted to access the application due to Legal Age Group Requirement.',
    page: true,
  },
  54005: {
    error: 'invalid_grant',
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
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
    text: "The required resource access of the application is not valid: the resource '{resource}' has no permission '{scope}'.",
  },
  70000: {
    error: 'invalid_grant',
    text: "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
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
  70008: {
    error: 'invalid_grant',
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  70011: {
    error: 'invalid_scope',
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  },
  70012: {
    error: 'server_error',
    text: 'A server error occurred while authenticating an MSA (consumer) user. Try again.',
    status: 503,
  },
  70016: {
    error: 'authorization_pending',
    text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  70018: {
    error: 'bad_verification_code',
    text: 'Invalid verification code due to user typing in wrong user code for device code flow. Authorization was not approved.',
  },
  70019: {
    error: 'expired_token',
    text: 'Verification code expired. Have the user retry the sign-in.',
    page: true,
  },
  70020: {
    error: 'expired_token',
    text: "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  },
  70043: {
    error: 'invalid_grant',
    text: 'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on {issued} and the maximum allowed lifetime for this request is {seconds}.',
    suberror: 'bad_token',
  },
  70044: {
    error: 'interaction_required',
    text: 'The session has expired or is invalid due to sign-in frequency checks by conditional access.',
  },
  90002: {
    error: 'invalid_tenant',
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
    page: true,
  },
  90009: {
    error: 'invalid_request',
    text: "Application '{app}'({appName}) is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.",
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
  90100: {
    error: 'invalid_request',
    text: '{parameter} parameter is empty or not valid.',
  },
  90102: {
    error: 'invalid_request',
    text: "'redirect_uri' value must be a valid absolute URI.",
    page: true,
  },
  90119: {
    error: 'invalid_request',
    text: 'The user code is null or empty.',
    page: true,
  },
  90120: {
    error: 'invalid_request',
    text: 'The request was already authorized or declined.',
    page: true,
  },
  90121: {
    error: 'invalid_request',
    text: 'Invalid empty request.',
    page: true,
  },
  90130: {
    error: 'invalid_request',
    text: "Application '{app}' ({appName}) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
    page: true,
  },
  500011: {
    error: 'invalid_resource',
    text: 'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
  },
  500021: {
    error: 'access_denied',
    text: "Access to '{tenant}' tenant is denied.",
    page: true,
  },
  500112: {
    error: 'invalid_client',
    text: "The reply address '{got}' does not match the reply address '{expected}' provided when requesting Authorization code.",
  },
  500113: {
    error: 'invalid_request',
    text: 'No reply address is registered for the application.',
    page: true,
  },
  500208: {
    error: 'invalid_request',
    text: 'The domain is not a valid login domain for the account type.',
    page: true,
  },
  500212: {
    error: 'access_denied',
    text: "The user's administrator has set an outbound access policy that does not allow access to the resource tenant.",
    page: true,
  },
  500213: {
    error: 'access_denied',
    text: "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.",
    page: true,
  },
  501481: {
    error: 'invalid_grant',
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  501491: {
    error: 'invalid_request',
    text: 'Invalid size of Code_Challenge parameter.',
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
  700005: {
    error: 'invalid_grant',
    text: 'Provided Authorization Code is intended to use against other tenant, thus rejected. OAuth2 Authorization Code must be redeemed against same tenant it was acquired for (/common or /{tenant-ID} as appropriate)',
  },
  700007: {
    error: 'invalid_grant', // [?] number from memory in the sources
    text: 'The grant was issued for a different client id.',
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
  700022: {
    error: 'invalid_request',
    text: "The provided value for the input parameter 'scope' is not valid because it contains more than one resource. Scope {scope} is not valid.",
  },
  700023: {
    error: 'invalid_client',
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
  700082: {
    error: 'invalid_grant',
    text: 'The refresh token has expired due to inactivity. The token was issued on {issued} and was inactive for {idle}.',
    suberror: 'bad_token',
  },
  700084: {
    error: 'invalid_grant',
    text: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on {issued}.',
    suberror: 'bad_token',
  },
  900023: {
    error: 'invalid_tenant', // [?] seen as invalid_request too
    text: "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
    page: true,
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
  900941: {
    error: 'access_denied',
    text: "This operation can only be performed by an administrator. Sign out and sign in as an administrator or contact one of your organization's administrators.",
    page: true,
  },
  900971: {
    error: 'invalid_request',
    text: 'No reply address provided.',
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
  7000012: {
    error: 'invalid_grant',
    text: 'The grant was obtained for a different tenant.',
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
  9002313: {
    error: 'invalid_grant',
    text: 'Invalid request. Request is malformed or invalid.',
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

export type RefusalTable = typeof refusals;
export type RefusalCode = keyof RefusalTable;

// `{tenant-ID}` in 700005 is the vendor's own text, not a slot: slots are words.
type Word<S extends string> = S extends `${string}-${string}` ? never : S;
type SlotsIn<S extends string> = S extends `${string}{${infer Slot}}${infer Rest}`
  ? Word<Slot> | SlotsIn<Rest>
  : never;
export type Slots<C extends RefusalCode> = Readonly<Record<SlotsIn<RefusalTable[C]['text']>, string>>;
