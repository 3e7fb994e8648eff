// What Entra ID refuses: each of its numbers, and each symptom that people report, leads to the right cause, in whatever form
// it is brought. A number that several causes share names here the one that comes first where nothing else is known.

import { describe, expect, it } from 'vitest';
import { aadsts } from '../../identity/microsoft/aadsts.ts';
import type { Evidence } from '../evidence.ts';
import { explain } from '../explain.ts';
import type { FactName } from '../facts.ts';
import { causes } from './index.ts';

const nowMs = Date.UTC(2026, 10, 26);

const numbers: Readonly<Record<string, readonly number[]>> = {
  // Codes and refresh tokens.
  'code-redeemed-for-second-resource': [54005],
  'grant-expired-unused': [700082, 70008],
  'spa-refresh-token-lives-a-day': [700084],
  'sign-in-frequency': [70043, 70044],
  'grant-revoked': [50173, 50132, 50133],
  'grant-not-valid': [70000],
  'refresh-token-damaged': [9002313],
  'grant-of-another-client': [700007],
  'grant-of-another-tenant': [7000012],
  'code-redeemed-at-another-tenant': [700005],
  'sign-in-took-too-long': [50089],
  'social-identity-needs-sign-in': [50085, 50139],
  'grant-needs-interaction': [700020],
  'pkce-verifier-mismatch': [501481, 50148],
  'pkce-malformed': [50147, 501491, 50149],
  'refresh-without-scope': [90009],
  // Scopes and consent.
  'two-resources-in-one-token-request': [28000],
  'two-resources-in-front-channel': [700022],
  'scope-empty': [28003, 700023],
  'scope-not-valid': [70011, 28002],
  'permission-ids-wrong': [65006],
  'permission-does-not-exist': [650053],
  'consent-missing': [65001],
  'consent-declined': [65004],
  'admin-approval-managed-policy': [90093, 90094],
  'admin-approval-user-consent-off': [900941],
  'admin-approval-request': [90095],
  'partner-admin-not-authorized': [90099],
  'app-resources-misconfigured': [65005, 650057],
  'app-resource-gone': [650054, 650056],
  'microsoft-client-id-borrowed': [65002],
  'exchange-not-in-tenant': [650052],
  'resource-not-in-tenant': [500011, 50001],
  'sign-in-permission-missing': [90008],
  'user-not-assigned': [50105],
  'resource-parameter-at-v2': [901002],
  'single-sign-on-permission': [9002341],
  // The app and its registration.
  'app-not-found-client-id': [700016, 700011, 70001, 700038],
  'sign-out-refused': [50061, 50068, 50070, 50071],
  'app-disabled': [7000112],
  'app-blocked': [1000031],
  'app-may-not-act-for-others': [7000114],
  'client-secret-id-pasted': [7000215, 70002],
  'client-secret-expired': [7000222],
  'web-redirect-without-secret': [7000218],
  'app-only-without-credential': [7000216],
  'public-client-sent-secret': [700025],
  'client-assertion-refused': [700027, 50012, 50013, 700030, 500131, 700229],
  'client-assertion-out-of-time': [700024, 500133],
  'spa-needs-pkce': [9002325],
  'origin-header-from-non-spa': [9002326],
  'spa-code-redeemed-by-server': [9002327],
  'redirect-uri-not-registered': [50011, 500117],
  'redirect-uri-changed-between-legs': [500112, 700009],
  'redirect-uri-missing': [500113, 900971, 70004],
  'single-tenant-app-at-common': [50194],
  'app-not-for-common': [90130, 90124],
  'app-for-work-accounts-only': [9002332],
  'app-for-personal-accounts-only': [9002346, 9002331],
  'app-only-needs-tenant': [9001023],
  'app-only-needs-default': [1002012],
  'parameter-missing': [900144, 90014],
  'request-malformed': [90023, 90004, 90100],
  'token-endpoint-takes-post': [90056, 900561],
  'grant-type-not-supported': [70003],
  'response-type-not-supported': [70005, 70007],
  'id-tokens-not-enabled': [700054],
  // Accounts, tenants and policies.
  'account-not-in-tenant': [50020, 51004, 50034, 90126],
  'several-accounts-signed-in': [16000],
  'guest-not-ready': [50014, 90072],
  'personal-account-at-work-endpoint': [500208],
  'personal-account-at-v1-endpoint': [500201, 90027],
  'tenant-not-found': [90002],
  'tenant-malformed': [900023],
  'tenant-not-inferred': [50059, 50128, 90019],
  'account-locked': [50053],
  'password-expired': [50055, 50144],
  'password-wrong': [50056, 50126],
  'account-disabled': [50057],
  'silent-sign-in-without-session': [50058],
  'mfa-required': [50074, 50076, 50078, 50158, 50161],
  'mfa-not-enrolled': [50072, 50079],
  'mfa-enrolment-blocked': [53004, 53010],
  'device-not-registered': [50097, 50129, 50155, 50187, 700003, 17003, 50178, 130004, 130008, 135011, 140001],
  'device-not-compliant': [53000, 53001, 530001, 530002, 530003],
  'app-not-approved': [53002, 53005, 530021],
  'conditional-access-blocks': [53003],
  'blocked-by-risk': [50131, 53011, 530032, 530034],
  'security-defaults-block': [530035],
  'token-protection-block': [530084],
  'tenant-restrictions': [500021, 500022, 500212, 500213],
  'account-under-age': [54000],
  'identity-provider-refused': [90123, 50169, 50170],
  'sign-in-interrupted': [50125, 50136, 50142, 50127, 50135, 50140, 50199],
  'wrong-national-cloud': [1000104, 90038, 900382, 900432, 90043, 90051],
  'authority-host-unknown': [50049],
  // What passes, and device codes.
  'entra-unavailable': [50000, 90006, 90012, 90024, 90033, 90090, 50033, 50087],
  'personal-service-trouble': [70012],
  'tenant-throttled': [90055],
  'client-request-loop': [50196],
  'telephone-factor-limit': [50088],
  'on-premises-password-agent': [
    80001, 80002, 80003, 80004, 80005, 80006, 80007, 80008, 80009, 80010, 80011, 80012, 80013, 80014,
  ],
  'device-code-pending': [70016],
  'device-code-mistyped': [70018, 90119, 90120, 90121],
  'device-code-expired': [70019, 70020, 7000014],
  // Devices, directories and sign-ons that mail has little to do with: people ask for them all the same.
  'saml-request-refused': [50146, 75005, 75011, 750054, 76021, 7500529, 501621],
  'password-change-refused': [120002, 120018],
  'tenant-blocked': [5000224, 5000225],
  'body-is-not-a-form': [9000410],
  'app-not-added-to-tenant': [650051],
  'device-code-other-data-centre': [50134],
};

const table = Object.entries(numbers).flatMap(([id, list]) =>
  list.map((number): [number, string] => [number, id]),
);

const trace = '0f5d4c2b-0000-4000-8000-000000000042';

/** The shapes in which a number reaches people; no sentence of it helps. */
function shapes(number: number): string[] {
  return [
    `AADSTS${number}`,
    `Sign-in failed with AADSTS${number}: Something went wrong. Trace ID: ${trace} Correlation ID: ${trace} Timestamp: 2026-11-26 03:00:00Z`,
    `2026-11-26T03:00:00Z ERROR [oauth2] token request failed: b'AADSTS${number}: Something went wrong.\\r\\nTrace ID: ${trace}'`,
    `Our users see AADSTS${number} since Monday, what does it mean?`,
    `https://login.microsoftonline.com/error?code=${number}`,
  ];
}

function first(text: string, facts: Partial<Record<FactName, string>> = {}): string | undefined {
  const told = Object.entries(facts).map(
    ([fact, value]): Evidence => ({ kind: 'told', fact, value, place: { line: 0, quote: '' } }),
  );
  return explain(text, nowMs, told).causes[0]?.cause.id;
}

function body(error: string, number: number, said: string, more: object = {}): string {
  const ids = `Trace ID: ${trace}\r\nCorrelation ID: ${trace}\r\nTimestamp: 2026-11-26 03:00:00Z`;
  return JSON.stringify({
    error,
    error_description: `AADSTS${number}: ${said}\r\n${ids}`,
    error_codes: [number],
    trace_id: trace,
    ...more,
  });
}

function redirect(error: string, said: string): string {
  return `https://mail.contoso.example/callback?${new URLSearchParams({ error, error_description: said, state: 'x' })}`;
}

describe.each(table)('AADSTS%i', (number, id) => {
  it(`is ${id} in every shape`, () => {
    expect(shapes(number).map((text) => first(text))).toEqual(shapes(number).map(() => id));
  });
});

describe('the numbers', () => {
  it('of the product have a cause each', () => {
    const covered = new Set(table.map(([number]) => number));
    expect([...aadsts.keys()].filter((number) => !covered.has(number))).toEqual([]);
  });

  it('are in one row each, and of causes that exist', () => {
    expect(new Set(table.map(([number]) => number)).size).toBe(table.length);
    const ids = causes.map(({ id }) => id);
    expect(Object.keys(numbers).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('that nobody knows are not explained', () => {
    for (const text of shapes(9_999_999)) expect(explain(text, nowMs).causes, text).toEqual([]);
  });

  it('that nobody knows leave what the error itself says, as no more than possible', () => {
    const [only, ...others] = explain(body('invalid_grant', 9_999_999, 'Something.'), nowMs).causes;
    expect(only).toMatchObject({ cause: { id: 'invalid-grant-unexplained' }, sure: 'possible' });
    expect(others).toEqual([]);
  });
});

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const graphAnswer = {
  token_type: 'Bearer',
  expires_in: 3599,
  access_token: 'EwB4A8l6BAAU...',
  refresh_token: 'M.C5...',
};

/** Symptoms as they are reported, with what is known beside them. */
const reports: [string, string, Partial<Record<FactName, string>>?][] = [
  // A token for Graph, asked for without meaning it.
  [
    'graph-token-in-answer',
    JSON.stringify({
      ...graphAnswer,
      scope: 'email IMAP.AccessAsUser.All Mail.ReadWrite openid profile SMTP.Send User.Read',
    }),
  ],
  [
    'graph-token-in-answer',
    JSON.stringify({
      ...graphAnswer,
      scope: 'profile openid email https://graph.microsoft.com/IMAP.AccessAsUser.All',
    }),
  ],
  // Several resources.
  [
    'two-resources-in-one-token-request',
    body(
      'invalid_request',
      28000,
      'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope https://graph.microsoft.com/mail.read https://outlook.office.com/smtp.send is not valid.',
    ),
  ],
  [
    'two-resources-in-one-token-request',
    'Provided value for the input parameter scope is not valid because it contains more than one resource.',
  ],
  // Codes.
  [
    'code-redeemed-for-second-resource',
    body(
      'invalid_grant',
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  ],
  ['code-redeemed-for-second-resource', 'AADSTS54005', { 'scopes.resources': 'both' }],
  [
    'code-redeemed-twice',
    'AADSTS54005: OAuth2 Authorization code was already redeemed',
    { timing: 'now-and-then' },
  ],
  [
    'code-redeemed-twice',
    'ERROR OAuth2 Authorization code was already redeemed, please retry',
    { 'code.use': 'callback-twice' },
  ],
  [
    'code-expired',
    body(
      'invalid_grant',
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
    { flow: 'code', leg: 'token' },
  ],
  ['code-expired', 'AADSTS70008: The provided authorization code has expired.'],
  // No refresh token.
  ['no-refresh-token', '{"token_type":"Bearer","expires_in":3599,"access_token":"EwB4A8l6BAAU..."}'],
  [
    'no-refresh-token',
    '{"access_token":"EwB4...","scope":"https://outlook.office.com/IMAP.AccessAsUser.All","expires_in":"3599"}',
    { 'scopes.offline': 'no' },
  ],
  ['no-refresh-token', '', { timing: 'after-an-hour', 'refresh-token': 'no' }],
  [
    'offline-access-prefixed',
    '{"token_type":"Bearer","scope":"profile openid email https://graph.microsoft.com/Mail.Read","access_token":"EwB4..."}',
    { 'scopes.offline': 'prefixed' },
  ],
  [
    'offline-access-not-at-token',
    '{"token_type":"Bearer","access_token":"EwB4...","expires_in":3599}',
    { 'scopes.offline': 'yes' },
  ],
  [
    'app-only-has-no-refresh-token',
    '{"token_type":"Bearer","access_token":"EwB4...","expires_in":3599,"ext_expires_in":3599}',
    { flow: 'app' },
  ],
  // Consent.
  [
    'consent-missing-for-one-resource',
    body(
      'invalid_grant',
      65001,
      "The user or administrator has not consented to use the application with ID '1' named 'Mailer'. Send an interactive authorization request for this user and resource.",
      { suberror: 'consent_required' },
    ),
    { leg: 'refresh' },
  ],
  ['consent-missing-for-one-resource', 'AADSTS65001', { 'other-resource': 'works' }],
  [
    'consent-missing-for-one-resource',
    'AADSTS65001',
    { 'scopes.resources': 'graph', 'token.audience': 'exchange' },
  ],
  [
    'consent-missing-for-one-resource',
    'AADSTS65001',
    { 'scopes.resources': 'exchange', 'token.audience': 'graph' },
  ],
  ['consent-missing', 'AADSTS65001: The user or administrator has not consented', { 'consent.by': 'nobody' }],
  [
    'consent-missing',
    redirect(
      'consent_required',
      'AADSTS65001: The user or administrator has not consented to use the application',
    ),
  ],
  [
    'resource-url-guessed',
    'AADSTS65001: The user or administrator has not consented',
    { 'scopes.resources': 'other' },
  ],
  [
    'personal-scope-not-consented',
    body(
      'invalid_grant',
      70000,
      'The request was denied because one or more scopes requested are unauthorized or expired. The user must first sign in and grant the client application access to the requested scope.',
    ),
  ],
  [
    'personal-scope-not-consented',
    'refresh failed (400): one or more scopes requested are unauthorized or expired',
  ],
  [
    'personal-grant-expired',
    body(
      'invalid_grant',
      70000,
      'The user could not be authenticated as the grant is expired. The user must sign in again.',
    ),
  ],
  [
    'personal-grant-expired',
    '{"error":"invalid_grant","error_description":"The user could not be authenticated as the grant is expired. The user must sign in again."}',
  ],
  [
    'grant-not-valid',
    body(
      'invalid_grant',
      70000,
      "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
    ),
  ],
  [
    'grant-not-valid',
    "error_description=AADSTS70000: The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
  ],
  [
    'consent-declined',
    redirect('consent_required', 'AADSTS65004: User declined to consent to access the app.'),
  ],
  ['consent-declined', redirect('access_denied', 'the user canceled the authentication')],
  ['admin-approval-managed-policy', 'Need admin approval', { 'consent.policy': 'microsoft-managed' }],
  [
    'admin-approval-managed-policy',
    'Mailer needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.',
  ],
  [
    'admin-approval-managed-policy',
    'AADSTS90094: The grant requires admin permission. It worked last year.',
    { 'scopes.mail': 'yes' },
  ],
  ['admin-approval-user-consent-off', 'Need admin approval', { 'consent.policy': 'off' }],
  [
    'admin-approval-user-consent-off',
    "AADSTS900941: This operation can only be performed by an administrator. Sign out and sign in as an administrator or contact one of your organization's administrators.",
  ],
  // Scopes.
  [
    'outlook-office365-for-personal',
    redirect('invalid_scope', "The provided resource value for the input parameter 'scope' is not valid."),
  ],
  [
    'outlook-office365-for-personal',
    "The provided resource value for the input parameter 'scope' is not valid. Expected https://outlook.office365.com/IMAP.AccessAsUser.All",
  ],
  [
    'scope-not-for-personal',
    redirect(
      'invalid_scope',
      "The provided value for the input parameter 'scope' is not valid. The scope 'https://outlook.office.com/EWS.AccessAsUser.All' is not configured for this tenant.",
    ),
  ],
  [
    'default-not-in-registration',
    redirect(
      'invalid_scope',
      "The provided value for the input parameter 'scope' is not valid. The scope 'https://outlook.office.com/.default offline_access' is not valid as it refers to a resource which is not listed in the client's Required Resource Access and for which the user does not have any existing consent.",
    ),
  ],
  [
    'default-mixed-with-names',
    body(
      'invalid_scope',
      70011,
      "The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.",
    ),
  ],
  [
    'scope-not-valid',
    body(
      'invalid_scope',
      70011,
      "The provided value for the input parameter 'scope' is not valid. The scope IMAP.Access is not valid.",
    ),
  ],
  [
    'app-permission-asked-of-user',
    "AADSTS650053: The application 'Mailer' asked for scope 'IMAP.AccessAsApp' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'. Contact the app vendor.",
  ],
  [
    'permission-does-not-exist',
    "The application 'Mailer' asked for scope 'IMAP.Read' that doesn't exist on the resource",
  ],
  [
    'app-only-needs-default',
    body(
      'invalid_scope',
      1002012,
      'The provided value for scope IMAP.AccessAsUser.All is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
    ),
  ],
  ['app-only-needs-default', 'AADSTS70011', { flow: 'app', 'scopes.default': 'no' }],
  [
    'refresh-without-scope',
    body(
      'invalid_request',
      90009,
      "Application 'x' is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.",
    ),
  ],
  [
    'scope-empty',
    'AADSTS28003: Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code.',
  ],
  // Grants that ended.
  [
    'refresh-token-damaged',
    body('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.'),
  ],
  [
    'grant-expired-unused',
    body(
      'invalid_grant',
      700082,
      'The refresh token has expired due to inactivity. The token was issued on 2026-04-20T14:30:28.0990908Z and was inactive for 90.00:00:00.',
    ),
  ],
  ['grant-expired-unused', 'The refresh token has expired due to inactivity.'],
  [
    'spa-refresh-token-lives-a-day',
    'AADSTS700084: The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended.',
  ],
  [
    'grant-revoked',
    body(
      'invalid_grant',
      50173,
      "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '2026-10-29T17:06:26Z' and the TokensValidFrom date (before which tokens are not valid) for this user is '2026-10-29T17:16:00Z'.",
      { suberror: 'bad_token' },
    ),
  ],
  ['grant-revoked', 'The provided grant has expired due to it being revoked, a fresh auth token is needed.'],
  [
    'grant-of-another-tenant',
    body('invalid_grant', 7000012, 'The grant was obtained for a different tenant.'),
  ],
  ['grant-forgotten-after-one-error', '', { noticed: 'forgotten-after-one-error' }],
  // Secrets and kinds of client.
  [
    'client-secret-expired',
    body('invalid_client', 7000222, "The provided client secret keys for app '1' are expired."),
  ],
  [
    'client-secret-id-pasted',
    body(
      'invalid_client',
      7000215,
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '1'.",
    ),
  ],
  ['client-secret-id-pasted', 'Invalid client secret provided.', { 'secret.copied': 'id' }],
  ['client-secret-not-encoded', 'AADSTS7000215', { 'secret.copied': 'value', 'secret.encoded': 'no' }],
  ['client-secret-app-not-in-tenant', 'AADSTS7000215', { 'app.in-tenant': 'no', 'secret.copied': 'value' }],
  [
    'web-redirect-without-secret',
    body(
      'invalid_client',
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  ],
  [
    'public-client-flows-off',
    "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    { flow: 'device' },
  ],
  [
    'public-client-sent-secret',
    "AADSTS700025: Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  ],
  ['public-client-sent-secret', "AADSTS90023: Public clients can't send a client secret."],
  ['public-client-sent-secret', body('invalid_request', 90023, "Public clients can't send a client secret.")],
  ['public-client-sent-secret', 'OAuthException: Public clients can’t send a client secret.'],
  ['graph-default-scope-personal', 'AADSTS90023: No applicable permissions were found for this user.'],
  [
    'graph-default-scope-personal',
    body('invalid_request', 90023, 'No applicable permissions were found for this user.'),
  ],
  ['graph-default-scope-personal', 'login says "No applicable permissions were found for this user"'],
  ['request-malformed', 'AADSTS90023: Invalid STS request.'],
  ['nativeclient-page-gone', 'You have reached a page that is not normally shown. Do not share the URL.'],
  [
    'nativeclient-page-gone',
    'After the sign-in: "This page is not normally shown and could be a sign of a phishing attempt."',
  ],
  ['nativeclient-page-gone', 'The browser ends on a page which is not normally shown, and no code comes'],
  // The library has asked nobody yet.
  ['no-account-in-token-store', 'ClientAuthError: no_tokens_found: No refresh token found in the cache.'],
  ['no-account-in-token-store', 'BrowserAuthError: no_account_error: No account object provided'],
  ['no-account-in-token-store', 'MSAL.NetCore.4.61 MsalUiRequiredException: ErrorCode: user_null'],
  [
    'spa-code-redeemed-by-server',
    body(
      'invalid_request',
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ),
  ],
  [
    'origin-header-from-non-spa',
    "AADSTS9002326: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: 'http://localhost:3000'.",
  ],
  [
    'origin-header-from-non-spa',
    "AADSTS90023: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
  ],
  // Redirect URIs.
  [
    'redirect-uri-not-registered',
    "AADSTS50011: The redirect URI 'https://mail.contoso.example/cb/' specified in the request does not match the redirect URIs configured for the application '1'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more.",
  ],
  [
    'redirect-uri-not-registered',
    'AADSTS50011: The reply URL specified in the request does not match the reply URLs configured for the application',
  ],
  [
    'desktop-redirect-registered-as-web',
    "AADSTS50011: The redirect URI 'http://localhost:53682/' specified in the request does not match the redirect URIs configured for the application '1'.",
  ],
  [
    'redirect-uri-changed-between-legs',
    "AADSTS500112: The reply address 'http://a.example' does not match the reply address 'https://a.example' provided when requesting Authorization code.",
  ],
  [
    'nativeclient-page-gone',
    redirect('access_denied', 'https://login.microsoftonline.com/common/wrongplace'),
  ],
  // Tenants and kinds of account.
  [
    'single-tenant-app-at-common',
    "AADSTS50194: Application '1'(Mailer) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'.",
  ],
  [
    'app-not-for-common',
    "AADSTS90130: Application '1' (Mailer) is not supported over the /common or /consumers endpoints.",
  ],
  [
    'not-enabled-for-consumers',
    'unauthorized_client: The client does not exist or is not enabled for consumers. If you are the application developer, configure a new application through the App Registrations in the Azure Portal',
  ],
  [
    'not-enabled-for-consumers',
    redirect('unauthorized_client', 'The client does not exist or is not enabled for consumers.'),
  ],
  [
    'personal-account-at-work-endpoint',
    'You can’t sign in here with a personal account. Use your work or school account instead.',
  ],
  [
    'personal-account-at-work-endpoint',
    "AADSTS50020: User account 'x' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application '1'(Mailer) in that tenant.",
  ],
  [
    'account-not-in-tenant',
    "AADSTS50020: User account 'x' from identity provider 'https://sts.windows.net/1/' does not exist in tenant 'Contoso' and cannot access the application.",
    { 'account.type': 'work' },
  ],
  [
    'admin-consent-by-wrong-account',
    redirect('access_denied', 'AADSTS50020: User account does not exist in tenant'),
  ],
  [
    'app-for-personal-accounts-only',
    "invalid_request: The request is not valid for the application's 'userAudience' configuration. In order to use /common/ endpoint, the application must not be configured with 'Consumer' as the user audience.",
  ],
  [
    'app-not-found-client-id',
    body(
      'unauthorized_client',
      700016,
      "Application with identifier '1' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
    ),
  ],
  [
    'app-not-in-tenant',
    "AADSTS700016: Application with identifier '1' was not found in the directory",
    { 'app.in-tenant': 'no' },
  ],
  ['app-of-another-cloud', 'AADSTS700016', { cloud: 'gcc-high' }],
  [
    'tenant-not-found',
    '{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant \'oauth2\' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.","error_codes":[90002]}',
  ],
  [
    'exchange-service-principal-disabled',
    `AADSTS7000112: Application '${exchange}'(Office 365 Exchange Online) is disabled.`,
  ],
  ['exchange-not-in-tenant', 'AADSTS500011', { licence: 'no' }],
  [
    'resource-not-in-tenant',
    body(
      'invalid_resource',
      500011,
      'The resource principal named https://outlook.office.org was not found in the tenant named Contoso.',
    ),
  ],
  // Policies.
  [
    'mfa-for-one-resource',
    body(
      'invalid_grant',
      50076,
      `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${exchange}'.`,
      { suberror: 'basic_action' },
    ),
  ],
  [
    'mfa-for-one-resource',
    `AADSTS50079: Due to a configuration change made by your administrator, you must enroll in multi-factor authentication to access '${exchange}'.`,
  ],
  [
    'mfa-required',
    '{"error":"invalid_grant","suberror":"basic_action","error_description":"AADSTS50074: Strong Authentication is required."}',
  ],
  [
    'password-flow-meets-second-factor',
    'AADSTS50076: you must use multi-factor authentication',
    { flow: 'password' },
  ],
  [
    'conditional-access-blocks-server',
    body(
      'interaction_required',
      53003,
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      { suberror: 'message_only' },
    ),
    { 'runs.on': 'server' },
  ],
  ['conditional-access-blocks-server', 'AADSTS53003', { 'other-network': 'works' }],
  ['conditional-access-blocks', 'AADSTS53003', { 'other-network': 'fails' }],
  ['device-code-blocked-by-policy', 'AADSTS53003', { flow: 'device' }],
  ['device-code-blocked-by-policy', 'AADSTS530032: blocked', { flow: 'device' }],
  // The form of a request.
  [
    'body-is-not-a-form',
    body('invalid_request', 900144, "The request body must contain the following parameter: 'grant_type'."),
  ],
  [
    'url-cut-at-ampersand',
    "AADSTS900144: The request body must contain the following parameter: 'scope'.",
    { leg: 'authorize' },
  ],
  [
    'pkce-verifier-mismatch',
    body(
      'invalid_grant',
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ),
  ],
  [
    'pkce-verifier-mismatch',
    'AADSTS50148: The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
    { timing: 'now-and-then' },
  ],
  // Device codes, which have no numbers where another server speaks.
  ['device-code-pending', '{"error":"authorization_pending"}'],
  ['device-code-pending', '{"error":"slow_down"}'],
  [
    'device-code-declined',
    '{"error":"authorization_declined","error_description":"The end user denied the authorization request."}',
  ],
  ['device-code-mistyped', '{"error":"bad_verification_code"}'],
  [
    'device-code-expired',
    body(
      'expired_token',
      70020,
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    ),
  ],
  // Without any number.
  ['invalid-grant-unexplained', '{"error":"invalid_grant"}'],
  ['invalid-client-unexplained', 'HTTP/1.1 401 Unauthorized\n\n{"error":"invalid_client"}'],
  [
    'password-expired',
    '{"error":"invalid_grant","suberror":"user_password_expired","error_description":"x"}',
  ],
  ['entra-unavailable', '{"error":"temporarily_unavailable","error_description":"try again"}'],
];

describe('what is reported', () => {
  it.each(reports)('is %s: %s', (id, text, facts = {}) => {
    expect(first(text, facts)).toBe(id);
  });

  it.each(reports.filter(([, text]) => text !== ''))('is %s in a noisy log: %s', (id, text, facts = {}) => {
    const noise = [
      '2026-11-26 03:00:00,001 INFO  worker-3 polling mailbox folder=INBOX uid=4711',
      `2026-11-26 03:00:00,207 WARN  worker-3 ${text}`,
      '2026-11-26 03:00:00,208 DEBUG worker-3 will try again in 30 s (attempt 2 of 5)',
      '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    ].join('\n');
    expect(first(noise, facts)).toBe(id);
  });
});

const authority = 'https://login.microsoftonline.com';
const encoded = encodeURIComponent;

describe('a request that will be refused', () => {
  it.each([
    [
      'app-only-needs-tenant',
      `curl ${authority}/common/oauth2/v2.0/token -d grant_type=client_credentials -d client_id=1 -d scope=https://outlook.office365.com/.default`,
    ],
    [
      'app-only-needs-default',
      `curl ${authority}/contoso.example/oauth2/v2.0/token -d grant_type=client_credentials -d client_id=1 -d scope=https://outlook.office365.com/IMAP.AccessAsApp`,
    ],
    [
      'two-resources-in-one-token-request',
      `curl ${authority}/common/oauth2/v2.0/token -d grant_type=authorization_code -d 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://graph.microsoft.com/User.Read offline_access'`,
    ],
    [
      'offline-access-prefixed',
      `curl ${authority}/common/oauth2/v2.0/token -d grant_type=refresh_token -d 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://graph.microsoft.com/offline_access'`,
    ],
    [
      'body-is-not-a-form',
      `curl ${authority}/common/oauth2/v2.0/token -H 'Content-Type: application/json' -d '{"grant_type":"authorization_code"}'`,
    ],
    [
      'outlook-office365-for-personal',
      `${authority}/consumers/oauth2/v2.0/authorize?client_id=1&response_type=code&redirect_uri=http%3A%2F%2Flocalhost&scope=${encoded('https://outlook.office365.com/IMAP.AccessAsUser.All offline_access')}`,
    ],
    [
      'nativeclient-page-gone',
      `${authority}/common/oauth2/v2.0/authorize?client_id=1&response_type=code&redirect_uri=${encoded(`${authority}/common/oauth2/nativeclient`)}&scope=${encoded('https://outlook.office.com/IMAP.AccessAsUser.All offline_access')}`,
    ],
  ])('is %s: %s', (id, text) => {
    expect(first(text)).toBe(id);
  });

  it('decides between causes of one number', () => {
    const device = `curl ${authority}/common/oauth2/v2.0/devicecode -d client_id=1 -d scope=https://outlook.office.com/SMTP.Send`;
    expect(first(`${device}\nAADSTS7000218`)).toBe('public-client-flows-off');
    expect(first(`${device}\nAADSTS53003`)).toBe('device-code-blocked-by-policy');
  });
});

describe('what is no fault', () => {
  it.each([
    [
      'one sign-in for two resources',
      `${authority}/common/oauth2/v2.0/authorize?client_id=1&response_type=code&redirect_uri=http%3A%2F%2Flocalhost&scope=${encoded('https://outlook.office.com/IMAP.AccessAsUser.All https://graph.microsoft.com/User.Read offline_access')}`,
    ],
    [
      'an app that asks for all that it was given',
      `curl ${authority}/contoso.example/oauth2/v2.0/token -d grant_type=client_credentials -d client_id=1 -d scope=https://outlook.office365.com/.default`,
    ],
    [
      'the right scopes',
      'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    ],
    [
      'a token for Exchange with a refresh token',
      '{"token_type":"Bearer","access_token":"EwB4...","refresh_token":"M.C5...","scope":"https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send","expires_in":3599}',
    ],
    [
      'a token for Graph without mail protocols',
      '{"token_type":"Bearer","access_token":"EwB4...","refresh_token":"M.C5...","scope":"openid profile email Mail.Read User.Read","expires_in":3599}',
    ],
  ])('%s has no cause', (_, text) => {
    expect(explain(text, nowMs).causes.map(({ cause }) => cause.id)).toEqual([]);
  });
});

describe('where causes share a number', () => {
  it.each([
    ['AADSTS7000215', ['client-secret-id-pasted', 'client-secret-not-encoded']],
    ['AADSTS65001', ['consent-missing', 'consent-missing-for-one-resource']],
    ['AADSTS54005', ['code-redeemed-for-second-resource', 'code-redeemed-twice']],
    ['AADSTS53003', ['conditional-access-blocks-server', 'conditional-access-blocks']],
    ['AADSTS700016', ['app-not-found-client-id', 'app-not-in-tenant']],
    ['AADSTS7000218', ['web-redirect-without-secret', 'public-client-flows-off']],
    ['AADSTS90094', ['admin-approval-managed-policy', 'admin-approval-user-consent-off']],
  ])('%s is not called certain, and the deciding fact is asked for', (text, ids) => {
    const { causes: ranked, question } = explain(text, nowMs);
    expect(ranked[0]?.sure).not.toBe('certain');
    expect(question?.between).toEqual(expect.arrayContaining(ids));
  });
});
