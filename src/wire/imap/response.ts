// A server's response, as far as those need it who sit between client and server or watch a sign-in (RFC 3501 section
// 7). Tolerant of what Exchange sends although it is no IMAP: `Server Unavailable.` and `[COPYUID 55 31 6]` lines.

import { ImapScanner } from './scanner.ts';

export type ImapStatus = 'OK' | 'NO' | 'BAD' | 'BYE' | 'PREAUTH';

export type ImapResponse =
  | { readonly kind: 'continue'; readonly text: string }
  | {
      readonly kind: 'status';
      /** '*' when it belongs to no command. */
      readonly tag: string;
      readonly status: ImapStatus;
      /** What stands between brackets, for example 'CAPABILITY IMAP4rev1'. */
      readonly code: string | undefined;
      readonly text: string;
    }
  | {
      readonly kind: 'data';
      readonly name: string;
      readonly number: number | undefined;
      readonly args: ImapScanner;
    }
  /** Not IMAP. */
  | { readonly kind: 'stray'; readonly text: string };

const statuses: ReadonlySet<string> = new Set(['OK', 'NO', 'BAD', 'BYE', 'PREAUTH']);

export function parseImapResponse(unit: Buffer): ImapResponse {
  const scanner = new ImapScanner(unit);
  if (scanner.skip('+')) {
    scanner.space();
    return { kind: 'continue', text: scanner.rest() };
  }
  const stray = (): ImapResponse => ({ kind: 'stray', text: unit.toString('utf8') });
  const untagged = scanner.skip('*');
  const tag = untagged ? '*' : scanner.astring()?.bytes.toString('latin1');
  if (tag === undefined || !scanner.space()) return stray();
  const number = untagged ? scanner.number() : undefined;
  if (number !== undefined && !scanner.space()) return stray();
  const name = scanner.atom()?.toUpperCase();
  if (name === undefined) return stray();
  if (isStatus(name) && number === undefined)
    return { kind: 'status', tag, status: name, ...readText(scanner) };
  if (!untagged) return stray();
  scanner.space();
  return { kind: 'data', name, number, args: scanner };
}

function isStatus(name: string): name is ImapStatus {
  return statuses.has(name);
}

function readText(scanner: ImapScanner): { code: string | undefined; text: string } {
  scanner.space();
  const text = scanner.rest();
  const bracket = /^\[([^\]]*)\] ?/.exec(text);
  return bracket ? { code: bracket[1], text: text.slice(bracket[0].length) } : { code: undefined, text };
}
