// The folders that every mailbox is born with (facts: Graph's well-known names, the IMAP attributes that Exchange puts
// on four of them although it does not announce SPECIAL-USE, and the folders of calendars and the like that IMAP lists).

export type WellKnown =
  | 'inbox'
  | 'drafts'
  | 'sentitems'
  | 'deleteditems'
  | 'junkemail'
  | 'archive'
  | 'outbox'
  | 'recoverableitemsdeletions'
  | 'conversationhistory'
  | 'calendar'
  | 'contacts'
  | 'journal'
  | 'notes'
  | 'tasks';

export interface WellKnownFolder {
  readonly wellKnown: WellKnown;
  readonly name: string;
  /** Personal mailboxes name some of them differently. */
  readonly personalName?: string;
  readonly attribute?: '\\Drafts' | '\\Sent' | '\\Trash' | '\\Junk';
  /** 'mail': by every face; 'imap': by LIST alone, if the quirk says so; 'name': by nobody, but Graph knows the name. */
  readonly shown: 'mail' | 'imap' | 'name';
}

/** Their place in this list is their number, which ids and UIDVALIDITY are made of: new ones go to the end. */
export const wellKnownFolders: readonly WellKnownFolder[] = [
  { wellKnown: 'inbox', name: 'Inbox', shown: 'mail' },
  { wellKnown: 'archive', name: 'Archive', shown: 'mail' },
  {
    wellKnown: 'deleteditems',
    name: 'Deleted Items',
    personalName: 'Deleted',
    attribute: '\\Trash',
    shown: 'mail',
  },
  { wellKnown: 'drafts', name: 'Drafts', attribute: '\\Drafts', shown: 'mail' },
  {
    wellKnown: 'junkemail',
    name: 'Junk Email',
    personalName: 'Junk',
    attribute: '\\Junk',
    shown: 'mail',
  },
  { wellKnown: 'outbox', name: 'Outbox', shown: 'mail' },
  {
    wellKnown: 'sentitems',
    name: 'Sent Items',
    personalName: 'Sent',
    attribute: '\\Sent',
    shown: 'mail',
  },
  { wellKnown: 'recoverableitemsdeletions', name: 'Deletions', shown: 'name' },
  { wellKnown: 'conversationhistory', name: 'Conversation History', shown: 'imap' },
  { wellKnown: 'calendar', name: 'Calendar', shown: 'imap' },
  { wellKnown: 'contacts', name: 'Contacts', shown: 'imap' },
  { wellKnown: 'journal', name: 'Journal', shown: 'imap' },
  { wellKnown: 'notes', name: 'Notes', shown: 'imap' },
  { wellKnown: 'tasks', name: 'Tasks', shown: 'imap' },
];

/** Folders that people make are numbered from here on. */
export const firstOwnNumber = 100;
