// One message as a person reads it, by whichever door.

import { type AttachmentContent, attachmentContents } from '../../mime/attachments.ts';
import type { ReadMessage } from '../../mime/message.ts';
import { type ReadingOptions, readMessage } from '../../mime/read.ts';
import type { MailboxContext } from '../context.ts';
import type { VerbOptions } from '../mailbox.ts';
import type { MessageSummary } from '../message.ts';
import { getMessage, messageSource } from '../verbs/get.ts';

/** What a list shows of it, and what it says. */
export interface OpenedMessage extends ReadMessage {
  readonly summary: MessageSummary;
}

export async function readById(
  context: MailboxContext,
  id: string,
  options: VerbOptions & ReadingOptions,
): Promise<OpenedMessage> {
  const summary = await getMessage(context, id, options);
  return { summary, ...(await readMessage(messageSource(context, id, options), options)) };
}

export function attachmentsById(
  context: MailboxContext,
  id: string,
  options: VerbOptions & { reuse?: boolean },
): AsyncIterable<AttachmentContent> {
  return attachmentContents(messageSource(context, id, options), options);
}
