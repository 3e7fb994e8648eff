// LIST and LSUB (RFC 3501 sections 6.3.8 and 6.3.9), with the special-use attributes that Exchange shows unasked.

import type { ImapCommand } from '../../../wire/imap/command.ts';
import { encodeModifiedUtf7 } from '../../../wire/imap/modified-utf7.ts';
import { imapAstring } from '../../../wire/imap/write.ts';
import type { Folder } from '../../mailboxes/folder.ts';
import { badArgument, type CommandEntry, completed, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

export const list: CommandEntry = {
  name: 'LIST',
  needs: 'authenticated',
  run: (session, command) => answer(session, command),
};
export const lsub: CommandEntry = {
  name: 'LSUB',
  needs: 'authenticated',
  run: (session, command) => answer(session, command),
};

async function answer(session: ImapSession, { name, args }: ImapCommand): Promise<Outcome> {
  const reference = args.space() ? args.astring()?.bytes.toString('utf8') : undefined;
  const pattern = args.space() ? args.listMailbox()?.bytes.toString('utf8') : undefined;
  if (reference === undefined || pattern === undefined || !args.atEnd) return badArgument;
  if (pattern === '') {
    await session.untagged(`${name} (\\Noselect) "/" ""`);
    return completed;
  }
  const matches = matcher(reference + pattern);
  const { nonMailFolders } = session.options.quirks;
  const folders = nonMailFolders ? session.mailbox?.foldersOfAllKinds() : session.mailbox?.folders();
  for (const folder of folders ?? []) {
    const path = encodeModifiedUtf7(folder.path);
    if ((name === 'LSUB' && !folder.subscribed) || !matches(path)) continue;
    await session.untagged(`${name} (${attributes(folder)}) "/" ${imapAstring(path).toString('latin1')}`);
  }
  return completed;
}

function attributes(folder: Folder): string {
  return [
    ...(folder.recentFrom < folder.uidNext ? ['\\Marked'] : []),
    folder.children.length > 0 ? '\\HasChildren' : '\\HasNoChildren',
    ...(folder.attribute ? [folder.attribute] : []),
  ].join(' ');
}

/** `%` stops at the separator, `*` does not; INBOX is matched in any case. */
function matcher(pattern: string): (path: string) => boolean {
  const source = pattern
    .replace(/\*+/g, '*')
    .split('')
    .map((sign) => (sign === '*' ? '.*' : sign === '%' ? '[^/]*' : sign.replace(/[.+?^${}()|[\]\\]/, '\\$&')))
    .join('');
  const exact = new RegExp(`^${source}$`);
  const inbox = new RegExp(`^${source}$`, 'i');
  return (path) => exact.test(path) || (/^inbox$/i.test(path) && inbox.test(path));
}
