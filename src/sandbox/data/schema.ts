// The tables of a sandbox's folder. Message bytes lie once by their hash and apart from everything that is read when a
// mailbox is opened. Times are milliseconds, flags the bits of mailboxes/item.ts.

/** "mgsb", in the file's header. */
export const applicationId = 0x6d677362;
/** Goes up whenever an older sandbox could not read what this one writes. */
export const dataFormat = 1;

export const schema = `
create table document (number integer primary key, kind text not null, key text not null, body text not null, unique (kind, key));
create table mailbox (
  number integer primary key, key text not null unique, next_folder integer not null, next_serial integer not null,
  next_conversation integer not null, folder_sequence integer not null
);
create table folder (
  mailbox integer not null, number integer not null, parent integer, name text not null, uid_next integer not null,
  recent_from integer not null, subscribed integer not null, sequence integer not null, changed_at integer not null,
  primary key (mailbox, number)
) without rowid;
create table gone_folder (
  mailbox integer not null, sequence integer not null, number integer not null, primary key (mailbox, sequence)
) without rowid;
create table content (number integer primary key, hash blob not null unique, size integer not null, items integer not null);
create index content_unused on content (number) where items = 0;
create table body (number integer primary key, bytes blob not null);
create table item (
  mailbox integer not null, folder integer not null, uid integer not null, serial integer not null,
  generation integer not null, bits integer not null, categories text, received integer not null,
  created integer not null, modified integer not null, version integer not null, conversation integer not null,
  content integer not null, size integer not null, primary key (mailbox, folder, uid)
) without rowid;
create table change (
  mailbox integer not null, folder integer not null, sequence integer not null, kind text not null, uid integer not null,
  serial integer not null, generation integer not null, moved_to integer, rewritten integer not null,
  primary key (mailbox, folder, sequence)
) without rowid;
create table thread (
  mailbox integer not null, digest integer not null, conversation integer not null, primary key (mailbox, digest)
) without rowid;
`;
