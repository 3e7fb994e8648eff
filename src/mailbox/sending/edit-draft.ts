// A draft with something changed: what is not said stays, attachments as well. No protocol changes a message where it lies, so
// the new one is kept first, under the same Message-ID, and the old one removed then: at no moment there is none.

import { fail } from '../../errors/error.ts';
import type { Address } from '../../mime/header/address.ts';
import type { ReadMessage } from '../../mime/message.ts';
import type { Openable, OutgoingAddress } from '../../mime/outgoing.ts';
import { readMessage } from '../../mime/read.ts';
import type { MailboxContext } from '../context.ts';
import type { VerbOptions } from '../verb-options.ts';
import { carried, defined, people } from './answer.ts';
import { type DraftKept, keepDraft, locateDraft } from './drafts.ts';
import type { MailToSend } from './message.ts';
import { readingOptions, withOriginal } from './original.ts';

/** What is not said stays. */
export type DraftChanges = MailToSend & {
  /** Attachments to leave out: part numbers or names, as `read` shows them. */
  readonly removeAttachments?: readonly string[] | undefined;
};

/** `replaced` is false where the old one could not be removed, and there are two now. */
export type DraftEdited = DraftKept & { readonly replaced: boolean };

/** @throws `send-not-a-draft`, `draft-not-editable`, `attachment-unknown`, and what composing and keeping throw */
export async function editDraft(
  context: MailboxContext,
  id: string,
  { removeAttachments = [], ...changes }: DraftChanges,
  options: VerbOptions,
): Promise<DraftEdited> {
  const reading = readingOptions(options);
  const { door, message } = await locateDraft(context, id, reading);
  return withOriginal(context, id, reading, async (open) => {
    const old = await readMessage(open());
    const attachments = left(old.attachments, removeAttachments, id);
    const next = changed({ ...old, attachments }, open, changes, id);
    const kept = await keepDraft(context, next, options);
    for (const service of ['imap', 'graph', 'pop'] as const) context.locations.forget(service, kept.id);
    try {
      await door.remove?.([message.locator], reading);
      return { ...kept, replaced: door.remove !== undefined };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      context.world.log?.info('draft.not-removed', { id, error: error.message });
      return { ...kept, replaced: false };
    }
  });
}

function left(
  attachments: ReadMessage['attachments'],
  without: readonly string[],
  id: string,
): ReadMessage['attachments'] {
  const named = new Set(
    attachments.flatMap(({ part, name }) => (name === undefined ? [part] : [part, name])),
  );
  const wanted = without.find((one) => !named.has(one));
  if (wanted !== undefined) {
    const names = attachments.map(({ part, name }) => name ?? part).join(', ');
    throw fail('attachment-unknown', {
      id,
      wanted,
      names: names === '' ? 'no attachments' : names,
      saved: [],
    });
  }
  const isOut = (name: string | undefined): boolean => name !== undefined && without.includes(name);
  return attachments.filter(({ part, name }) => !isOut(part) && !isOut(name));
}

function changed(old: ReadMessage, open: Openable, changes: MailToSend, id: string): MailToSend {
  const problem =
    old.encrypted || old.signed ? 'is signed or encrypted' : old.truncated ? 'is too large' : '';
  if (problem !== '') throw fail('draft-not-editable', { id, problem });
  const { header } = old;
  const { replyTo, to, cc, bcc, subject, references, messageId } = header;
  const [inReplyTo] = header.inReplyTo;
  const [receiptTo] = header.receiptTo;
  // A new text is all that it says; a new page brings its own text.
  const said =
    changes.text !== undefined || changes.html !== undefined
      ? {}
      : { text: old.text, ...(old.html ? { html: old.html.raw } : {}) };
  const one = (address: Address | undefined): OutgoingAddress | undefined =>
    people(address === undefined ? [] : [address])[0];
  return {
    from: one(header.from),
    sender: one(header.sender),
    replyTo: people(replyTo),
    to: people(to),
    cc: people(cc),
    bcc: people(bcc),
    subject,
    ...said,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    references,
    ...(receiptTo ? { readReceipt: receiptTo.address } : {}),
    ...(header.importance ? { priority: header.importance } : {}),
    messageId,
    ...defined(changes),
    attachments: [
      ...old.attachments.map((attachment) => carried(open, attachment)),
      ...(changes.attachments ?? []),
    ],
  };
}
