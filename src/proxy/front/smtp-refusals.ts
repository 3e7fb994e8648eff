// The replies to a sign-in that was not let in (RFC 4954 section 6, RFC 3463). A 4xx makes a queue try again later, a 535
// makes it ask a person; 432 4.7.12 is not among them: it means that the password has to be changed first.

import type { RefusalKind } from './refusal.ts';

interface RefusalCode {
  readonly code: number;
  readonly enhanced: string;
}

const later: RefusalCode = { code: 454, enhanced: '4.7.0' };

/** The answer to AUTH. 5.7.8 says that the credentials are wrong, 5.7.0 that something else is. */
export const signInRefusal: Readonly<Record<RefusalKind, RefusalCode>> = {
  credentials: { code: 535, enhanced: '5.7.8' },
  person: { code: 535, enhanced: '5.7.0' },
  'in-use': later,
  delay: later,
  later,
};

const mailLater: RefusalCode = { code: 451, enhanced: '4.7.0' };

/** The answer to MAIL, where the network was to stand for the client. */
export const mailRefusal: Readonly<Record<RefusalKind, RefusalCode>> = {
  credentials: { code: 530, enhanced: '5.7.0' },
  person: { code: 550, enhanced: '5.7.1' },
  'in-use': mailLater,
  delay: mailLater,
  later: mailLater,
};
