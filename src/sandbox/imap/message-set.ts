// A sequence set or UID set as a command's argument, looked up in the selected folder.

import type { ImapCommand } from '../../wire/imap/command.ts';
import { inSet, parseSequenceSet } from '../../wire/imap/sequence-set.ts';
import type { Item } from '../mailboxes/item.ts';
import type { Selected } from './selected.ts';

export interface Numbered {
  readonly number: number;
  readonly item: Item;
}

/** SP sequence-set, as UIDs when the command begins with UID. Undefined for a bad set or a number beyond the folder. */
export function readMessages(selected: Selected, { name, args }: ImapCommand): Numbered[] | undefined {
  const text = args.space() ? args.sequenceSet() : undefined;
  return text === undefined ? undefined : findMessages(selected, text, name.startsWith('UID '));
}

export function findMessages(selected: Selected, text: string, byUid: boolean): Numbered[] | undefined {
  const { items } = selected;
  // RFC 3501 section 6.4.8: UIDs that do not exist are ignored; sequence numbers beyond the last are an error.
  const ranges = parseSequenceSet(text, byUid ? (items.at(-1)?.uid ?? 0) : items.length);
  if (!ranges) return undefined;
  if (!byUid && ranges.some(([from, to]) => from < 1 || to > items.length)) return undefined;
  return items
    .map((item, index) => ({ number: index + 1, item }))
    .filter(({ number, item }) => inSet(ranges, byUid ? item.uid : number));
}
