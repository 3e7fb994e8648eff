// A sequence set or UID set as a command's argument, looked up in the selected folder.

import type { ImapCommand } from '../../wire/imap/command.ts';
import { mergeRanges, parseSequenceSet } from '../../wire/imap/sequence-set.ts';
import type { Item } from '../mailboxes/item.ts';
import { badArgument, type Outcome } from './outcome.ts';
import type { Selected } from './selected.ts';

export interface Numbered {
  readonly number: number;
  readonly item: Item;
}

/**
 * SP sequence-set, as UIDs when the command begins with UID; or why not. Exchange has one sentence for both ways to be
 * wrong, BAD for a set that is none and NO for numbers that nothing has (reports from users of several clients).
 */
export function readMessages(selected: Selected, { name, args }: ImapCommand): Numbered[] | Outcome {
  const text = args.space() ? args.sequenceSet() : undefined;
  if (text === undefined) return badArgument;
  const { items } = selected;
  const byUid = name.startsWith('UID ');
  const ranges = parseSequenceSet(text, items.length);
  if (!ranges) return { status: 'BAD', text: invalidSet };
  // RFC 3501 section 6.4.8: UIDs that do not exist are ignored; sequence numbers beyond the last are an error. `5:*`
  // names the last message however few there are.
  const beyond =
    text.split(',').some((piece) => piece.split(':').every((end) => Number(end) > items.length)) ||
    (!text.includes('*') && ranges.some(([, to]) => to > items.length));
  if (!byUid && (beyond || items.length === 0)) return { status: 'NO', text: invalidSet };
  return (
    (byUid ? findByUid(selected, text) : findByNumber(selected, text)) ?? { status: 'BAD', text: invalidSet }
  );
}

const invalidSet = 'The specified message set is invalid.';

/** Message sequence numbers; what is beyond the last is left out. */
export function findByNumber({ items }: Selected, text: string): Numbered[] | undefined {
  const ranges = parseSequenceSet(text, items.length);
  if (!ranges) return undefined;
  const found: Numbered[] = [];
  for (const [from, to] of mergeRanges(ranges)) {
    for (let number = Math.max(1, from); number <= Math.min(to, items.length); number += 1) {
      const item = items[number - 1];
      if (item) found.push({ number, item });
    }
  }
  return found;
}

export function findByUid(selected: Selected, text: string): Numbered[] | undefined {
  const { items } = selected;
  const ranges = parseSequenceSet(text, items.at(-1)?.uid ?? 0);
  if (!ranges) return undefined;
  const found: Numbered[] = [];
  for (const [from, to] of mergeRanges(ranges)) {
    for (let index = selected.indexFrom(from); index < items.length; index += 1) {
      const item = items[index];
      if (!item || item.uid > to) break;
      found.push({ number: index + 1, item });
    }
  }
  return found;
}
