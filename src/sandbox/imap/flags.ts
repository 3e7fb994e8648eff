// Flags between the wire and the store.

import type { ImapScanner } from '../../wire/imap/scanner.ts';
import { type Flag, knownFlag } from '../mailboxes/item.ts';

export function formatFlags(flags: ReadonlySet<Flag>, recent = false): string {
  return `(${[...flags, ...(recent ? ['\\Recent'] : [])].join(' ')})`;
}

/** A flag list, with or without its parentheses. Keywords that Exchange does not store are dropped without a word. */
export function readFlags(scanner: ImapScanner): Flag[] | undefined {
  let names = scanner.list(() => scanner.flag());
  if (!names && scanner.peek() !== '(') {
    const bare: string[] = [];
    for (let name = scanner.flag(); name !== undefined; name = scanner.space() ? scanner.flag() : undefined) {
      bare.push(name);
    }
    names = bare.length > 0 ? bare : undefined;
  }
  return names?.map(knownFlag).filter((flag) => flag !== undefined);
}
