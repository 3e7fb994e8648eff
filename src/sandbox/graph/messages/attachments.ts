// A message's attachments as Graph shows them. An attachment is known by its bytes, not by its place, so that taking
// one away does not rename the others.

import { createHash } from 'node:crypto';
import type { Item } from '../../mailboxes/item.ts';
import type { MimePart } from '../../mime/parse.ts';
import { type Attachment, attachments, partBytes } from '../../mime/read.ts';
import { itemNotFound } from '../error.ts';
import { isoSeconds } from '../iso.ts';

export interface KnownAttachment extends Attachment {
  readonly key: string;
}

/** As long as the parsed message is held by somebody. */
const known = new WeakMap<MimePart, readonly KnownAttachment[]>();
const keyCharacters = 16;

export function attachmentsOf(item: Item): readonly KnownAttachment[] {
  const { mime } = item.content;
  const before = known.get(mime);
  if (before) return before;
  const seen = new Map<string, number>();
  const found = attachments(mime).map((attachment): KnownAttachment => {
    const { raw, start, end } = attachment.part;
    const digest = createHash('sha256').update(raw.subarray(start, end)).digest('base64url');
    const base = digest.slice(0, keyCharacters);
    const twins = seen.get(base) ?? 0;
    seen.set(base, twins + 1);
    return { ...attachment, key: `${base}${String(twins).padStart(3, '0')}` };
  });
  known.set(mime, found);
  return found;
}

export function attachmentId(item: Item, attachment: KnownAttachment, immutable: boolean): string {
  const id = (immutable ? item.immutableId : item.id).replace(/=+$/, '');
  return `${id}BEgAQ${attachment.key}=`;
}

/** @throws GraphError 404 */
export function findAttachment(item: Item, id: string): KnownAttachment {
  const found = attachmentsOf(item).find((one) => id.replace(/=+$/, '').endsWith(one.key));
  if (!found) throw itemNotFound();
  return found;
}

/** In lists, too, Graph gives the content along. */
export function attachmentJson(
  item: Item,
  attachment: KnownAttachment,
  immutable: boolean,
): Record<string, unknown> {
  const isItem = attachment.part.message !== undefined;
  const bytes = attachmentBytes(attachment);
  return {
    '@odata.type': isItem ? '#microsoft.graph.itemAttachment' : '#microsoft.graph.fileAttachment',
    ...(isItem ? {} : { '@odata.mediaContentType': attachment.contentType }),
    id: attachmentId(item, attachment, immutable),
    lastModifiedDateTime: isoSeconds(item.modifiedMs),
    name: attachment.name,
    contentType: isItem ? null : attachment.contentType,
    size: bytes.length,
    isInline: attachment.inline,
    ...(isItem
      ? {}
      : {
          contentId: attachment.contentId ?? null,
          contentLocation: null,
          contentBytes: bytes.toString('base64'),
        }),
  };
}

export const attachmentProperties = [
  'id',
  'lastModifiedDateTime',
  'name',
  'contentType',
  'size',
  'isInline',
  'contentId',
  'contentLocation',
  'contentBytes',
];

/** A message inside a message is given as it is; everything else without its transfer encoding. */
export function attachmentBytes({ part }: KnownAttachment): Buffer {
  return part.message ? part.raw.subarray(part.message.start, part.message.end) : partBytes(part);
}
