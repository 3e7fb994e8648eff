// A folder as Graph's resource type "mailFolder". Sizes and counts are those of this moment.

import type { Folder } from '../../mailboxes/folder.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { rootId } from '../find.ts';
import type { TypeShape } from '../odata/options.ts';

const properties = [
  'id',
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
  'sizeInBytes',
  'isHidden',
];
export const folderShape: TypeShape = { name: 'mailFolder', properties, expandable: ['childFolders'] };

export function folderJson(folder: Folder): Record<string, unknown> {
  const { mailbox } = folder;
  return {
    id: folder.id,
    displayName: folder.displayName,
    parentFolderId: folder.parent?.id ?? rootId(mailbox),
    childFolderCount: folder.children.length,
    unreadItemCount: folder.unreadCount,
    totalItemCount: folder.count,
    sizeInBytes: folder.bytes,
    isHidden: folder === mailbox.recoverable,
  };
}

/** The root, which is in no list and has no parent that could be asked for. */
export function rootJson(mailbox: Mailbox): Record<string, unknown> {
  return {
    id: rootId(mailbox),
    displayName: 'Top of Information Store',
    parentFolderId: `${rootId(mailbox)}AA`,
    childFolderCount: mailbox.folders().filter((folder) => folder.parent === undefined).length,
    unreadItemCount: 0,
    totalItemCount: 0,
    sizeInBytes: 0,
    isHidden: false,
  };
}
