// Messages: list, read, change, move, copy, delete.

import type { Hono } from 'hono';
import * as v from 'valibot';
import { Content } from '../../mailboxes/content.ts';
import type { Item } from '../../mailboxes/item.ts';
import { openMailbox } from '../access.ts';
import { readJson } from '../body.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { badRequest, GraphError } from '../error.ts';
import { findFolder, findFolderOrRoot, itemOfPath } from '../find.ts';
import {
  applyChanges,
  changesLetter,
  type MessageChanges,
  readChanges,
  refuseDraftOnly,
} from '../messages/changes.ts';
import { lastVerbIn } from '../messages/extended-properties.ts';
import { readLetter, writeLetter } from '../messages/letter.ts';
import { listMessages } from '../messages/list.ts';
import { messageJson } from '../messages/message-json.ts';
import { etag } from '../messages/properties.ts';
import { linkWith, readOptions } from '../odata/options.ts';
import { columns, contextUrl, entityOptions, messageShape, messageView } from '../shown.ts';

const destination = v.object({ destinationId: v.pipe(v.string(), v.nonEmpty()) });

export function messageRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const list = (c: GraphContext): Response => {
    const { mailbox, basicOnly } = openMailbox(c, desk, 'basic');
    const url = new URL(c.req.url);
    const options = readOptions(url, messageShape, c.get('preferences').pageSize);
    const reference = c.req.param('folder');
    const folder = reference === undefined ? undefined : findFolderOrRoot(mailbox, reference);
    const folders = folder ? [folder] : reference === undefined ? mailbox.folders() : [];
    const view = messageView(c, options, basicOnly);
    const page = listMessages(folders, options, { view, nowMs: desk.clock.now() });
    return c.json({
      '@odata.context': contextUrl(c, mailbox, `messages${columns(options)}`),
      ...(page.count === undefined ? {} : { '@odata.count': page.count }),
      value: page.items.map((item) => messageJson(item, view)),
      ...(page.next ? { '@odata.nextLink': linkWith(url, '$skiptoken', page.next) } : {}),
    });
  };
  const count = (c: GraphContext): Response => {
    const { mailbox, basicOnly } = openMailbox(c, desk, 'basic');
    const url = new URL(c.req.url);
    url.searchParams.set('$count', 'true');
    const options = { ...readOptions(url, messageShape), top: 1 };
    const reference = c.req.param('folder');
    const folders = reference === undefined ? mailbox.folders() : [findFolder(mailbox, reference)];
    const view = messageView(c, options, basicOnly);
    const page = listMessages(folders, options, { view, nowMs: desk.clock.now() });
    return c.text(String(page.count ?? 0), 200, { 'Content-Type': 'text/plain' });
  };
  const get = (c: GraphContext): Response => {
    const { mailbox, basicOnly } = openMailbox(c, desk, 'basic');
    const options = entityOptions(c);
    const item = itemOfPath(c, mailbox);
    return c.json({
      '@odata.context': contextUrl(c, mailbox, `messages${columns(options)}/$entity`),
      ...messageJson(item, messageView(c, options, basicOnly)),
    });
  };
  const mime = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'read');
    const { raw } = itemOfPath(c, mailbox).content;
    return c.body(new Uint8Array(raw), 200, { 'Content-Type': 'text/plain' });
  };
  const update = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const item = itemOfPath(c, mailbox);
    const match = c.req.header('if-match');
    if (match !== undefined && match !== '*' && match !== etag(item)) throw changedMeanwhile();
    const changes = readChanges(await readJson(c));
    const updated = applyToItem(item, changes, desk.clock.now());
    return c.json({
      '@odata.context': contextUrl(c, mailbox, 'messages/$entity'),
      ...messageJson(updated, messageView(c, { select: undefined, expand: [] }, false)),
    });
  };
  const remove = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'write');
    mailbox.discard(itemOfPath(c, mailbox));
    return c.body(null, 204);
  };
  /** Into the Purges folder, which no user can look into: for every face of the sandbox it is gone. */
  const purge = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'write');
    mailbox.expunge(itemOfPath(c, mailbox));
    return c.body(null, 204);
  };
  const carry =
    (verb: 'move' | 'copy') =>
    async (c: GraphContext): Promise<Response> => {
      const { mailbox } = openMailbox(c, desk, 'write');
      const item = itemOfPath(c, mailbox);
      const body = v.safeParse(destination, await readJson(c));
      if (!body.success) throw badRequest('The DestinationId parameter is missing.', 'ErrorInvalidParameter');
      const folder = findFolder(mailbox, body.output.destinationId);
      const there = verb === 'move' ? mailbox.move(item, folder) : mailbox.copy(item, folder);
      return c.json(
        {
          '@odata.context': contextUrl(c, mailbox, 'messages/$entity'),
          ...messageJson(there, messageView(c, { select: undefined, expand: [] }, false)),
        },
        201,
      );
    };

  for (const base of ['/v1.0/me', '/v1.0/users/:user']) {
    for (const messages of [`${base}/messages`, `${base}/mailFolders/:folder/messages`]) {
      app.get(messages, list);
      app.get(`${messages}/$count`, count);
      app.get(`${messages}/:id`, get);
      app.patch(`${messages}/:id`, update);
      app.delete(`${messages}/:id`, remove);
      app.get(`${messages}/:id/$value`, mime);
      app.post(`${messages}/:id/move`, carry('move'));
      app.post(`${messages}/:id/copy`, carry('copy'));
      app.post(`${messages}/:id/permanentDelete`, purge);
    }
  }
}

/** The item with `changes`; a draft with other content is another item under the same id. @throws GraphError 400 */
export function applyToItem(item: Item, changes: MessageChanges, nowMs: number): Item {
  const { mailbox } = item.folder;
  const isDraft = item.flags.has('\\Draft');
  if (!isDraft || changes.attachments) refuseDraftOnly(changes);
  let target = item;
  if (changesLetter(changes)) {
    const letter = readLetter(item.content.mime, nowMs);
    applyChanges(letter, { ...changes, attachments: undefined });
    target = mailbox.rewrite(item, new Content(writeLetter(letter)));
  }
  setMarks(target, changes);
  return target;
}

/** What is not in the MIME: read, categories, follow-up, what was done with it. @throws GraphError 501 */
export function setMarks(item: Item, changes: MessageChanges): void {
  const { isRead, categories, flag, singleValueExtendedProperties } = changes;
  const { mailbox } = item.folder;
  if (isRead !== undefined && isRead !== null) {
    const flags = new Set(item.flags);
    if (isRead) flags.add('\\Seen');
    else flags.delete('\\Seen');
    mailbox.setFlags(item, flags);
  }
  if (categories) mailbox.setCategories(item, categories);
  if (flag?.flagStatus) mailbox.setFollowUp(item, flag.flagStatus);
  const verb = lastVerbIn(singleValueExtendedProperties ?? []);
  if (verb !== undefined) mailbox.setLastVerb(item, verb);
}

function changedMeanwhile(): GraphError {
  return new GraphError(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );
}
