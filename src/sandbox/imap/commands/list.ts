// LIST and LSUB (RFC 3501 sections 6.3.8 and 6.3.9), with the special-use attributes that Exchange shows unasked.

import type { ImapCommand } from '../../../wire/imap/command.ts';
import { decodeModifiedUtf7, encodeModifiedUtf7 } from '../../../wire/imap/modified-utf7.ts';
import { imapAstring } from '../../../wire/imap/write.ts';
import type { Folder } from '../../mailboxes/folder.ts';
import { badArgument, type CommandEntry, completed, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';
import { matchesPattern } from '../wildcards.ts';

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
  const reference = args.space() ? args.astring()?.bytes.toString('latin1') : undefined;
  const pattern = args.space() ? args.listMailbox()?.bytes.toString('latin1') : undefined;
  if (reference === undefined || pattern === undefined || !args.atEnd) return badArgument;
  if (reference.length + pattern.length > patternMax) return badArgument;
  if (pattern === '') {
    await session.untagged(`${name} (\\Noselect) "/" ""`);
    return completed;
  }
  const say = async (path: string, flags: string): Promise<void> =>
    session.untagged(`${name} (${flags}) "/" ${imapAstring(path).toString('latin1')}`);
  const implied = new Set<string>();
  for (const folder of listed(session)) {
    const path = encodeModifiedUtf7(folder.path);
    if (name === 'LSUB' && !folder.subscribed) continue;
    if (matchesPattern(reference + pattern, path)) {
      implied.delete(path);
      await say(path, attributes(folder));
    } else if (name === 'LSUB' && pattern.endsWith('%')) {
      const parent = parents(path).find((one) => matchesPattern(reference + pattern, one));
      if (parent !== undefined && !isSubscribed(session, parent)) implied.add(parent);
    }
  }
  // RFC 3501 section 6.3.9: `%` at the end shows a parent that is not subscribed, when something below it is.
  for (const path of implied) await say(path, '\\Noselect');
  return completed;
}

/** Longer ones name nothing. */
const patternMax = 4096;

function listed({ mailbox, options }: ImapSession): readonly Folder[] {
  if (!mailbox) return [];
  return options.quirks.nonMailFolders ? mailbox.foldersOfAllKinds() : mailbox.folders();
}

/** Of 'a/b/c': 'a/b', 'a'. */
function parents(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, names.length - 1 - index).join('/'));
}

function isSubscribed({ mailbox }: ImapSession, path: string): boolean {
  return mailbox?.folderByPath(decodeModifiedUtf7(path) ?? path)?.subscribed ?? false;
}

function attributes(folder: Folder): string {
  return [
    ...(folder.recentFrom < folder.uidNext ? ['\\Marked'] : []),
    folder.children.length > 0 ? '\\HasChildren' : '\\HasNoChildren',
    ...(folder.attribute ? [folder.attribute] : []),
  ].join(' ');
}
