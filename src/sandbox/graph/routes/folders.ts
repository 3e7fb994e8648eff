// Mail folders: the tree, one folder, creating, renaming, moving, copying, deleting, and the delta of all of them.

import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Folder } from '../../mailboxes/folder.ts';
import { foldersMax, type Mailbox } from '../../mailboxes/mailbox.ts';
import { openMailbox } from '../access.ts';
import { entityOf, readJson } from '../body.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { badRequest, GraphError } from '../error.ts';
import { findFolder, findFolderOrRoot } from '../find.ts';
import { folderJson, folderShape, rootJson } from '../folders/folder-json.ts';
import { deltaPage, startOver } from '../messages/delta.ts';
import { messageJson, selected } from '../messages/message-json.ts';
import { type CollectionOptions, linkWith, optionsOf, readOptions, readToken } from '../odata/options.ts';
import { compareValues } from '../odata/order.ts';
import { columns, contextUrl, messageShape, messageView } from '../shown.ts';

const writable = new Set([...folderShape.properties, 'childFolders', 'messages', 'messageRules']);
const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255));
const destination = v.object({ destinationId: v.pipe(v.string(), v.nonEmpty()) });
const depthMax = 300;

export function folderRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const show = (
    folder: Folder,
    options: Pick<CollectionOptions, 'select' | 'expand'>,
  ): Record<string, unknown> => ({
    ...selected(folderJson(folder), options.select),
    ...(options.expand.length > 0 ? { childFolders: folder.children.map(folderJson) } : {}),
  });

  const list = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'basic');
    const above = c.req.param('folder');
    const parent = above === undefined ? undefined : findFolderOrRoot(mailbox, above);
    const url = new URL(c.req.url);
    const options = readOptions(url, folderShape, c.get('preferences').pageSize);
    const hidden = url.searchParams.get('includeHiddenFolders')?.toLowerCase() === 'true';
    const all = [
      ...mailbox.folders().filter((folder) => folder.parent === parent),
      ...(hidden && parent === undefined ? [mailbox.recoverable] : []),
    ]
      .map((folder) => ({ folder, json: folderJson(folder) }))
      .filter(({ json }) => options.filter?.matches((key) => json[key] ?? null) ?? true)
      .sort((a, b) => compareBy(options, a.json, b.json));
    const start = Number(options.skipToken?.[0] ?? options.skip) || 0;
    const end = start + options.top;
    return c.json({
      '@odata.context': contextUrl(c, mailbox, `mailFolders${columns(options)}`),
      ...(options.count ? { '@odata.count': all.length } : {}),
      value: all.slice(start, end).map(({ folder }) => show(folder, options)),
      ...(end < all.length ? { '@odata.nextLink': linkWith(url, '$skiptoken', [end]) } : {}),
    });
  };
  const get = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'basic');
    const options = readOptions(new URL(c.req.url), folderShape);
    const folder = findFolderOrRoot(mailbox, c.req.param('folder') ?? '');
    return c.json({
      '@odata.context': contextUrl(c, mailbox, `mailFolders${columns(options)}/$entity`),
      ...(folder ? show(folder, options) : selected(rootJson(mailbox), options.select)),
    });
  };
  const create = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const above = c.req.param('folder');
    const parent = above === undefined ? undefined : findFolderOrRoot(mailbox, above);
    const body = entityOf(await readJson(c), 'mailFolder', writable);
    const wanted = readName(body['displayName']);
    refuseTwin(mailbox, parent, wanted);
    if (mailbox.folders().length >= foldersMax || depthOf(parent) >= depthMax) {
      throw new GraphError(507, 'ErrorQuotaExceeded', 'The mailbox cannot take another folder.');
    }
    return answer(c, mailbox.createFolder(wanted, parent), 201);
  };
  const update = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const folder = ordinary(findFolder(mailbox, c.req.param('folder') ?? ''));
    const body = entityOf(await readJson(c), 'mailFolder', writable);
    const wanted = readName(body['displayName']);
    if (wanted.toLowerCase() !== folder.name.toLowerCase()) refuseTwin(mailbox, folder.parent, wanted);
    mailbox.renameFolder(folder, wanted, folder.parent);
    return answer(c, folder, 200);
  };
  const remove = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const folder = ordinary(findFolder(mailbox, c.req.param('folder') ?? ''));
    const bin = mailbox.wellKnown('deleteditems');
    if (isWithin(folder, bin)) mailbox.deleteFolder(folder);
    else mailbox.renameFolder(folder, freeName(mailbox, bin, folder.name), bin);
    return c.body(null, 204);
  };
  const purge = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'write');
    mailbox.deleteFolder(ordinary(findFolder(mailbox, c.req.param('folder') ?? '')));
    return c.body(null, 204);
  };
  const carry =
    (verb: 'move' | 'copy') =>
    async (c: GraphContext): Promise<Response> => {
      const { mailbox } = openMailbox(c, desk, 'write');
      const folder = ordinary(findFolder(mailbox, c.req.param('folder') ?? ''));
      const body = v.safeParse(destination, await readJson(c));
      if (!body.success) throw badRequest('The DestinationId parameter is missing.', 'ErrorInvalidParameter');
      const to = findFolderOrRoot(mailbox, body.output.destinationId);
      if (to && isWithin(to, folder)) {
        throw badRequest('The folder cannot be moved or copied into itself.', 'ErrorMoveCopyFailed');
      }
      refuseTwin(mailbox, to, folder.name);
      if (verb === 'copy') return answer(c, copyTree(mailbox, folder, to), 201);
      mailbox.renameFolder(folder, folder.name, to);
      return answer(c, folder, 201);
    };
  const answer = (c: GraphContext, folder: Folder, status: 200 | 201): Response =>
    c.json(
      {
        '@odata.context': contextUrl(c, folder.mailbox, 'mailFolders/$entity'),
        ...folderJson(folder),
      },
      status,
    );

  const folderDelta = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'basic');
    const url = new URL(c.req.url);
    const options = readOptions(url, folderShape);
    const [since = -1] = readToken(optionsOf(url).get('$deltatoken')) ?? [];
    const isFirst = since === -1;
    const changes = isFirst
      ? { changed: mailbox.folders(), gone: [] }
      : typeof since === 'number'
        ? mailbox.foldersAfter(since)
        : undefined;
    if (!changes) throw startOver(url);
    return c.json({
      '@odata.context': `${url.origin}/v1.0/$metadata#Collection(mailFolder)`,
      value: [
        ...changes.changed.map((folder) => show(folder, options)),
        ...changes.gone.map((id) => ({
          '@odata.type': '#microsoft.graph.mailFolder',
          id,
          '@removed': { reason: 'deleted' },
        })),
      ],
      '@odata.deltaLink': linkWith(url, '$deltatoken', [mailbox.folderSequence]),
    });
  };
  const messageDelta = (c: GraphContext): Response => {
    const { mailbox, basicOnly } = openMailbox(c, desk, 'basic');
    const folder = findFolder(mailbox, c.req.param('folder') ?? '');
    const url = new URL(c.req.url);
    const { pageSize } = c.get('preferences');
    const options = readOptions(url, messageShape);
    const view = messageView(c, options, basicOnly);
    const page = deltaPage(folder, {
      url,
      options,
      view,
      pageSize: pageSize ?? options.top,
      show: (item) => ({ '@odata.type': '#microsoft.graph.message', ...messageJson(item, view) }),
    });
    return c.json({ '@odata.context': `${url.origin}/v1.0/$metadata#Collection(message)`, ...page });
  };

  for (const base of ['/v1.0/me', '/v1.0/users/:user']) {
    app.get(`${base}/mailFolders`, list);
    app.post(`${base}/mailFolders`, create);
    app.get(`${base}/mailFolders/delta`, folderDelta);
    app.get(`${base}/mailFolders/:folder/messages/delta`, messageDelta);
    app.get(`${base}/mailFolders/:folder`, get);
    app.patch(`${base}/mailFolders/:folder`, update);
    app.delete(`${base}/mailFolders/:folder`, remove);
    app.post(`${base}/mailFolders/:folder/permanentDelete`, purge);
    app.post(`${base}/mailFolders/:folder/move`, carry('move'));
    app.post(`${base}/mailFolders/:folder/copy`, carry('copy'));
    app.get(`${base}/mailFolders/:folder/childFolders`, list);
    app.post(`${base}/mailFolders/:folder/childFolders`, create);
  }
}

function compareBy(
  options: CollectionOptions,
  a: Record<string, unknown>,
  b: Record<string, unknown>,
): number {
  for (const { path, descending } of options.order) {
    const difference = compareValues(a[path[0] ?? ''], b[path[0] ?? '']);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

function readName(given: unknown): string {
  const read = v.safeParse(name, given);
  if (read.success) return read.output;
  throw badRequest('The folder name is missing or not valid.', 'ErrorInvalidFolderName');
}

function refuseTwin(mailbox: Mailbox, parent: Folder | undefined, wanted: string): void {
  if (!twin(mailbox, parent, wanted)) return;
  throw new GraphError(409, 'ErrorFolderExists', 'A folder with the specified name already exists.');
}

function twin(mailbox: Mailbox, parent: Folder | undefined, wanted: string): boolean {
  const lower = wanted.toLowerCase();
  return mailbox
    .folders()
    .some((folder) => folder.parent === parent && folder.displayName.toLowerCase() === lower);
}

function freeName(mailbox: Mailbox, parent: Folder, wanted: string): string {
  let free = wanted;
  for (let number = 1; twin(mailbox, parent, free); number += 1) free = `${wanted} ${number}`;
  return free;
}

/** The folders that every mailbox is born with stay where and what they are. */
function ordinary(folder: Folder): Folder {
  if (folder.wellKnown === undefined && folder !== folder.mailbox.recoverable) return folder;
  throw new GraphError(403, 'ErrorDeleteDistinguishedFolder', 'Distinguished folders cannot be deleted.');
}

function isWithin(folder: Folder, ancestor: Folder): boolean {
  for (let at: Folder | undefined = folder; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

function depthOf(folder: Folder | undefined): number {
  let depth = 0;
  for (let at = folder; at; at = at.parent) depth += 1;
  return depth;
}

function copyTree(mailbox: Mailbox, folder: Folder, parent: Folder | undefined): Folder {
  const copy = mailbox.createFolder(folder.name, parent);
  for (const item of folder.items) mailbox.copy(item, copy);
  for (const child of folder.children) copyTree(mailbox, child, copy);
  return copy;
}
