// Whether a message was sent whose answer is lost: the draft knows that it went by, and Sent Items know, by our Message-ID.
// Found is sent. What is not found within a minute stays unknown: a request that lost its answer may still be under way.

import { sleep } from '../../base/clock.ts';
import { draftState } from '../../mail/graph/drafts.ts';
import { mailboxPath } from '../../mail/graph/request.ts';
import type { MailboxContext } from '../context.ts';
import { graphDoorOf } from '../doors/graph-door.ts';
import { isSent, sentFolder } from './sent-items.ts';

/** Exchange files the copy when the message leaves, which is mostly at once, and under load not. */
const waitsMs = [0, 2000, 4000, 8000, 16_000, 32_000] as const;

/** `looked` goes on the sentence that says that it is not known. */
export type Settled = { readonly sent: true } | { readonly sent: false; readonly looked: string };

export async function settle(
  context: MailboxContext,
  message: { readonly messageId: string; readonly draft: string | undefined },
  signal: AbortSignal | undefined,
): Promise<Settled> {
  const unknown = (looked: string): Settled => ({ sent: false, looked });
  if (signal?.aborted) return unknown('nobody looked into Sent Items, because the sending was called off');
  const { messageId, draft } = message;
  try {
    const folder = await sentFolder(context, signal);
    if (!folder && draft === undefined) {
      return unknown('the account is not connected for anything that shows Sent Items');
    }
    let state: Awaited<ReturnType<typeof draftState>> | undefined;
    for (const waitMs of waitsMs) {
      if (waitMs > 0) await sleep(context.world.clock, waitMs, signal);
      if (draft !== undefined) {
        const graph = { ...graphDoorOf(context.world), signal };
        state = await draftState(graph, mailboxPath(graph), draft);
        if (state === 'sent') return { sent: true };
      }
      if (folder && (await isSent(folder, messageId, signal))) return { sent: true };
    }
    return unknown(
      state === 'draft'
        ? 'it is still a draft after a minute, and not in Sent Items: while it stays there it has not been sent'
        : 'it is not in Sent Items so far, where it was looked for six times within a minute',
    );
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const looked = `looking into Sent Items failed (${failure.message})`;
    return unknown(draft === undefined ? looked : `${looked}, and it may still lie among the drafts`);
  }
}
