// What happens in a folder, as a numbered sequence. IMAP sessions, POP, Graph's delta and Graph's notifications all
// read the same sequence, so they cannot disagree about what happened or in which order.

import type { Folder } from './folder.ts';
import type { Item } from './item.ts';
import type { Mailbox } from './mailbox.ts';

export type ChangeKind = 'created' | 'updated' | 'deleted';

export interface Change {
  readonly mailbox: Mailbox;
  readonly folder: Folder;
  /** Position in the folder's sequence: 1, 2, 3 ... without gaps. */
  readonly sequence: number;
  readonly kind: ChangeKind;
  readonly item: Item;
  /** As they were in this folder: after a move the item itself already carries its new ones. */
  readonly uid: number;
  readonly id: string;
  /** A message that was moved away is 'deleted' here and 'created' elsewhere. */
  readonly movedTo?: Folder;
  /** One half of a message getting other bytes: 'deleted' and then 'created', under the same ids. */
  readonly rewritten?: true;
}

export type ChangeListener = (change: Change) => void;
