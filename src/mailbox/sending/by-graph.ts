// A prepared message through Graph. Graph has no envelope: it reads To, Cc and Bcc, delivers to them, and takes Bcc out of
// what the others get. So everybody whom no visible field names goes into Bcc here, and nowhere else.

import { fail } from '../../errors/error.ts';
import type { GraphDoor } from '../../mail/graph/request.ts';
import { fitsInRequest, type GraphSendOutcome, sendMime } from '../../mail/graph/send.ts';
import type { PreparedMessage } from '../../mime/prepared.ts';
import type { MailboxContext } from '../context.ts';
import type { SendOptions } from './message.ts';

export async function sendByGraph(
  context: MailboxContext,
  prepared: PreparedMessage,
  options: SendOptions,
): Promise<GraphSendOutcome> {
  const door = graphDoor(context, options.signal);
  const host = new URL(door.baseUrl).host;
  const whole = prepared.withBcc();
  if (options.report) {
    const needs = 'the delivery report that was asked for';
    return { outcome: 'not-sent', error: fail('send-extension-missing', { host, extension: 'DSN', needs }) };
  }
  if (!fitsInRequest(whole.bytes)) {
    const details = { host, bytes: whole.bytes, bytesMax: 1_650_000 };
    return { outcome: 'not-sent', error: fail('send-too-large', details) };
  }
  await context.world.limits.sendInTurn(options.signal);
  return sendMime(door, ownerOf(context), whole.source());
}

export function graphDoor(context: MailboxContext, signal: AbortSignal | undefined): GraphDoor {
  const { account, tokens, servers, fetch, clock, log } = context.world;
  return { tokens, account: account.ref, baseUrl: servers.graph, fetch, clock, log, signal };
}

/** A shared mailbox, or any for an app-only token, which belongs to nobody, is addressed by its name. */
export function ownerOf(context: MailboxContext): string {
  const { account, address } = context.world;
  return context.isShared || account.kind === 'app' ? `/users/${encodeURIComponent(address)}` : '/me';
}
