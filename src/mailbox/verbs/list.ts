// The messages of a folder, newest first.

import type { MailboxContext } from '../context.ts';
import type { DoorMessage, ReadDoor } from '../doors/door.ts';
import { idOfName, nameOf } from '../ids/message-ref.ts';
import { summaryUnder } from '../locate.ts';
import type { VerbOptions } from '../mailbox.ts';
import type { MessageSummary } from '../message.ts';

export interface ListOptions extends VerbOptions {
  /** Default: all. */
  readonly limit?: number | undefined;
  /**
   * Whether messages tell if they have attachments, which IMAP has to be asked for and takes half as long again. Default: where
   * the list has at most 1,000 messages. By Graph they always do, by POP never.
   */
  readonly attachments?: boolean | undefined;
}

export async function* listMessages(
  context: MailboxContext,
  given: string,
  options: ListOptions,
): AsyncGenerator<MessageSummary, void> {
  const door = context.doorFor('list', options.via);
  const [path, folder] = await context.folder(door, given, options);
  const { limit, attachments, signal } = options;
  yield* summaries(context, door, path, door.list(folder, { limit, attachments, signal }));
}

/** Ids for messages that come newest first: twins are counted as they are met. */
export async function* summaries(
  context: MailboxContext,
  door: ReadDoor,
  folder: string,
  messages: AsyncIterable<DoorMessage>,
): AsyncGenerator<MessageSummary, void> {
  const met = new Map<string, number>();
  for await (const message of messages) {
    const name = nameOf(message);
    const twin = (met.get(name) ?? 0) + 1;
    met.set(name, twin);
    yield summaryUnder(idOfName(folder, name, twin), context, door, { folder, message, twin });
  }
}
