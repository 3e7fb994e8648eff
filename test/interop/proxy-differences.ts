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
  'a server that goes away': {
    ours: ['* BYE [UNAVAILABLE]'],
    dovecot: ['* BYE'],
    why: 'We have tried to sign in again; RFC 5530 has a code for a server that does not answer.',
  },
};
