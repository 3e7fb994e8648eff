// What programs and libraries say in their own words where a server, or the way to it, has refused: the sentence, and the
// evidence that it stands for. So a help desk's log without a single word of the server's leads where the server's own answer
// would have led. Data: how to add a row is in CONTRIBUTING.md.

import type { Evidence } from '../evidence.ts';
import type { InTurn } from '../phrase.ts';

type WithoutPlace<E> = E extends Evidence ? Omit<E, 'place'> : never;
export type Meant = WithoutPlace<Evidence>;

/** A phrase as in phrase.ts, or its parts in turn, each with several wordings. */
export type Saying = string | InTurn;

export interface HeardOfProgram {
  /** So long that nobody says them by chance. */
  readonly says: readonly Saying[];
  /** One of these stands somewhere in the text; of two rows that say the same the first counts. */
  readonly beside?: readonly string[];
  readonly means: Meant;
}

interface ProgramSentence extends HeardOfProgram {
  /** Whose it is; for the reader of this file. */
  readonly by: string;
}

/** Of a mechanism that a library has not: "unknown auth type - XOAUTH2", "Unsupported SASL mechanism: XOAUTH2". */
const mechanismsUnknown: InTurn = [
  ['unknown', 'unsupported', 'wrong', 'no such'],
  [
    'auth type',
    'auth method',
    'authentication type',
    'authentication method',
    'authentication mechanism',
    'sasl mechanism',
    'mechanism',
  ],
  ['xoauth2'],
];
/** Of what was to be done, and with which token. */
const notDone = ['unable to', 'failed to', 'could not', 'couldn t', 'cannot', 'can t', 'not able to'];
const tokens = ['', 'the', 'an', 'a new', 'oauth', 'the oauth', 'oauth2']
  .map((which) => `${which} access token`.trim())
  .concat('token', 'tokens', 'oauth token', 'oauth2 token');

export const programSentences: readonly ProgramSentence[] = [
  // RFC 6749 section 5.2 and 4.1.2.1 in the words of the RFC, which client-oauth2 (n8n and others) prints for each error.
  {
    by: 'client-oauth2',
    says: ['client authentication failed e g unknown client no client authentication included'],
    means: refusedByEntra('invalid_client'),
  },
  {
    by: 'client-oauth2',
    says: [
      'the provided authorization grant e g authorization code resource owner credentials or refresh token is invalid',
    ],
    means: refusedByEntra('invalid_grant'),
  },
  {
    by: 'client-oauth2',
    says: ['the authenticated client is not authorized to use this authorization grant type'],
    means: refusedByEntra('unauthorized_client'),
  },
  {
    by: 'client-oauth2',
    says: ['the requested scope is invalid unknown malformed or exceeds the scope granted'],
    means: refusedByEntra('invalid_scope'),
  },
  // The session is open, and no folder can be listed or opened: at Exchange that is a session without a mailbox.
  {
    by: 'FreeScout',
    says: [
      'connected but no imap folders found',
      'connected but no imap folder found',
      'could not get mailbox folder',
    ],
    means: sessionWithoutMailbox(),
  },
  {
    by: 'Laminas, Zend',
    says: ['cannot change folder maybe it does not exist'],
    means: sessionWithoutMailbox(),
  },
  {
    by: 'Laminas, Zend',
    says: ['cannot login user or password wrong'],
    means: refusedByImap('LOGIN', ''),
  },
  // A program that takes for granted what it was not given.
  {
    by: 'Python, .NET, PHP, Java, Rust, Ruby',
    says: [
      'keyerror refresh token',
      'key refresh token was not present in the dictionary',
      'undefined index refresh token',
      'undefined array key refresh token',
      'jsonobject refresh token not found',
      'missing field refresh token',
      'key not found refresh token',
      'cannot read property refresh token of',
      'nothing as refresh token argument',
      'no refresh token found in the response',
      'did not return a refresh token',
      'cannot read properties of undefined reading refresh token',
    ],
    means: noRefreshToken(),
  },
  // ... of an answer that was none, or an error that nobody looked at.
  {
    by: 'oauthlib, league/oauth2-client, MSAL for Python, and whoever takes the token without a look',
    says: [
      'missing access token parameter',
      'required option not passed access token',
      'keyerror access token',
      'key access token was not present in the dictionary',
      'undefined index access token',
      'undefined array key access token',
      'jsonobject access token not found',
      'missing field access token',
      'key not found access token',
      'cannot read property access token of',
      'cannot read properties of undefined reading access token',
      'cannot read properties of null reading accesstoken',
      'cannot read properties of undefined reading accesstoken',
      'no access token in the response',
      'response does not contain an access token',
      'server response missing access token',
    ],
    means: refusedByEntra('invalid_client'),
  },
  {
    by: 'oauthlib, PHP, Python, Go and others',
    says: [
      'missing code parameter',
      'no code parameter in',
      'missing parameter code',
      'missing authorization code',
      'no authorization code was',
      'no authorization code in',
      'no authorization code received',
      'no authorization code found',
      'no authorization code provided',
      'authorization code not found',
      'authorization code is missing',
      'code not found in request',
      'code not found in response',
      'code not found in url',
      'undefined index code',
      'undefined array key code',
      'could not find code in',
      'no code in callback',
      'callback without code',
    ],
    means: programsOwn('NO-CODE'),
  },
  {
    by: 'FluentSMTP, of its page that shows the code',
    says: [
      'blank token generation page',
      'empty token generation page',
      'token generation page is blank',
      'token generation page is empty',
      'token generation page shows no code',
    ],
    means: programsOwn('NO-CODE'),
  },
  // Thunderbird, Evolution and Apple Mail, whose dialog boxes leave out what the server said.
  {
    by: 'Thunderbird, Apple Mail in ten languages',
    says: [
      'imap server ... does not support the selected authentication method',
      'imap server ... does not support password authentication',
      'imap server ... doesn t support password authentication',
      'imap server ... unterstützt keine passwort authentifizierung',
      'imap server ... unterstützt die authentifizierung per passwort nicht',
      'serveur imap ... ne prend pas en charge l authentification par mot de passe',
      'servidor imap ... no admite la autenticación por contraseña',
      'servidor imap ... no admite la autenticación mediante contraseña',
      'servidor imap ... não oferece suporte à autenticação por senha',
      'servidor imap ... não suporta autenticação por palavra passe',
      'imap ... non supporta l autenticazione tramite password',
      'imap server ... ondersteunt geen wachtwoordauthenticatie',
      'はパスワード認証に対応していません',
      'はパスワード認証をサポートしていません',
      '不支持密码认证',
      '不支持密码鉴定',
      '암호 인증을 지원하지',
    ],
    means: refusedByImap('LOGIN', ''),
  },
  {
    by: 'Thunderbird, Evolution, Apple Mail',
    says: [
      'outgoing server smtp ... does not support the selected authentication method',
      'outgoing server smtp ... does not seem to support encrypted passwords',
      'smtp server ... does not support password authentication',
      'smtp server ... doesn t support password authentication',
      'smtp server ... unterstützt keine passwort authentifizierung',
      'serveur smtp ... ne prend pas en charge l authentification par mot de passe',
      'servidor smtp ... no admite la autenticación por contraseña',
      'servidor smtp ... não oferece suporte à autenticação por senha',
      'smtp ... non supporta l autenticazione tramite password',
      'smtp server ... ondersteunt geen wachtwoordauthenticatie',
      'smtp server ... does not support xoauth2 authentication',
      'smtp server ... does not support requested authentication type',
    ],
    means: mechanismNotOffered(),
  },
  {
    by: 'Thunderbird',
    says: ['has disconnected the server may have gone down or there may be a network problem'],
    means: { kind: 'network', problem: 'reset', host: '', text: '' },
  },
  {
    by: 'Apple Mail',
    says: [
      'imap server ... is not responding',
      'cannot be contacted on port 993',
      'cannot be contacted on port 587',
      'smtp server ... is not responding',
    ],
    means: { kind: 'network', problem: 'timeout', host: '', text: '' },
  },
  // On a telephone it says no more when a password is not taken.
  {
    by: 'Apple Mail',
    says: [
      [
        ['server imap mail outlook com', 'serveur imap mail outlook com', 'servidor imap mail outlook com'],
        ['is not responding', 'ne répond pas', 'no responde', 'não responde', 'não está respondendo'],
      ],
      [
        ['server outlook office365 com', 'serveur outlook office365 com'],
        ['is not responding', 'ne répond pas'],
      ],
      'der server imap mail outlook com antwortet nicht',
      'imap mail outlook com は応答していません',
    ],
    means: { kind: 'complaint', provider: 'microsoft', protocol: 'imap', text: '' },
  },
  {
    by: 'ImapFlow, where nobody asked for the reply',
    says: [
      'failed to connect ... command failed',
      'connection failed ... command failed',
      'imap error command failed',
    ],
    means: refusedByImap('AUTHENTICATE', ''),
  },
  {
    by: 'Microsoft’s REST services, of personal accounts',
    says: ['pp e rps cert not found', 'sprpsticket processtoken failed'],
    means: programsOwn('RPS-CERT'),
  },
  // Programs that leave the sign-in to a library, which has no XOAUTH2.
  {
    by: 'mbsync, mutt, msmtp, fetchmail',
    says: [
      'selected sasl mechanism s not available',
      'built without libsasl only authmech',
      'no authenticators available',
      'smtp authentication requires sasl',
      'support for authentication method xoauth2 is not compiled in',
      'support for authentication method oauthbearer is not compiled in',
      'oauthbearer capability not supported by server',
    ],
    means: programsOwn('SASL'),
  },
  // ... or a library that is too old for it.
  {
    by: 'net-imap, net-smtp, go-sasl and others',
    says: [mechanismsUnknown, 'mechanism not supported xoauth2', 'mechanism xoauth2 not found'],
    means: programsOwn('SASL'),
  },
  {
    by: 'msmtp',
    says: [
      'msmtp the server does not support authentication',
      'cannot use a secure authentication method',
      'cannot find a usable authentication method',
    ],
    means: mechanismNotOffered(),
  },
  // Entra answers 401 where it does not believe who asks, and 400 to a refresh token that is not taken.
  {
    by: 'email-oauth2-proxy, GNOME Online Accounts, OfflineIMAP, Go, Python, Guzzle',
    says: [
      'while requesting oauth 2 0 credentials ... httperror 401',
      'when requesting access token instead got status 401',
      'fetching access token failed http error 401',
      'http error 401 unauthorized configuration is',
      'cannot fetch token 401',
      '401 client error unauthorized for url https login microsoftonline com',
      'login microsoftonline com ... resulted in a 401 unauthorized',
    ],
    means: refusedByEntra('invalid_client'),
  },
  {
    by: 'GNOME Online Accounts, OfflineIMAP, Go, mutt_oauth2.py, himalaya',
    says: [
      'when requesting access token instead got status 400',
      'fetching access token failed http error 400',
      'http error 400 bad request configuration is',
      'xoauth2handler got http error 400',
      'perhaps refresh token invalid try running once with authorize',
      'cannot refresh oauth2 access token',
      'cannot get access token using refresh token',
      'cannot refresh imap access token',
      'cannot refresh smtp access token',
    ],
    means: refusedByEntra('invalid_grant'),
  },
  {
    by: 'mutt_oauth2.py',
    says: ['no refresh token run script with authorize'],
    means: noRefreshToken(),
  },
  {
    by: 'pizauth, K-9 Mail, FairEmail',
    says: ['token unavailable until authorised with url', 'token unavailable until authorized with url'],
    means: refusedByEntra('interaction_required'),
  },
  {
    by: 'Outlook.com over POP and IMAP',
    says: ['login to your account via a web browser', 'log in to your account via a web browser'],
    means: { kind: 'complaint', provider: 'microsoft', protocol: 'unknown', text: '' },
  },
  // What mutt_oauth2.py --test tells of each server.
  {
    by: 'mutt_oauth2.py',
    says: ['imap authentication failed does your account allow imap'],
    means: refusedByImap('AUTHENTICATE', 'AUTHENTICATE failed.'),
  },
  {
    by: 'mutt_oauth2.py',
    says: ['smtp authentication failed does your account allow smtp'],
    means: { ...mechanismNotOffered(), code: 535, enhanced: '5.7.3', text: 'Authentication unsuccessful' },
  },
  {
    by: 'mutt_oauth2.py',
    says: ['pop authentication failed does your account allow pop'],
    means: {
      ...refusedByImap('AUTH', 'Authentication failure: unknown user name or bad password.'),
      protocol: 'pop',
      status: 'err',
    },
  },
  {
    by: 'fetchmail, imapsync',
    says: [
      'query status 3 authfail',
      'exiting with return value 161 exit authentication failure user1',
      'exiting with return value 162 exit authentication failure user2',
      'exiting with return value 16 exit authentication failure',
    ],
    means: { kind: 'complaint', provider: 'microsoft', protocol: 'imap', text: '' },
  },
  {
    by: 'imapsync',
    says: ['exiting with return value 113 exit overquota'],
    means: { ...refusedByImap('APPEND', ''), responseCode: 'OVERQUOTA' },
  },
  // The one who signed in in the browser is another than the mailbox that was asked for.
  { by: 'DavMail', says: ['authenticated username ... does not match'], means: sessionWithoutMailbox() },
  // The program has its tokens encrypted, and cannot read them.
  {
    by: 'DavMail, email-oauth2-proxy, mutt_oauth2.py, pizauth, oama, Nextcloud Mail, n8n',
    says: [
      'badpaddingexception given final block not properly padded',
      'davmail ... badpaddingexception',
      'badpaddingexception ... davmail',
      'refresh token failed javax crypto',
      'login failed the password for account ... is incorrect',
      'cryptography fernet invalidtoken',
      'difficulty decrypting token file',
      'gpg decryption failed no secret key',
      'gpg decryption failed bad session key',
      // Nextcloud Mail, and n8n, whose key has changed.
      'could not decrypt account access token',
      'could not decrypt account password',
      'credentials could not be decrypted',
      'unexpected token ... salted',
    ],
    means: programsOwn('SEALED'),
  },
  {
    by: 'operating systems',
    says: [
      'eaddrinuse address already in use',
      'bind address already in use',
      'errno 98 address already in use',
      'errno 48 address already in use',
      'localhost ... address already in use',
      '127 0 0 1 ... address already in use',
      'address already in use ... 127 0 0 1',
      'only one usage of each socket address',
      'failed to bind to address',
      'この種類のアドレス プロトコル ネットワーク アドレス ポート のどれか 1 つだけを使用',
    ],
    means: programsOwn('EADDRINUSE'),
  },
  // The library looked into its own store first: nobody has signed in, or what was kept is gone.
  {
    by: 'MSAL and ADAL, for .NET, JavaScript, Java, Python, Android and iOS',
    says: [
      'no account or login hint was passed',
      'no account was found in the token cache',
      'no account found in the token cache',
      'no account found in cache',
      'no accounts found in cache',
      'no accounts found in the cache',
      'no accounts were found in the cache',
      'no account object provided to acquiretokensilent',
      'no active account has been set',
      'silent flow is not supported without account',
      'no refresh token found in the cache',
      'token not found in the cache',
      'entry not found in cache',
      'no token was found in the cache',
    ],
    means: storeEmpty(),
  },
  {
    by: 'python-o365',
    says: ['no auth token found authentication flow needed', 'no auth token is found', 'no auth token found'],
    means: storeEmpty(),
  },
  {
    by: 'Azure Identity',
    says: [
      'interactive authentication is required to get a token',
      'automatic authentication has been disabled',
      'sharedtokencachecredential authentication unavailable',
      'environmentcredential authentication unavailable',
      'defaultazurecredential failed to retrieve a token',
    ],
    means: storeEmpty(),
  },
  {
    by: 'Microsoft Graph PowerShell, Azure CLI, CLI for Microsoft 365',
    says: [
      'authentication needed please call connect mggraph',
      'please run az login to setup account',
      'log in to microsoft 365 first',
    ],
    means: storeEmpty(),
  },
  {
    by: 'Google’s library for Node.js',
    says: ['no access refresh token api key or refresh handler callback is set'],
    means: storeEmpty(),
  },
  {
    by: 'mutt_oauth2.py',
    says: ['you must run script with authorize at least once'],
    means: storeEmpty(),
  },
  {
    by: 'requests-oauthlib',
    says: ['tokenexpirederror token expired'],
    means: {
      kind: 'graph-error',
      status: 401,
      code: 'InvalidAuthenticationToken',
      text: 'Access token has expired.',
      challenge: '',
    },
  },
  {
    by: 'MSAL for JavaScript',
    says: ['token acquisition in iframe failed due to timeout', 'monitor window timeout'],
    means: refusedByEntra('login_required'),
  },
  {
    by: 'MSAL for JavaScript',
    says: ['could not resolve endpoints please check network', 'endpoints cannot be resolved'],
    means: { kind: 'network', problem: 'unreachable', host: '', text: '' },
  },
  {
    by: 'MSAL, for JavaScript, .NET, Java, Android and iOS',
    says: [
      'interaction in progress',
      'interaction is currently in progress',
      'popup window error',
      'error opening popup window',
      'empty window error',
      'window open returned null',
      'monitor popup timeout',
      'token acquisition in popup failed due to timeout',
      'block iframe reload',
      'block nested popups',
      'request was blocked inside an iframe',
      'request was blocked inside a popup',
      'redirect in iframe',
      'iframe closed prematurely',
      'hash empty error',
      'hash value cannot be processed because it is empty',
      'hash does not contain',
      'no state in hash',
      'state interaction type mismatch',
      'no token request cache error',
      'no token request found in cache',
      'user cancelled the flow',
      'user canceled authentication',
      'user cancelled authentication',
      'uninitialized public client application',
      'call and await the initialize function before',
    ],
    means: programsOwn('BROWSER'),
  },
  {
    by: 'MSAL for Python',
    says: ['cannot use any scope value that is reserved', 'as user provided scopes'],
    means: programsOwn('RESERVED-SCOPE'),
  },
  {
    by: 'MSAL for JavaScript and .NET',
    says: ['provided authority is not a trusted authority', 'untrusted authority the provided'],
    means: { ...refusedByEntra('invalid_instance'), endpoint: 'metadata' },
  },
  {
    by: 'MSAL for JavaScript',
    says: ['redirect uri empty', 'redirect uri is required for all calls'],
    means: { ...refusedByEntra(''), numbers: [500113], endpoint: 'authorize' },
  },
  // The access token has ended, and there is nothing to get another one with.
  {
    by: 'Nodemailer',
    says: ['can t create new access token for user'],
    means: noRefreshToken(),
  },
  {
    by: 'Google’s library for Python',
    says: ['do not contain the necessary fields need to refresh the access token'],
    means: noRefreshToken(),
  },
  {
    by: 'league/oauth2-client',
    says: ['required parameter not passed refresh token'],
    means: noRefreshToken(),
  },
  // Nothing was handed over to sign in with.
  {
    by: 'Nodemailer, Jakarta Mail',
    says: [
      'missing credentials for plain',
      'missing credentials for login',
      'missing credentials for xoauth2',
      'missing credentials for cram md5',
      'failed to connect no password specified',
      'credentials must be provided',
    ],
    means: programsOwn('NO-CREDENTIALS'),
  },
  {
    by: 'Jakarta Mail',
    says: ['no login methods supported'],
    means: refusedByImap('LOGIN', ''),
  },
  // The sign-in before was refused, and nobody looked.
  {
    by: 'MailKit, imaplib, imapflow, node-imap',
    says: [
      'imapclient is not authenticated',
      'imapclient has not been authenticated',
      'illegal in state nonauth',
    ],
    means: { kind: 'complaint', provider: 'microsoft', protocol: 'imap', text: '' },
  },
  {
    by: 'MailKit',
    says: ['smtpclient is not authenticated', 'smtpclient has not been authenticated'],
    means: { kind: 'complaint', provider: 'microsoft', protocol: 'smtp', text: '' },
  },
  {
    by: 'smtplib, PHPMailer, SwiftMailer, Symfony, gomail',
    says: [
      'please run connect first',
      'could not connect to smtp host',
      'connection could not be established with host',
    ],
    means: { kind: 'network', problem: 'timeout', host: '', text: '' },
  },
  {
    by: 'SwiftMailer, Symfony, PHPMailer',
    says: ['unable to connect with starttls', 'starttls command failed', 'could not start tls'],
    means: { kind: 'network', problem: 'tls-certificate', host: '', text: '' },
  },
  // Outlook's own words for 5.7.60, and Exchange's of old, to whoever chose another sender.
  {
    by: 'Outlook and Exchange, in ten languages',
    says: [
      'permission to send the message on behalf of the specified user',
      'can t send a message on behalf of this user',
      'can t send the message on behalf of this user',
      'not have permission to send as this user',
      'not have permission to send to this recipient on behalf of',
      '代わりにメッセージを送信することはできません',
      '代理としてメッセージを送信するアクセス権',
      '代理でメッセージを送信するアクセス許可',
      'nachricht im auftrag ... benutzers zu senden',
      'nachrichten im auftrag ... benutzers zu senden',
      'keine nachricht im auftrag dieses benutzers senden',
      'envoyer le message de la part de l utilisateur spécifié',
      'envoyer de message au nom de cet utilisateur',
      'envoyer le message au nom de l utilisateur spécifié',
      'enviar el mensaje en nombre del usuario especificado',
      'enviar un mensaje en nombre de este usuario',
      'enviar a mensagem em nome do usuário especificado',
      'enviar a mensagem em nome do utilizador especificado',
      'enviar uma mensagem em nome deste usuário',
      'inviare il messaggio per conto dell utente specificato',
      'inviare un messaggio per conto di questo utente',
      'bericht namens de opgegeven gebruiker te verzenden',
      'geen bericht namens deze gebruiker verzenden',
      '代表指定用户发送',
      '代表此用户发送',
      '代表指定的使用者傳送',
      '지정한 사용자를 대신하여 메시지를 보낼',
      '이 사용자를 대신하여 메시지를 보낼',
    ],
    means: refusedBySmtp(550, '5.7.60', 'not allowed to send as this sender'),
  },
  {
    by: 'Google Apps Script, in the language of the account',
    says: [
      'service invoked too many times for one day email',
      'service invoked too many times for one day gmail',
      'service invoked too many times in a short time gmail',
      'limit exceeded email recipients per day',
      '1 日にサービス email を実行した回数が多すぎます',
      '1 日にサービス gmail を実行した回数が多すぎます',
      'dienst wurde an einem tag zu oft aufgerufen',
      'service appelé trop souvent en une journée',
      'servicio invocado demasiadas veces en un día',
      'serviço invocado demasiadas vezes em um dia',
    ],
    means: refusedBySmtp(550, '5.4.5', 'Daily user sending limit exceeded.'),
  },
  {
    by: 'Postfix, smtplib, MailKit, Nodemailer, SwiftMailer, Symfony, .NET',
    says: [
      'smtputf8 is required but was not offered',
      'smtputf8 not supported by server',
      'does not support the smtputf8 extension',
      'internationalized mailbox name not allowed',
      'non ascii characters not supported in local part',
      'non ascii characters are not supported in local part',
      'only configured for e mail addresses with ascii local parts',
    ],
    means: refusedBySmtp(553, '5.6.7', 'SMTPUTF8 is not supported'),
  },
  // EHLO named no mechanism, or none that the program would use.
  {
    by: 'MailKit, msmtp, smtplib, Jakarta Mail, PHPMailer, Symfony, SwiftMailer, Go, lettre',
    says: [
      'server does not support authentication',
      'smtp auth extension not supported by server',
      'no compatible authentication mechanisms found',
      'no authentication mechanisms supported by both server and client',
      'no authentication mechansims supported by both server and client',
      'no compatible authentication mechanism',
      'no supported authentication mechanisms available',
      'no supported authentication method',
      'no suitable authentication method found',
      'no compatible authentication mechanism was found',
      'requested auth method not available',
      'offered no compatible authentication mechanisms',
      'server does not support smtp auth',
      'server doesn t support auth',
      'failed to find an authenticator supported by the smtp server',
      'using 0 possible authenticators',
    ],
    means: mechanismNotOffered(),
  },
  // Indy says so of each protocol where no mechanism went through; over POP it has sent the token on the line of AUTH.
  {
    by: 'Indy',
    says: ['t support auth or the specified sasl handlers'],
    beside: ['pop', 'pop3', 'tidpop3', 'idpop3'],
    means: { ...refusedByImap('AUTH', ''), protocol: 'pop', status: 'err' },
  },
  {
    by: 'Indy',
    says: ['t support auth or the specified sasl handlers'],
    means: mechanismNotOffered(),
  },
  // What a program says of its token in its own words: of the first one, which it got for a code, and of a later one.
  {
    by: 'Paperless-ngx, SuiteCRM, osTicket, GLPI, Odoo, Moodle, Veeam and others',
    says: [
      [notDone, ['get', 'obtain', 'fetch', 'acquire', 'retrieve', 'request'], tokens],
      [
        ['error', 'error occurred', 'while', 'when'],
        ['getting', 'obtaining', 'fetching', 'acquiring', 'retrieving', 'requesting'],
        tokens,
      ],
      [
        ['token could not be', 'token cannot be'],
        ['obtained', 'fetched', 'acquired', 'retrieved'],
      ],
      [['token request', 'token acquisition', 'token retrieval', 'token exchange'], ['failed']],
      [
        ['failed to exchange', 'unable to exchange', 'could not exchange', 'error exchanging'],
        ['authorization code', 'the authorization code', 'code for token', 'code for tokens'],
      ],
      'could not upgrade oauth token',
      'error while processing the authentication request',
      'アクセストークンを取得でき',
      'アクセス トークンを取得でき',
      'トークンの取得に失敗',
      'token konnte nicht abgerufen werden',
      'token konnte nicht geholt werden',
      'impossible d obtenir le jeton d accès',
      'impossible d obtenir un jeton d accès',
      'no se pudo obtener el token de acceso',
      'não foi possível obter o token de acesso',
    ],
    means: refusedByEntra('invalid_client'),
  },
  {
    by: 'FreeScout, Zammad, EspoCRM, Frappe, Roundcube, FluentSMTP and others',
    says: [
      [notDone, ['refresh', 'renew'], [...tokens, 'xoauth2 access token']],
      [['error', 'error occurred', 'while', 'when'], ['refreshing', 'renewing'], tokens],
      [
        ['token could not be', 'token cannot be', 'and could not be'],
        ['refreshed', 'renewed'],
      ],
      [
        ['token refresh', 'token renewal'],
        ['failed', 'error', 'failure'],
      ],
      [
        ['refresh token'],
        ['', 'is', 'was', 'has', 'has been'],
        ['expired', 'too old', 'revoked', 'invalid', 'no longer valid', 'not valid', 'no longer accepted'],
      ],
      'please authorize oauth for email account',
      [
        ['please'],
        ['reauthorize', 'reauthorise', 're authorize', 'reauthenticate', 're authenticate', 'reconnect'],
        ['your', 'the', 'this'],
      ],
      'login microsoftonline com ... resulted in a 400 bad request',
      'トークンの更新に失敗',
      'トークンのリフレッシュに失敗',
      'トークンを更新でき',
      'token konnte nicht aktualisiert werden',
      'token konnte nicht erneuert werden',
      'impossible de rafraîchir le jeton',
      'no se pudo actualizar el token',
      'invalid refresh token provided',
      'refresh token 无效',
      'refresh token 已失效',
      'refresh token 已过期',
      'refresh token が無効',
      'リフレッシュトークンが無効',
      '更新トークンが無効',
      'refresh token ist ungültig',
      'refresh token n est pas valide',
      'refresh token no es válido',
      'refresh token não é válido',
      'refresh token non è valido',
      'refresh token is ongeldig',
      'refresh token 이 유효하지 않',
      '리프레시 토큰이 유효하지 않',
    ],
    means: refusedByEntra('invalid_grant'),
  },
  {
    by: 'Odoo, ERPNext, n8n, Dolibarr',
    says: [
      'please connect with your outlook account before',
      'oauth has been enabled but not authorised',
      'oauth has been enabled but not authorized',
      'unable to sign without access token',
      'token not found or expired',
      'no access token found for',
    ],
    means: storeEmpty(),
  },
  {
    by: 'Odoo and others',
    says: [
      [notDone, ['get', 'obtain', 'retrieve'], ['the refresh token', 'a refresh token', 'refresh token']],
    ],
    means: noRefreshToken(),
  },
  {
    by: 'Postfix',
    says: ['offered no supported auth mechanisms'],
    means: programsOwn('SASL'),
  },
  // It would not send a password in plain text, and so nobody signed in.
  {
    by: 'Go (Grafana, Alertmanager, Gitea)',
    says: ['auth unencrypted connection', 'smtp unencrypted connection'],
    means: mechanismNotOffered(),
  },
  {
    by: 'n8n, Faraday (mail_room)',
    says: ['forbidden perhaps check your credentials', 'the server responded with status 403'],
    means: { kind: 'graph-error', status: 403, code: '', text: '', challenge: '' },
  },
  // The client library of C that PHP and Perl call tells of a folder that it could not open, and not why.
  {
    by: 'PHP imap, Horde, osTicket, UVdesk, webklex',
    says: [
      'couldn t open stream outlook office365 com',
      'can t open mailbox outlook office365 com',
      'can t connect to outlook office365 com',
      'cannot connect to imap server outlook office365 com',
    ],
    means: { kind: 'complaint', provider: 'microsoft', protocol: 'imap', text: '' },
  },
  // An address that is to be written in small letters, and is not there.
  {
    by: 'Chatwoot and others in Ruby, JavaScript and PHP',
    says: [
      'undefined method downcase for nil',
      'cannot read properties of undefined reading tolowercase',
      'cannot read properties of null reading tolowercase',
      'cannot read property tolowercase of',
      'strtolower argument 1 string must be of type string null given',
    ],
    means: { kind: 'told', fact: 'noticed', value: 'address-missing' },
  },
  {
    by: 'OTRS, OTOBO, Znuny: there is no connection on which to sign in',
    says: [
      'can t call method authenticate on an undefined value',
      'can t call method login on an undefined value',
    ],
    means: { kind: 'network', problem: 'timeout', host: '', text: '' },
  },
  {
    by: 'Cyrus SASL (Postfix, libetpan): it was given nobody to sign in as',
    says: ['sasl authentication failure all whitespace username'],
    means: refusedBySmtp(530, '5.7.57', 'Client not authenticated to send mail'),
  },
  {
    by: 'Thunderbird and what is made of it: one version sent a header that only pages may send',
    says: [[['thunderbird', 'betterbird'], ['102 7 0']]],
    beside: ['exchange', 'office', 'outlook', 'microsoft', 'o365', 'm365'],
    means: { ...refusedByEntra('invalid_request'), numbers: [9002326] },
  },
];

function refusedByEntra(error: string): Extract<Meant, { kind: 'oauth-error' }> {
  return {
    kind: 'oauth-error',
    numbers: [],
    error,
    suberror: '',
    text: '',
    server: 'microsoft',
    endpoint: 'token',
  };
}

/** Nothing was refused: the program itself could not go on. */
function programsOwn(code: string): Meant {
  return { kind: 'program-code', program: 'other', code, text: '' };
}

function refusedByImap(command: string, text: string): Meant & { readonly kind: 'reply' } {
  return {
    kind: 'reply',
    protocol: 'imap',
    status: 'no',
    code: 0,
    enhanced: '',
    responseCode: '',
    command,
    text,
  };
}

/** As MSAL names it. */
function storeEmpty(): Meant {
  return { ...refusedByEntra('no_tokens_found'), server: 'unknown' };
}

function noRefreshToken(): Meant {
  return { kind: 'told', fact: 'refresh-token', value: 'no' };
}

/** What Exchange says to AUTH with a mechanism that it does not have, or not yet. */
function mechanismNotOffered(): Meant & { readonly kind: 'reply' } {
  return { ...refusedBySmtp(504, '5.7.4', ''), command: 'AUTH' };
}

function refusedBySmtp(code: number, enhanced: string, text: string): Meant & { readonly kind: 'reply' } {
  return {
    kind: 'reply',
    protocol: 'smtp',
    status: 'no',
    code,
    enhanced,
    responseCode: '',
    command: '',
    text,
  };
}

/** What Exchange says to every command of such a session. */
function sessionWithoutMailbox(): Meant {
  return {
    kind: 'reply',
    protocol: 'imap',
    status: 'bad',
    code: 0,
    enhanced: '',
    responseCode: '',
    command: 'SELECT',
    text: 'User is authenticated but not connected.',
  };
}
