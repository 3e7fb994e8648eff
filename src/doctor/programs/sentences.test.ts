import { describe, expect, it } from 'vitest';
import { explain } from '../explain.ts';
import { combined, isJapanese } from '../phrase.ts';
import { programSentences, type Saying } from './sentences.ts';
import { spokenByPrograms } from './spoken-by-programs.ts';

const nowMs = Date.UTC(2026, 10, 26);
const noWords = (): number[] => [];
const phrasesOf = (says: readonly Saying[]): string[] =>
  says.flatMap((saying) => (typeof saying === 'string' ? [saying] : combined(saying)));

/** The sentence among others, and nothing else was said. */
function textWith(sentence: string): string {
  return `The connection to Microsoft 365 was set up by the book.\n\n    2026-03-02 07:14:55 ERROR: ${sentence}\n\nNothing else is in the log.`;
}

function named(sentence: string): string[] {
  return explain(textWith(sentence), nowMs, [], noWords).causes.map(({ cause }) => cause.id);
}

describe('a sentence of a program', () => {
  it('is heard in each of its wordings', () => {
    const all = programSentences.flatMap(({ says }) => phrasesOf(says));
    expect(all.filter((phrase) => spokenByPrograms(textWith(phrase)).length === 0)).toEqual([]);
  });

  it.each(programSentences.map(({ by, says }) => [by, phrasesOf(says)[0] ?? ''] as const))(
    'leads to a cause: %s, %s',
    (_by, phrase) => {
      expect(named(phrase)).not.toEqual([]);
    },
  );

  it.each<[string, string]>([
    [
      'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method).',
      'invalid-client-unexplained',
    ],
    ['Error: Failed to acquire an access token for the mailbox', 'invalid-client-unexplained'],
    ['warning: SASL authentication failure: All-whitespace username.', 'smtp-not-signed-in'],
    ['The mail server "imap-mail.outlook.com" is not responding.', 'password-at-outlook-com'],
    ['« Le serveur imap-mail.outlook.com ne répond pas. »', 'password-at-outlook-com'],
    [
      'Failed to connect k@contoso.example (outlook.office365.com:993): Command failed',
      'graph-token-at-mail-server',
    ],
    ['PP_E_RPS_CERT_NOT_FOUND: Internal error: spRPSTicket->ProcessToken failed.', 'graph-token-malformed'],
    ['The Token Generation Page shows no code', 'redirect-without-code'],
    ['Thunderbird 102.7.0 cannot sign in to our Exchange any more', 'origin-header-from-non-spa'],
    ['Can\'t call method "login" on an undefined value at IMAPS.pm line 40.', 'connection-times-out'],
    ['An error occurred while requesting the OAuth access token.', 'invalid-client-unexplained'],
    ['The token could not be retrieved from Azure.', 'invalid-client-unexplained'],
    ['アクセストークンの取得に失敗しました。', 'invalid-client-unexplained'],
    ['Der Access-Token konnte nicht abgerufen werden.', 'invalid-client-unexplained'],
    ['mailer: cannot renew access token, giving up', 'invalid-grant-unexplained'],
    ['Token renewal failed with status 400', 'invalid-grant-unexplained'],
    ['The connection has ended. Please reconnect your account.', 'invalid-grant-unexplained'],
    ['トークンを更新できませんでした。', 'invalid-grant-unexplained'],
    ['Unable to retrieve a refresh token for this server', 'no-refresh-token'],
    ['OAuth has been enabled but not authorised. Please use the button.', 'no-account-in-token-store'],
    ['notify: send failed: *email.loginAuth auth: unencrypted connection', 'smtp-mechanism-not-offered'],
    [
      'warning: smtp.office365.com[192.0.2.7]:587 offered no supported AUTH mechanisms: LOGIN XOAUTH2',
      'sasl-plugin-missing',
    ],
    ['Faraday::ForbiddenError: the server responded with status 403', 'graph-access-denied'],
    ['cannot change folder, maybe it does not exist', 'token-of-another-mailbox'],
    [
      "NoMethodError (undefined method `downcase' for nil:NilClass): app/controllers/oauth_callback_controller.rb:42",
      'sign-in-without-address',
    ],
    ["TypeError: Cannot read properties of undefined (reading 'toLowerCase')", 'sign-in-without-address'],
    [
      'TypeError: strtolower(): Argument #1 ($string) must be of type string, null given',
      'sign-in-without-address',
    ],
    [
      "imap_open(): Couldn't open stream {outlook.office365.com:993/imap/ssl/novalidate-cert}INBOX",
      'password-at-exchange',
    ],
    ["Can't connect to outlook.office365.com,993: no reason was given", 'password-at-exchange'],
    ['Connected, but no IMAP folders found', 'token-of-another-mailbox'],
    ['cannot login, user or password wrong', 'password-at-exchange'],
    ["KeyError: 'refresh_token'", 'no-refresh-token'],
    ['PHP Warning: Undefined array key "refresh_token" in Token.php on line 40', 'no-refresh-token'],
    ["The given key 'refresh_token' was not present in the dictionary.", 'no-refresh-token'],
    ['org.json.JSONException: JSONObject["refresh_token"] not found.', 'no-refresh-token'],
    ["TypeError: Cannot read properties of undefined (reading 'refresh_token')", 'no-refresh-token'],
    [
      'The IMAP Server outlook.office365.com does not support the selected authentication method.',
      'password-at-exchange',
    ],
    [
      'The SMTP server “smtp.office365.com” does not support password authentication.',
      'smtp-mechanism-not-offered',
    ],
    ['IMAP error: selected SASL mechanism(s) not available; selected: XOAUTH2', 'sasl-plugin-missing'],
    ['msmtp: support for authentication method XOAUTH2 is not compiled in', 'sasl-plugin-missing'],
    [
      "Caught exception while requesting OAuth 2.0 credentials: <HTTPError 401: 'Unauthorized'>",
      'invalid-client-unexplained',
    ],
    [
      'XOAUTH2 authentication failed: fetching access-token failed: HTTP Error 401: Unauthorized',
      'invalid-client-unexplained',
    ],
    [
      "HTTP Error 401: Unauthorized (configuration is: {'client_id': 'x', 'refresh_token': 'xxx'})",
      'invalid-client-unexplained',
    ],
    [
      "HTTP Error 400: Bad Request (configuration is: {'client_id': 'x', 'grant_type': 'refresh_token'})",
      'invalid-grant-unexplained',
    ],
    [
      'XOAUTH2 authentication failed: xoauth2handler got: HTTP Error 400: Bad Request',
      'invalid-grant-unexplained',
    ],
    ['oauth2: cannot fetch token: 401 Unauthorized', 'invalid-client-unexplained'],
    ['Perhaps refresh token invalid. Try running once with "--authorize"', 'invalid-grant-unexplained'],
    ['ERROR: No refresh token. Run script with "--authorize".', 'no-refresh-token'],
    ['POP authentication FAILED (does your account allow POP?): -ERR', 'graph-token-at-mail-server'],
    [
      'Authenticated username bob@contoso.example does not match anna@contoso.example',
      'token-of-another-mailbox',
    ],
    [
      'refresh token failed javax.crypto.BadPaddingException: Given final block not properly padded.',
      'stored-token-sealed',
    ],
    [
      'Email OAuth 2.0 Proxy: Login failed - the password for account anna@contoso.example is incorrect',
      'stored-token-sealed',
    ],
    ['Difficulty decrypting token file. Is your decryption agent primed?', 'stored-token-sealed'],
    ['listen tcp 127.0.0.1:8080: bind: address already in use', 'localhost-port-taken'],
    ['[Errno 98] Address already in use', 'localhost-port-taken'],
    ['Exiting with return value 113 (EXIT_OVERQUOTA)', 'imap-mailbox-over-quota'],
    ['RuntimeError: No auth token found. Authentication Flow needed', 'no-account-in-token-store'],
    [
      'MsalUiRequiredException: No account or login hint was passed to the AcquireTokenSilent call.',
      'no-account-in-token-store',
    ],
    ['MsalClientException: Token not found in the cache', 'no-account-in-token-store'],
    ['Authentication needed. Please call Connect-MgGraph.', 'no-account-in-token-store'],
    ['You must run script with "--authorize" at least once.', 'no-account-in-token-store'],
    ["Error: Can't create new access token for user", 'no-refresh-token'],
    ['Required parameter not passed: "refresh_token"', 'no-refresh-token'],
    [
      'ClientAuthenticationError: DefaultAzureCredential failed to retrieve a token from the included credentials.',
      'no-account-in-token-store',
    ],
    [
      'monitor_window_timeout: Token acquisition in iframe failed due to timeout',
      'silent-sign-in-without-session',
    ],
    ['endpoints_resolution_error: could not resolve endpoints. Please check network', 'network-unreachable'],
    ['oauthlib.oauth2.rfc6749.errors.TokenExpiredError: (token_expired)', 'graph-token-expired'],
    ['NotSupportedException: The SMTP server does not support authentication.', 'smtp-mechanism-not-offered'],
    ['SMTPNotSupportedError: SMTP AUTH extension not supported by server.', 'smtp-mechanism-not-offered'],
    ["smtp: server doesn't support AUTH", 'smtp-mechanism-not-offered'],
    ['NotSupportedException: No compatible authentication mechanisms found.', 'smtp-mechanism-not-offered'],
    ['Error occurred refreshing oAuth Access Token', 'invalid-grant-unexplained'],
    ['Unable to obtain access token from Microsoft.', 'invalid-client-unexplained'],
    [
      'oauthlib.oauth2.rfc6749.errors.MissingTokenError: (missing_token) Missing access token parameter.',
      'invalid-client-unexplained',
    ],
    ["KeyError: 'access_token'", 'invalid-client-unexplained'],
    ["TypeError: Cannot read properties of null (reading 'accessToken')", 'invalid-client-unexplained'],
    ['InvalidArgumentException: Required option not passed: "access_token"', 'invalid-client-unexplained'],
    ['Error: (missing_code) Missing code parameter in response.', 'redirect-without-code'],
    ['Undefined array key "code" in callback.php on line 12', 'redirect-without-code'],
    ['HTTP 400: no authorization code in the callback', 'redirect-without-code'],
    [
      'BrowserAuthError: interaction_in_progress: Interaction is currently in progress.',
      'browser-sign-in-disturbed',
    ],
    ['popup_window_error: Error opening popup window.', 'browser-sign-in-disturbed'],
    ['hash_empty_error: Hash value cannot be processed because it is empty.', 'browser-sign-in-disturbed'],
    [
      'block_iframe_reload: Request was blocked inside an iframe because MSAL detected an authentication response.',
      'browser-sign-in-disturbed',
    ],
    [
      'MsalClientException: authentication_canceled: User canceled authentication.',
      'browser-sign-in-disturbed',
    ],
    [
      "ValueError: You cannot use any scope value that is reserved. Your input: ['offline_access']",
      'library-adds-these-scopes',
    ],
    [
      "API does not accept frozenset({'offline_access'}) value as user-provided scopes",
      'library-adds-these-scopes',
    ],
    [
      'redirect_uri_empty: A redirect URI is required for all calls, and none has been set.',
      'redirect-uri-missing',
    ],
    ['untrusted_authority: The provided authority is not a trusted authority.', 'authority-host-unknown'],
    ['Error: Missing credentials for "PLAIN"', 'smtp-not-signed-in'],
    ['AuthenticationFailedException: failed to connect, no password specified?', 'smtp-not-signed-in'],
    ['AuthenticationFailedException: No login methods supported!', 'password-at-exchange'],
    ['`authenticate\': unknown auth type - "XOAUTH2" (ArgumentError)', 'sasl-plugin-missing'],
    ['wrong authentication type xoauth2 (ArgumentError)', 'sasl-plugin-missing'],
    ['Unsupported SASL mechanism: XOAUTH2', 'sasl-plugin-missing'],
    ['ServiceNotAuthenticatedException: The ImapClient is not authenticated.', 'password-at-exchange'],
    ['SMTPServerDisconnected: please run connect() first', 'connection-times-out'],
    ['Unable to connect with STARTTLS: stream_socket_enable_crypto()', 'tls-certificate-not-trusted'],
    [
      'AuthenticationFailedException: No authentication mechansims supported by both server and client',
      'smtp-mechanism-not-offered',
    ],
    [
      "You can't send a message on behalf of this user unless you have permission to do so.",
      'send-as-denied',
    ],
    [
      '代理送信のためのアクセス許可を持たずに、別の送信者の代わりにメッセージを送信することはできません。',
      'send-as-denied',
    ],
    ['指定されたユーザーの代理としてメッセージを送信するアクセス権がありません。', 'send-as-denied'],
    [
      'Sie sind nicht berechtigt, die Nachricht im Auftrag des angegebenen Benutzers zu senden.',
      'send-as-denied',
    ],
    ["Vous n'êtes pas autorisé à envoyer le message de la part de l'utilisateur spécifié.", 'send-as-denied'],
    ['您没有代表指定用户发送邮件的权限。', 'send-as-denied'],
    ['Exception: Service invoked too many times for one day: gmail.', 'google-sending-limit'],
    ['1 日にサービス email を実行した回数が多すぎます。', 'google-sending-limit'],
    ['Exception: Limit Exceeded: Email Recipients Per Day.', 'google-sending-limit'],
    ['SMTPUTF8 is required, but was not offered by host mx.contoso.example', 'recipient-address-malformed'],
    ['550 5.6.7 SMTPUTF8 is required', 'recipient-address-malformed'],
    ['Error: Internationalized mailbox name not allowed', 'recipient-address-malformed'],
    ['555 5.5.4 Unsupported option: SMTPUTF8', 'recipient-address-malformed'],
    [
      'Il server IMAP "outlook.office365.com" non supporta l\'autenticazione tramite password.',
      'password-at-exchange',
    ],
    ['IMAPサーバ“outlook.office365.com”はパスワード認証に対応していません。', 'password-at-exchange'],
    [
      'Le serveur IMAP « outlook.office365.com » ne prend pas en charge l’authentification par mot de passe.',
      'password-at-exchange',
    ],
    [
      'Der SMTP-Server „smtp.office365.com“ unterstützt keine Passwort-Authentifizierung.',
      'smtp-mechanism-not-offered',
    ],
  ])('%s', (sentence, cause) => {
    expect(named(sentence)[0]).toBe(cause);
  });

  it('means another server where another protocol is spoken of', () => {
    const indy = 'EIdSASLNotSupported: Doesn’t support AUTH or the specified SASL handlers!!';
    expect(named(`${indy} (TIdSMTP)`)[0]).toBe('smtp-mechanism-not-offered');
    expect(named(`${indy} (TIdPOP3)`)[0]).toBe('pop-initial-response');
  });

  it('says nothing beside what the server said itself', () => {
    const said =
      'cannot login, user or password wrong\n535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.';
    expect(explain(said, nowMs, [], noWords).causes[0]?.cause.id).toBe('smtp-auth-off-for-tenant');
  });

  it('counts before a refusal of which only the name of the mechanism was read', () => {
    const text =
      'We sign in by OAuth, imap.authenticate("XOAUTH2", user, access_token), and Microsoft 365 is refused:\nunknown auth type - "XOAUTH2"';
    expect(explain(text, nowMs, [], noWords).causes[0]?.cause.id).toBe('sasl-plugin-missing');
  });

  it('is long enough to be nobody else’s', () => {
    for (const { says } of programSentences)
      for (const phrase of phrasesOf(says))
        if (isJapanese(phrase)) expect(phrase.length, phrase).toBeGreaterThanOrEqual(7);
        else expect(phrase.split(' ').length, phrase).toBeGreaterThanOrEqual(3);
  });
});
