// A row of FETCH as what a list shows, and as what a watch remembers of it.

import type { WatchedRow } from '../../mail/imap/watch-row.ts';
import type { DoorMessage } from '../doors/door.ts';
import { nameOf } from '../ids/message-ref.ts';
import type { Known } from './folder-state.ts';

export function messageOf(
  row: WatchedRow,
  place: { readonly folder: string; readonly uidValidity: string },
): DoorMessage {
  const { uid, allFlags: _, ...shown } = row;
  return {
    ...shown,
    locator: { by: 'imap', ...place, uid },
    preview: undefined,
  };
}

export function knownOf(message: DoorMessage, row: WatchedRow): Known {
  return { name: nameOf(message), order: row.uid, digest: digestOf(row.allFlags) };
}

/**
 * `\Recent` is about sessions, not about the message (RFC 9051 has dropped it). `\Deleted` is the first half of a deletion: nothing
 * shows it, and whether the second half is heard with it or a moment later is chance.
 */
export function digestOf(flags: ReadonlySet<string>): string {
  const kept = [...flags]
    .map((flag) => flag.toLowerCase())
    .filter((flag) => flag !== '\\recent' && flag !== '\\deleted');
  return kept.sort().join(' ');
}
