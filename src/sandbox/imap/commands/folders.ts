// CREATE, DELETE, RENAME, SUBSCRIBE, UNSUBSCRIBE and STATUS (RFC 3501 sections 6.3.3 to 6.3.10).

import type { ImapScanner } from '../../../wire/imap/scanner.ts';
import { imapAstring } from '../../../wire/imap/write.ts';
import { type Folder } from '../../mailboxes/folder.ts';
import { foldersMax } from '../../mailboxes/mailbox.ts';
import { type FolderArgument, missing, readFolder } from '../folder-argument.ts';
import { badArgument, type CommandEntry, completed, no, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

const nameBytesMax = 250;
const depthMax = 300;

export const create: CommandEntry = {
  name: 'CREATE',
  needs: 'authenticated',
  run(session, { args }) {
    const asked = readFolder(session, args);
    if (!asked || !args.atEnd) return badArgument;
    if (asked.folder) return no('Mailbox already exists.', 'ALREADYEXISTS');
    return makePath(session, asked.path) ? completed : no('CREATE failed.', 'CANNOT');
  },
};

export const remove: CommandEntry = {
  name: 'DELETE',
  needs: 'authenticated',
  run(session, { args }) {
    const asked = readFolder(session, args);
    if (!asked || !args.atEnd) return badArgument;
    if (!asked.folder) return missing(asked);
    // Exchange takes a folder with what is below it; RFC 3501 section 6.3.4 forbids that, so it is refused here.
    if (asked.folder.wellKnown || asked.folder.children.length > 0) return no('DELETE failed.', 'CANNOT');
    if (session.selected?.folder === asked.folder) {
      session.selected.close();
      session.selected = undefined;
    }
    session.mailbox?.deleteFolder(asked.folder);
    return completed;
  },
};

export const rename: CommandEntry = {
  name: 'RENAME',
  needs: 'authenticated',
  run(session, { args }) {
    const from = readFolder(session, args);
    const to = from && readFolder(session, args);
    if (!from || !to || !args.atEnd) return badArgument;
    const { folder } = from;
    if (!folder) return missing(from);
    if (to.folder) return no('Mailbox already exists.', 'ALREADYEXISTS');
    const inside = to.path.startsWith(`${folder.path}/`);
    if (folder.wellKnown === 'inbox') return emptyInbox(session, folder, to);
    if (folder.wellKnown || inside) return no('RENAME failed.', 'CANNOT');
    const names = to.path.split('/');
    const name = names.pop() ?? '';
    if (!isName(name)) return no('RENAME failed.', 'CANNOT');
    const parent = names.length === 0 ? undefined : makePath(session, names.join('/'));
    if (names.length > 0 && !parent) return no('RENAME failed.', 'CANNOT');
    session.mailbox?.renameFolder(folder, name, parent);
    return completed;
  },
};

/** RFC 3501 section 6.3.5: the messages go to a new folder, the Inbox and what is below it stay. */
function emptyInbox(session: ImapSession, inbox: Folder, to: FolderArgument): Outcome {
  const target = makePath(session, to.path);
  if (!target) return no('RENAME failed.', 'CANNOT');
  for (const item of [...inbox.items]) session.mailbox?.move(item, target);
  return completed;
}

export const subscribe: CommandEntry = {
  name: 'SUBSCRIBE',
  needs: 'authenticated',
  run: (session, { args }) => setSubscribed(session, args, true),
};

export const unsubscribe: CommandEntry = {
  name: 'UNSUBSCRIBE',
  needs: 'authenticated',
  run: (session, { args }) => setSubscribed(session, args, false),
};

export const status: CommandEntry = {
  name: 'STATUS',
  needs: 'authenticated',
  async run(session, { args }) {
    const asked = readFolder(session, args);
    const items = asked && args.space() ? args.list(() => args.atom()?.toUpperCase()) : undefined;
    if (!asked || !items || items.length === 0 || !args.atEnd) return badArgument;
    const { folder } = asked;
    if (!folder) return missing(asked);
    const values: string[] = [];
    for (const item of items) {
      const value = statusItems[item]?.(folder);
      if (value === undefined) return badArgument;
      values.push(`${item} ${value}`);
    }
    await session.untagged(
      `STATUS ${imapAstring(Buffer.from(asked.name, 'latin1').toString('utf8')).toString('latin1')} (${values.join(' ')})`,
    );
    return completed;
  },
};

const statusItems: Record<string, (folder: Folder) => number> = {
  MESSAGES: (folder) => folder.count,
  RECENT: recentCount,
  UIDNEXT: (folder) => folder.uidNext,
  UIDVALIDITY: (folder) => folder.uidValidity,
  UNSEEN: (folder) => folder.unreadCount,
};

function setSubscribed(session: ImapSession, args: ImapScanner, subscribed: boolean): Outcome {
  const asked = readFolder(session, args);
  if (!asked || !args.atEnd) return badArgument;
  if (!asked.folder) return missing(asked);
  asked.folder.subscribed = subscribed;
  return completed;
}

function recentCount({ items, recentFrom }: Folder): number {
  let count = 0;
  while (count < items.length && (items[items.length - 1 - count]?.uid ?? 0) >= recentFrom) count += 1;
  return count;
}

/** Makes `path` and what is missing above it; undefined where a name cannot be. */
function makePath(session: ImapSession, path: string): Folder | undefined {
  const { mailbox } = session;
  const names = path.split('/');
  if (!mailbox || !names.every(isName) || names.length > depthMax) return undefined;
  if (mailbox.folders().length + names.length > foldersMax) return undefined;
  let folder: Folder | undefined;
  for (const [index] of names.entries()) {
    const upTo = names.slice(0, index + 1).join('/');
    folder = mailbox.folderByPath(upTo) ?? mailbox.createFolder(names[index] ?? '', folder);
  }
  return folder;
}

function isName(name: string): boolean {
  return name !== '' && Buffer.byteLength(name) <= nameBytesMax && !/[\u0000-\u001f\u007f]/.test(name);
}
