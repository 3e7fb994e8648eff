// Folders and messages by what stands in the URL or in a body.

import type { Folder } from '../mailboxes/folder.ts';
import type { Item } from '../mailboxes/item.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { GraphContext } from './context.ts';
import { badRequest, itemNotFound } from './error.ts';

/** Above all others: it holds folders and no messages. */
export const root = 'msgfolderroot';

/** By id or well-known name, folders of mail alone; the root is undefined. @throws GraphError 400, 404 */
export function findFolderOrRoot(mailbox: Mailbox, reference: string): Folder | undefined {
  const lower = reference.toLowerCase();
  if (lower === root || reference === rootId(mailbox)) return undefined;
  if (lower === 'recoverableitemsdeletions') return mailbox.recoverable;
  const folder =
    mailbox.folders().find((candidate) => candidate.wellKnown === lower) ?? mailbox.folderById(reference);
  if (folder && (folder.shown === 'mail' || folder === mailbox.recoverable)) return folder;
  if (otherWellKnown.has(lower)) throw folderNotFound();
  throw looksLikeId(reference) ? itemNotFound() : badRequest('Id is malformed.', 'ErrorInvalidIdMalformed');
}

export function findFolder(mailbox: Mailbox, reference: string): Folder {
  const folder = findFolderOrRoot(mailbox, reference);
  if (!folder) throw folderNotFound();
  return folder;
}

/** By either kind of id. */
export function findItem(mailbox: Mailbox, id: string): Item {
  const item = mailbox.item(id);
  if (item) return item;
  throw looksLikeId(id) ? itemNotFound() : badRequest('Id is malformed.', 'ErrorInvalidIdMalformed');
}

/** The message that the path names; under a folder it has to be in that folder. */
export function itemOfPath(c: GraphContext, mailbox: Mailbox): Item {
  const item = findItem(mailbox, c.req.param('id') ?? '');
  const folder = c.req.param('folder');
  if (folder !== undefined && findFolderOrRoot(mailbox, folder) !== item.folder) throw itemNotFound();
  return item;
}

/** The same for as long as the mailbox has its address. */
export function rootId(mailbox: Mailbox): string {
  return `AQMk${Buffer.from(`root of ${mailbox.address}`).toString('base64url')}`;
}

export function looksLikeId(id: string): boolean {
  return /^A[AQ][A-Za-z][A-Za-z0-9_-]{20,}=*$/.test(id);
}

/** Names that Exchange knows and this mailbox has no folder for. */
const otherWellKnown = new Set([
  'clutter',
  'conflicts',
  'conversationhistory',
  'localfailures',
  'scheduled',
  'searchfolders',
  'serverfailures',
  'syncissues',
]);

function folderNotFound(): Error {
  return badRequest('The specified folder could not be found in the store.', 'ErrorFolderNotFound');
}
