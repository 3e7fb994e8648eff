// Messages by Graph: what a list shows of them (Graph documentation, "message resource type"; permission Mail.Read, or
// Mail.ReadBasic without the preview).

import type * as v from 'valibot';
import type { Address } from '../../mime/header/address.ts';
import { messagePageShape, type messageShape, type Recipient } from './answer-shapes.ts';
import { extrasOf, withExtras } from './extras.ts';
import { pages } from './pages.ts';
import { type GraphDoor, mailboxPath } from './request.ts';

export interface GraphMessage {
  /** Immutable: the same after a move within the mailbox. */
  readonly id: string;
  readonly messageId: string | undefined;
  readonly subject: string;
  readonly from: Address | undefined;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly receivedAtMs: number | undefined;
  readonly sentAtMs: number | undefined;
  /** An estimate: what the message takes in the mailbox. Undefined where the server does not tell. */
  readonly bytes: number | undefined;
  readonly isAnswered: boolean | undefined;
  readonly isForwarded: boolean | undefined;
  readonly isRead: boolean;
  readonly isFlagged: boolean;
  readonly isDraft: boolean;
  readonly hasAttachments: boolean | undefined;
  readonly preview: string | undefined;
  readonly folderId: string | undefined;
}

export const messageSelect = [
  'id,internetMessageId,subject,from,toRecipients,ccRecipients,receivedDateTime,sentDateTime',
  'isRead,isDraft,flag,hasAttachments,bodyPreview,parentFolderId',
].join(',');

/** Graph takes 1 to 1000. Half of that is as fast, and half as long to wait for the first line. */
const pageSize = 500;
/** Recipients are shown without end: a page of newsletters to hundreds is large. */
const pageBytesMax = 64 * 1024 * 1024;

export interface ListOptions {
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Newest first. `folder` is an id or a well-known name: inbox, sentitems, deleteditems. What arrives meanwhile shifts the
 * pages (their links count how many to skip): what the page before has shown is not shown again.
 */
export async function* listMessages(
  door: GraphDoor,
  folder: string,
  options: ListOptions = {},
): AsyncGenerator<GraphMessage, void> {
  const { limit = Number.POSITIVE_INFINITY, signal } = options;
  if (limit <= 0) return;
  const query = {
    $select: messageSelect,
    $orderby: 'receivedDateTime desc',
    $top: String(Math.min(limit, pageSize)),
  };
  yield* messagesOf(door, {
    path: messagesIn(door, folder),
    query,
    doing: 'listing messages',
    limit,
    signal,
  });
}

/** The messages of all pages of `request`, each once. */
export async function* messagesOf(
  door: GraphDoor,
  request: {
    path: string;
    query: Readonly<Record<string, string>>;
    doing: string;
    limit: number;
    signal: AbortSignal | undefined;
  },
): AsyncGenerator<GraphMessage, void> {
  let left = request.limit;
  let before: ReadonlySet<string> = new Set();
  const { limit, ...first } = request;
  const asked = { ...first, bytesMax: pageBytesMax };
  const ask = (expand: { readonly $expand?: string }) =>
    pages(door, messagePageShape, { ...asked, query: { ...request.query, ...expand } }, { limit });
  for await (const page of '$search' in request.query ? ask({}) : withExtras(door, ask)) {
    for (const message of page) {
      if (before.has(message.id)) continue;
      yield messageOf(message);
      left -= 1;
      if (left <= 0) return;
    }
    before = new Set(page.map(({ id }) => id));
  }
}

export function messagesIn(door: GraphDoor, folder: string): string {
  return `${mailboxPath(door)}/mailFolders/${encodeURIComponent(folder)}/messages`;
}

export function messagePath(door: GraphDoor, id: string): string {
  return `${mailboxPath(door)}/messages/${encodeURIComponent(id)}`;
}

export function messageOf(message: v.InferOutput<typeof messageShape>): GraphMessage {
  return {
    id: message.id,
    messageId: message.internetMessageId?.trim() || undefined,
    subject: message.subject ?? '',
    from: message.from ? addressOf(message.from)[0] : undefined,
    to: (message.toRecipients ?? []).flatMap(addressOf),
    cc: (message.ccRecipients ?? []).flatMap(addressOf),
    receivedAtMs: timeOf(message.receivedDateTime),
    sentAtMs: timeOf(message.sentDateTime),
    isRead: message.isRead ?? false,
    isFlagged: message.flag?.flagStatus === 'flagged',
    isDraft: message.isDraft ?? false,
    hasAttachments: message.hasAttachments ?? undefined,
    preview: message.bodyPreview ?? undefined,
    folderId: message.parentFolderId ?? undefined,
    ...extrasOf(message.singleValueExtendedProperties),
  };
}

/** None for a recipient without an address: a group that was written in words. */
function addressOf({ emailAddress }: Recipient): readonly Address[] {
  const address = emailAddress?.address ?? '';
  if (address === '') return [];
  // Graph repeats the address as the name where there is none.
  const name = emailAddress?.name?.trim() ?? '';
  return [{ name: name === '' || name === address ? undefined : name, address }];
}

function timeOf(text: string | null | undefined): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}
