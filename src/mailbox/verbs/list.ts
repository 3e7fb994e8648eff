// The messages of a folder, newest first.

import type { MailboxContext } from '../context.ts';
import type { DoorFolder, DoorMessage, ReadDoor } from '../doors/door.ts';
import { idOfName, nameOf } from '../ids/message-ref.ts';
import { summaryUnder } from '../locate.ts';
import type { MessageSummary } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';

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
  const { limit, attachments, signal } = options;
  yield* fromFolder(context, door, given, options, (folder) =>
    door.list(folder, { limit, attachments, signal }),
  );
}

/** Messages of one folder, newest first. With the first of them it is known whether there is such a folder. */
export async function* fromFolder(
  context: MailboxContext,
  door: ReadDoor,
  given: string,
  options: { readonly signal?: AbortSignal | undefined; readonly limit?: number | undefined },
  listed: (folder: DoorFolder) => AsyncIterable<DoorMessage>,
): AsyncGenerator<MessageSummary, void> {
  const { first, rest } = await context.inFolder(door, given, options, async (path, folder) => {
    const rest = summaries(context, door, path, listed(folder));
    return { first: await rest.next(), rest };
  });
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  try {
    for (let one = first; !one.done; one = await rest.next()) {
      yield one.value;
      left -= 1;
      if (left <= 0) return;
    }
  } finally {
    await rest.return();
  }
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
