// Where the sandbox and Postfix answer a submission client differently, and why each of it is meant. Codes are compared,
// not texts: those are Exchange's here and Postfix's there.

export interface Explanation {
  /** Matches `scenario: command`. */
  readonly what: RegExp;
  readonly why: string;
}

export const explained: readonly Explanation[] = [
  {
    what: /^sequence: DATA$/,
    why: 'Postfix answers DATA without a valid recipient with 554, which RFC 5321 section 3.3 allows beside 503.',
  },
  {
    what: /^commands: HELP$/,
    why: 'Exchange has HELP; to Postfix it is a command like any other that is not recognized.',
  },
  {
    what: /^commands: EXPN /,
    why: 'Neither expands lists: Exchange knows the command and does not have it (502), Postfix does not know it (500).',
  },
  {
    what: /^commands: DATA now$/,
    why: 'Exchange looks at the arguments first (501), Postfix at the order of commands (503).',
  },
  {
    what: /^sign-in: AUTH PLAIN$/,
    why: 'RFC 4954 has 504 for a mechanism that is not offered, and Exchange says it; Postfix says 535.',
  },
  {
    what: /^sign-in: \*$/,
    why: 'RFC 4954 has 501 for an exchange that the client cancels, and Postfix says it; Exchange says 535.',
  },
  {
    what: /^sign-in: MAIL FROM:/,
    why: 'Exchange refuses a sender who has not signed in at MAIL; Postfix waits for the recipient.',
  },
  {
    what: /^parameters: MAIL FROM:<[^>]*> (BODY=9BIT|FUTURE)$/,
    why: 'RFC 5321 section 4.1.1.11 has 555 for parameters that are not recognized; Exchange says 501 to all of them.',
  },
];
