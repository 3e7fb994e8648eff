// What the verbs ask of a door for reading. IMAP, POP and Graph each have a file beside this one that answers in these
// words; a method that is absent is something that the protocol does not do.

import type { SearchQuery } from '../../mail/search-query.ts';
import type { Flags, FolderUse, MessageFields } from '../message.ts';

export type ReadService = 'imap' | 'pop' | 'graph';

/** A folder as its door knows it. `names` and `use` are made into `Folder.path` by folders.ts, the same for every door. */
export interface DoorFolder {
  /** The door's own handle: IMAP's mailbox name, Graph's id; 'INBOX' for POP. */
  readonly handle: string;
  /** From the top: ['Posteingang', 'Rechnungen']. */
  readonly names: readonly string[];
  readonly use: FolderUse | undefined;
  readonly selectable: boolean;
  readonly total: number | undefined;
  readonly unread: number | undefined;
  /** The handle of the one that it lies in, where the door tells. */
  readonly within?: string | undefined;
}

/** Where a message is, in the door's own words. Good while the process lasts; never printed. */
export type Locator =
  | { readonly by: 'imap'; readonly folder: string; readonly uidValidity: string; readonly uid: number }
  | { readonly by: 'pop'; readonly uidl: string }
  | { readonly by: 'graph'; readonly id: string; readonly folder: string };

export interface DoorMessage extends MessageFields {
  readonly locator: Locator;
}

/** Of a message, what its header does not tell. */
export type PlacedMessage = Pick<DoorMessage, 'locator' | 'receivedAtMs' | 'flags' | 'bytes'>;

export interface ListQuery {
  /** Default: all. */
  readonly limit?: number | undefined;
  /**
   * Whether messages tell if they have attachments, where that costs a door something (IMAP). Default: where the list is short.
   */
  readonly attachments?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Flags to set or to take away; what is absent stays. */
export type FlagChange = Partial<Record<'seen' | 'flagged' | 'answered' | 'forwarded', boolean>>;

/** Of a message: what names it when its locator does not (any more). */
export interface Wanted {
  readonly messageId?: string | undefined;
  /** Its Date field, to the second; for messages without a Message-ID. */
  readonly sentAtMs?: number | undefined;
}

export interface WantedSource {
  readonly locator: Locator;
  /** As the list told it. */
  readonly bytes: number | undefined;
}

export interface WholeMessage {
  readonly locator: Locator;
  /** Where it is in memory already, as small ones are: the reader's, to write over, until the next message is asked for. */
  readonly whole?: Uint8Array | undefined;
  readonly source: AsyncIterable<Uint8Array>;
}

interface Asked {
  readonly signal?: AbortSignal | undefined;
}

/**
 * A door to one mailbox, opened when it is first asked and closed by whoever made it. Every method repairs what can be
 * repaired (a session cut by an expired token, a lost connection, a throttle with a time) and throws by name what cannot.
 */
export interface ReadDoor {
  readonly service: ReadService;
  /** `counts`: how many messages there are; left out where it would take a question for each folder. Default: false. */
  folders(options?: Asked & { readonly counts?: boolean }): Promise<readonly DoorFolder[]>;
  /**
   * Whether the handle still leads to a folder of that name in that place; absent where the handle is the name. The folders
   * above are not looked at.
   */
  stands?(folder: DoorFolder, options?: Asked): Promise<boolean>;
  /** Newest first. A page is fetched ahead of who reads it, never more. */
  list(folder: DoorFolder, query?: ListQuery): AsyncIterable<DoorMessage>;
  /** The list for who fetches every message anyway: sooner there, without what headers tell. Newest first. */
  places?(folder: DoorFolder, options?: Asked): AsyncIterable<PlacedMessage>;
  /** Newest first, in one folder. @throws `mail-search-unsupported` for what the door cannot look for */
  search?(folder: DoorFolder, query: SearchQuery, options?: ListQuery): AsyncIterable<DoorMessage>;
  /** In one folder, newest first. What a server's search finds too much is sorted out by the caller. */
  find(
    folder: DoorFolder,
    wanted: Wanted,
    options?: Asked & { /** Default: false. */ readonly attachments?: boolean | undefined },
  ): Promise<readonly DoorMessage[]>;
  /** Over all folders at once, where the door can (Graph); otherwise the verbs ask folder by folder. */
  findAnywhere?(wanted: Wanted, options?: Asked): Promise<readonly DoorMessage[]>;
  /**
   * The message as it is (RFC 5322), in pieces, never all in memory. A connection that is lost on the way is taken up again
   * at the next byte. Does not mark it as read. @throws `mail-message-gone`
   */
  source(message: Locator, options?: Asked & { readonly fromByte?: number }): AsyncIterable<Uint8Array>;
  /**
   * Many messages whole, for an export, in the order that was given: as fast as the door can, still with flat memory. What is
   * gone is left out. A `source` is read before the next message is asked for.
   */
  sources?(messages: readonly WantedSource[], options?: Asked): AsyncIterable<WholeMessage>;
  /** Header and, where `bytesMax` allows, the beginning of the body. */
  head?(message: Locator, options?: Asked): Promise<Uint8Array>;
  /**
   * Whether a message of the folder came to be known by another Message-ID: Exchange may give a sent one its own, and keeps
   * ours in a field beside it. Where a search for that field cannot be had, the newest few are looked at.
   */
  replaced?(folder: DoorFolder, messageId: string, options?: Asked): Promise<boolean>;
  flag?(messages: readonly Locator[], change: FlagChange, options?: Asked): Promise<void>;
  /** Where they are afterwards, in the same order; undefined where the server does not tell. */
  move?(
    messages: readonly Locator[],
    to: DoorFolder,
    options?: Asked,
  ): Promise<readonly (Locator | undefined)[]>;
  copy?(
    messages: readonly Locator[],
    to: DoorFolder,
    options?: Asked,
  ): Promise<readonly (Locator | undefined)[]>;
  /** Out of the folder, as far as the door allows out of the mailbox: IMAP EXPUNGE, POP DELE, Graph permanentDelete. */
  remove?(messages: readonly Locator[], options?: Asked): Promise<void>;
  /** `bytes` is the exact size of `source`. Acknowledged by the server when this resolves. */
  append?(
    folder: DoorFolder,
    message: { readonly source: () => AsyncIterable<Uint8Array>; readonly bytes: number },
    options?: Asked & { readonly flags?: Partial<Flags>; readonly receivedAtMs?: number | undefined },
  ): Promise<Locator | undefined>;
  createFolder?(parent: DoorFolder | undefined, name: string, options?: Asked): Promise<DoorFolder>;
  /** Resolves with its handle, which may be another by then. */
  renameFolder?(
    folder: DoorFolder,
    to: { readonly parent: DoorFolder | undefined; readonly name: string },
    options?: Asked,
  ): Promise<string>;
  deleteFolder?(folder: DoorFolder, options?: Asked): Promise<void>;
  close(): Promise<void>;
}
