// A message that is known from elsewhere: by its Message-ID, which is what all doors show, or by its Date. Graph filters
// by `internetMessageId`; other fields of the header cannot be filtered (documentation, "Use filter").

import { type GraphMessage, messageSelect, messagesIn, messagesOf } from './messages.ts';
import { type GraphDoor, mailboxPath } from './request.ts';

export interface FindOptions {
  /** An id or a well-known name. Default: the whole mailbox; a sent message to oneself is there twice. */
  readonly folder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A page of this size holds all copies that anybody has of one message. */
const $top = '100';

/** Newest first. Some programs write a Message-ID without its brackets: then it is looked for as they wrote it. */
export async function findByMessageId(
  door: GraphDoor,
  messageId: string,
  options: FindOptions = {},
): Promise<readonly GraphMessage[]> {
  const found = await filtered(door, `internetMessageId eq ${quoted(messageId)}`, options);
  const bare = messageId.replace(/^<|>$/g, '');
  if (found.length > 0 || bare === messageId) return found;
  return filtered(door, `internetMessageId eq ${quoted(bare)}`, options);
}

/** Within the second of `sentAtMs`: Graph tells no more of a Date than that, nor does the field itself. */
export function findBySentTime(
  door: GraphDoor,
  sentAtMs: number,
  options: FindOptions = {},
): Promise<readonly GraphMessage[]> {
  const second = Math.floor(sentAtMs / 1000) * 1000;
  const filter = `sentDateTime ge ${isoOf(second)} and sentDateTime lt ${isoOf(second + 1000)}`;
  return filtered(door, filter, options);
}

/** OData writes a quote within a string twice. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

async function filtered(
  door: GraphDoor,
  $filter: string,
  { folder, signal }: FindOptions,
): Promise<readonly GraphMessage[]> {
  const path = folder === undefined ? `${mailboxPath(door)}/messages` : messagesIn(door, folder);
  const query = { $filter, $select: messageSelect, $top };
  const found: GraphMessage[] = [];
  const limit = Number.POSITIVE_INFINITY;
  const doing = 'looking for the message';
  for await (const one of messagesOf(door, { path, query, doing, limit, signal })) found.push(one);
  // Sorted here: beside this filter Graph takes no order (400 InefficientFilter).
  return found.sort((a, b) => (b.receivedAtMs ?? 0) - (a.receivedAtMs ?? 0));
}
