// A prepared message through Graph. Graph has no envelope: it reads To, Cc and Bcc, delivers to them, and takes Bcc out of
// what the others get. So everybody whom no visible field names goes into Bcc here, and nowhere else.

import { Readable } from 'node:stream';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { attachAll, graphAttachmentBytesMax } from '../../mail/graph/attach.ts';
import { askReceipts, createDraft, draftLeft, dropDraft, type Receipts } from '../../mail/graph/drafts.ts';
import { type GraphDoor, mailboxPath } from '../../mail/graph/request.ts';
import {
  base64Of,
  checkMaySend,
  fitsInRequest,
  type GraphSendOutcome,
  graphMimeCharsMax,
  sendDraftById,
  sendMime,
} from '../../mail/graph/send.ts';
import type { LargeAttachment } from '../../mail/graph/upload-session.ts';
import type { Openable } from '../../mime/outgoing.ts';
import type { PreparedMessage, Sized } from '../../mime/prepared.ts';
import type { ApartAttachment } from '../../mime/take-apart.ts';
import type { MailboxContext } from '../context.ts';
import { graphDoorOf } from '../doors/graph-door.ts';
import type { SendOptions } from './message.ts';
import type { Split } from './prepare.ts';
import { receiptsByGraph } from './receipts.ts';

const requestBytesMax = Math.floor(graphMimeCharsMax / 4) * 3;

export async function sendByGraph(
  context: MailboxContext,
  prepared: PreparedMessage,
  options: SendOptions,
  how: {
    readonly split: Split;
    /** Its Message-ID was made for this sending: no other message has it. */
    readonly isNew: boolean;
  },
): Promise<GraphSendOutcome> {
  const door: GraphDoor = { ...graphDoorOf(context.world), signal: options.signal };
  const host = new URL(door.baseUrl).host;
  const whole = prepared.withBcc();
  let receipts: Receipts | undefined;
  let parts: Parts = { rest: whole, attachments: [] };
  try {
    receipts = receiptsByGraph(host, prepared.asksReadReceipt, options.report);
    await checkMaySend(door);
    if (!fitsInRequest(whole.bytes)) parts = await partsOf(host, whole, how.split);
    await context.world.limits.sendInTurn(options.signal);
  } catch (error) {
    return notSent(error);
  }
  const owner = mailboxPath(door);
  const own = how.isNew ? prepared.messageId : undefined;
  const outcome =
    parts.rest === whole && !receipts
      ? await sendMime(door, owner, whole.source())
      : await byDraft(door, owner, { ...parts, receipts, own });
  return withSender(outcome, door.account, prepared.envelope.from);
}

/** Graph has one status for all that is denied; who the message is from is known here. */
function withSender(outcome: GraphSendOutcome, account: string, sender: string): GraphSendOutcome {
  if (outcome.outcome !== 'not-sent' || !isMailgrantError(outcome.error)) return outcome;
  const { details } = outcome.error;
  if (details['vendor'] !== 'ErrorSendAsDenied') return outcome;
  const answer = String(details['answer']);
  const error = fail('mail-sender-refused', { account, sender, answer }, { cause: outcome.error });
  return { outcome: 'not-sent', error };
}

interface Parts {
  readonly rest: Sized;
  readonly attachments: readonly LargeAttachment[];
}

/** @throws `send-not-divisible`, `send-too-large` */
async function partsOf(host: string, whole: Sized, split: Split): Promise<Parts> {
  const apart = await split();
  const undivided = (reason: string): Error =>
    fail('send-not-divisible', { host, bytes: whole.bytes, bytesMax: requestBytesMax, reason });
  if (typeof apart === 'string') throw undivided(apart);
  const { rest } = apart;
  if (!fitsInRequest(rest.bytes)) throw undivided(`without them it still has ${rest.bytes} bytes`);
  const attachments: LargeAttachment[] = [];
  for (const [index, one] of apart.attachments.entries()) attachments.push(await measured(one, index));
  const tooLarge = attachments.find(({ bytes }) => bytes > graphAttachmentBytesMax);
  if (!tooLarge) return { rest, attachments };
  throw fail('send-too-large', { host, bytes: tooLarge.bytes, bytesMax: graphAttachmentBytesMax });
}

interface Made extends Parts {
  readonly receipts?: Receipts | undefined;
  /** As `createDraft` takes it. */
  readonly own: string | undefined;
}

/** Kept, and not sent: what is too large for one request. @throws `send-not-divisible`, `send-too-large`, `graph-...` */
export async function keepByGraph(
  context: MailboxContext,
  prepared: PreparedMessage,
  how: { readonly split: Split; readonly isNew: boolean; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const door: GraphDoor = { ...graphDoorOf(context.world), signal: how.signal };
  const parts = await partsOf(new URL(door.baseUrl).host, prepared.withBcc(), how.split);
  const own = how.isNew ? prepared.messageId : undefined;
  await onServer(door, mailboxPath(door), { ...parts, own }, () => Promise.resolve());
}

/** Put together on the server, sent from there. */
async function byDraft(door: GraphDoor, owner: string, made: Made): Promise<GraphSendOutcome> {
  try {
    return await onServer(door, owner, made, async (draft) => {
      const outcome = await sendDraftById(door, owner, draft);
      if (outcome.outcome === 'not-sent') throw outcome.error;
      return outcome;
    });
  } catch (error) {
    return notSent(error);
  }
}

/** Nothing of it stays where it fails; where something may have stayed all the same, the error says so. */
async function onServer<T>(
  door: GraphDoor,
  owner: string,
  made: Made,
  work: (draft: string) => Promise<T>,
): Promise<T> {
  const draft = await createDraft(door, owner, await base64Of(made.rest.source()), made.own);
  try {
    await attachAll(door, owner, draft, made.attachments);
    if (made.receipts) await askReceipts(door, owner, draft, made.receipts);
    return await work(draft);
  } catch (error) {
    // Whoever called the sending off wants it cleared away all the same.
    throw (await isCleared({ ...door, signal: undefined }, owner, draft)) ? error : draftLeft(error);
  }
}

async function isCleared(door: GraphDoor, owner: string, draft: string): Promise<boolean> {
  try {
    await dropDraft(door, owner, draft);
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    door.log?.info('draft.not-removed', { error: error.message });
    return false;
  }
}

async function measured(attachment: ApartAttachment, index: number): Promise<LargeAttachment> {
  const { content, filename = `attachment-${index + 1}`, contentType, cid } = attachment;
  const { inline = cid !== undefined } = attachment;
  const whole = typeof content === 'function' ? undefined : Buffer.from(content as Uint8Array);
  const open: Openable =
    typeof content === 'function' ? content : () => Readable.from([whole ?? Buffer.alloc(0)]);
  let bytes = whole?.length ?? 0;
  if (!whole) for await (const piece of open()) bytes += piece.length;
  return { name: filename, contentType, cid, inline, bytes, content: open };
}

export function notSent(error: unknown): GraphSendOutcome {
  return {
    outcome: 'not-sent',
    error: error instanceof Error ? error : new Error('the sending was ended', { cause: error }),
  };
}
