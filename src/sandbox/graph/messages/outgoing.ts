// Sending: who may send as whom, and that there is somebody to send to. What then happens is the post office's
// business; Graph only says that it has accepted (facts, "Sending").

import { Content } from '../../mailboxes/content.ts';
import type { Item } from '../../mailboxes/item.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { completeMessage, withOwnId } from '../../mailboxes/post.ts';
import type { Recipient } from '../../mailboxes/reports.ts';
import { findField, type MimePart, parseHeader } from '../../mime/parse.ts';
import { addresses } from '../../mime/read.ts';
import type { GoodToken, GraphDesk } from '../context.ts';
import { badRequest, GraphError } from '../error.ts';
import type { Person } from './header-text.ts';

export interface Outgoing {
  readonly raw: Buffer;
  readonly from: string;
  readonly recipients: readonly string[];
}

/** @throws GraphError 400 without recipients, 403 for a sender that is not the mailbox's to use. */
export function sendFrom(
  desk: GraphDesk,
  who: { token: GoodToken; mailbox: Mailbox },
  what: Outgoing & { saveToSentItems: boolean },
): void {
  checkRecipients(what.recipients);
  checkSender(desk, who, what.from);
  desk.mail.submit({
    sender: who.mailbox,
    from: what.from,
    recipients: reported(what.raw, what.recipients),
    raw: identified(desk, what.raw),
    saveToSentItems: what.saveToSentItems,
  });
}

/** Whom the sender wants to hear of: `isDeliveryReceiptRequested`, which is this field in MIME. */
function reported(raw: Buffer, recipients: readonly string[]): readonly Recipient[] {
  const wanted = findField(parseHeader(raw), 'return-receipt-to') !== undefined;
  const notify = wanted ? new Set(['SUCCESS', 'FAILURE'] as const) : undefined;
  return recipients.map((address) => ({ address, notify }));
}

/** Outlook.com was seen to do it at SMTP; at Graph nobody has told of it, so it is only done when it is asked for. */
function identified(desk: GraphDesk, raw: Buffer): Buffer {
  return desk.quirks.messageIds === 'rewrite' ? withOwnId(raw, String(desk.clock.now())).raw : raw;
}

/** A draft goes out and then lies in Sent Items, as the same item: its immutable id stays. */
export function sendDraft(desk: GraphDesk, who: { token: GoodToken; mailbox: Mailbox }, draft: Item): void {
  const { from, recipients } = outgoing(draft.content, who.mailbox);
  checkRecipients(recipients);
  checkSender(desk, who, from);
  const dated = asOfNow(draft.content, { from, nowMs: desk.clock.now() });
  const content = new Content(identified(desk, dated));
  desk.mail.submit({
    sender: who.mailbox,
    raw: content.raw,
    from,
    recipients: reported(dated, recipients),
    saveToSentItems: false,
  });
  const { mailbox } = who;
  const sent = mailbox.move(mailbox.rewrite(draft, content), mailbox.wellKnown('sentitems'));
  const flags = new Set(sent.flags);
  flags.delete('\\Draft');
  flags.add('\\Seen');
  mailbox.setFlags(sent, flags);
}

/** A message is dated when it is sent, not when it was begun. */
function asOfNow({ raw, mime }: Content, options: { from: string; nowMs: number }): Buffer {
  const date = findField(mime, 'date');
  const undated = date ? Buffer.concat([raw.subarray(0, date.start), raw.subarray(date.end)]) : raw;
  return completeMessage(undated, options);
}

/** What a whole message says about itself. */
export function outgoing({ raw, mime }: Pick<Content, 'raw' | 'mime'>, mailbox: Mailbox): Outgoing {
  return {
    raw,
    from: addresses(mime, 'from')[0]?.address ?? mailbox.address,
    recipients: recipientsOf(mime),
  };
}

function recipientsOf(mime: MimePart): string[] {
  return ['to', 'cc', 'bcc'].flatMap((field) => addresses(mime, field).map(({ address }) => address));
}

/** The mailbox's own name and address. */
export function ownerOf(desk: GraphDesk, mailbox: Mailbox): Person {
  const { ownerId } = mailbox.settings;
  const user = ownerId === undefined ? undefined : desk.directory.users.get(ownerId);
  return { name: user?.displayName ?? null, address: mailbox.address };
}

function checkRecipients(recipients: readonly string[]): void {
  if (recipients.length === 0) {
    throw badRequest(
      'At least one recipient is not valid., At least one valid recipient is required.',
      'ErrorInvalidRecipients',
    );
  }
  const wrong = recipients.find((address) => !/^[^\s@<>"]+@[^\s@<>"]+$/.test(address));
  if (wrong !== undefined) {
    throw badRequest(
      `At least one recipient is not valid., Recipient '${wrong}' is not resolved. All recipients must be resolved before a message can be submitted.`,
      'ErrorInvalidRecipients',
    );
  }
}

function checkSender(desk: GraphDesk, who: { token: GoodToken; mailbox: Mailbox }, from: string): void {
  const { token, mailbox } = who;
  const target = desk.mail.mailbox(from);
  if (target === mailbox) return;
  const allowed = target?.settings.sendAs ?? [];
  const { ownerId } = mailbox.settings;
  if (allowed.includes(token.subjectId) || (ownerId !== undefined && allowed.includes(ownerId))) return;
  throw new GraphError(
    403,
    'ErrorSendAsDenied',
    'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
  );
}
