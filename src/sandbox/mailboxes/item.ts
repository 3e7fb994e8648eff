// One message in one folder. The bytes belong to the content, which copies share; the identity belongs to the item,
// which a move keeps. Only folder.ts and mailbox.ts write to an item: everybody else reads.

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

export interface Item {
  readonly content: Content;
  /** Survives every move within the mailbox (Graph's `IdType="ImmutableId"`). */
  readonly immutableId: string;
  /** Graph's default id: a move gives a new one. */
  readonly id: string;
  readonly folder: Folder;
  /** Position in the folder for IMAP and POP: ascending, never reused (RFC 3501 section 2.3.1.1). */
  readonly uid: number;
  readonly flags: ReadonlySet<Flag>;
  readonly categories: readonly string[];
  /** Graph's third state of a follow-up flag, which IMAP cannot see. */
  readonly flagCompleted: boolean;
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

/** The writer's view of an item. */
export type WritableItem = { -readonly [K in keyof Item]: Item[K] } & { flags: Set<Flag> };

/** The flag in Exchange's spelling, whatever case the client used; undefined for what Exchange does not store. */
export function knownFlag(name: string): Flag | undefined {
  const lower = name.toLowerCase();
  return permanentFlags.find((flag) => flag.toLowerCase() === lower);
}
