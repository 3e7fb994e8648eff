// A sentence of Entra without its number leads to the cause that the number leads to: people copy the words and leave out the
// rest. Sentences as public logs have them; placeholders are ours.

import { expect, it } from 'vitest';
import { explain } from '../explain.ts';

const firstOf = (text: string): string | undefined => explain(text, 0).causes[0]?.cause.id;

it.each<[number, string]>([
  [
    50011,
    "The redirect URI 'https://x.example/cb' specified in the request does not match the redirect URIs configured for the application '1111'.",
  ],
  [
    50011,
    "The reply URL specified in the request does not match the reply URLs configured for the application: '1111'.",
  ],
  [
    50020,
    "User account 'a@b.example' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application '1111'(App) in that tenant. The account needs to be added as an external user in the tenant first.",
  ],
  [
    50034,
    'The user account {EmailHidden} does not exist in the contoso.example directory. To sign into this application, the account must be added to the directory.',
  ],
  [50053, "You've tried to sign in too many times with an incorrect user ID or password."],
  [
    50053,
    'The account is locked because the user tried to sign in too many times with an incorrect user ID or password.',
  ],
  [50055, 'The password is expired.'],
  [
    50055,
    "Force Change Password: The user's password is expired, and therefore their login or session was ended.",
  ],
  [50056, 'Invalid or null password: password does not exist in the directory for this user.'],
  [50057, 'The user account is disabled.'],
  [
    50058,
    "A silent sign-in request was sent but no user is signed in. The cookies used to represent the user's session were not sent in the request to Azure AD.",
  ],
  [
    50059,
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
  ],
  [50074, 'Strong Authentication is required.'],
  [
    50076,
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '1111'.",
  ],
  [
    50078,
    "Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access '1111'.",
  ],
  [
    50079,
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '1111'.",
  ],
  [50085, 'Refresh token needs social IDP login. Have user try signing-in again with username -password'],
  [50089, 'Authentication failed due to flow token expired.'],
  [50097, 'Device authentication is required.'],
  [
    50105,
    "Your administrator has configured the application App ('1111') to block users unless they are specifically granted ('assigned') access to the application. The signed in user 'a@b.example' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.",
  ],
  [50126, 'Error validating credentials due to invalid username or password.'],
  [
    50128,
    'Invalid domain name - No tenant-identifying information found in either the request or implied by any provided credentials.',
  ],
  [50129, 'Device is not Workplace joined - Workplace join is required to register the device.'],
  [
    50132,
    'The session is not valid due to the following reasons: password expiration or recent password change, SSO Artifact is invalid or expired',
  ],
  [50133, 'The session is not valid due to password expiration or recent password change.'],
  [50139, 'The session is invalid due to a missing external refresh token.'],
  [50140, "This occurred due to 'Keep me signed in' interrupt when the user was signing-in."],
  [50144, "The user's Active Directory password has expired."],
  [
    50158,
    'External security challenge not satisfied. User will be redirected to another page or authentication provider to satisfy additional authentication challenges.',
  ],
  [
    50173,
    'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
  ],
  [
    50194,
    "Application '1111'(App) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'.",
  ],
  [
    50196,
    'The server terminated an operation because it encountered a client request loop. Please contact your app vendor.',
  ],
  [
    50199,
    'For security reasons, user confirmation is required for this request. Please repeat the request allowing user interaction.',
  ],
  [
    51004,
    'The user account a@b.example does not exist in the 1111 directory. To sign into this application, the account must be added to the directory.',
  ],
  [
    53000,
    'Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant. The user must enroll their device with an approved MDM provider like Intune.',
  ],
  [
    53001,
    'Device is not in required device state: domain_joined. Conditional Access policy requires a domain joined device, and the device is not domain joined.',
  ],
  [
    53002,
    'Application used is not an approved application for Conditional Access. The user needs to use one of the apps from the list of approved applications in order to get access.',
  ],
  [
    53003,
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  ],
  [53003, 'BlockedByConditionalAccess'],
  [
    53004,
    'User needs to complete multi-factor authentication registration process before accessing this content.',
  ],
  [53011, 'User blocked due to risk on home tenant.'],
  [530032, 'User blocked due to tenant security policy.'],
  [
    530035,
    'Access has been blocked by security defaults. This is due to the request using legacy auth or being deemed unsafe by security defaults policies.',
  ],
  [
    54005,
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  ],
  [
    65002,
    "Consent between first party application '1111' and first party resource '2222' must be configured via preauthorization - applications owned and operated by Microsoft must get approval from the API owner before requesting tokens for that API.",
  ],
  [65004, 'User declined to consent to access the app.'],
  [
    650052,
    "The app is trying to access a service '1111'(Office 365 Exchange Online) that your organization 'Contoso' lacks a service principal for.",
  ],
  [
    650052,
    'The app needs access to a service ("Exchange") that your organization ("Contoso") has not subscribed to or enabled.',
  ],
  [
    650053,
    "The application 'App' asked for scope 'IMAP.AccessAsApp' that doesn't exist on the resource '00000002-0000-0ff1-ce00-000000000000'. Contact the app vendor.",
  ],
  [
    650056,
    "Misconfigured application. This could be due to one of the following: the client has not listed any permissions for 'AAD Graph' in the requested permissions in the client's application registration.",
  ],
  [
    650057,
    "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration.",
  ],
  [70000, "The provided value for the 'code' parameter is not valid."],
  [70000, 'Provided grant is invalid or malformed.'],
  [70000, 'The user could not be authenticated as the grant is expired. The user must sign in again.'],
  [
    70000,
    'The request was denied because one or more scopes requested are unauthorized or expired. The user must first sign in and grant the client application access to the requested scope.',
  ],
  [70001, "Application with identifier '1111' was not found in the directory 2222."],
  [
    700016,
    "Application with identifier '1111' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
  ],
  [70002, 'Error validating credentials. Invalid client secret is provided.'],
  [
    700024,
    'Client assertion is not within its valid time range. Current time: 2024-01-01T00:00:00Z, assertion valid from ...',
  ],
  [700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."],
  [700027, 'Client assertion failed signature validation. [Reason - The key was not found.]'],
  [
    700027,
    "Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: 'AB']",
  ],
  [700030, 'Invalid certificate - subject name in certificate is not authorized.'],
  [70003, "The app requested an unsupported grant type 'password1'."],
  [70005, "response_type 'token' is not enabled for the application."],
  [700054, "response_type 'id_token' is not enabled for the application."],
  [70007, "'fragment' is not a supported value of 'response_mode' when requesting a token."],
  [
    70008,
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  ],
  [
    700082,
    'The refresh token has expired due to inactivity. The token was issued on 2022-01-03T09:39:41.5631952Z and was inactive for 90.00:00:00.',
  ],
  [
    700084,
    'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
  ],
  [
    70011,
    "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope openid x is not valid.",
  ],
  [70012, 'A server error occurred while authenticating an MSA (consumer) user.'],
  [70016, 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.'],
  [70018, 'Invalid verification code due to User typing in wrong user code for device code flow.'],
  [70019, 'Verification code expired.'],
  [
    70020,
    "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  ],
  [
    70043,
    'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on x and the maximum allowed lifetime for this request is 86400.',
  ],
  [7000112, "Application '1111'(App) is disabled."],
  [7000114, "Application '1111' is not allowed to make application on-behalf-of calls."],
  [
    7000215,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '1111'.",
  ],
  [
    7000216,
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  ],
  [7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."],
  [
    7000222,
    "The provided client secret keys for app '1111' are expired. Visit the Azure portal to create new keys for your app.",
  ],
  [700005, 'Provided Authorization Code is intended to use against other tenant, thus rejected.'],
  [700007, 'The grant was issued for a different client id.'],
  [7000012, 'The grant was obtained for a different tenant.'],
  [700020, 'Interaction is required by the user.'],
  [
    90002,
    "Tenant 'contos.example' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  ],
  [900023, "Specified tenant identifier 'x' is neither a valid DNS name, nor a valid external domain."],
  [
    90008,
    "The user or administrator has not consented to use the application with ID '1111'. This happened because application is misconfigured: it must require access to Windows Azure Active Directory by specifying at least 'Sign in and read user profile' permission.",
  ],
  [
    90009,
    'Application is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.',
  ],
  [
    90014,
    "The required field 'scope' is missing from the credential. Ensure that you have all the necessary parameters for the login request.",
  ],
  [900144, "The request body must contain the following parameter: 'grant_type'."],
  [
    90019,
    'No tenant-identifying information found in either the request or implied by any provided credentials.',
  ],
  [90023, "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type."],
  [
    90027,
    'We are unable to issue tokens from this API version on the MSA tenant. Please contact the application vendor as they need to use version 2.0 of the protocol to support this.',
  ],
  [90033, 'A transient error has occurred. Please try again. Service is temporarily unavailable'],
  [
    90072,
    "User account 'a@b.example' from identity provider 'https://sts.windows.net/1/' does not exist in tenant 'Contoso' and cannot access the application. The account needs to be added as an external user in the tenant first.",
  ],
  [
    90093,
    "This operation can only be performed by an administrator. Sign out and sign in as an administrator or contact one of your organization's administrators.",
  ],
  [90094, 'The grant requires admin permission.'],
  [
    90094,
    'An administrator of Contoso has set a policy that prevents you from granting App the permissions it is requesting.',
  ],
  [
    90095,
    'Admin consent is required for the permissions requested by this application. An admin consent request may be sent to the admin.',
  ],
  [
    90130,
    "Application '1111' (App) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
  ],
  [900561, 'The endpoint only accepts POST requests. Received a GET request.'],
  [900971, 'No reply address provided.'],
  [500113, 'No reply address is registered for the application.'],
  [
    500112,
    "The reply address 'http://a' does not match the reply address 'https://a' provided when requesting Authorization code.",
  ],
  [
    500011,
    'The resource principal named https://x was not found in the tenant named Contoso. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  ],
  [500121, 'Authentication failed during strong authentication request.'],
  [
    500200,
    "User account 'a@live.com' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization.",
  ],
  [
    500133,
    'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.',
  ],
  [501481, 'The Code_Verifier does not match the code_challenge supplied in the authorization request.'],
  [
    50148,
    'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
  ],
  [
    28000,
    'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope x y is not valid.',
  ],
  [
    28003,
    'Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code.',
  ],
  [901002, "The 'resource' request parameter is not supported."],
  [
    9001023,
    'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  ],
  [9002313, 'Invalid request. Request is malformed or invalid.'],
  [9002325, 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.'],
  [
    9002326,
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: 'http://localhost:3000'.",
  ],
  [
    9002327,
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  ],
  [
    9002331,
    "Application '1111'(App) is configured for use by Microsoft Account users only. Please use the /consumers endpoint to serve this request.",
  ],
  [
    9002332,
    "Application '1111'(App) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.",
  ],
  [
    9002346,
    "Application '1111'(App) is configured for use by Microsoft Account users only. Please use the /consumers endpoint.",
  ],
  [
    1002012,
    'The provided value for scope x is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  ],
  [500117, "The reply uri specified in the request isn't using a secure scheme."],
  [500021, "Access to 'Contoso' tenant is denied."],
  [50013, 'Assertion failed signature validation. [Reason - The key was not found.]'],
  [50027, 'JWT token is invalid or malformed.'],
  [900384, 'JWT token failed signature validation.'],
  [70037, 'Incorrect challenge response provided. Remote auth session denied.'],
  [1000031, "Application 'App' cannot be used. It has been blocked by an administrator."],
])('%i: %s', (number, said) => {
  const byNumber = firstOf(`AADSTS${number}: ${said}`);
  expect(byNumber).toBeDefined();
  expect(firstOf(said)).toBe(byNumber);
  expect(firstOf(`The page only says "${said}" and then nothing.`)).toBe(byNumber);
});

it.each([
  'Change your password every ninety days.',
  'The device was granted a certificate by the administrator.',
  'A new session begins after the verification of the tenant.',
])('nothing is heard in: %s', (text) => {
  expect(firstOf(text)).toBeUndefined();
});

const refused = (scopes: string): string =>
  `AADSTS70011: The provided value for the input parameter 'scope' is not valid. The scope '${scopes}' is not valid.`;

it.each<[string, string]>([
  [
    'https://outlook.office.com/IMAP.AccessAsUser.All https://graph.microsoft.com/Mail.Read offline_access',
    'two-resources-in-one-token-request',
  ],
  ['openid User.Read https://outlook.office.com/SMTP.Send', 'two-resources-in-one-token-request'],
  [
    'https://outlook.office.com/.default https://graph.microsoft.com/Mail.Read',
    'two-resources-in-one-token-request',
  ],
  ['https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/.default', 'default-mixed-with-names'],
  ['https://outlook.office.com/IMAP.AccesAsUser.All offline_access', 'scope-not-valid'],
  [
    'https://outlook.office.com/IMAP.AccessAsUser.All,https://outlook.office.com/SMTP.Send',
    'scope-not-valid',
  ],
])('the scopes that the answer repeats decide: %s', (scopes, cause) => {
  expect(firstOf(refused(scopes))).toBe(cause);
  expect(firstOf(`{"error":"invalid_scope","error_description":"${refused(scopes)}\\r\\nTrace ID: 1"}`)).toBe(
    cause,
  );
});

it.each([
  'Failed to update the application. Error detail: URL may not contain a query string.',
  'The redirect URI cannot contain wildcards',
  "Must start with 'HTTPS' or 'http://localhost'",
])('a redirect URI that Entra does not register: %s', (text) => {
  expect(firstOf(text)).toBe('redirect-uri-cannot-be-registered');
});
