// POST sendMail, as JSON or as the base64 of a whole message. 202 means accepted, not delivered.

import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { parseMime } from '../../mime/parse.ts';
import { addresses } from '../../mime/read.ts';
import { requirePermission } from '../bearer.ts';
import { type Composition, compose, outgoingMessage } from '../compose.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { badRequest, GraphError } from '../error.ts';
import { findMailbox, readJson, readText } from '../find.ts';

const request = v.object({ message: outgoingMessage, saveToSentItems: v.nullish(v.boolean(), true) });

export function sendMailRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const send = async (c: GraphContext): Promise<Response> => {
    requirePermission(c.get('token'), 'Mail.Send', 'Mail.Send.Shared');
    const mailbox = findMailbox(c, desk);
    const isMime = (c.req.header('content-type') ?? '').toLowerCase().startsWith('text/plain');
    const { composition, save } = isMime
      ? { composition: await fromMime(c, mailbox), save: true }
      : await fromJson(c, desk, mailbox);
    if (composition.recipients.length === 0) {
      throw badRequest(
        'At least one recipient is not valid., At least one valid recipient is required.',
        'ErrorInvalidRecipients',
      );
    }
    const { from } = composition;
    const target = desk.mail.mailbox(from);
    const { ownerId } = mailbox.settings;
    const own = from.toLowerCase() === mailbox.address.toLowerCase();
    if (!own && !(ownerId !== undefined && target?.settings.sendAs.includes(ownerId))) {
      throw new GraphError(
        403,
        'ErrorSendAsDenied',
        'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
      );
    }
    desk.mail.submit({ sender: mailbox, ...composition, saveToSentItems: save });
    return c.body(null, 202);
  };
  app.post('/v1.0/me/sendMail', send);
  app.post('/v1.0/users/:user/sendMail', send);
}

async function fromMime(c: GraphContext, mailbox: Mailbox): Promise<Composition> {
  const text = (await readText(c)).replace(/\s+/g, '');
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    throw badRequest('Invalid base64 string for MIME content.', 'ErrorMimeContentInvalidBase64String');
  }
  const raw = Buffer.from(text, 'base64');
  const message = parseMime(raw);
  const named = (field: string): string[] => addresses(message, field).map(({ address }) => address);
  return {
    raw,
    from: named('from')[0] ?? mailbox.address,
    recipients: [...named('to'), ...named('cc'), ...named('bcc')],
  };
}

async function fromJson(
  c: GraphContext,
  desk: GraphDesk,
  mailbox: Mailbox,
): Promise<{ composition: Composition; save: boolean }> {
  const body = v.safeParse(request, await readJson(c));
  if (!body.success) {
    throw badRequest('The request body is not a message that can be sent.', 'ErrorInvalidRequest');
  }
  const owner =
    mailbox.settings.ownerId === undefined ? undefined : desk.directory.users.get(mailbox.settings.ownerId);
  return {
    composition: compose(body.output.message, {
      from: { name: owner?.displayName ?? '', address: mailbox.address },
      nowMs: desk.clock.now(),
      boundary: `_000_${c.get('requestId')}_`,
    }),
    save: body.output.saveToSentItems ?? true,
  };
}
