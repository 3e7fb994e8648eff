// Attachments of a message: list, read, add to a draft, take away; a large one comes in pieces (uploads.ts).

import type { Hono } from 'hono';
import * as v from 'valibot';
import { Content } from '../../mailboxes/content.ts';
import type { Flag, Item } from '../../mailboxes/item.ts';
import { dateMs } from '../../mime/read.ts';
import { openMailbox } from '../access.ts';
import { readJson } from '../body.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { badRequest, GraphError } from '../error.ts';
import { itemOfPath } from '../find.ts';
import {
  attachmentBytes,
  attachmentJson,
  attachmentProperties,
  attachmentsOf,
  findAttachment,
  type KnownAttachment,
} from '../messages/attachments.ts';
import { readAttachment } from '../messages/changes.ts';
import { fileEntity, type Letter, readLetter, writeLetter } from '../messages/letter.ts';
import { messageJson, selected } from '../messages/message-json.ts';
import type { Uploads } from '../messages/uploads.ts';
import { linkWith, readOptions, type TypeShape } from '../odata/options.ts';
import { columns, contextUrl } from '../shown.ts';

const shape: TypeShape = {
  name: 'attachment',
  properties: attachmentProperties,
  expandable: ['microsoft.graph.itemattachment/item', 'item'],
};
/** A larger one has to come through an upload session (facts, "Sending"). */
const directBytesMax = 3 * 1024 * 1024;
const uploadBytesMax = 150 * 1024 * 1024;

const wish = v.object({
  AttachmentItem: v.object({
    attachmentType: v.pipe(
      v.string(),
      v.transform((text) => text.toLowerCase()),
      v.literal('file'),
    ),
    name: v.pipe(v.string(), v.nonEmpty()),
    size: v.pipe(v.number(), v.integer(), v.minValue(1)),
    contentType: v.nullish(v.string()),
    isInline: v.nullish(v.boolean(), false),
    contentId: v.nullish(v.string()),
  }),
});

export function attachmentRoutes(app: Hono<GraphEnv>, desk: GraphDesk, uploads: Uploads): void {
  const path = (item: Item): string => `messages('${encodeURIComponent(item.id)}')/attachments`;
  const json = (c: GraphContext, item: Item, attachment: KnownAttachment): Record<string, unknown> => {
    const { immutableIds, bodyType } = c.get('preferences');
    const options = readOptions(new URL(c.req.url), shape);
    const { message } = attachment.part;
    const inner =
      message && options.expand.length > 0
        ? { item: attachedItem(item, new Content(attachmentBytes(attachment)), bodyType) }
        : {};
    return { ...selected(attachmentJson(item, attachment, immutableIds), options.select), ...inner };
  };

  const list = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'read');
    const item = itemOfPath(c, mailbox);
    const url = new URL(c.req.url);
    const options = readOptions(url, shape, 1000);
    const all = attachmentsOf(item);
    const start = Number(options.skipToken?.[0] ?? options.skip) || 0;
    const end = start + options.top;
    return c.json({
      '@odata.context': contextUrl(c, mailbox, `${path(item)}${columns(options)}`),
      ...(options.count ? { '@odata.count': all.length } : {}),
      value: all.slice(start, end).map((attachment) => json(c, item, attachment)),
      ...(end < all.length ? { '@odata.nextLink': linkWith(url, '$skiptoken', [end]) } : {}),
    });
  };
  const get = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'read');
    const item = itemOfPath(c, mailbox);
    const attachment = findAttachment(item, c.req.param('attachment') ?? '');
    return c.json({
      '@odata.context': contextUrl(c, mailbox, `${path(item)}/$entity`),
      ...json(c, item, attachment),
    });
  };
  const value = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'read');
    const attachment = findAttachment(itemOfPath(c, mailbox), c.req.param('attachment') ?? '');
    return c.body(new Uint8Array(attachmentBytes(attachment)), 200, {
      'Content-Type': attachment.part.message ? 'text/plain' : attachment.contentType,
    });
  };
  const add = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const item = draftOf(itemOfPath(c, mailbox));
    const given = await readJson(c);
    if (typeof given !== 'object' || given === null)
      throw badRequest('Empty Payload. JSON content expected.');
    const attached = readAttachment({ ...given }, desk.clock.now());
    if (attached.entity.length > (directBytesMax * 4) / 3 + 200_000) {
      throw new GraphError(
        413,
        'ErrorAttachmentSizeLimitExceeded',
        'The attachment is too large: use an upload session.',
      );
    }
    const { item: changed, attachment } = attach(item, attached, desk.clock.now());
    return c.json(
      {
        '@odata.context': contextUrl(c, mailbox, `${path(changed)}/$entity`),
        ...json(c, changed, attachment),
      },
      201,
    );
  };
  const remove = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const item = draftOf(itemOfPath(c, mailbox));
    const attachment = findAttachment(item, c.req.param('attachment') ?? '');
    const letter = readLetter(item.content.mime, desk.clock.now());
    letter.attached.splice(attachmentsOf(item).indexOf(attachment), 1);
    mailbox.rewrite(item, new Content(writeLetter(letter)));
    return c.body(null, 204);
  };
  const createSession = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const item = draftOf(itemOfPath(c, mailbox));
    const body = v.safeParse(wish, await readJson(c));
    if (!body.success)
      throw badRequest('The AttachmentItem parameter is missing or not valid.', 'ErrorInvalidRequest');
    const { name, size, contentType, isInline, contentId } = body.output.AttachmentItem;
    if (size > uploadBytesMax) {
      throw badRequest(
        'The attachment size exceeds the limit of 150 MB.',
        'ErrorAttachmentSizeLimitExceeded',
      );
    }
    const session = uploads.open({
      size,
      async finish(bytes) {
        const now = mailbox.item(item.immutableId);
        if (!now?.flags.has('\\Draft'))
          throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
        const entity = fileEntity({
          name,
          contentType: contentType ?? 'application/octet-stream',
          bytes,
          inline: isInline ?? false,
          contentId: contentId ?? undefined,
        });
        const { item: changed, attachment } = attach(
          now,
          { entity, inline: isInline ?? false },
          desk.clock.now(),
        );
        const origin = new URL(c.req.url).origin;
        const owner = mailbox.settings.ownerId ?? mailbox.address;
        const id = attachmentJson(changed, attachment, c.get('preferences').immutableIds)['id'];
        return `${origin}/v1.0/users('${owner}')/messages('${changed.id}')/attachments('${String(id)}')`;
      },
    });
    return c.json(
      {
        '@odata.context': `${new URL(c.req.url).origin}/v1.0/$metadata#microsoft.graph.uploadSession`,
        uploadUrl: `${new URL(c.req.url).origin}${session.path}`,
        expirationDateTime: new Date(session.expiresAtMs).toISOString(),
        nextExpectedRanges: session.nextExpectedRanges(),
      },
      201,
    );
  };

  for (const base of ['/v1.0/me', '/v1.0/users/:user']) {
    for (const message of [`${base}/messages/:id`, `${base}/mailFolders/:folder/messages/:id`]) {
      app.get(`${message}/attachments`, list);
      app.post(`${message}/attachments`, add);
      app.post(`${message}/attachments/createUploadSession`, createSession);
      app.get(`${message}/attachments/:attachment`, get);
      app.get(`${message}/attachments/:attachment/$value`, value);
      app.delete(`${message}/attachments/:attachment`, remove);
    }
  }
}

function attach(
  item: Item,
  attached: Letter['attached'][number],
  nowMs: number,
): { item: Item; attachment: KnownAttachment } {
  const before = new Set(attachmentsOf(item).map(({ key }) => key));
  const letter = readLetter(item.content.mime, nowMs);
  letter.attached.push(attached);
  const changed = item.folder.mailbox.rewrite(item, new Content(writeLetter(letter)));
  const attachment = attachmentsOf(changed).find(({ key }) => !before.has(key));
  if (!attachment) throw badRequest('The attachment could not be added.', 'ErrorInvalidRequest');
  return { item: changed, attachment };
}

/** Received messages keep what they came with. */
function draftOf(item: Item): Item {
  if (item.flags.has('\\Draft')) return item;
  throw badRequest(
    'The attachments of a message that is not a draft cannot be changed.',
    'ErrorInvalidOperation',
  );
}

/** The message inside: in no folder, with no marks and no id of its own. */
function attachedItem(
  item: Item,
  content: Content,
  bodyType: 'text' | 'html' | undefined,
): Record<string, unknown> {
  const inside: Item = {
    content,
    id: '',
    immutableId: '',
    folder: item.folder,
    uid: 0,
    flags: new Set<Flag>(['\\Seen']),
    categories: [],
    flagCompleted: false,
    lastVerb: 0,
    receivedMs: dateMs(content.mime) ?? item.receivedMs,
    createdMs: item.createdMs,
    modifiedMs: item.modifiedMs,
    version: 1,
    conversationId: '',
    alive: true,
  };
  const view = { immutableIds: false, bodyType, basicOnly: false };
  const { '@odata.etag': _etag, parentFolderId: _parent, ...json } = messageJson(inside, view);
  return { '@odata.type': '#microsoft.graph.message', ...json };
}
