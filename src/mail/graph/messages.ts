// Messages by Graph: list, find, delete (Graph documentation, "message resource type"; permission Mail.ReadWrite). A
// message that is known from IMAP or POP is found by its Message-ID: the doors share no other name for it.

import type * as v from 'valibot';
import { messagePageShape, type messageShape, shaped } from './answer-shapes.ts';
import { type GraphDoor, graphRequest } from './request.ts';

export interface GraphMessage {
  /** Immutable: the same after a move within the mailbox. */
  readonly id: string;
  readonly messageId: string | undefined;
  readonly subject: string;
  readonly from: string;
  readonly receivedAtMs: number | undefined;
  readonly isRead: boolean;
  readonly folderId: string | undefined;
}

export interface MessagePage {
  readonly messages: readonly GraphMessage[];
  /** Hand it to the next call; undefined on the last page. */
  readonly next: string | undefined;
}

const select = 'id,internetMessageId,subject,from,receivedDateTime,isRead,parentFolderId';
/** Graph takes 1 to 1000. */
const topMax = 1000;

/** Newest first. `folder` is an id or a well-known name: inbox, sentitems, deleteditems. */
export async function listMessages(
  door: GraphDoor,
  folder: string,
  options: { limit?: number; next?: string } = {},
): Promise<MessagePage> {
  const doing = `listing ${folder}`;
  const $top = String(Math.min(options.limit ?? 50, topMax));
  const answer = await graphRequest(door, {
    method: 'GET',
    path: options.next ?? `/me/mailFolders/${encodeURIComponent(folder)}/messages`,
    ...(options.next === undefined
      ? { query: { $select: select, $orderby: 'receivedDateTime desc', $top } }
      : {}),
    doing,
  });
  return pageOf(shaped(messagePageShape, answer, { door, doing }));
}

/** Every message of the mailbox with this Message-ID, in whichever folder: a sent message is there twice. */
export async function findMessages(door: GraphDoor, messageId: string): Promise<readonly GraphMessage[]> {
  const doing = 'looking for the message';
  // OData writes a quote within a string twice.
  const $filter = `internetMessageId eq '${messageId.replaceAll("'", "''")}'`;
  const query = { $filter, $select: select };
  const answer = await graphRequest(door, { method: 'GET', path: '/me/messages', query, doing });
  return pageOf(shaped(messagePageShape, answer, { door, doing })).messages;
}

/** To Deleted Items; from there to Recoverable Items. @throws `graph-not-found` */
export async function deleteMessage(door: GraphDoor, id: string): Promise<void> {
  const path = `/me/messages/${encodeURIComponent(id)}`;
  await graphRequest(door, { method: 'DELETE', path, doing: 'deleting the message' });
}

/** Out of the user's reach at once. Worldwide cloud only. @throws `graph-not-found` */
export async function permanentlyDeleteMessage(door: GraphDoor, id: string): Promise<void> {
  const path = `/me/messages/${encodeURIComponent(id)}/permanentDelete`;
  await graphRequest(door, { method: 'POST', path, doing: 'deleting the message for good' });
}

function pageOf(page: v.InferOutput<typeof messagePageShape>): MessagePage {
  return { messages: page.value.map(messageOf), next: page['@odata.nextLink'] };
}

function messageOf(message: v.InferOutput<typeof messageShape>): GraphMessage {
  const receivedAtMs = Date.parse(message.receivedDateTime ?? '');
  return {
    id: message.id,
    messageId: message.internetMessageId ?? undefined,
    subject: message.subject ?? '',
    from: message.from?.emailAddress.address ?? '',
    receivedAtMs: Number.isNaN(receivedAtMs) ? undefined : receivedAtMs,
    isRead: message.isRead ?? false,
    folderId: message.parentFolderId ?? undefined,
  };
}
