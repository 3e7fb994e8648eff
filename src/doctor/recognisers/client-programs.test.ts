// What users of mail programs bring: what a program prints of names that it does not know, files that are handed over as a
// token, ports that others have, and what they tell of a session or of a page in words of their own.

import { describe, expect, it } from 'vitest';
import { factsOf } from '../derive.ts';
import { explain } from '../explain.ts';
import { recognise } from '../recognise.ts';
import { readToken } from '../token-reading.ts';

const nowMs = Date.UTC(2026, 10, 26);
const noWords = (): number[] => [];
const first = (text: string): string | undefined => explain(text, nowMs, [], noWords).causes[0]?.cause.id;

describe('a name that a program does not know is the one that came, not those that it knows', () => {
  it.each([
    'unknown variant `invalid_client`, expected one of `invalid_grant`, `access_denied`, `authorization_pending`, `slow_down` at line 1',
    'expected tag field to be one of ["invalid_grant","access_denied","authorization_pending","slow_down"], but found tag "invalid_client"',
    'Cannot deserialize value of type AuthError from String "invalid_client": not one of the values accepted for Enum class: [invalid_grant, access_denied, slow_down]',
    "Input should be 'invalid_grant', 'access_denied' or 'slow_down' [type=enum, input_value='invalid_client', input_type=str]",
  ])('%s', (text) => {
    const errors = recognise(text, nowMs).flatMap((one) => (one.kind === 'oauth-error' ? [one.error] : []));
    expect(errors).toEqual(['invalid_client']);
  });

  it('a sentence with several of them is read as before', () => {
    const errors = recognise('We get one of invalid_grant and access_denied.', nowMs);
    expect(errors.flatMap((one) => (one.kind === 'oauth-error' ? [one.error] : []))).toEqual([
      'invalid_grant',
      'access_denied',
    ]);
  });
});

describe('what is handed over as the token', () => {
  const refused = 'AUTHENTICATE XOAUTH2\nA2 NO AUTHENTICATE failed.';
  it.each([
    `imapsync --host1 outlook.office365.com --user1 anna@contoso.example --oauthaccesstoken1 t.json\n${refused}\nThe file:\n{"registration": "microsoft", "access_token": "eyJ0eXAiOiJKV1QiLCJub25jZSI6..."}`,
    `curl --oauth2-bearer "$(cat token)" imaps://outlook.office365.com\n${refused}\n  { "token_type": "Bearer", "expires_in": 3599 }`,
    `AuthMechs XOAUTH2\nPassCmd "cat ~/.mail/token.json"\n${refused}`,
    `passwordeval cat /etc/msmtp/anna.json\nauth xoauth2\n535 5.7.3 Authentication unsuccessful`,
  ])('the whole file: %s', (text) => {
    expect(first(text)).toBe('token-mangled-at-mail-server');
  });

  it('a field of the file is right', () => {
    const text = `AuthMechs XOAUTH2\nPassCmd "cat ~/.mail/token.json | jq -r .access_token"\n${refused}`;
    expect(first(text)).not.toBe('token-mangled-at-mail-server');
  });

  it.each([
    'imapsync --oauthdirect1 /var/tmp/anna --host1 outlook.office365.com: the file has the access token',
    'With --oauthdirect2 "$TOKEN" host2 is refused, the token is fine elsewhere.',
    'Is --oauthdirect1 right for a token file? It fails.',
  ])('a token where the string around it is wanted: %s', (text) => {
    expect(first(text)).toBe('xoauth2-string-malformed');
  });
});

describe('a string that somebody decoded', () => {
  const shown =
    'A2 NO AUTHENTICATE failed.\nuser=anna@contoso.exampleauth=Bearer eyJ0eXAiOiJKV1QiLCJub25jZSI6InJf';
  it('has bytes that nobody can see', () => {
    expect(first(shown)).toBe('graph-token-at-mail-server');
  });

  it.each([
    'There are no separators in it.',
    'Are the separators lost? The separators are missing.',
    '区切り文字がありません。',
  ])('is wrong where that is what somebody finds: %s', (said) => {
    expect(first(`${shown}\n\n${said}`)).toBe('xoauth2-string-malformed');
  });
});

describe('addresses of one host', () => {
  it.each([
    'Cannot connect to outlook.office365.com (52.96.32.2:1143): Connection timed out\nCannot connect to outlook.office365.com ([2603:1036:302:415b::2]:1143): Network is unreachable',
    'connect ETIMEDOUT 52.97.1.1:993\nconnect ENETUNREACH 2603:1026:c0a::2:993 - Local (:::0)',
    'dial tcp 52.97.1.1:587: i/o timeout\ndial tcp [2603:1026:c0a:a::2]:587: connect: network is unreachable',
  ])('those of IPv6 tell nothing beside the others: %s', (text) => {
    expect(first(text)).toBe('connection-times-out');
  });

  it('a port belongs to the name in its line, however it is given', () => {
    const [imap, smtp] = recognise(
      'Test-NetConnection outlook.office365.com -Port 993\nTest-NetConnection smtp.office365.com -p 587',
      nowMs,
    ).filter(({ kind }) => kind === 'host');
    expect(imap).toMatchObject({ host: 'outlook.office365.com', port: 993 });
    expect(smtp).toMatchObject({ host: 'smtp.office365.com', port: 587 });
  });

  it('alone they do', () => {
    expect(first('connect ENETUNREACH 2603:1026:c0a::2:993')).toBe('network-unreachable');
  });

  it.each([
    'outlook.office365.com (52.96.32.2:1143)',
    'outlook.office365.com:1993',
    'smtp.office365.com:1587',
  ])('a port that the server does not have: %s', (text) => {
    expect(factsOf(recognise(text, nowMs))['host.fits']).toEqual(['no']);
  });
});

describe('told in words', () => {
  it.each<[string, string]>([
    ['imap-session-token-expired', 'Handle session expiry (oauth2)'],
    ['imap-session-token-expired', 'The IDLE session expires and the program does not connect again.'],
    [
      'imap-session-token-expired',
      'My watcher stops: the token expires while idling and nothing reconnects.',
    ],
    ['imap-session-token-expired', 'IDLE の接続がトークンの期限で切れます。'],
    [
      'token-expired-at-mail-server',
      'OfflineIMAP with XOAUTH2 is fine until the access token runs out, a token refresh never comes.',
    ],
    [
      'token-expired-at-mail-server',
      'The program is not able to renew the access token. On refresh nothing happens.',
    ],
    [
      'admin-approval-request',
      'After the sign-in to Office 365 I have to send an access request, which I did.',
    ],
    [
      'admin-approval-request',
      'Our admin has approved the request, and the next sign-in at Microsoft asks for another one.',
    ],
    ['admin-approval-request', 'サインインのあと、管理者への承認の要求を送りました。'],
    ['localhost-port-taken', 'After the sign-in localhost:8080 shows the login page of Jenkins.'],
    ['localhost-port-taken', 'Port 8080 is already used by another service.'],
    ['localhost-port-taken', 'Another program was listening on the port.'],
    ['localhost-port-taken', 'ポート 8080 がすでに使用中です。'],
    ['localhost-port-taken', 'Der Port 1993 ist belegt.'],
    ['localhost-port-taken', 'The browser comes back to localhost and shows the start page of my router.'],
    ['localhost-port-taken', 'After the sign-in the browser gets a page of nginx, which has port 80.'],
    ['admin-approval-request', 'Microsoft\'s page says "Approval required" and nothing more.'],
    ['admin-approval-managed-policy', 'Office 365 wants that our IT approves Thunderbird.'],
    ['admin-approval-managed-policy', 'The IT department has to approve the app first.'],
    ['admin-approval-managed-policy', 'It needs the admin to allow FairEmail.'],
    ['idle-goes-silent', 'There are no notifications after half an hour though IDLE is on.'],
    ['idle-goes-silent', 'goimapnotify goes quiet after a while.'],
    ['idle-goes-silent', 'No new mails are reported by imapnotify.'],
    ['smtp-send-missing', 'It receives with OAuth, but sending says: 535 5.7.3 Authentication unsuccessful'],
    ['smtp-send-missing', 'It still receives while sending ends with 535 5.7.3 Authentication unsuccessful'],
    ['smtp-send-missing', 'Er empfängt alles, aber beim Senden kommt 535 5.7.3 Authentication unsuccessful'],
    [
      'smtp-send-missing',
      '1. Incoming server: outlook.office365.com\n2. Next\n3. Outgoing server: smtp.office365.com\n4. Error: 535 5.7.3 Authentication unsuccessful',
    ],
    ['password-at-outlook-com', 'Geary fragt bei hotmail immer wieder nach dem Passwort.'],
    ['localhost-port-taken', 'emailproxy: OSError: [Errno 48] Address already in use'],
    ['localhost-port-taken', 'email-oauth2-proxy error: [Errno 98] Address already in use'],
    ['xoauth2-string-malformed', 'Base64 with spaces instead of ^A: NO AUTHENTICATE failed.'],
    ['xoauth2-string-malformed', 'There were letters instead of the separators: NO AUTHENTICATE failed.'],
    [
      'app-not-registered-in-exchange',
      'App token with IMAP.AccessAsApp: NO AUTHENTICATE failed. Nobody ran New-ServicePrincipal.',
    ],
    [
      'password-at-exchange',
      'Evolution nimmt mein Passwort für outlook.office365.com nicht mehr an (Uni-Konto).',
    ],
    [
      'password-at-exchange',
      "Office 365 n'accepte plus mon mot de passe dans Evolution, compte professionnel.",
    ],
    ['password-at-exchange', 'Office 365 ya no acepta mi contraseña en Thunderbird.'],
    ['password-at-exchange', 'Office 365 の会社のアカウントがパスワードを受け付けません。'],
    ['admin-approval-managed-policy', 'DavMail braucht bei uns eine Administratorgenehmigung.'],
    [
      'work-and-personal-account-of-one-address',
      'My address exists as both. IMAP says User is authenticated but not connected.',
    ],
    ['ews-not-for-personal', 'I log in to live.com in the browser, and EWS/Exchange.asmx answers 401.'],
    ['ews-not-for-personal', 'DavMail speaks EWS, and my hotmail account gets 401.'],
    ['ews-not-for-personal', 'davmail.mode=O365Modern\nuser anna@outlook.com: invalid user or password'],
    ['ews-not-for-personal', 'https://outlook.office365.com/EWS/Exchange.asmx says 401 to anna@live.com'],
    [
      'app-only-needs-tenant',
      'We use the client credentials flow.\ntoken_url = https://login.microsoftonline.com/common/oauth2/v2.0/token\nclient_id = 1\nredirect_uri = http://localhost',
    ],
  ])('%s: %s', (cause, text) => {
    expect(first(text)).toBe(cause);
  });

  it.each([
    'The session of the web shop expires after an hour.',
    'The port of Rotterdam is in use day and night.',
    'We send access logs to the auditors on request.',
    'EWS works for our work accounts.',
  ])('nothing by "%s"', (text) => {
    const ids = explain(text, nowMs, [], noWords).causes.map(({ cause }) => cause.id);
    expect(ids).toEqual([]);
  });
});

describe('which command a reply answers', () => {
  it.each([
    'smtpmail-send-it: Sending failed: 451 4.7.0 Temporary server error. Please try again later. PRX4 in response to AUTH',
    '530 5.7.57 Client not authenticated to send mail.\n451 4.7.0 Temporary server error. Please try again later. PRX2 (in reply to AUTH command)',
    '530 5.7.57 Client not authenticated to send mail.\nAUTH XOAUTH2\n451 4.7.0 Temporary server error. Please try again later. PRX5',
  ])('a sign-in that was tried counts before one that was not: %s', (text) => {
    expect(first(text)).toBe('smtp-temporary-server-error');
  });

  it('a second factor that a password cannot answer is that of a password', () => {
    const text =
      'getmail: credential/login error (LOGIN failed.)\nSign-in log: AADSTS50074 strong authentication is required';
    expect(first(text)).toBe('password-at-exchange');
  });
});

describe('what source code and logs show of a password', () => {
  const mailKit =
    'client.Connect("outlook.office365.com", 993, true);\nclient.AuthenticationMechanisms.Remove("XOAUTH2");\nclient.Authenticate("user", "word");';
  it.each([
    `${mailKit}\nThe error is "Authentication failed."`,
    `Since Tuesday our service gets "Authentication failed." from Office 365.\n\n${mailKit.replaceAll('"', "'")}`,
    'UnauthorizedError: Invalid credentials for https://outlook.office365.com/EWS/Exchange.asmx\nAuth type: <requests.auth.HTTPBasicAuth object at 0x7f0b86a30af0>\nStatus code: 401',
  ])('%s', (text) => {
    expect(first(text)).toBe('password-at-exchange');
  });

  it('none where the token is what it signs in with', () => {
    const byToken = mailKit.replace(
      'client.Authenticate("user", "word")',
      'client.Authenticate(new SaslMechanismOAuth2(user, token))',
    );
    expect(factsOf(recognise(byToken, nowMs))['sign-in.mechanism']).toEqual(['xoauth2']);
  });
});

it.each([
  'From Monday on the node says {"error":"invalid_client"}. Up to then the jobs ran, and nobody touched the app.',
  'invalid_client at the token endpoint, from one day to the next. The registration in Azure is as it was.',
  'Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method) at Outlook. Before that day everything worked.',
])('an app that is suddenly not known has an old secret: %s', (text) => {
  expect(first(text)).toBe('client-secret-expired');
});

it('a token that was encoded once more is one that was changed', () => {
  const jwt = [
    '{"typ":"JWT","alg":"RS256"}',
    '{"aud":"https://outlook.office.com","scp":"IMAP.AccessAsUser.All"}',
    'signature',
  ]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
  const twice = Buffer.from(jwt).toString('base64');
  const response = Buffer.from(`user=anna@contoso.example\x01auth=Bearer ${twice}\x01\x01`).toString(
    'base64',
  );
  expect(first(`C: A1 AUTHENTICATE XOAUTH2 ${response}\nS: A1 NO AUTHENTICATE failed.`)).toBe(
    'token-mangled-at-mail-server',
  );
  expect(readToken(twice, nowMs)).toMatchObject({ form: 'jwt', flaw: 'base64', audience: 'exchange' });
});

it.each([
  'The socket to outlook.office365.com runs into a timeout, and no packets come back.',
  'With the collector the connection ran into a time-out at outlook.office365.com.',
  'imap at outlook.office365.com: the connection has a timeout every time.',
])('waits in vain: %s', (text) => {
  expect(first(text)).toBe('connection-times-out');
});

describe('what source code and settings show of a connection', () => {
  const handshake =
    'SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection. One possibility is that you are trying to connect to a port which does not support SSL/TLS.';
  it.each([
    `client.Connect("smtp.office365.com", 587, true);\n${handshake}\n1. The server is using a self-signed certificate which cannot be verified.`,
    'smtplib.SMTP_SSL("smtp.office365.com", 587)\nssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number',
    "createTransport({ host: 'smtp.office365.com', port: 587, secure: true })\nit fails with an SSL error",
    'MAILER_DSN=smtps://anna:secret@smtp.office365.com:587',
  ])('TLS at once on 587: %s', (text) => {
    expect(first(text)).toBe('smtp-no-implicit-tls');
  });

  it.each([
    "createTransport({ host: 'smtp.office365.com', port: 587, secure: false })",
    'client.Connect("smtp.office365.com", 587, SecureSocketOptions.StartTls);',
    'smtplib.SMTP("smtp.office365.com", 587)',
  ])('STARTTLS is right there: %s', (text) => {
    expect(factsOf(recognise(text, nowMs))).not.toHaveProperty('noticed');
  });

  it.each([
    'SMTP connection timeout: 15',
    '"greetingTimeout": 0,\nsocket timeout = 30s',
    'read-timeout: 5000',
  ])('a time that is set has not run out: %s', (text) => {
    expect(recognise(text, nowMs).filter(({ kind }) => kind === 'network')).toEqual([]);
  });

  it('one that ran out has', () => {
    expect(first('imap at outlook.office365.com: connection timeout: 30 seconds have passed')).toBe(
      'connection-times-out',
    );
  });

  it.each([
    'SMTP host smtp.office365.com, test mail fails with SmtpError.\nFrom Address: anna@contoso.example\nUsername: ben@contoso.example',
    'Mail is not sent: SMTP\nMAIL_HOST=smtp.office365.com\nMAIL_USERNAME=ben@contoso.example\nMAIL_FROM_ADDRESS="shop@contoso.example"',
    'SMTP smtp.office365.com\n  sender_email: news@contoso.example\n  user: ben@contoso.example',
  ])('a sender that is another than who signs in: %s', (text) => {
    expect(factsOf(recognise(text, nowMs))).toMatchObject({ 'sender.matches': ['no'] });
    expect(first(text)).toBe('send-as-denied');
  });

  it('the same address is none', () => {
    const text = 'smtp.office365.com\nfrom_address: Anna@contoso.example\nusername: anna@contoso.example';
    expect(factsOf(recognise(text, nowMs))).not.toHaveProperty(['sender.matches']);
  });

  it.each([
    'new ClientSecretCredential(tenantId, clientId, secret)\nawait graphClient.Me.SendMail.PostAsync(body)',
    "We get the token with client_credentials, then client.api('/me/messages').get() fails.",
    'With application permissions: GET https://graph.microsoft.com/v1.0/me/mailFolders gives an error.',
  ])('an app has no "me": %s', (text) => {
    expect(first(text)).toBe('graph-me-needs-a-user');
  });

  it('whoever signed in has', () => {
    expect(explain("client.api('/me/messages').get() lists the inbox", nowMs, [], noWords).causes).toEqual(
      [],
    );
  });

  const refused = 'cause=AUTH XOAUTH2 failed 535 5.7.3 Authentication unsuccessful';
  it.each([
    `config.setUsername(user);\nconfig.setPassword(word);\n${refused}`,
    `sender.setSmtpPassword("word")\n${refused}`,
    `mailer.set_password(word)\n${refused}`,
  ])('a library that was given a password chose the mechanism by itself: %s', (text) => {
    expect(factsOf(recognise(text, nowMs))['sign-in.mechanism']).toEqual(['login']);
    expect(first(text)).toBe('smtp-password-refused');
  });

  it('a token may stand where the password was', () => {
    const text = `config.setAuthMethods("XOAUTH2");\nconfig.setPassword(word);\n${refused}`;
    expect(factsOf(recognise(text, nowMs))['sign-in.mechanism']).toEqual(['xoauth2']);
  });

  it('an option of that name is no reply to AUTHENTICATE', () => {
    const text =
      'send.mail(smtp = list(user.name = "anna", passwd = "word"), authenticate = TRUE)\n535 5.7.3 Authentication unsuccessful';
    expect(first(text)).toBe('smtp-password-refused');
  });
});

describe('whose mailbox it is', () => {
  it.each([
    'We get a token with client_credentials and sign in to IMAP with it. All that we receive is "Authentication failed."',
    'MSAL gives a token for the app only (AcquireTokenForClient), but the IMAP login fails.',
    'The app has IMAP.AccessAsApp, and still login is refused over IMAP.',
  ])('that of the only server that takes such a token: %s', (text) => {
    expect(first(text)).toBe('app-not-registered-in-exchange');
  });

  it('another one that is named stays', () => {
    const text = 'With client_credentials the IMAP login at gmail fails.';
    expect(factsOf(recognise(text, nowMs)).provider).toEqual(['google']);
  });
});

it.each([
  'The setup prompts for admin approval.',
  'Users are asked for it: the page asks for admin approval.',
  'It wants administrator approval before anybody can use it.',
])('a page that an administrator has to answer: %s', (text) => {
  expect(explain(text, nowMs, [], noWords).causes.map(({ cause }) => cause.id)).toContain(
    'admin-approval-user-consent-off',
  );
});

it('a token that Google’s own APIs take and the mailbox does not lacks the scope of the mailbox', () => {
  const text =
    'IMAP at gmail says "authentication failure" with my access token. The same token works with the People API.';
  expect(first(text)).toBe('google-scope-missing');
});

it.each(['connection setup failed', 'A2 NO AUTHENTICATE failed.', 'the imap client is not authenticated'])(
  'a token that is refused now and then has run out: %s',
  (refused) => {
    const text = `At times our program gets this from outlook.office365.com over IMAP with its OAuth token:\n${refused}`;
    expect(first(text)).toBe('token-expired-at-mail-server');
  },
);
