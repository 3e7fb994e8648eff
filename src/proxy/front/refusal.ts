// A refusal as a client's user will read it: what sort it is, and its reason in one line that every protocol can carry.
// The sort decides what a client does next: ask for another password, wait, or show the text. Only a password that is
// wrong is called wrong: told so for any other reason, a client asks its user for one that cannot help.

import type { ErrorCode, MailgrantError } from '../../errors/error.ts';

/**
 * `credentials`: this name with this password is not known here. `in-use`: another session has the mailbox. `delay`: too
 * many sign-ins for now. `later`: trouble that passes. `person`: somebody has to do something first.
 */
export type RefusalKind = 'credentials' | 'in-use' | 'delay' | 'later' | 'person';

export function refusalKind(error: MailgrantError): RefusalKind {
  const named = kindOfCode[error.code];
  if (named !== undefined) return named;
  return error.retry === 'later' ? 'later' : 'person';
}

const kindOfCode: Partial<Record<ErrorCode, RefusalKind>> = {
  'app-password-refused': 'credentials',
  'proxy-sign-in-needed': 'credentials',
  'mail-pop-in-use': 'in-use',
  'mail-throttled': 'delay',
  'proxy-guesses-slowed': 'delay',
};

/** With what stands before it, within the 512 octets of a reply (RFC 5321 section 4.5.3.1.5, RFC 2449 section 4). */
export const refusalTextMax = 400;

/** What happened, what that means, what to do: as much of it as fits, most important first. ASCII, one line. */
export function refusalText(error: MailgrantError): string {
  const cause = error.explanation?.causes.find(({ sure }) => sure !== 'possible');
  // "Sign in again with the new password" would be taken for the mail program's own: the command cannot be.
  const step = error.retry === 'signIn' ? error.hint : cause?.remedies.flatMap(({ steps }) => steps)[0];
  const [first = '', ...more] = [error.message, cause && sentence(cause.title), step ?? error.hint]
    .map((part) => plainLine(part ?? ''))
    .filter((part) => part !== '');
  let text = shortened(first, refusalTextMax);
  for (const part of more) {
    if (text.length + 1 + part.length <= refusalTextMax) text += ` ${part}`;
  }
  return text;
}

/** Printable ASCII in one line: accents are taken off, what has no letter becomes a question mark. */
export function plainLine(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim();
}

function sentence(title: string): string {
  return /[.!?]$/.test(title) ? title : `${title}.`;
}

function shortened(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const cut = text.slice(0, lengthMax - 3);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), lengthMax / 2)).trimEnd()}...`;
}
