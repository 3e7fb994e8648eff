// One message as a person reads it, by whichever door.

import { type AttachmentContent, attachmentContents } from '../../mime/attachments.ts';
import type { ReadMessage } from '../../mime/message.ts';
import { type ReadingOptions, readMessage } from '../../mime/read.ts';
import type { MailboxContext } from '../context.ts';
import type { MessageSummary } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';
import { getMessage, messageSource } from '../verbs/get.ts';

/** What a list shows of it, and what it says. */
export interface OpenedMessage extends ReadMessage {
  readonly summary: MessageSummary;
}

export interface ReadProgress {
  /** So far. */
  readonly bytes: number;
  /** As the server tells it: of some an estimate. */
  readonly of: number | undefined;
}

export async function readById(
  context: MailboxContext,
  id: string,
  options: VerbOptions &
    ReadingOptions & {
      /** The whole of a message is read, also of one with a large attachment. */
      readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
    },
): Promise<OpenedMessage> {
  const { onProgress } = options;
  const summary = await getMessage(context, id, options);
  const source = messageSource(context, id, options);
  const told = onProgress ? counted(source, (bytes) => onProgress({ bytes, of: summary.bytes })) : source;
  return { summary, ...(await readMessage(told, options)) };
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    onBytes(bytes);
    yield piece;
  }
}

export function attachmentsById(
  context: MailboxContext,
  id: string,
  options: VerbOptions & { reuse?: boolean },
): AsyncIterable<AttachmentContent> {
  return attachmentContents(messageSource(context, id, options), options);
}
