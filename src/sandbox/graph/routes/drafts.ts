// Drafts: made by POST (JSON or MIME), by answering or forwarding, and sent.

import type { Hono } from 'hono';
import * as v from 'valibot';
import { Content } from '../../mailboxes/content.ts';
import type { Item, LastVerb } from '../../mailboxes/item.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { withCrlf } from '../../mailboxes/post.ts';
import { openMailbox } from '../access.ts';
import { readJson } from '../body.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { badRequest } from '../error.ts';
import { findFolder, itemOfPath } from '../find.ts';
import { applyChanges, type MessageChanges, readChanges } from '../messages/changes.ts';
import { type Letter, newLetter, writeLetter } from '../messages/letter.ts';
import { messageJson } from '../messages/message-json.ts';
import { outgoing, ownerOf, sendDraft, sendFrom } from '../messages/outgoing.ts';
import { type ReplyKind, replyTo, withComment } from '../messages/replies.ts';
import { contextUrl, messageView } from '../shown.ts';
import { setMarks } from './messages.ts';
import { isMime, readMime } from './send-mail.ts';

const answer = v.object({
  comment: v.nullish(v.string(), ''),
  message: v.nullish(v.record(v.string(), v.unknown())),
  toRecipients: v.nullish(v.array(v.unknown())),
});

export function draftRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const show = (c: GraphContext, mailbox: Mailbox, item: Item): Response =>
    c.json(
      {
        '@odata.context': contextUrl(c, mailbox, 'messages/$entity'),
        ...messageJson(item, messageView(c, { select: undefined, expand: [] }, false)),
      },
      201,
    );
  const keep = (mailbox: Mailbox, content: Content, folder = mailbox.wellKnown('drafts')): Item =>
    mailbox.append(folder, { content, flags: ['\\Draft', '\\Seen'] });

  const create = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'write');
    const reference = c.req.param('folder');
    const folder = reference === undefined ? undefined : findFolder(mailbox, reference);
    if (isMime(c)) return show(c, mailbox, keep(mailbox, new Content(withCrlf(await readMime(c))), folder));
    const changes = readChanges(await readJson(c));
    const letter = newLetter({ from: ownerOf(desk, mailbox), nowMs: desk.clock.now() });
    applyChanges(letter, changes);
    const item = keep(mailbox, new Content(writeLetter(letter)), folder);
    setMarks(item, changes);
    return show(c, mailbox, item);
  };

  /** The answer to a message as the request wants it. */
  const draftAnswer = async (
    c: GraphContext,
    mailbox: Mailbox,
    kind: ReplyKind,
  ): Promise<{ original: Item; letter: Letter; changes: MessageChanges }> => {
    const original = itemOfPath(c, mailbox);
    const body = v.safeParse(answer, await readJson(c, { optional: true }));
    if (!body.success) throw badRequest('The request body is not valid.', 'ErrorInvalidRequest');
    const { comment, message, toRecipients } = body.output;
    const given: Record<string, unknown> = { ...message, ...(toRecipients ? { toRecipients } : {}) };
    const changes = readChanges(given);
    if (comment && changes.body) {
      throw badRequest('Comment and the body of the message cannot both be given.', 'ErrorInvalidRequest');
    }
    const letter = replyTo(original, {
      kind,
      from: ownerOf(desk, mailbox),
      comment: comment ?? '',
      nowMs: desk.clock.now(),
    });
    const quotation = letter.body.content;
    applyChanges(letter, changes);
    if (changes.body?.contentType === 'text') {
      letter.body = { contentType: 'html', content: withComment(quotation, changes.body.content) };
    }
    return { original, letter, changes };
  };
  const createAnswer =
    (kind: ReplyKind) =>
    async (c: GraphContext): Promise<Response> => {
      const { mailbox } = openMailbox(c, desk, 'write');
      const { letter, changes } = await draftAnswer(c, mailbox, kind);
      const item = keep(mailbox, new Content(writeLetter(letter)));
      setMarks(item, changes);
      return show(c, mailbox, item);
    };
  const sendAnswer =
    (kind: ReplyKind) =>
    async (c: GraphContext): Promise<Response> => {
      const { mailbox } = openMailbox(c, desk, 'send');
      const { original, letter } = await draftAnswer(c, mailbox, kind);
      const content = new Content(writeLetter(letter));
      sendFrom(
        desk,
        { token: c.get('token'), mailbox },
        { ...outgoing(content, mailbox), saveToSentItems: true },
      );
      mailbox.setLastVerb(original, verbOf[kind]);
      return c.body(null, 202);
    };
  const send = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'send');
    const item = itemOfPath(c, mailbox);
    if (!item.flags.has('\\Draft')) {
      throw badRequest('Cannot send a message that is not a draft.', 'ErrorInvalidOperation');
    }
    sendDraft(desk, { token: c.get('token'), mailbox }, item);
    return c.body(null, 202);
  };

  for (const base of ['/v1.0/me', '/v1.0/users/:user']) {
    for (const messages of [`${base}/messages`, `${base}/mailFolders/:folder/messages`]) {
      app.post(messages, create);
      app.post(`${messages}/:id/createReply`, createAnswer('reply'));
      app.post(`${messages}/:id/createReplyAll`, createAnswer('replyAll'));
      app.post(`${messages}/:id/createForward`, createAnswer('forward'));
      app.post(`${messages}/:id/reply`, sendAnswer('reply'));
      app.post(`${messages}/:id/replyAll`, sendAnswer('replyAll'));
      app.post(`${messages}/:id/forward`, sendAnswer('forward'));
      app.post(`${messages}/:id/send`, send);
    }
  }
}

const verbOf = { reply: 102, replyAll: 103, forward: 104 } as const satisfies Record<ReplyKind, LastVerb>;
