// Mail folders (Graph documentation, "mailFolder resource type"): the tree, and which of them have a use. v1.0 does not
// say of a folder what it is for, and its name is in the mailbox's language: the well-known names are asked for by name.

import { randomUUID } from 'node:crypto';
import type * as v from 'valibot';
import { isMailgrantError } from '../../errors/error.ts';
import { folderPageShape, folderShape, shaped } from './answer-shapes.ts';
import { pages } from './pages.ts';
import { type GraphDoor, graphRequest, mailboxPath } from './request.ts';

/** Those that a person knows; Graph has more for itself. */
export const wellKnownFolders = [
  'inbox',
  'drafts',
  'sentitems',
  'deleteditems',
  'junkemail',
  'archive',
  'outbox',
] as const;
export type WellKnownFolder = (typeof wellKnownFolders)[number];

export interface GraphFolder {
  readonly id: string;
  /** Of the folder that it lies in; at the top, of one that is never shown. */
  readonly parentId: string | undefined;
  /** From the top. */
  readonly names: readonly string[];
  readonly wellKnown: WellKnownFolder | undefined;
  readonly total: number | undefined;
  readonly unread: number | undefined;
}

interface Asked {
  readonly signal?: AbortSignal | undefined;
}

const $select = 'id,displayName,parentFolderId,childFolderCount,totalItemCount,unreadItemCount';
/** Exchange's own limit of a mailbox is 10,000 folders by default, and 300 levels. */
const foldersMax = 50_000;
const depthMax = 300;

export async function listFolders(door: GraphDoor, options: Asked = {}): Promise<readonly GraphFolder[]> {
  // Not one after the other: together they are as slow as the slowest; `limits` lets in as many as Graph takes.
  const [known, folders] = await Promise.all([wellKnownIds(door, options), tree(door, options)]);
  return folders.map((folder) => ({ ...folder, wellKnown: known.get(folder.id) }));
}

/** Whether it still has the name and the place that were listed, in one request. */
export async function isFolderStill(
  door: GraphDoor,
  folder: { readonly id: string; readonly name: string; readonly parentId: string | undefined },
  options: Asked = {},
): Promise<boolean> {
  const doing = 'looking at the folder';
  const query = { $select: 'id,displayName,parentFolderId' };
  const path = folderPath(door, folder.id);
  try {
    const answer = await graphRequest(door, { method: 'GET', path, query, doing, ...options });
    const { displayName, parentFolderId } = shaped(folderShape, answer, { door, doing });
    return (displayName ?? '') === folder.name && (parentFolderId ?? undefined) === folder.parentId;
  } catch (error) {
    if (isMailgrantError(error) && isAbsent(error)) return false;
    throw error;
  }
}

/** Below `parent`, an id, or at the top. @throws `graph-refused` where there is one of that name */
export async function createFolder(
  door: GraphDoor,
  parent: string | undefined,
  name: string,
  options: Asked = {},
): Promise<string> {
  const doing = 'creating the folder';
  const answer = await graphRequest(door, {
    method: 'POST',
    path:
      parent === undefined ? `${mailboxPath(door)}/mailFolders` : `${folderPath(door, parent)}/childFolders`,
    body: { displayName: name },
    doing,
    ...options,
  });
  return shaped(folderShape, answer, { door, doing }).id;
}

/** Another name, another place, or both; `parent` is undefined for the top. Its id stays. */
export async function renameFolder(
  door: GraphDoor,
  folder: { readonly id: string; readonly name: string },
  to: { readonly parent: string | undefined; readonly name: string; readonly elsewhere: boolean },
  options: Asked = {},
): Promise<void> {
  const path = folderPath(door, folder.id);
  const doing = 'renaming the folder';
  const call = async (displayName: string): Promise<void> => {
    await graphRequest(door, { method: 'PATCH', path, body: { displayName }, doing, ...options });
  };
  const move = async (): Promise<void> => {
    const body = { destinationId: to.parent ?? 'msgfolderroot' };
    await graphRequest(door, { method: 'POST', path: `${path}/move`, body, doing, ...options });
  };
  const isNew = to.name !== folder.name;
  if (!to.elsewhere) return isNew ? call(to.name) : undefined;
  try {
    await move();
  } catch (error) {
    if (!isNew || !isMailgrantError(error) || error.details['status'] !== 409) throw error;
    // One there has the name that it had here, and here one may have the name that it is to have there.
    await call(`${to.name} ${randomUUID()}`);
    try {
      await move();
    } catch (failure) {
      await call(folder.name);
      throw failure;
    }
  }
  if (isNew) await call(to.name);
}

/** With all that is in it, to Deleted Items; from there to Recoverable Items. */
export async function deleteFolder(door: GraphDoor, id: string, options: Asked = {}): Promise<void> {
  const path = folderPath(door, id);
  await graphRequest(door, { method: 'DELETE', path, doing: 'deleting the folder', ...options });
}

type Row = v.InferOutput<typeof folderShape>;
type Branch = Omit<GraphFolder, 'wellKnown'>;

async function tree(door: GraphDoor, options: Asked): Promise<readonly Branch[]> {
  const found: Branch[] = [];
  const seen = new Set<string>();
  const level = async (path: string, above: readonly string[]): Promise<void> => {
    const parents: Promise<void>[] = [];
    const query = { $select, $top: '250' };
    for await (const page of pages(door, folderPageShape, {
      path,
      query,
      doing: 'listing folders',
      ...options,
    })) {
      for (const row of page) {
        // A search folder shows messages that lie elsewhere.
        if (/mailSearchFolder$/i.test(row['@odata.type'] ?? '')) continue;
        if (seen.has(row.id) || seen.size >= foldersMax) continue;
        seen.add(row.id);
        const names = [...above, row.displayName ?? ''];
        found.push(branchOf(row, names));
        if ((row.childFolderCount ?? 0) === 0 || names.length >= depthMax) continue;
        parents.push(level(`${folderPath(door, row.id)}/childFolders`, names));
      }
    }
    await Promise.all(parents);
  };
  await level(`${mailboxPath(door)}/mailFolders`, []);
  return found;
}

function branchOf(row: Row, names: readonly string[]): Branch {
  const { id, parentFolderId, totalItemCount, unreadItemCount } = row;
  const parentId = parentFolderId ?? undefined;
  return { id, parentId, names, total: totalItemCount ?? undefined, unread: unreadItemCount ?? undefined };
}

async function wellKnownIds(door: GraphDoor, options: Asked): Promise<ReadonlyMap<string, WellKnownFolder>> {
  const ids = await Promise.all(
    wellKnownFolders.map(async (name) => [await idOf(door, name, options), name] as const),
  );
  return new Map(ids.flatMap(([id, name]) => (id === undefined ? [] : [[id, name] as const])));
}

/** Undefined for one that this mailbox does not have, or that its delegate may not see. */
async function idOf(door: GraphDoor, name: WellKnownFolder, options: Asked): Promise<string | undefined> {
  const doing = 'listing folders';
  const query = { $select: 'id' };
  try {
    const answer = await graphRequest(door, {
      method: 'GET',
      path: folderPath(door, name),
      query,
      doing,
      ...options,
    });
    return shaped(folderShape, answer, { door, doing }).id;
  } catch (error) {
    if (!isMailgrantError(error) || !isAbsent(error)) throw error;
    door.log?.debug('graph.folder-absent', { account: door.account, folder: name, code: error.code });
    return undefined;
  }
}

function isAbsent({ code, details }: { code: string; details: Readonly<Record<string, unknown>> }): boolean {
  if (code === 'graph-not-found' || code === 'graph-access-denied') return true;
  return code === 'graph-refused' && /NotFound/i.test(String(details['vendor']));
}

function folderPath(door: GraphDoor, folder: string): string {
  return `${mailboxPath(door)}/mailFolders/${encodeURIComponent(folder)}`;
}
