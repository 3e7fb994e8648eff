// The extensions of SMTP that are announced before the sign-in although it is the server behind that has them: what it
// was seen to announce, or what Exchange does. AUTH and STARTTLS are the front's own.

import { plainLine } from './refusal.ts';

/**
 * They concern the mail alone, and so the server alone. What concerns the connection (AUTH, STARTTLS, ETRN, XCLIENT) or
 * lets the server fetch content by itself (BURL) is not handed on.
 */
const handedOn: ReadonlySet<string> = new Set(
  'SIZE PIPELINING 8BITMIME SMTPUTF8 CHUNKING BINARYMIME DSN DELIVERBY LIMITS'.split(' '),
);

/**
 * smtp.office365.com's EHLO, without BINARYMIME: nobody misses it, and a server that turns out not to have it could not
 * be given what a client made for it.
 */
const exchange = ['SIZE 157286400', 'PIPELINING', '8BITMIME', 'SMTPUTF8', 'CHUNKING', 'DSN'];

/** @param behind - keyword lines of the server's EHLO; undefined: it has not been seen yet */
export function extensionsOf(behind: readonly string[] | undefined): string[] {
  const lines = (behind ?? exchange).map(plainLine).filter((line) => handedOn.has(keyword(line)));
  // Our own replies have the codes of RFC 3463.
  return [...lines, 'ENHANCEDSTATUSCODES'];
}

function keyword(line: string): string {
  return (line.split(' ')[0] ?? '').toUpperCase();
}
