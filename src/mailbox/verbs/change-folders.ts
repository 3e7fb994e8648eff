// Folders made, renamed and removed. A folder with a use (the inbox, Sent) is nobody's to rename: mail goes there, and some servers
// would let it happen. One that holds something is removed only where that was said, because IMAP knows no way back.

import { invariant } from '../../base/invariant.ts';
import { fail } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { DoorFolder, ReadDoor } from '../doors/door.ts';
import type { FolderTree } from '../folders.ts';
import type { Folder } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';

/** @param path - what is before the last `/` is there already */
export async function createFolder(
  context: MailboxContext,
  path: string,
  options: VerbOptions,
): Promise<Folder> {
  const { door, tree } = await opened(context, options);
  const at = placeOf(context, tree, path);
  const { parent, name } = at;
  refuseTwin(context, tree, parent, name);
  invariant(door.createFolder, 'the routes of this verb lead to doors that can');
  const made = await door.createFolder(parent, name, { signal: options.signal });
  return shownAgain(context, door, { handle: made.handle, ...at }, options);
}

/** @param to - a name, beside where it is; a path, into another folder; `/NAME` for the top */
export async function renameFolder(
  context: MailboxContext,
  given: string,
  to: string,
  options: VerbOptions,
): Promise<Folder> {
  const { door, tree } = await opened(context, options);
  const [path, folder] = tree.find(given, context.world.address);
  refuseUse(path, folder);
  const target =
    pieces(to).length === 1 && !to.startsWith('/')
      ? beside(context, tree, folder, to)
      : placeOf(context, tree, to);
  refuseTwin(context, tree, target.parent, target.name);
  invariant(door.renameFolder, 'the routes of this verb lead to doors that can');
  const handle = await door.renameFolder(folder, target, { signal: options.signal });
  return shownAgain(context, door, { handle, ...target }, options);
}

/** By Graph into Deleted Items; by IMAP for good. Resolves with its path. */
export async function deleteFolder(
  context: MailboxContext,
  given: string,
  options: VerbOptions & { readonly withContent?: boolean | undefined },
): Promise<string> {
  const { door, tree } = await opened(context, options);
  const [path, folder] = tree.find(given, context.world.address);
  refuseUse(path, folder);
  const below = tree.list().filter((other) => other.path.startsWith(`${path}/`)).length;
  const { total } = folder;
  if (options.withContent !== true && (below > 0 || (folder.selectable && total !== 0))) {
    throw fail('folder-not-empty', {
      account: context.world.address,
      folder: path,
      messages: total ?? 'an unknown number of',
      folders: below,
    });
  }
  invariant(door.deleteFolder, 'the routes of this verb lead to doors that can');
  // Those below first: RFC 3501 lets a server keep the name of a folder that has others below it.
  const all = tree.selectable().filter(([other]) => other.startsWith(`${path}/`));
  if (door.service === 'imap') {
    for (const [, inner] of all.reverse()) await door.deleteFolder(inner, { signal: options.signal });
  }
  await door.deleteFolder(folder, { signal: options.signal });
  context.forgetFolders();
  return path;
}

interface Place {
  readonly parent: DoorFolder | undefined;
  readonly name: string;
}

async function opened(
  context: MailboxContext,
  options: VerbOptions,
): Promise<{ door: ReadDoor; tree: FolderTree }> {
  const door = context.doorFor('filing', options.via);
  return { door, tree: await context.folders(door, { signal: options.signal, counts: true }) };
}

/** `\/` is a slash in a name, as in the paths that a list shows (folders.ts). */
function pieces(path: string): readonly string[] {
  const found = path.replace(/^\//, '').match(/(?:\\.|[^/\\])+/g) ?? [];
  return found.map((piece) => piece.replace(/\\(.)/g, '$1'));
}

function placeOf({ world }: MailboxContext, tree: FolderTree, path: string): Place {
  const name = pieces(path).at(-1);
  if (name === undefined) throw fail('folder-unknown', { account: world.address, folder: path });
  const above = path.replace(/^\//, '').replace(/\/?(?:\\.|[^/\\])+\/?$/, '');
  return { parent: above === '' ? undefined : tree.find(above, world.address)[1], name };
}

function beside({ world }: MailboxContext, tree: FolderTree, folder: DoorFolder, to: string): Place {
  const [name = to] = pieces(to);
  const above = folder.names.slice(0, -1);
  if (above.length === 0) return { parent: undefined, name };
  const parent = tree.all().find(({ names }) => isSame(names, above));
  if (!parent) throw fail('folder-unknown', { account: world.address, folder: above.join('/') });
  return { parent, name };
}

function refuseTwin(
  { world }: MailboxContext,
  tree: FolderTree,
  parent: Place['parent'],
  name: string,
): void {
  const wanted = [...(parent?.names ?? []), name];
  if (!tree.all().some(({ names }) => isSame(names, wanted))) return;
  throw fail('folder-exists', { account: world.address, folder: wanted.join('/') });
}

function refuseUse(path: string, { use }: DoorFolder): void {
  if (use !== undefined) throw fail('folder-has-use', { folder: path, use });
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  return names.length === others.length && names.every((name, index) => name === others[index]);
}

/** Under the path that every other command takes, which only the whole tree tells. */
async function shownAgain(
  context: MailboxContext,
  door: ReadDoor,
  made: Place & { readonly handle: string },
  options: VerbOptions,
): Promise<Folder> {
  context.forgetFolders();
  const tree = await context.folders(door, { signal: options.signal, counts: true });
  const names = [...(made.parent?.names ?? []), made.name];
  const path = tree.pathOf({ handle: made.handle, names });
  const folder = tree.list().find((one) => one.path === path);
  if (!folder) throw fail('folder-unknown', { account: context.world.address, folder: names.join('/') });
  return folder;
}
