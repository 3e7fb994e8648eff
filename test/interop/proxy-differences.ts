// Where our proxy and Dovecot's answer a client differently, and why. docs/proxy-and-dovecot.md says the same in words.

export interface ProxyDifference {
  /** What one of the two says and the other does not. */
  readonly ours: readonly string[];
  readonly dovecot: readonly string[];
  readonly why: string;
}

export const proxyDifferences: Readonly<Record<string, ProxyDifference>> = {
  'capabilities before the sign-in': {
    ours: [],
    dovecot: ['LOGIN-REFERRALS', 'ENABLE', 'IDLE'],
    why: 'Dovecot names what it can do behind the sign-in; we name what works where it is asked for, and refer nobody.',
  },
  'capabilities behind the sign-in': {
    ours: [],
    dovecot: ['SASL-IR', 'LOGIN-REFERRALS', 'NOTIFY'],
    why: 'Dovecot passes on the list of the server. We leave out what belongs to a sign-in, and NOTIFY, because a session with it cannot be mended.',
  },
  'AUTHENTICATE by a method that is not there': {
    ours: ['a NO [CANNOT]'],
    dovecot: ['a NO [ALERT]'],
    why: 'RFC 5530 has CANNOT for what never works; an ALERT is put on the screen by many clients.',
  },
  'ID, NOOP and LOGOUT before the sign-in': {
    ours: ['* ID ("name" "mailgrant")'],
    dovecot: ['* ID ("name" "Dovecot")'],
    why: 'Each says its name.',
  },
  'POP capabilities before the sign-in': {
    ours: ['IMPLEMENTATION mailgrant'],
    dovecot: ['CAPA', 'PIPELINING'],
    why: 'We say PIPELINING when the server behind is known to have it, which is after the first sign-in; CAPA is no capability of RFC 2449.',
  },
  APOP: {
    ours: ['-ERR [SYS/PERM]'],
    dovecot: ['-ERR'],
    why: 'RFC 3206 has a code for what will not work next time.',
  },
  EHLO: {
    ours: ['DSN', 'SMTPUTF8'],
    dovecot: [],
    why: 'We announce what the server behind has; Dovecot what its own submission server has, although none stands between.',
  },
  'EHLO behind the sign-in': {
    ours: ['DSN', 'SMTPUTF8'],
    dovecot: [],
    why: 'The same of the EHLO before the sign-in; that behind it is the answer of the server, through both.',
  },
  'EHLO without a name': {
    ours: ['501 5.5.4'],
    dovecot: ['501'],
    why: 'Whoever announces ENHANCEDSTATUSCODES gives one with every reply but those to EHLO and HELO that succeed (RFC 2034).',
  },
  'AUTH that is cancelled, then one that is not': {
    ours: ['501 5.7.0'],
    dovecot: ['501 5.5.2'],
    why: 'RFC 4954 says 501 and no more; what was cancelled was no error of syntax.',
  },
  'AUTH before EHLO': {
    ours: ['503 5.5.1'],
    dovecot: ['235 2.7.0'],
    why: 'RFC 4954 has AUTH behind EHLO. HELO is enough for us as well, for old scanners.',
  },
  'VRFY, EXPN, HELP, NOOP and RSET before the sign-in': {
    ours: ['252 2.0.0', '502 5.5.1', '214 2.0.0'],
    dovecot: ['530 5.7.0', '500 5.5.1', '500 5.5.1'],
    why: 'VRFY with 252 tells nothing (RFC 5321 section 7.3); EXPN is known and not done, which is 502; HELP says how to sign in.',
  },
  'an SMTP command that nobody knows': {
    ours: ['500 5.5.2'],
    dovecot: ['500 5.5.1'],
    why: 'RFC 3463: X.5.2 is for a command that is not recognised, X.5.1 for one that is not valid.',
  },
  'commands slipped in before STARTTLS': {
    ours: ['250 2.0.0', '250'],
    dovecot: ['ended'],
    why: 'RFC 3207 has them forgotten, which we do, and go on; Dovecot hangs up. Neither hears them.',
  },
  'a token that has expired, by imap': {
    ours: ['a OK [CAPABILITY]'],
    dovecot: ['a NO [UNAVAILABLE]'],
    why: 'We throw the token away and sign in with a fresh one. Dovecot has no other, and calls it a passing trouble of the server.',
  },
  'a token that has expired, by pop': {
    ours: ['+OK'],
    dovecot: ['-ERR [SYS/TEMP]'],
    why: 'As by IMAP.',
  },
  'a token that has expired, by smtp': {
    ours: ['235 2.7.0'],
    dovecot: ['454 4.7.0'],
    why: 'As by IMAP. A program that believes Dovecot tries again for as long as its queue lets it.',
  },
  'a token that is for another audience, by imap': {
    ours: ['a OK [CAPABILITY]'],
    dovecot: ['a NO [UNAVAILABLE]'],
    why: 'To a server it is a token like any other that it does not take: a fresh one is asked for, for its own audience.',
  },
  'a token that is for another audience, by pop': {
    ours: ['+OK'],
    dovecot: ['-ERR [SYS/TEMP]'],
    why: 'As by IMAP.',
  },
  'a token that is for another audience, by smtp': {
    ours: ['235 2.7.0'],
    dovecot: ['454 4.7.0'],
    why: 'As by IMAP.',
  },
  'a token that has expired and cannot be renewed, because the consent was revoked, by imap': {
    ours: ['a NO [AUTHORIZATIONFAILED]'],
    dovecot: ['a NO [UNAVAILABLE]'],
    why: 'A person has to consent anew, and the text says how. Nothing passes by itself.',
  },
  'a token that has expired and cannot be renewed, because the consent was revoked, by pop': {
    ours: ['-ERR [SYS/PERM]'],
    dovecot: ['-ERR [SYS/TEMP]'],
    why: 'As by IMAP.',
  },
  'a token that has expired and cannot be renewed, because the consent was revoked, by smtp': {
    ours: ['535 5.7.0'],
    dovecot: ['454 4.7.0'],
    why: 'As by IMAP.',
  },
  'POP at Exchange': {
    ours: ['+OK'],
    dovecot: ['-ERR'],
    why: 'Dovecot says the token in one line with AUTH, at which Exchange ends the connection. We say it in a line of its own.',
  },
  'a server that goes away': {
    ours: ['* BYE [UNAVAILABLE]'],
    dovecot: ['* BYE'],
    why: 'We have tried to sign in again; RFC 5530 has a code for a server that does not answer.',
  },
};
