// The way back from the sign-in page, in the words of the libraries that check it and of the people who stand before it.

import { describe, expect, it } from 'vitest';
import { explain } from '../explain.ts';

const noWords = (): number[] => [];
const firstOf = (text: string): string | undefined =>
  explain(text, Date.UTC(2026, 10, 26), [], noWords).causes[0]?.cause.id;

describe('a state that is not known', () => {
  it.each([
    'oauthlib.oauth2.rfc6749.errors.MismatchingStateError: (mismatching_state) CSRF Warning! State not equal in request and response.',
    'authlib.integrations.base_client.errors.MismatchingStateError: mismatching_state: CSRF Warning! State not equal in request and response.',
    '[2026-02-03 11:04:12,871] [WARNING] [mailimport] oauth redirect refused: state validation failed',
    'tickets.exceptions.ValidationError: Invalid state.',
    '400: Invalid OAuth state parameter.',
    'Invalid state parameter passed in callback URL.',
    '{"code":"INVALID_REQUEST","message":"Invalid or missing state"}',
    '{"error":"bad_state","error_description":"An invalid state variable was provided. Please refresh the page and try again later."}',
    'System.Exception: An error was encountered while handling the remote login. ---> System.Exception: Correlation failed.',
    'Exception: The oauth state was missing or invalid.',
    'Laravel\\Socialite\\Two\\InvalidStateException in AbstractProvider.php:215',
    'social_core.exceptions.AuthStateMissing: Session value state missing.',
    'social_core.exceptions.AuthStateForbidden: Wrong state parameter given.',
    'OAuthCallbackError: state mismatch, expected undefined, got: 8fj2',
    'State returned in authorization response (null) does not match state from request (abc) - discarding response',
    'ERROR -- omniauth: (azure_activedirectory_v2) Authentication failure! csrf_detected: OmniAuth::Strategies::OAuth2::CallbackError, csrf_detected | CSRF detected',
    'ClientAuthError: state_not_found: State not found',
    'ValueError: state mismatch: 1f2e vs None',
    'Error: Unable to verify authorization request state.',
    'Invalid state, make sure HTTP cookies are enabled.',
    'The received state does not match the expected value.',
    'After Microsoft has let me in, our help desk says that the returned state could not be verified.',
    'When Microsoft sends me back the program has lost my session and the mailbox is not connected.',
    'Microsoft 365 から戻ると「state が一致しません」と表示されます。',
    'Nach der Anmeldung bei Microsoft meldet das Programm: Parameter state stimmt nicht überein.',
  ])('%s', (text) => {
    expect(firstOf(text)).toBe('oauth-state-mismatch');
  });

  it.each([
    'A3 BAD Command received in Invalid state.',
    'asyncio.exceptions.InvalidStateError: invalid state',
    'The connection is in an invalid state.',
    'The state of the message changes to read.',
    'OAuth state was verified, token received.',
    'We keep the state parameter in the session.',
  ])('is none of: %s', (text) => {
    expect(firstOf(text)).not.toBe('oauth-state-mismatch');
  });
});

describe("the program's own web server", () => {
  it.each([
    'I sign in at Microsoft and accept, then the callback page answers 403 Forbidden.',
    'Consent is fine, but the redirect URI gives 404 not found from nginx.',
    'After accepting the permissions my browser shows 403 Forbidden and the mailbox of Microsoft 365 is not connected.',
    'Microsoft redirects me back to my site and there it is a 404 page.',
    '10.0.0.7 - - [12/May/2026:10:11:12 +0000] "GET /oauth/callback?code=0.AXoA1234&state=77 HTTP/1.1" 403 548 "https://login.microsoftonline.com/"',
    '[client 10.0.0.7] ModSecurity: Access denied with code 403 (phase 2). Matched "Operator `Rx\' against variable `ARGS:code\' [uri "/email/oauth"]',
    'The redirect URI must be given, but our help desk is not reachable from the internet.',
    'Microsoft 365 needs a callback URL, and the server has no public address.',
    'Our instance is not exposed to the internet, so how shall the OAuth redirect work',
    'There is a "502 Bad Gateway" at the last step of the OAuth authorization.',
    'After the redirect back to our help desk: 504 Gateway Time-out',
    'I consent there, and then I see 404 Not Found',
    'Microsoft でサインインした後、コールバック URL で 403 Forbidden になります。',
    'I gave my consent and then Chrome says: Access to helpdesk.contoso.example was denied. HTTP ERROR 403',
    'You do not have permission to view this directory or page. That is what comes after the Microsoft login.',
    "You don't have authorization to view this page, although the sign-in at Microsoft went well",
    'The callback url https://desk.contoso.example/plugins/mail/callback.php?code=x is forbidden by our proxy, I see 403.',
    'Nach der Anmeldung: Die Callback-URL wurde nicht gefunden (404).',
    'Back from the consent page I read: Sorry, you have been blocked. Cloudflare Ray ID 7d0',
    'Our WAF blocks the request that comes back from Microsoft.',
    'The requested URL was rejected. Please consult with your administrator. That is after the sign-in at Microsoft.',
    'La page de redirection est introuvable après la connexion chez Microsoft.',
  ])('%s', (text) => {
    expect(firstOf(text)).toBe('redirect-page-refused');
  });

  it.each([
    'POST https://login.microsoftonline.com/t/oauth2/v2.0/token 502 Bad Gateway',
    '502 Bad Gateway from the OAuth token endpoint',
    '503 Service Unavailable from https://login.microsoftonline.com/t/oauth2/v2.0/token',
    "AADSTS50011: The redirect URI 'https://x.example/404' specified in the request does not match.",
    'After signing in, GET https://graph.microsoft.com/v1.0/me answers 403 Forbidden.',
    'The redirect URI is not registered.',
    'The file was not found.',
    'Access to the mailbox was denied.',
    'Access to graph.microsoft.com was denied by the firewall.',
  ])('is none of: %s', (text) => {
    expect(firstOf(text)).not.toBe('redirect-page-refused');
  });
});

describe('a sign-in without an address', () => {
  it.each([
    'PHP User Warning (512): Unable to get user email in /srv/app/authorization.php at line 12',
    "Error returning OAuth user info: 'upn'",
    'Missing or invalid email from the identity issuer',
    "KeyError: 'email'",
    "can't get email from this user",
    'The id token of Azure has no email claim.',
    'Sign-in works, but the program could not determine the email address of the account.',
    'The upn claim is missing, so nothing is stored.',
    'Microsoft did not return an email address',
    'Could not read preferred_username out of the token',
    'Error: upn cannot be resolved, the account was not added',
    'Warning: Undefined array key "preferred_username" in OAuth.php on line 88',
    'サインインは成功しますが、ユーザーのメールアドレスを取得できません。',
  ])('%s', (text) => {
    expect(firstOf(text)).toBe('sign-in-without-address');
  });

  it.each([
    'Unable to fetch emails from the mailbox.',
    'We cannot read the email.',
    'Could not get email: AUTHENTICATE failed.',
    'I cannot find an email address for support at Microsoft.',
  ])('is none of: %s', (text) => {
    expect(firstOf(text)).not.toBe('sign-in-without-address');
  });
});

describe('who signed in is not who was expected', () => {
  it.each([
    'While connecting the shared mailbox of Microsoft 365 it says that the email is mismatched.',
    'Resource Owner Email Mismatch',
    'Authenticated address does not match with your account address',
    'incremental consent: granted account "ben@contoso.example" does not match expected account "anna@contoso.example"',
    'OAuth refused: account_identity_mismatch',
    'サインインしたアカウントが違うようで、「メールアドレスが認証したアカウントと一致しません」と表示されます。',
  ])('%s', (text) => {
    expect(firstOf(text)).toBe('token-of-another-mailbox');
  });
});
