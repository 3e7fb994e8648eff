// One message in one folder. The bytes belong to the content, which copies share; the identity belongs to the item,
// which a move keeps. Only folder.ts and mailbox.ts write to an item: everybody else reads. There may be 100,000 of
// them in a mailbox, so flags are bits, and ids are computed when asked for.

import type { Content } from './content.ts';
import type { Folder } from './folder.ts';

/** What Exchange stores for IMAP; it takes no keywords beyond $MDNSent (PERMANENTFLAGS without \*). */
export const permanentFlags = [
  '\\Seen',
  '\\Answered',
  '\\Flagged',
  '\\Deleted',
  '\\Draft',
  '$MDNSent',
] as const;
export type Flag = (typeof permanentFlags)[number];

/** MAPI's PidTagLastVerbExecuted (MS-OXOMSG section 2.2.1.4): nothing, replied, replied to all, forwarded. */
export const lastVerbs = [0, 102, 103, 104] as const;
export type LastVerb = (typeof lastVerbs)[number];

export interface Item {
  readonly content: Content;
  /** Survives every move within the mailbox (Graph's `IdType="ImmutableId"`). */
  readonly immutableId: string;
  /** Graph's default id: a move gives a new one. */
  readonly id: string;
  readonly folder: Folder;
  /** Position in the folder for IMAP and POP: ascending, never reused (RFC 3501 section 2.3.1.1). */
  readonly uid: number;
  /** The same object for the same flags: a comparison by `===` says whether they differ. */
  readonly flags: ReadonlySet<Flag>;
  readonly categories: readonly string[];
  /** Graph's third state of a follow-up flag, which IMAP cannot see. */
  readonly flagCompleted: boolean;
  /** What was done with it last; IMAP's \Answered is one of its values. */
  readonly lastVerb: LastVerb;
  /** IMAP's INTERNALDATE and Graph's receivedDateTime. */
  readonly receivedMs: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** Counts changes of this item; Graph's changeKey and etag are made from it. */
  readonly version: number;
  readonly conversationId: string;
  /** False once it has been expunged: a session may still hold it until it may say so. */
  readonly alive: boolean;
}

/** What an item consists of: what a ledger writes down and gives back. */
export interface ItemFields {
  content: Content;
  /** Behind the ids: which item of the mailbox, and how often it has moved. */
  serial: number;
  generation: number;
  uid: number;
  /** Bits in the order of `permanentFlags`, then `completedBit` and those of the last verb. */
  bits: number;
  categories: readonly string[];
  receivedMs: number;
  createdMs: number;
  modifiedMs: number;
  version: number;
  conversation: number;
}

export const completedBit = 1 << permanentFlags.length;
/** Beside \Answered, for the verbs that it does not tell apart. */
export const repliedToAllBit = completedBit << 1;
export const forwardedBit = completedBit << 2;
export const noCategories: readonly string[] = Object.freeze([]);

/** The writer's side of an item. */
export class StoredItem implements Item, ItemFields {
  readonly folder: Folder;
  readonly content: Content;
  readonly serial: number;
  readonly generation: number;
  readonly uid: number;
  bits: number;
  categories: readonly string[];
  readonly receivedMs: number;
  readonly createdMs: number;
  modifiedMs: number;
  version: number;
  readonly conversation: number;
  alive = true;

  constructor(folder: Folder, fields: ItemFields) {
    this.folder = folder;
    this.content = fields.content;
    this.serial = fields.serial;
    this.generation = fields.generation;
    this.uid = fields.uid;
    this.bits = fields.bits;
    this.categories = fields.categories;
    this.receivedMs = fields.receivedMs;
    this.createdMs = fields.createdMs;
    this.modifiedMs = fields.modifiedMs;
    this.version = fields.version;
    this.conversation = fields.conversation;
  }

  get id(): string {
    return this.folder.mailbox.ids.write('item', this.serial, this.generation);
  }

  get immutableId(): string {
    return this.folder.mailbox.ids.write('immutable', this.serial);
  }

  get conversationId(): string {
    return this.folder.mailbox.ids.write('conversation', this.conversation);
  }

  get flags(): ReadonlySet<Flag> {
    return flagSet(this.bits & (completedBit - 1));
  }

  get flagCompleted(): boolean {
    return (this.bits & completedBit) !== 0;
  }

  get lastVerb(): LastVerb {
    if ((this.bits & forwardedBit) !== 0) return 104;
    if ((this.bits & answeredBit) === 0) return 0;
    return (this.bits & repliedToAllBit) === 0 ? 102 : 103;
  }

  get seen(): boolean {
    return (this.bits & 1) !== 0;
  }
}

export function flagBits(flags: Iterable<Flag>): number {
  let bits = 0;
  for (const flag of flags) bits |= 1 << permanentFlags.indexOf(flag);
  return bits;
}

const answeredBit = flagBits(['\\Answered']);

/** Bits as they are once `verb` was the last thing done. */
export function withLastVerb(bits: number, verb: LastVerb): number {
  const others = bits & ~(answeredBit | repliedToAllBit | forwardedBit);
  if (verb === 104) return others | forwardedBit;
  return verb === 0 ? others : others | answeredBit | (verb === 103 ? repliedToAllBit : 0);
}

/** The flag in Exchange's spelling, whatever case the client used; undefined for what Exchange does not store. */
export function knownFlag(name: string): Flag | undefined {
  const lower = name.toLowerCase();
  return permanentFlags.find((flag) => flag.toLowerCase() === lower);
}

/** One set for each of the 64 combinations, made when first needed and shared by all items that have it. */
const flagSets: Array<ReadonlySet<Flag> | undefined> = [];

function flagSet(bits: number): ReadonlySet<Flag> {
  const known = flagSets[bits];
  if (known) return known;
  const made = new Set(permanentFlags.filter((_, index) => (bits & (1 << index)) !== 0));
  flagSets[bits] = made;
  return made;
}
