// The head of a client's command: tag and name (RFC 3501 section 2.2.1). What follows is the command's own affair.

import { ImapScanner } from './scanner.ts';

export interface ImapCommand {
  readonly tag: string;
  /** Upper case; 'UID FETCH' and its like in one piece. */
  readonly name: string;
  /** Stands behind the name, before the space that begins the arguments. */
  readonly args: ImapScanner;
}

const withUid = new Set(['FETCH', 'STORE', 'SEARCH', 'COPY', 'MOVE', 'EXPUNGE']);

/** Undefined when there is no tag or no name; `tagOf` may still find whom to answer. */
export function parseImapCommand(unit: Buffer): ImapCommand | undefined {
  const args = new ImapScanner(unit);
  const tag = readTag(args);
  if (tag === undefined || !args.space()) return undefined;
  const name = args.atom()?.toUpperCase();
  if (name === undefined) return undefined;
  if (name !== 'UID') return { tag, name, args };
  const before = args.at;
  const second = args.space() ? args.atom()?.toUpperCase() : undefined;
  if (second !== undefined && withUid.has(second)) return { tag, name: `UID ${second}`, args };
  args.at = before;
  return { tag, name, args };
}

/** The tag of a unit that is no command, where there is one. */
export function tagOf(unit: Buffer): string | undefined {
  const scanner = new ImapScanner(unit);
  const tag = readTag(scanner);
  return tag !== undefined && (scanner.atEnd || scanner.peek() === ' ') ? tag : undefined;
}

/** tag: ASTRING-CHAR without '+'. */
function readTag(scanner: ImapScanner): string | undefined {
  const token = scanner.peek() === '"' || scanner.peek() === '{' ? undefined : scanner.astring();
  const tag = token?.bytes.toString('latin1');
  return tag === undefined || tag.includes('+') ? undefined : tag;
}
