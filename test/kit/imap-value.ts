// The answer to a FETCH as nested lists, so that two servers' answers can be compared whatever they quote and whatever
// they send as a literal.

import { ImapScanner } from '../../src/wire/imap/scanner.ts';

export type ImapValue = string | number | null | readonly ImapValue[];

/** `* 1 FETCH (NAME value NAME value)`, by name. A body that is there is latin1 text. */
export function readFetch(unit: Buffer): Map<string, ImapValue> {
  const scanner = new ImapScanner(unit);
  scanner.skip('* ');
  scanner.number();
  if (!scanner.skip(' FETCH (')) throw new Error(`no FETCH: ${unit.toString('latin1', 0, 200)}`);
  const items = new Map<string, ImapValue>();
  do {
    const rest = unit.toString('latin1', scanner.at, scanner.at + 3000);
    const name = /^[A-Z0-9.]+(?:\[[^\]]*\](?:<\d+>)?)?/.exec(rest)?.[0] ?? '';
    scanner.at += name.length;
    scanner.space();
    items.set(name.replace(/"/g, '').toUpperCase(), readValue(scanner));
  } while (scanner.space());
  return items;
}

function readValue(scanner: ImapScanner): ImapValue {
  if (scanner.skip('(')) {
    const values: ImapValue[] = [];
    while (!scanner.skip(')')) {
      if (scanner.atEnd) throw new Error('an unclosed list');
      values.push(readValue(scanner));
      scanner.space();
    }
    return values;
  }
  const string = scanner.string();
  if (string) return string.bytes.toString('latin1');
  const number = scanner.number();
  if (number !== undefined) return number;
  if (scanner.skip('NIL')) return null;
  const atom = scanner.flag();
  if (atom === undefined) throw new Error(`no value: ${scanner.rest().slice(0, 100)}`);
  return atom;
}
