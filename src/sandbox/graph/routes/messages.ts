// Messages: list, read, change, move, copy, delete, attachments and the delta of a folder.

import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Item } from '../../mailboxes/item.ts';
import { attachments } from '../../mime/read.ts';
import { requirePermission } from '../bearer.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { deltaPage } from '../delta.ts';
import { badRequest, itemNotFound } from '../error.ts';
import { findFolder, findItem, findMailbox, readJson } from '../find.ts';
import { attachmentId, attachmentJson, messageJson } from '../message-json.ts';
import { readQuery, selected } from '../query.ts';
import { readPermissions } from './folders.ts';

const writePermissions = ['Mail.ReadWrite', 'Mail.ReadWrite.Shared'];
const patch = v.object({
  isRead: v.optional(v.boolean()),
  categories: v.optional(v.pipe(v.array(v.string()), v.maxLength(100))),
  flag: v.optional(v.object({ flagStatus: v.picklist(['notFlagged', 'flagged', 'complete']) })),
});
const destination = v.object({ destinationId: v.string() });

export function messageRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const json = (c: GraphContext, item: Item): Record<string, unknown> =>
    messageJson(item, {
      immutableIds: c.get('immutableIds'),
      textBody: /outlook\.body-content-type\s*=\s*"?text"?/i.test(c.req.header('prefer') ?? ''),
    });
  const entity = (c: GraphContext, item: Item): Record<string, unknown> => ({
    '@odata.context': `${new URL(c.req.url).origin}/v1.0/$metadata#users('${item.folder.mailbox.address}')/messages/$entity`,
    ...json(c, item),
  });
  const readItem = (c: GraphContext): Item => {
    requirePermission(c.get('token'), ...readPermissions);
    return findItem(findMailbox(c, desk), c.req.param('id') ?? '');
  };
  const writeItem = (c: GraphContext): Item => {
    requirePermission(c.get('token'), ...writePermissions);
    return findItem(findMailbox(c, desk), c.req.param('id') ?? '');
  };

  const list = (c: GraphContext): Response => {
    requirePermission(c.get('token'), ...readPermissions);
    const mailbox = findMailbox(c, desk);
    const reference = c.req.param('folder');
    const url = new URL(c.req.url);
    const query = readQuery(url);
    const pool = reference === undefined ? mailbox.items() : findFolder(mailbox, reference).items;
    const found = pool.filter(query.matches).sort(query.compare);
    const more = query.skip + query.top < found.length;
    const next = new URL(url);
    next.searchParams.set('$skip', String(query.skip + query.top));
    return c.json({
      '@odata.context': `${url.origin}/v1.0/$metadata#users('${mailbox.address}')/messages`,
      ...(query.count ? { '@odata.count': found.length } : {}),
      value: found
        .slice(query.skip, query.skip + query.top)
        .map((item) => selected(json(c, item), query.select)),
      ...(more ? { '@odata.nextLink': next.href } : {}),
    });
  };
  const get = (c: GraphContext): Response =>
    c.json(selected(entity(c, readItem(c)), readQuery(new URL(c.req.url)).select));
  const mime = (c: GraphContext): Response => {
    const { raw } = readItem(c).content;
    return c.body(new Uint8Array(raw), 200, { 'Content-Type': 'text/plain' });
  };
  const update = async (c: GraphContext): Promise<Response> => {
    const item = writeItem(c);
    const wanted = v.safeParse(patch, await readJson(c));
    if (!wanted.success) throw badRequest('The property is not valid.', 'ErrorInvalidParameter');
    const { mailbox } = item.folder;
    const { isRead, categories, flag } = wanted.output;
    if (isRead !== undefined) {
      const flags = new Set(item.flags);
      if (isRead) flags.add('\\Seen');
      else flags.delete('\\Seen');
      mailbox.setFlags(item, flags);
    }
    if (categories) mailbox.setCategories(item, categories);
    if (flag) mailbox.setFollowUp(item, flag.flagStatus);
    return c.json(entity(c, item));
  };
  const remove = (c: GraphContext): Response => {
    const item = writeItem(c);
    const { mailbox } = item.folder;
    const bin = mailbox.wellKnown('deleteditems');
    // From Deleted Items it goes on to Recoverable Items, which no face of the sandbox shows.
    if (item.folder === bin) mailbox.expunge(item);
    else mailbox.move(item, bin);
    return c.body(null, 204);
  };
  const purge = (c: GraphContext): Response => {
    const item = writeItem(c);
    item.folder.mailbox.expunge(item);
    return c.body(null, 204);
  };
  const carry =
    (verb: 'move' | 'copy') =>
    async (c: GraphContext): Promise<Response> => {
      const item = writeItem(c);
      const body = v.safeParse(destination, await readJson(c));
      if (!body.success) throw badRequest('The destinationId parameter is missing.', 'ErrorInvalidParameter');
      const { mailbox } = item.folder;
      const folder = findFolder(mailbox, body.output.destinationId);
      return c.json(
        entity(c, verb === 'move' ? mailbox.move(item, folder) : mailbox.copy(item, folder)),
        201,
      );
    };
  const listAttachments = (c: GraphContext): Response => {
    const item = readItem(c);
    return c.json({
      '@odata.context': `${new URL(c.req.url).origin}/v1.0/$metadata#users('${item.folder.mailbox.address}')/messages('${item.id}')/attachments`,
      value: attachments(item.content.mime).map((attachment, index) =>
        attachmentJson(item, attachment, index),
      ),
    });
  };
  const getAttachment = (c: GraphContext): Response => {
    const item = readItem(c);
    const all = attachments(item.content.mime);
    const index = all.findIndex((_, number) => attachmentId(item, number) === c.req.param('attachment'));
    const found = all[index];
    if (!found) throw itemNotFound();
    return c.json(attachmentJson(item, found, index));
  };
  const delta = (c: GraphContext): Response => {
    requirePermission(c.get('token'), ...readPermissions);
    const folder = findFolder(findMailbox(c, desk), c.req.param('folder') ?? '');
    return c.json(
      deltaPage(folder, {
        url: new URL(c.req.url),
        prefer: c.req.header('prefer') ?? '',
        immutableIds: c.get('immutableIds'),
        json: (item) => json(c, item),
      }),
    );
  };

  for (const base of ['/v1.0/me', '/v1.0/users/:user']) {
    app.get(`${base}/mailFolders/:folder/messages/delta`, delta);
    for (const messages of [`${base}/messages`, `${base}/mailFolders/:folder/messages`]) {
      app.get(messages, list);
      app.get(`${messages}/:id`, get);
      app.patch(`${messages}/:id`, update);
      app.delete(`${messages}/:id`, remove);
      app.get(`${messages}/:id/$value`, mime);
      app.post(`${messages}/:id/move`, carry('move'));
      app.post(`${messages}/:id/copy`, carry('copy'));
      app.post(`${messages}/:id/permanentDelete`, purge);
      app.get(`${messages}/:id/attachments`, listAttachments);
      app.get(`${messages}/:id/attachments/:attachment`, getAttachment);
    }
  }
}
