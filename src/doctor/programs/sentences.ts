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

function refusedByImap(command: string, text: string): Meant {
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
