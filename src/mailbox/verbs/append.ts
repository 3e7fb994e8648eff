// A whole message into a folder: from a file, from another mailbox, a draft.

import { invariant } from '../../base/invariant.ts';
import { headOf } from '../../mime/head.ts';
import { readHeader } from '../../mime/header.ts';
import type { MailboxContext } from '../context.ts';
import { messageIdOf } from '../ids/message-ref.ts';
import { summaryOf } from '../locate.ts';
import type { Flags, MessageId } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';

export interface AppendOptions {
  readonly flags?: Partial<Flags> | undefined;
  /** Milliseconds since the epoch: when the mailbox shall say that it came. Default: now. */
  readonly receivedAtMs?: number | undefined;
}

/** What is put into a folder: bytes, or pieces that can be read more than once, and their exact number. */
export type Source =
  | Uint8Array
  | { readonly source: () => AsyncIterable<Uint8Array>; readonly bytes: number };

export async function appendMessage(
  context: MailboxContext,
  given: string,
  message: Source,
  options: VerbOptions & AppendOptions,
): Promise<MessageId> {
  const door = context.doorFor('append', options.via);
  const { flags, receivedAtMs, signal } = options;
  const whole = message instanceof Uint8Array ? inOnePiece(message) : message;
  const header = readHeader(await headOf(whole.source()));
  const { path, locator } = await context.inFolder(door, given, options, async (path, folder) => {
    invariant(door.append, 'the routes of append lead to doors that can');
    const asked = { signal, receivedAtMs, ...(flags ? { flags } : {}) };
    return { path, locator: await door.append(folder, whole, asked) };
  });
  // The newest of its name there: it has just come, and its twins have moved on by one.
  const id = messageIdOf(path, header);
  if (!locator) {
    context.locations.forget(door.service, id);
    return id;
  }
  const { messageId, subject, from, to, cc, sentAtMs } = header;
  const shown = { messageId, subject, from, to, cc, sentAtMs, receivedAtMs, bytes: whole.bytes };
  const unknown = { flags: undefined, hasAttachments: undefined, preview: undefined };
  return summaryOf(context, door, { folder: path, message: { locator, ...shown, ...unknown } }).id;
}

function inOnePiece(bytes: Uint8Array): { source: () => AsyncIterable<Uint8Array>; bytes: number } {
  return {
    bytes: bytes.length,
    async *source() {
      yield bytes;
    },
  };
}
