// POST sendMail, as JSON or as the base64 of a whole message. 202 means accepted, not delivered.

import type { Hono } from 'hono';
import { Content } from '../../mailboxes/content.ts';
import { withCrlf } from '../../mailboxes/post.ts';
import { openMailbox } from '../access.ts';
import { entityOf, readJson, readText } from '../body.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { badRequest } from '../error.ts';
import { applyChanges, readChanges } from '../messages/changes.ts';
import { newLetter, writeLetter } from '../messages/letter.ts';
import { outgoing, ownerOf, sendFrom } from '../messages/outgoing.ts';

/** One report: above about this size a MIME body was answered 200 and never sent. */
const mimeCharsDoubted = 2_240_000;
const parameters = new Set(['message', 'Message', 'saveToSentItems', 'SaveToSentItems']);

export function sendMailRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const send = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'send');
    const who = { token: c.get('token'), mailbox };
    if (isMime(c)) {
      const raw = withCrlf(await readMime(c));
      const lost = desk.quirks.graphLargeMime === 'lose' && raw.length * (4 / 3) > mimeCharsDoubted;
      if (lost) return c.body(null, 200);
      sendFrom(desk, who, { ...outgoing(new Content(raw), mailbox), saveToSentItems: true });
      return c.body(null, 202);
    }
    const body = entityOf(await readJson(c), 'sendMail', parameters);
    const message = body['message'] ?? body['Message'];
    if (message === undefined || message === null) {
      throw badRequest('The Message parameter is missing.', 'ErrorInvalidRequest');
    }
    const save = body['saveToSentItems'] ?? body['SaveToSentItems'] ?? true;
    const letter = newLetter({ from: ownerOf(desk, mailbox), nowMs: desk.clock.now() });
    applyChanges(letter, readChanges(message));
    sendFrom(desk, who, {
      ...outgoing(new Content(writeLetter(letter)), mailbox),
      // Some clients write the word as a text.
      saveToSentItems: save === true || (typeof save === 'string' && save.toLowerCase() === 'true'),
    });
    return c.body(null, 202);
  };
  app.post('/v1.0/me/sendMail', send);
  app.post('/v1.0/users/:user/sendMail', send);
}

export function isMime(c: GraphContext): boolean {
  return (c.req.header('content-type') ?? '').toLowerCase().startsWith('text/plain');
}

/** A whole message in base64. @throws GraphError 400, 413 */
export async function readMime(c: GraphContext): Promise<Buffer> {
  const text = (await readText(c)).replace(/\s+/g, '');
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    throw badRequest('Invalid base64 string for MIME content.', 'ErrorMimeContentInvalidBase64String');
  }
  return Buffer.from(text, 'base64');
}
