// A draft that lies at Graph, sent from there: nothing of it is fetched, whatever its size, and it is the same item in Sent
// Items afterwards.

import { fail } from '../../errors/error.ts';
import { addressedDraft, askReceipts } from '../../mail/graph/drafts.ts';
import { type GraphDoor, mailboxPath } from '../../mail/graph/request.ts';
import { checkMaySend, type GraphSendOutcome, sendDraftById } from '../../mail/graph/send.ts';
import type { MailboxContext } from '../context.ts';
import { graphDoorOf } from '../doors/graph-door.ts';
import { notSent } from './by-graph.ts';
import type { SendOptions } from './message.ts';
import { receiptsByGraph } from './receipts.ts';

export interface DraftAtGraph {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly send: (options: SendOptions) => Promise<GraphSendOutcome>;
}

/**
 * Undefined where it has no Message-ID, by which it could be found again.
 *
 * @param id - Graph's, an immutable one
 * @throws `compose-no-recipient`, `send-not-a-draft`
 */
export async function draftAtGraph(
  context: MailboxContext,
  id: string,
  signal: AbortSignal | undefined,
): Promise<DraftAtGraph | undefined> {
  const door: GraphDoor = { ...graphDoorOf(context.world), signal };
  const { messageId, to, isDraft } = await addressedDraft(door, mailboxPath(door), id);
  // Somebody may have sent it meanwhile.
  if (!isDraft) throw fail('send-not-a-draft', { id: messageId ?? id });
  if (messageId === undefined) return undefined;
  if (to.length === 0) throw fail('compose-no-recipient', {});
  return { messageId, to, send: (options) => send(context, id, options) };
}

async function send(context: MailboxContext, id: string, options: SendOptions): Promise<GraphSendOutcome> {
  const door: GraphDoor = { ...graphDoorOf(context.world), signal: options.signal };
  const owner = mailboxPath(door);
  try {
    const receipts = receiptsByGraph(new URL(door.baseUrl).host, false, options.report);
    await checkMaySend(door);
    if (receipts) await askReceipts(door, owner, id, receipts);
    await context.world.limits.sendInTurn(options.signal);
  } catch (error) {
    return notSent(error);
  }
  return sendDraftById(door, owner, id);
}
