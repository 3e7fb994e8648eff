// CREATE, DELETE, RENAME, SUBSCRIBE, UNSUBSCRIBE and STATUS (RFC 3501 sections 6.3.3 to 6.3.10).

import { imapAstring } from '../../../wire/imap/write.ts';
import { type Folder } from '../../mailboxes/folder.ts';
import { foldersMax } from '../../mailboxes/mailbox.ts';
import { readFolder } from '../folder-argument.ts';
import { badArgument, type CommandEntry, completed, no } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

const nameBytesMax = 250;
const depthMax = 300;

export const create: CommandEntry = {
  name: 'CREATE',
  needs: 'authenticated',
  run(session, { args }) {
    const asked = readFolder(session, args);
    if (!asked) return badArgument;
    if (asked.folder) return no('Mailbox already exists.', 'ALREADYEXISTS');
    return makePath(session, asked.path) ? completed : no('CREATE failed.', 'CANNOT');
  },
};

export const remove: CommandEntry = {
  name: 'DELETE',
  needs: 'authenticated',
  run(session, { args }) {
    const asked = readFolder(session, args);
    if (!asked) return badArgument;
    if (!asked.folder) return no(`${asked.name} doesn't exist.`);
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
    if (!from || !to) return badArgument;
    const { folder } = from;
    if (!folder) return no(`${from.name} doesn't exist.`);
    if (to.folder) return no('Mailbox already exists.', 'ALREADYEXISTS');
    const inside = to.path.startsWith(`${folder.path}/`);
    if (folder.wellKnown || inside) return no('RENAME failed.', 'CANNOT');
    const names = to.path.split('/');
    const name = names.pop() ?? '';
    const parent = names.length === 0 ? undefined : makePath(session, names.join('/'));
    if (!isName(name) || (names.length > 0 && !parent)) return no('RENAME failed.', 'CANNOT');
    session.mailbox?.renameFolder(folder, name, parent);
    return completed;
  },
};

export const subscribe: CommandEntry = {
  name: 'SUBSCRIBE',
  needs: 'authenticated',
  run: (session, { args }) => setSubscribed(readFolder(session, args), true),
};

export const unsubscribe: CommandEntry = {
  name: 'UNSUBSCRIBE',
  needs: 'authenticated',
  run: (session, { args }) => setSubscribed(readFolder(session, args), false),
};

export const status: CommandEntry = {
  name: 'STATUS',
  needs: 'authenticated',
  async run(session, { args }) {
    const asked = readFolder(session, args);
    const items = asked && args.space() ? args.list(() => args.atom()?.toUpperCase()) : undefined;
    if (!asked || !items || items.length === 0) return badArgument;
    const { folder } = asked;
    if (!folder) return no(`${asked.name} doesn't exist.`);
    const values: string[] = [];
    for (const item of items) {
      const value = statusItems[item]?.(folder);
      if (value === undefined) return badArgument;
      values.push(`${item} ${value}`);
    }
    await session.untagged(`STATUS ${imapAstring(asked.name).toString('utf8')} (${values.join(' ')})`);
    return completed;
  },
};

const statusItems: Record<string, (folder: Folder) => number> = {
  MESSAGES: (folder) => folder.count,
  RECENT: (folder) => folder.items.filter((item) => item.uid >= folder.recentFrom).length,
  UIDNEXT: (folder) => folder.uidNext,
  UIDVALIDITY: (folder) => folder.uidValidity,
  UNSEEN: (folder) => folder.unreadCount,
};

function setSubscribed(asked: ReturnType<typeof readFolder>, subscribed: boolean) {
  if (!asked) return badArgument;
  if (!asked.folder) return no(`${asked.name} doesn't exist.`);
  asked.folder.subscribed = subscribed;
  return completed;
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
