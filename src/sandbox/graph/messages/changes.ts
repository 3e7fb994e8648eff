// What a client writes about a message: Graph's JSON, checked, onto a letter. Says which properties may be set on a
// draft only, and refuses a name that a message does not have.

import * as v from 'valibot';
import { entityOf } from '../body.ts';
import { badRequest, notImplemented } from '../error.ts';
import type { Person } from './header-text.ts';
import { fileEntity, type Letter, messageEntity, newLetter, writeLetter } from './letter.ts';
import { messageProperties } from './properties.ts';

const recipient = v.object({
  emailAddress: v.object({ address: v.nullish(v.string(), ''), name: v.nullish(v.string()) }),
});
const recipients = v.nullish(v.array(recipient));
const contentText = v.pipe(
  v.string(),
  v.transform((text) => text.toLowerCase()),
  v.picklist(['text', 'html']),
);

const shape = v.object({
  subject: v.nullish(v.string()),
  body: v.nullish(
    v.object({ contentType: v.nullish(contentText, 'text'), content: v.nullish(v.string(), '') }),
  ),
  from: v.nullish(recipient),
  sender: v.nullish(recipient),
  toRecipients: recipients,
  ccRecipients: recipients,
  bccRecipients: recipients,
  replyTo: recipients,
  importance: v.nullish(
    v.pipe(
      v.string(),
      v.transform((text) => text.toLowerCase()),
      v.picklist(['low', 'normal', 'high']),
    ),
  ),
  isReadReceiptRequested: v.nullish(v.boolean()),
  isDeliveryReceiptRequested: v.nullish(v.boolean()),
  internetMessageId: v.nullish(v.string()),
  internetMessageHeaders: v.nullish(v.array(v.object({ name: v.string(), value: v.string() }))),
  attachments: v.nullish(v.array(v.record(v.string(), v.unknown()))),
  isRead: v.nullish(v.boolean()),
  categories: v.nullish(v.pipe(v.array(v.string()), v.maxLength(100))),
  flag: v.nullish(v.object({ flagStatus: v.nullish(v.picklist(['notFlagged', 'flagged', 'complete'])) })),
  inferenceClassification: v.nullish(v.picklist(['focused', 'other'])),
  singleValueExtendedProperties: v.nullish(
    v.pipe(v.array(v.object({ id: v.string(), value: v.string() })), v.maxLength(100)),
  ),
});
export type MessageChanges = v.InferOutput<typeof shape>;

/** Settable while it is a draft (documentation of "Update message"). */
const draftOnly = [
  'subject',
  'body',
  'from',
  'sender',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'isReadReceiptRequested',
  'isDeliveryReceiptRequested',
  'internetMessageId',
] as const;
const known = new Set<string>([
  ...messageProperties,
  'attachments',
  'singleValueExtendedProperties',
  'multiValueExtendedProperties',
  'extensions',
]);
const headersMax = 50;

/** @throws GraphError 400 */
export function readChanges(json: unknown): MessageChanges {
  const entity = entityOf(json, 'message', known);
  for (const name of ['multiValueExtendedProperties', 'extensions']) {
    if (entity[name] !== undefined && entity[name] !== null) throw notImplemented(name);
  }
  const read = v.safeParse(shape, entity);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw badRequest(
    `A value of the wrong kind was found for the property '${v.getDotPath(issue) ?? ''}' of type 'microsoft.graph.message'.`,
    'RequestBodyRead',
  );
}

/** @throws GraphError 400 where a message that was received already would change its content. */
export function refuseDraftOnly(changes: MessageChanges): void {
  if (draftOnly.some((name) => changes[name] !== undefined) || changes.attachments) {
    throw badRequest('Set action is invalid for property.', 'ErrorInvalidPropertySet');
  }
}

export function changesLetter(changes: MessageChanges): boolean {
  return draftOnly.some((name) => changes[name] !== undefined) || changes.importance !== undefined;
}

/** @throws GraphError 400 */
export function applyChanges(letter: Letter, changes: MessageChanges): void {
  const people = (given: MessageChanges['toRecipients'], before: Person[]): Person[] =>
    given === undefined ? before : (given ?? []).map(({ emailAddress }) => emailAddress);
  if (changes.subject !== undefined) letter.subject = changes.subject ?? '';
  if (changes.body) letter.body = { contentType: changes.body.contentType, content: changes.body.content };
  if (changes.from) letter.from = changes.from.emailAddress;
  if (changes.sender) letter.sender = changes.sender.emailAddress;
  letter.to = people(changes.toRecipients, letter.to);
  letter.cc = people(changes.ccRecipients, letter.cc);
  letter.bcc = people(changes.bccRecipients, letter.bcc);
  letter.replyTo = people(changes.replyTo, letter.replyTo);
  if (changes.importance) letter.importance = changes.importance;
  letter.readReceipt = changes.isReadReceiptRequested ?? letter.readReceipt;
  letter.deliveryReceipt = changes.isDeliveryReceiptRequested ?? letter.deliveryReceipt;
  if (changes.internetMessageId) letter.messageId = changes.internetMessageId;
  for (const header of (changes.internetMessageHeaders ?? []).slice(0, headersMax)) {
    letter.otherFields.push(customHeader(header));
  }
  for (const attachment of changes.attachments ?? []) {
    letter.attached.push(readAttachment(attachment, letter.dateMs));
  }
}

/** Only the app's own headers can be given (documentation of "internetMessageHeader"). */
function customHeader({ name, value }: { name: string; value: string }): string {
  if (!/^x-[!-9;-~]{1,100}$/i.test(name)) {
    throw badRequest(
      `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
      'InvalidInternetMessageHeader',
    );
  }
  return `${name}: ${value.replace(/[\r\n\0]+/g, ' ')}\r\n`;
}

const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/\s]*={0,2}\s*$/));
const file = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  contentType: v.nullish(v.string()),
  contentBytes: v.nullish(base64, ''),
  isInline: v.nullish(v.boolean(), false),
  contentId: v.nullish(v.string()),
});
const nested = v.object({ name: v.nullish(v.string()), item: v.record(v.string(), v.unknown()) });

/** @throws GraphError 400, 501 for a reference attachment. */
export function readAttachment(json: Record<string, unknown>, nowMs: number): Letter['attached'][number] {
  const type = typeName(json, '').replace(/^#/, '').toLowerCase();
  if (type === 'microsoft.graph.referenceattachment') throw notImplemented('reference attachments');
  if (type === 'microsoft.graph.itemattachment') return itemAttachment(json, nowMs);
  if (type !== '' && type !== 'microsoft.graph.fileattachment') {
    throw badRequest(`A type named '${type}' could not be resolved by the model.`, 'RequestBodyRead');
  }
  const read = v.safeParse(file, json);
  if (!read.success) {
    throw badRequest(
      'The attachment is not valid: it needs a name and contentBytes in base64.',
      'ErrorInvalidRequest',
    );
  }
  const { name, contentType, contentBytes, isInline, contentId } = read.output;
  const entity = fileEntity({
    name,
    contentType: contentType ?? 'application/octet-stream',
    bytes: Buffer.from(contentBytes, 'base64'),
    inline: isInline,
    contentId: contentId ?? undefined,
  });
  return { entity, inline: isInline };
}

function itemAttachment(json: Record<string, unknown>, nowMs: number): Letter['attached'][number] {
  const read = v.safeParse(nested, json);
  if (!read.success) throw badRequest('The item attachment needs an item.', 'ErrorInvalidRequest');
  const { item, name } = read.output;
  const type = typeName(item, '#microsoft.graph.message').toLowerCase();
  if (type.replace(/^#/, '') !== 'microsoft.graph.message')
    throw notImplemented(`attached items of type ${type}`);
  const letter = newLetter({ from: { address: '' }, nowMs });
  letter.from = undefined;
  applyChanges(letter, readChanges(item));
  return { entity: messageEntity(writeLetter(letter), name ?? letter.subject), inline: false };
}

function typeName(json: Record<string, unknown>, otherwise: string): string {
  const written = json['@odata.type'];
  return typeof written === 'string' ? written : otherwise;
}
