// What happens in a folder, as a numbered sequence. IMAP sessions, POP, Graph's delta and Graph's notifications all
// read the same sequence, so they cannot disagree about what happened or in which order.

import type { Folder } from './folder.ts';
import type { Item, StoredItem } from './item.ts';
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
  readonly movedTo?: Folder | undefined;
  /** One half of a message getting other bytes: 'deleted' and then 'created', under the same ids. */
  readonly rewritten?: true | undefined;
}

export type ChangeListener = (change: Change) => void;

/** The writer's side of a change. An item is an object of its folder: a moved one is another, so its ids stay true. */
export class StoredChange implements Change {
  readonly item: StoredItem;
  readonly sequence: number;
  readonly kind: ChangeKind;
  readonly movedTo: Folder | undefined;
  readonly rewritten: true | undefined;

  constructor(
    item: StoredItem,
    sequence: number,
    kind: ChangeKind,
    about: { movedTo?: Folder | undefined; rewritten?: true | undefined } = {},
  ) {
    this.item = item;
    this.sequence = sequence;
    this.kind = kind;
    this.movedTo = about.movedTo;
    this.rewritten = about.rewritten;
  }

  get mailbox(): Mailbox {
    return this.item.folder.mailbox;
  }

  get folder(): Folder {
    return this.item.folder;
  }

  get uid(): number {
    return this.item.uid;
  }

  get id(): string {
    return this.item.id;
  }
}

/** Those who listen to one thing; costs nothing while there are none. */
export class Listeners {
  #all: Set<ChangeListener> | undefined;

  /** Returns how to stop it. */
  add(listener: ChangeListener): () => void {
    this.#all ??= new Set();
    this.#all.add(listener);
    return () => void this.#all?.delete(listener);
  }

  tell(change: Change): void {
    if (this.#all) for (const listener of [...this.#all]) listener(change);
  }
}
