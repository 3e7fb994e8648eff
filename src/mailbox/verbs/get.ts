// One message by its id: what a list shows of it, and the whole of it.

import { invariant } from '../../base/invariant.ts';
import type { MailboxContext } from '../context.ts';
import { locate, summaryOf } from '../locate.ts';
import type { MessageId, MessageSummary } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';
import { onFound } from './on-found.ts';

export async function getMessage(
  context: MailboxContext,
  id: string,
  options: VerbOptions,
): Promise<MessageSummary> {
  const door = context.doorFor('read', options.via);
  // What a list has shown may have changed since: flags above all.
  context.locations.forget(door.service, id as MessageId);
  const located = await locate(context, door, id, { ...options, attachments: true });
  return summaryOf(context, door, located, located.twin);
}

export async function* messageSource(
  context: MailboxContext,
  id: string,
  options: VerbOptions,
): AsyncGenerator<Uint8Array, void> {
  const door = context.doorFor('read', options.via);
  const { signal } = options;
  // The first piece tells whether it is still there; after that nothing is begun anew.
  const [opened] = await onFound(context, door, [id], options, async ({ found: [located] }) => {
    const pieces = door.source(located.message.locator, { signal })[Symbol.asyncIterator]();
    return [{ first: await pieces.next(), pieces }];
  });
  invariant(opened, 'there is an answer for every id');
  try {
    for (let piece = opened.first; !piece.done; piece = await opened.pieces.next()) yield piece.value;
  } finally {
    await opened.pieces.return?.();
  }
}
