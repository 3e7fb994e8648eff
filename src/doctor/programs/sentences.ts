// What programs and libraries say in their own words where a server, or the way to it, has refused: the sentence, and the
// evidence that it stands for. So a help desk's log without a single word of the server's leads where the server's own answer
// would have led. Data: how to add a row is in CONTRIBUTING.md.

import type { Evidence } from '../evidence.ts';

type WithoutPlace<E> = E extends Evidence ? Omit<E, 'place'> : never;
export type Meant = WithoutPlace<Evidence>;

export interface ProgramSentence {
  /** Whose it is; for the reader of this file. */
  readonly by: string;
  /** Phrases as in phrase.ts, so long that nobody says them by chance. */
  readonly says: readonly string[];
  readonly means: Meant;
}

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
      'cannot read properties of undefined reading refresh token',
    ],
    means: { kind: 'told', fact: 'refresh-token', value: 'no' },
  },
  // Thunderbird, Evolution and Apple Mail, whose dialog boxes leave out what the server said.
  {
    by: 'Thunderbird',
    says: ['imap server ... does not support the selected authentication method'],
    means: refusedByImap('LOGIN', ''),
  },
  {
    by: 'Thunderbird, Evolution, Apple Mail',
    says: [
      'outgoing server smtp ... does not support the selected authentication method',
      'outgoing server smtp ... does not seem to support encrypted passwords',
      'smtp server ... does not support password authentication',
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
    means: { kind: 'program-code', program: 'other', code: 'SASL', text: '' },
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
    means: { kind: 'told', fact: 'refresh-token', value: 'no' },
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
    by: 'DavMail, email-oauth2-proxy, mutt_oauth2.py, pizauth, oama',
    says: [
      'badpaddingexception given final block not properly padded',
      'refresh token failed javax crypto',
      'login failed the password for account ... is incorrect',
      'cryptography fernet invalidtoken',
      'difficulty decrypting token file',
      'gpg decryption failed no secret key',
      'gpg decryption failed bad session key',
    ],
    means: { kind: 'program-code', program: 'other', code: 'SEALED', text: '' },
  },
  {
    by: 'operating systems',
    says: [
      'eaddrinuse address already in use',
      'bind address already in use',
      'address already in use',
      'only one usage of each socket address',
      'failed to bind to address',
      'この種類のアドレス プロトコル ネットワーク アドレス ポート のどれか 1 つだけを使用',
    ],
    means: { kind: 'program-code', program: 'other', code: 'EADDRINUSE', text: '' },
  },
];

function refusedByEntra(error: string): Meant {
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

/** What Exchange says to AUTH with a mechanism that it does not have, or not yet. */
function mechanismNotOffered(): Meant & { readonly kind: 'reply' } {
  return {
    kind: 'reply',
    protocol: 'smtp',
    status: 'no',
    code: 504,
    enhanced: '5.7.4',
    responseCode: '',
    command: 'AUTH',
    text: '',
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
