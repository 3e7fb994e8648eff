// A prepared message through Graph. Graph has no envelope: it reads To, Cc and Bcc, delivers to them, and takes Bcc out of
// what the others get. So everybody whom no visible field names goes into Bcc here, and nowhere else.

import { Readable } from 'node:stream';
import { fail } from '../../errors/error.ts';
import { attach, createDraft, dropDraft, graphAttachmentBytesMax } from '../../mail/graph/drafts.ts';
import { type GraphDoor, mailboxPath } from '../../mail/graph/request.ts';
import {
  base64Of,
  fitsInRequest,
  type GraphSendOutcome,
  graphMimeCharsMax,
  sendDraftById,
  sendMime,
} from '../../mail/graph/send.ts';
import type { LargeAttachment } from '../../mail/graph/upload-session.ts';
import type { Openable, OutgoingAttachment } from '../../mime/outgoing.ts';
import type { PreparedMessage } from '../../mime/prepared.ts';
import type { MailboxContext } from '../context.ts';
import { graphDoorOf } from '../doors/graph-door.ts';
import type { SendOptions } from './message.ts';
import type { Split } from './prepare.ts';

const requestBytesMax = Math.floor(graphMimeCharsMax / 4) * 3;

export async function sendByGraph(
  context: MailboxContext,
  prepared: PreparedMessage,
  options: SendOptions,
  split?: Split,
): Promise<GraphSendOutcome> {
  const door: GraphDoor = { ...graphDoorOf(context.world), signal: options.signal };
  const host = new URL(door.baseUrl).host;
  const whole = prepared.withBcc();
  const fits = fitsInRequest(whole.bytes);
  try {
    if (options.report) {
      const needs = 'the delivery report that was asked for';
      throw fail('send-extension-missing', { host, extension: 'DSN', needs });
    }
    // What came ready-made is not taken apart.
    if (!fits && !split)
      throw fail('send-too-large', { host, bytes: whole.bytes, bytesMax: requestBytesMax });
    await context.world.limits.sendInTurn(options.signal);
  } catch (error) {
    return notSent(error);
  }
  const owner = mailboxPath(door);
  return fits || !split ? sendMime(door, owner, whole.source()) : byDraft(door, owner, await split());
}

/** Put together on the server, sent from there. Nothing of it stays where it was certainly not sent. */
async function byDraft(
  door: GraphDoor,
  owner: string,
  { head, attachments }: Awaited<ReturnType<Split>>,
): Promise<GraphSendOutcome> {
  let draft: string | undefined;
  let outcome: GraphSendOutcome;
  try {
    const parts: LargeAttachment[] = [];
    for (const [index, attachment] of attachments.entries()) parts.push(await measured(attachment, index));
    const { host } = new URL(door.baseUrl);
    const tooLarge = parts.find(({ bytes }) => bytes > graphAttachmentBytesMax);
    const text = head.withBcc();
    if (tooLarge || !fitsInRequest(text.bytes)) {
      const details = tooLarge
        ? { host, bytes: tooLarge.bytes, bytesMax: graphAttachmentBytesMax }
        : { host, bytes: text.bytes, bytesMax: requestBytesMax };
      throw fail('send-too-large', details);
    }
    draft = (await createDraft(door, owner, await base64Of(text.source()))).id;
    for (const part of parts) await attach(door, owner, draft, part);
    outcome = await sendDraftById(door, owner, draft);
  } catch (error) {
    outcome = notSent(error);
  }
  if (outcome.outcome === 'not-sent' && draft !== undefined) {
    try {
      // Whoever called the sending off wants it cleared away all the same.
      await dropDraft({ ...door, signal: undefined }, owner, draft);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      door.log?.info('draft.not-removed', { error: error.message });
    }
  }
  return outcome;
}

async function measured(attachment: OutgoingAttachment, index: number): Promise<LargeAttachment> {
  const { content, filename = `attachment-${index + 1}`, contentType, cid } = attachment;
  const whole = typeof content === 'function' ? undefined : Buffer.from(content as Uint8Array);
  const open: Openable =
    typeof content === 'function' ? content : () => Readable.from([whole ?? Buffer.alloc(0)]);
  let bytes = whole?.length ?? 0;
  if (!whole) for await (const piece of open()) bytes += piece.length;
  return { name: filename, contentType, cid, bytes, content: open };
}

function notSent(error: unknown): GraphSendOutcome {
  return {
    outcome: 'not-sent',
    error: error instanceof Error ? error : new Error('the sending was ended', { cause: error }),
  };
}
