// Drafts by Graph (documentation, "Create message" in MIME format, "Update message"; permission Mail.ReadWrite): what cannot
// be said in one request is put together on the server, and sent from there.

import * as v from 'valibot';
import { sleep } from '../../base/clock.ts';
import { isMailgrantError, MailgrantError } from '../../errors/error.ts';
import { recipientShape, shaped } from './answer-shapes.ts';
import { findByMessageId } from './find.ts';
import { type GraphDoor, graphRequest } from './request.ts';
import { watch } from './send.ts';

const draftShape = v.object({ id: v.string() });
const stateShape = v.object({ isDraft: v.nullish(v.boolean()) });
const recipients = v.nullish(v.array(recipientShape));
const addressedShape = v.object({
  isDraft: v.nullish(v.boolean()),
  internetMessageId: v.nullish(v.string()),
  toRecipients: recipients,
  ccRecipients: recipients,
  bccRecipients: recipients,
});
const lookedAfterMs = [1000, 4000] as const;

/** What a draft asks for when it is sent. */
export interface Receipts {
  /** PR_ORIGINATOR_DELIVERY_REPORT_REQUESTED: a report when it was delivered. */
  readonly isDeliveryReceiptRequested?: boolean | undefined;
  /** RFC 8098, in Exchange's words. */
  readonly isReadReceiptRequested?: boolean | undefined;
}

/**
 * Its id.
 *
 * @param mime - the message in base64, Bcc in it
 * @param own - the Message-ID, where no other message can have it: after a lost answer the draft is looked for by it
 */
export async function createDraft(
  door: GraphDoor,
  owner: string,
  mime: string,
  own: string | undefined,
): Promise<string> {
  const doing = 'creating the draft';
  const content = { type: 'text/plain', text: mime };
  const { watched, mayHaveArrived } = watch(door);
  try {
    const answer = await graphRequest(watched, { method: 'POST', path: `${owner}/messages`, content, doing });
    return shaped(draftShape, answer, { door, doing }).id;
  } catch (error) {
    if (!mayHaveArrived(error)) throw error;
    const found = own === undefined ? undefined : await lookedFor(door, own, error);
    if (found === undefined) throw draftLeft(error);
    return found;
  }
}

async function lookedFor(door: GraphDoor, messageId: string, lost: unknown): Promise<string | undefined> {
  try {
    for (const waitMs of lookedAfterMs) {
      await sleep(door.clock, waitMs, door.signal);
      const [found] = await findByMessageId(door, messageId, { folder: 'drafts' });
      if (found) return found.id;
    }
  } catch (error) {
    if (!isMailgrantError(error)) throw error;
    door.log?.info('draft.not-found-again', { error: error.message, lost: String(lost) });
  }
  return undefined;
}

/** The same error, which also says what may have stayed behind. */
export function draftLeft(error: unknown): unknown {
  if (!isMailgrantError(error)) return error;
  const { code, details, retry, retryAfterMs } = error;
  const hint = `${error.hint} A draft of it may lie among the drafts.`;
  return new MailgrantError(code, details, { cause: error, hint, retry, retryAfterMs }).know(error.known);
}

export async function askReceipts(
  door: GraphDoor,
  owner: string,
  draft: string,
  receipts: Receipts,
): Promise<void> {
  const doing = 'asking for receipts';
  await graphRequest(door, { method: 'PATCH', path: pathOf(owner, draft), body: receipts, doing });
}

/** What a draft says of itself: whom it goes to, those of Bcc included. */
export async function addressedDraft(
  door: GraphDoor,
  owner: string,
  draft: string,
): Promise<{ isDraft: boolean; messageId: string | undefined; to: readonly string[] }> {
  const doing = 'reading the draft';
  const query = { $select: Object.keys(addressedShape.entries).join(',') };
  const answer = await graphRequest(door, { method: 'GET', path: pathOf(owner, draft), query, doing });
  const told = shaped(addressedShape, answer, { door, doing });
  const to = [told.toRecipients, told.ccRecipients, told.bccRecipients].flatMap((list) =>
    (list ?? []).flatMap(({ emailAddress }) => emailAddress?.address || []),
  );
  const messageId = told.internetMessageId?.trim() || undefined;
  return { isDraft: told.isDraft !== false, messageId, to: [...new Set(to)] };
}

/** 'gone' where nothing has that id any more: an immutable id goes with the message into Sent Items. */
export async function draftState(
  door: GraphDoor,
  owner: string,
  draft: string,
): Promise<'draft' | 'sent' | 'gone'> {
  const doing = 'looking for the draft';
  const query = { $select: 'id,isDraft' };
  try {
    const answer = await graphRequest(door, { method: 'GET', path: pathOf(owner, draft), query, doing });
    return shaped(stateShape, answer, { door, doing }).isDraft === false ? 'sent' : 'draft';
  } catch (error) {
    if (isMailgrantError(error) && error.code === 'graph-not-found') return 'gone';
    throw error;
  }
}

/** Of a send that has failed: gone for good where the cloud can, else to Deleted Items. */
export async function dropDraft(door: GraphDoor, owner: string, draft: string): Promise<void> {
  const path = pathOf(owner, draft);
  const doing = 'removing the draft';
  const isGone = (error: unknown): boolean => isMailgrantError(error) && error.code === 'graph-not-found';
  try {
    await graphRequest(door, { method: 'POST', path: `${path}/permanentDelete`, doing });
  } catch (error) {
    if (isGone(error)) return;
    if (!isMailgrantError(error)) throw error;
    try {
      await graphRequest(door, { method: 'DELETE', path, doing });
    } catch (failure) {
      // The answer to the first was lost.
      if (!isGone(failure)) throw failure;
    }
  }
}

function pathOf(owner: string, draft: string): string {
  return `${owner}/messages/${encodeURIComponent(draft)}`;
}
