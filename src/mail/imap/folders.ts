// The folders of a mailbox with their uses and counts (RFC 3501 section 6.3.8, RFC 6154, RFC 5819), and making and removing
// them. A use is what the server says, announced or not: Exchange sets the attributes without SPECIAL-USE. Only where it
// says nothing, a name that mail programs and servers give is taken for it.

import type { ImapFlow } from 'imapflow';
import { fail } from '../../errors/error.ts';
import { type Answer, atom, command, isList, isRefusal, refusalCode, type Token, textOf } from './command.ts';
import { type ImapFolderUse, useByName } from './folder-names.ts';
import { decode, type Listed, listedOf, nameOf } from './folder-row.ts';
import { mailboxToken } from './mailbox-name.ts';
import type { ImapPool } from './pool.ts';
import type { ImapSession } from './session.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

export interface MailFolder {
  /** As SELECT takes it, decoded. */
  readonly mailbox: string;
  /** From the top. */
  readonly names: readonly string[];
  readonly use: ImapFolderUse | undefined;
  readonly selectable: boolean;
  readonly total: number | undefined;
  readonly unread: number | undefined;
}

interface Counts {
  total?: number;
  unread?: number;
}

/** STATUS opens a folder at many servers; more than this many one after the other is too long to wait for. */
const statusMax = 50;
const foldersMax = 100_000;
const attributeUses: Readonly<Record<string, ImapFolderUse>> = {
  '\\drafts': 'drafts',
  '\\sent': 'sent',
  '\\trash': 'trash',
  '\\junk': 'junk',
  // Gmail's older name for it.
  '\\spam': 'junk',
  '\\archive': 'archive',
};

export function mailFolders(
  pool: ImapPool,
  options: { signal?: AbortSignal | undefined; counts?: boolean } = {},
): Promise<readonly MailFolder[]> {
  const { signal, counts = false } = options;
  const doing = 'the listing of folders';
  return pool.repeat((session) => session.run(doing, (client) => list(client, counts), { signal }), {
    signal,
  });
}

/** @throws `mail-folder-name-unusable`, `mail-refused` */
export function createMailFolder(
  pool: ImapPool,
  parent: MailFolder | { readonly mailbox: string } | undefined,
  name: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<MailFolder> {
  const { signal } = options;
  const { host } = pool.door.server;
  return pool.repeat(
    (session) =>
      session.run(
        `the making of ${name}`,
        async (client) => {
          const { prefix } = session;
          const given = client.namespace?.delimiter;
          // NIL: no folder lies in another.
          const delimiter = given ?? '';
          const problem = nameProblem(name, delimiter);
          if (problem) throw fail('mail-folder-name-unusable', { host, name, problem });
          if (parent && delimiter === '') {
            throw fail('mail-folder-name-unusable', {
              host,
              name,
              problem: 'the server has no folders in folders',
            });
          }
          const mailbox = parent ? `${parent.mailbox}${delimiter}${name}` : `${prefix}${name}`;
          try {
            await command(client, 'CREATE', [mailboxToken(client, mailbox)]);
          } catch (error) {
            // Done twice after a lost connection, or by somebody else: it is there, which is what was wanted.
            if (!isRefusal(error) || !(await folderExists(client, mailbox))) throw error;
          }
          await subscribe(client, mailbox);
          const names = delimiter === '' ? [mailbox] : mailbox.split(delimiter);
          return { mailbox, names, use: undefined, selectable: true, total: 0, unread: 0 };
        },
        { signal },
      ),
    { signal },
  );
}

/** @throws `mail-folder-unknown`, `mail-refused` */
export function deleteMailFolder(
  pool: ImapPool,
  mailbox: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { signal } = options;
  let begun = false;
  return pool.repeat(
    (session) =>
      session.run(
        `the removal of ${mailbox}`,
        async (client) => {
          // Some servers do not remove what is open.
          if (client.mailbox && client.mailbox.path === mailbox) await client.mailboxClose();
          try {
            const again = begun;
            begun = true;
            const isGone = again && !(await folderExists(client, mailbox));
            if (!isGone) await command(client, 'DELETE', [mailboxToken(client, mailbox)]);
            await unsubscribe(client, mailbox);
          } catch (error) {
            throw (await missingFolder(session, client, mailbox, error)) ?? error;
          }
        },
        { signal },
      ),
    { signal },
  );
}

/** The error by name where a command was refused because there is no such folder, whatever words were used. */
export async function missingFolder(
  session: ImapSession,
  client: ImapFlow,
  mailbox: string,
  refusal: unknown,
): Promise<Error | undefined> {
  if (!isRefusal(refusal) || (await folderExists(client, mailbox))) return undefined;
  const { account } = session.door;
  const answer =
    (refusal as { responseText?: string }).responseText?.replace(/\.+$/, '') ?? refusalCode(refusal);
  return fail('mail-folder-unknown', { account, folder: mailbox, answer }, { cause: refusal });
}

async function list(client: ImapFlow, counted: boolean): Promise<readonly MailFolder[]> {
  const counts = new Map<string, Counts>();
  const asked = counted && (client.capabilities.has('LIST-STATUS') || client.capabilities.has('IMAP4rev2'));
  const listed = asked ? await listWithCounts(client, counts) : await plainList(client);
  const selectable = listed.filter(({ attributes }) => isSelectable(attributes));
  if (counted && counts.size === 0 && selectable.length <= statusMax)
    await status(client, selectable, counts);
  const uses = usesOf(listed);
  return listed.map((folder) => {
    const { total, unread } = counts.get(folder.mailbox) ?? {};
    const { mailbox, names, attributes } = folder;
    return { mailbox, names, use: uses.get(folder), selectable: isSelectable(attributes), total, unread };
  });
}

/** A server that announces LIST-STATUS and refuses it is asked plainly. */
async function listWithCounts(client: ImapFlow, counts: Map<string, Counts>): Promise<readonly Listed[]> {
  const items: Token[] = [atom('STATUS'), [atom('MESSAGES'), atom('UNSEEN')]];
  // With RETURN, a server tells only what was asked for.
  if (client.capabilities.has('SPECIAL-USE')) items.push(atom('SPECIAL-USE'));
  items.push(atom('CHILDREN'));
  try {
    return await plainList(client, [atom('RETURN'), items], counts);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return plainList(client);
  }
}

async function plainList(
  client: ImapFlow,
  extra: readonly Token[] = [],
  counts = new Map<string, Counts>(),
): Promise<readonly Listed[]> {
  const found = new Map<string, Listed>();
  const untagged = {
    LIST(line: Answer) {
      const folder = listedOf(client, line);
      if (folder && found.size < foldersMax) found.set(folder.mailbox, folder);
    },
    STATUS: (line: Answer) => count(client, line, counts),
  };
  await command(client, 'LIST', [quoted(''), quoted('*'), ...extra], { untagged });
  return [...found.values()];
}

/** One after the other: a folder that cannot be counted (no right to it) has no counts. */
async function status(
  client: ImapFlow,
  folders: readonly Listed[],
  counts: Map<string, Counts>,
): Promise<void> {
  const untagged = { STATUS: (line: Answer) => count(client, line, counts) };
  for (const { mailbox } of folders) {
    try {
      await command(client, 'STATUS', [mailboxToken(client, mailbox), [atom('MESSAGES'), atom('UNSEEN')]], {
        untagged,
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
}

export async function folderExists(client: ImapFlow, mailbox: string): Promise<boolean> {
  let there = false;
  const untagged = {
    LIST(line: Answer) {
      const folder = listedOf(client, line);
      if (folder?.mailbox === mailbox && !folder.attributes.has('\\nonexistent')) there = true;
    },
  };
  await command(client, 'LIST', [quoted(''), mailboxToken(client, mailbox)], { untagged });
  return there;
}

function count(client: ImapFlow, line: Answer, counts: Map<string, Counts>): void {
  const tokens = line.attributes ?? [];
  const items = tokens.at(-1);
  if (!isList(items)) return;
  const decoded = decode(client, nameOf(tokens.slice(0, -1)));
  const found: Counts = {};
  for (let at = 0; at + 1 < items.length; at += 2) {
    const value = Number(textOf(items[at + 1]));
    if (!Number.isSafeInteger(value)) continue;
    const name = textOf(items[at]).toUpperCase();
    if (name === 'MESSAGES') found.total = value;
    if (name === 'UNSEEN') found.unread = value;
  }
  counts.set(decoded.toUpperCase() === 'INBOX' ? 'INBOX' : decoded, found);
}

/** One folder a use: the server's word first, then the name that is highest up. */
function usesOf(folders: readonly Listed[]): ReadonlyMap<Listed, ImapFolderUse> {
  const uses = new Map<Listed, ImapFolderUse>();
  const taken = new Set<ImapFolderUse>();
  const give = (folder: Listed, use: ImapFolderUse | undefined): void => {
    if (use === undefined || taken.has(use) || uses.has(folder)) return;
    uses.set(folder, use);
    taken.add(use);
  };
  for (const folder of folders) if (folder.mailbox === 'INBOX') give(folder, 'inbox');
  for (const folder of folders) {
    for (const attribute of folder.attributes) give(folder, attributeUses[attribute]);
  }
  const byDepth = [...folders].sort((a, b) => a.names.length - b.names.length);
  for (const folder of byDepth) {
    const isTop =
      folder.names.length === 1 ||
      (folder.names.length === 2 && /^(INBOX|\[.*\])$/i.test(folder.names[0] ?? ''));
    if (isTop && isSelectable(folder.attributes)) give(folder, useByName(folder.names.at(-1) ?? ''));
  }
  return uses;
}

function isSelectable(attributes: ReadonlySet<string>): boolean {
  return !attributes.has('\\noselect') && !attributes.has('\\nonexistent');
}

function quoted(value: string): Token {
  return { type: 'STRING', value };
}

/** Why no folder can be called that. */
export function nameProblem(name: string, delimiter: string): string | undefined {
  if (name.trim() === '') return 'it is empty';
  if (/\p{Cc}/u.test(name)) return 'it has control characters';
  if (/[*%]/.test(name)) return '"*" and "%" stand for other characters';
  if (delimiter !== '' && name.includes(delimiter)) return `"${delimiter}" separates folders`;
  return undefined;
}
