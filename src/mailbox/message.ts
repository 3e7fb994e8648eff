// A message and a folder in the words of nobody's protocol. What every door gives and every verb takes.

import type { AccountId } from '../base/token-source.ts';
import type { Address } from '../mime/header/address.ts';

export type { Address };

/**
 * One message whichever door it came by, as text that a shell and a URL take without quoting. Made and read in
 * ids/message-ref.ts, and nowhere else.
 */
export type MessageId = string & { readonly brand: 'MessageId' };

/** What may be said of a message, in IMAP's division (RFC 9051 section 2.3.2; `$Forwarded`: RFC 5788). */
export interface Flags {
  readonly seen: boolean;
  readonly flagged: boolean;
  /** Undefined where the door does not tell: Graph's message has no such property. */
  readonly answered: boolean | undefined;
  readonly forwarded: boolean | undefined;
  readonly draft: boolean;
}

/** What a door shows of a message. One that cannot tell leaves a field undefined and never guesses. */
export interface MessageFields {
  /** The Message-ID field with its angle brackets. Neither unique nor always there. */
  readonly messageId: string | undefined;
  readonly subject: string;
  readonly from: Address | undefined;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** Milliseconds since the epoch: when the mailbox took it in. */
  readonly receivedAtMs: number | undefined;
  /** Milliseconds since the epoch: its Date field. */
  readonly sentAtMs: number | undefined;
  readonly flags: Flags | undefined;
  /** Octets of the message as it would be downloaded; an estimate at Exchange's IMAP. */
  readonly bytes: number | undefined;
  /** Undefined by POP, and in a long list by IMAP that did not ask (`attachments`). */
  readonly hasAttachments: boolean | undefined;
  /** The first words of the text, where the door gives them for nothing (Graph). */
  readonly preview: string | undefined;
}

/** What a list shows of a message. */
export interface MessageSummary extends MessageFields {
  readonly id: MessageId;
  /** As `Folder.path`. */
  readonly folder: string;
}

/** RFC 6154's uses and Exchange's outbox, by the words that people type. */
export const folderUses = ['inbox', 'drafts', 'sent', 'trash', 'junk', 'archive', 'outbox'] as const;
export type FolderUse = (typeof folderUses)[number];

export interface Folder {
  /**
   * The same by every door and in every language: names joined by '/', a folder with a use by its use (`inbox/Invoices`,
   * `trash`). A slash or backslash within a name is written with a backslash before it.
   */
  readonly path: string;
  /** The last name as the mailbox shows it: 'Posteingang'. */
  readonly name: string;
  readonly use: FolderUse | undefined;
  /** False for one that only has others in it. */
  readonly selectable: boolean;
  readonly total: number | undefined;
  readonly unread: number | undefined;
}

/** The account that a mailbox is opened by. */
export interface MailboxAccount {
  readonly id: AccountId;
  /** What the `TokenSource` is asked with. */
  readonly ref: string;
  /** The mailbox of the account itself. */
  readonly address: string;
  readonly kind: 'delegated' | 'app';
  readonly personal: boolean;
  readonly displayName: string | undefined;
  /** What the person signs in with, where it is known to be no address of the mailbox. */
  readonly signInName?: string | undefined;
  /** True where the address is another name of the mailbox than its primary address. */
  readonly byOtherName?: boolean | undefined;
}
