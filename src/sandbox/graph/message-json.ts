// A message as Graph's JSON (resource type "message"), and the other way round: a JSON message as bytes to be sent.

import type { Folder } from '../mailboxes/folder.ts';
import type { Item } from '../mailboxes/item.ts';
import { headerText } from '../mime/parse.ts';
import {
  type Attachment,
  addresses,
  attachments,
  dateMs,
  partBytes,
  readableBody,
  subject,
} from '../mime/read.ts';

export interface MessageView {
  readonly immutableIds: boolean;
  readonly textBody: boolean;
}

export function itemId(item: Item, immutable: boolean): string {
  return immutable ? item.immutableId : item.id;
}

export function etag(item: Item): string {
  return `W/"${changeKey(item)}"`;
}

export function messageJson(item: Item, view: MessageView): Record<string, unknown> {
  const { mime } = item.content;
  const people = (field: string) => addresses(mime, field).map((emailAddress) => ({ emailAddress }));
  const from = people('from')[0] ?? null;
  const body = readableBody(mime, view.textBody ? 'text' : 'html');
  return {
    '@odata.etag': etag(item),
    id: itemId(item, view.immutableIds),
    createdDateTime: isoSeconds(item.createdMs),
    lastModifiedDateTime: isoSeconds(item.modifiedMs),
    changeKey: changeKey(item),
    categories: item.categories,
    receivedDateTime: isoSeconds(item.receivedMs),
    sentDateTime: isoSeconds(dateMs(mime) ?? item.receivedMs),
    hasAttachments: attachments(mime).some((attachment) => !attachment.inline),
    internetMessageId: headerText(mime, 'message-id') ?? null,
    subject: subject(mime),
    bodyPreview: preview(item),
    importance: importance(item),
    parentFolderId: item.folder.id,
    conversationId: item.conversationId,
    conversationIndex: Buffer.from(item.conversationId).toString('base64').slice(0, 28),
    isDeliveryReceiptRequested: false,
    isReadReceiptRequested: headerText(mime, 'disposition-notification-to') !== undefined,
    isRead: item.flags.has('\\Seen'),
    isDraft: item.flags.has('\\Draft'),
    webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(item.id)}&exvsurl=1&viewmodel=ReadMessageItem`,
    inferenceClassification: 'focused',
    body,
    sender: people('sender')[0] ?? from,
    from,
    toRecipients: people('to'),
    ccRecipients: people('cc'),
    bccRecipients: people('bcc'),
    replyTo: people('reply-to'),
    flag: {
      flagStatus: item.flagCompleted ? 'complete' : item.flags.has('\\Flagged') ? 'flagged' : 'notFlagged',
    },
  };
}

export function folderJson(folder: Folder): Record<string, unknown> {
  return {
    id: folder.id,
    displayName: folder.name,
    parentFolderId: folder.parent?.id ?? rootId(folder),
    childFolderCount: folder.children.length,
    unreadItemCount: folder.unreadCount,
    totalItemCount: folder.count,
    sizeInBytes: folder.bytes,
    isHidden: false,
  };
}

export function attachmentJson(item: Item, attachment: Attachment, index: number): Record<string, unknown> {
  const bytes = partBytes(attachment.part);
  return {
    '@odata.type': '#microsoft.graph.fileAttachment',
    '@odata.mediaContentType': attachment.contentType,
    id: attachmentId(item, index),
    lastModifiedDateTime: isoSeconds(item.createdMs),
    name: attachment.name,
    contentType: attachment.contentType,
    size: bytes.length,
    isInline: attachment.inline,
    contentId: attachment.contentId ?? null,
    contentLocation: null,
    contentBytes: bytes.toString('base64'),
  };
}

export function attachmentId(item: Item, index: number): string {
  return `${item.immutableId.replace(/=+$/, '')}${String(index).padStart(4, '0')}`;
}

/** The folder above all others has no items; its id is made from its first child's. */
export function rootId(folder: Folder): string {
  return `AQMk${Buffer.from(folder.mailbox.address).toString('base64url')}`;
}

function changeKey(item: Item): string {
  return Buffer.from(`CQAAABYAAA${item.uid}.${item.version}`).toString('base64');
}

function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** 255 characters at most, in one line (resource type "message"). */
function preview(item: Item): string {
  const text = readableBody(item.content.mime, 'text').content.slice(0, 10_000);
  return text.replace(/\s+/g, ' ').trim().slice(0, 255);
}

function importance(item: Item): 'low' | 'normal' | 'high' {
  const { mime } = item.content;
  const written = (headerText(mime, 'importance') ?? headerText(mime, 'x-priority') ?? '').toLowerCase();
  if (written.startsWith('high') || /^[12]\b/.test(written)) return 'high';
  return written.startsWith('low') || /^[45]\b/.test(written) ? 'low' : 'normal';
}
