// The properties of Graph's resource type "message", each read from the stored message when somebody asks for it. The
// same table answers, filters and sorts, so that a filter can never disagree with what is shown.

import type { Item } from '../../mailboxes/item.ts';
import { fieldText, headerText } from '../../mime/parse.ts';
import { addresses, dateMs, readableBody, subject } from '../../mime/read.ts';
import { isoSeconds } from '../iso.ts';
import { attachmentsOf } from './attachments.ts';
import { asBody, uniqueBody } from './bodies.ts';
import { conversationIndex } from './conversation.ts';

export interface View {
  readonly immutableIds: boolean;
  readonly bodyType: 'text' | 'html' | undefined;
  /** Mail.ReadBasic alone: what tells of the content is left out. */
  readonly basicOnly: boolean;
}

type Read = (item: Item, view: View) => unknown;

const people = (field: string) => (item: Item) =>
  addresses(item.content.mime, field).map((emailAddress) => ({ emailAddress }));
const first = (field: string) => (item: Item) => people(field)(item)[0] ?? null;

/** In the order in which Graph shows them. */
const table = {
  id: (item, view) => itemId(item, view.immutableIds),
  createdDateTime: (item) => isoSeconds(item.createdMs),
  lastModifiedDateTime: (item) => isoSeconds(item.modifiedMs),
  changeKey: (item) => changeKey(item),
  categories: (item) => item.categories,
  receivedDateTime: (item) => isoSeconds(item.receivedMs),
  sentDateTime: (item) => isoSeconds(dateMs(item.content.mime) ?? item.receivedMs),
  hasAttachments: (item) => attachmentsOf(item).some((attachment) => !attachment.inline),
  internetMessageId: (item) => headerText(item.content.mime, 'message-id') ?? null,
  subject: (item) => subject(item.content.mime),
  bodyPreview: (item) => preview(item),
  importance: (item) => importance(item),
  parentFolderId: (item) => item.folder.id,
  conversationId: (item) => item.conversationId,
  conversationIndex: (item) => conversationIndex(item),
  isDeliveryReceiptRequested: (item) => headerText(item.content.mime, 'return-receipt-to') !== undefined,
  isReadReceiptRequested: (item) =>
    headerText(item.content.mime, 'disposition-notification-to') !== undefined,
  isRead: (item) => item.flags.has('\\Seen'),
  isDraft: (item) => item.flags.has('\\Draft'),
  webLink: (item) =>
    `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(item.id)}&exvsurl=1&viewmodel=ReadMessageItem`,
  inferenceClassification: () => 'focused',
  internetMessageHeaders: (item) => {
    const { mime } = item.content;
    return mime.fields.map((field) => ({ name: field.name, value: fieldText(mime, field) }));
  },
  body: (item, view) => asBody(readableBody(item.content.mime), view.bodyType),
  uniqueBody: (item, view) => uniqueBody(asBody(readableBody(item.content.mime), view.bodyType)),
  sender: (item) => first('sender')(item) ?? first('from')(item),
  from: first('from'),
  toRecipients: people('to'),
  ccRecipients: people('cc'),
  bccRecipients: people('bcc'),
  replyTo: people('reply-to'),
  flag: (item) => ({
    flagStatus: item.flagCompleted ? 'complete' : item.flags.has('\\Flagged') ? 'flagged' : 'notFlagged',
  }),
} satisfies Record<string, Read>;

export type MessageProperty = keyof typeof table;
export const messageProperties = Object.keys(table) as readonly MessageProperty[]; // the table's own names

/** Shown only when $select names them. */
export const onRequest: ReadonlySet<string> = new Set(['internetMessageHeaders', 'uniqueBody']);
/** What Mail.ReadBasic does not show (permissions reference). */
export const beyondBasic: ReadonlySet<string> = new Set([
  'body',
  'uniqueBody',
  'bodyPreview',
  'internetMessageHeaders',
]);

export function isMessageProperty(name: string): name is MessageProperty {
  return Object.hasOwn(table, name);
}

export function readProperty(item: Item, name: MessageProperty, view: View): unknown {
  return table[name](item, view);
}

export function itemId(item: Item, immutable: boolean): string {
  return immutable ? item.immutableId : item.id;
}

export function etag(item: Item): string {
  return `W/"${changeKey(item)}"`;
}

function changeKey(item: Item): string {
  return Buffer.from(`CQAAABYAAA${item.uid}.${item.version}`).toString('base64');
}

/** 255 characters at most, in one line (resource type "message"). */
function preview(item: Item): string {
  const text = readableBody(item.content.mime, 'text').content.slice(0, 10_000);
  return text.replace(/\s+/g, ' ').trim().slice(0, 255);
}

export function importance(item: Item): 'low' | 'normal' | 'high' {
  const { mime } = item.content;
  const written = (headerText(mime, 'importance') ?? headerText(mime, 'x-priority') ?? '').toLowerCase();
  if (written.startsWith('high') || /^[12]\b/.test(written)) return 'high';
  return written.startsWith('low') || /^[45]\b/.test(written) ? 'low' : 'normal';
}
