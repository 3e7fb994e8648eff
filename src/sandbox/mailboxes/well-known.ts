// The folders that every mailbox is born with (facts: Graph's well-known names, and the IMAP attributes that Exchange
// puts on four of them although it does not announce SPECIAL-USE).

export type WellKnown =
  | 'inbox'
  | 'drafts'
  | 'sentitems'
  | 'deleteditems'
  | 'junkemail'
  | 'archive'
  | 'outbox';

export interface WellKnownFolder {
  readonly wellKnown: WellKnown;
  readonly name: string;
  /** Personal mailboxes name some of them differently. */
  readonly personalName: string;
  readonly attribute?: '\\Drafts' | '\\Sent' | '\\Trash' | '\\Junk';
}

export const wellKnownFolders: readonly WellKnownFolder[] = [
  { wellKnown: 'inbox', name: 'Inbox', personalName: 'Inbox' },
  { wellKnown: 'archive', name: 'Archive', personalName: 'Archive' },
  { wellKnown: 'deleteditems', name: 'Deleted Items', personalName: 'Deleted', attribute: '\\Trash' },
  { wellKnown: 'drafts', name: 'Drafts', personalName: 'Drafts', attribute: '\\Drafts' },
  { wellKnown: 'junkemail', name: 'Junk Email', personalName: 'Junk', attribute: '\\Junk' },
  { wellKnown: 'outbox', name: 'Outbox', personalName: 'Outbox' },
  { wellKnown: 'sentitems', name: 'Sent Items', personalName: 'Sent', attribute: '\\Sent' },
];
