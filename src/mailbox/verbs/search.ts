// Messages that fit. Where the door has no search of its own (POP), what a list shows is compared here.

import { heardByMany } from '../../base/heard-by-many.ts';
import { type ErrorCode, fail, isMailgrantError } from '../../errors/error.ts';
import { headerFits, type SearchQuery, timeFits } from '../../mail/search-query.ts';
import type { MailboxContext } from '../context.ts';
import type { DoorFolder, DoorMessage, ReadDoor } from '../doors/door.ts';
import type { MessageSummary } from '../message.ts';
import { fromFolder, type ListOptions, summaries } from './list.ts';
import { newestFirst } from './newest-first.ts';

export async function* searchMessages(
  context: MailboxContext,
  query: SearchQuery,
  options: ListOptions & { folder?: string | undefined },
): AsyncGenerator<MessageSummary, void> {
  const door = context.doorFor('search', options.via);
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  if (left <= 0) return;
  if (options.folder !== undefined) {
    yield* fromFolder(context, door, options.folder, options, (folder) =>
      found(door, folder, query, options),
    );
    return;
  }
  const folders = (await context.folders(door, options)).selectable();
  const signal = heardByMany(options.signal);
  const lists = folders.map(([path, folder]) =>
    summaries(context, door, path, ifThere(found(door, folder, query, { ...options, signal }))),
  );
  for await (const message of newestFirst(lists)) {
    yield message;
    left -= 1;
    if (left <= 0) return;
  }
}

const lacksFolder: ReadonlySet<ErrorCode> = new Set(['mail-folder-unknown', 'graph-not-found']);

/** A folder that was taken away since they were listed has nothing any more. */
async function* ifThere(list: AsyncIterable<DoorMessage>): AsyncGenerator<DoorMessage, void> {
  try {
    yield* list;
  } catch (error) {
    if (!isMailgrantError(error) || !lacksFolder.has(error.code)) throw error;
  }
}

function found(
  door: ReadDoor,
  folder: DoorFolder,
  query: SearchQuery,
  options: ListOptions,
): AsyncIterable<DoorMessage> {
  const { limit, attachments, signal } = options;
  return door.search
    ? door.search(folder, query, { limit, attachments, signal })
    : compared(door, folder, query, signal);
}

async function* compared(
  door: ReadDoor,
  folder: DoorFolder,
  query: SearchQuery,
  signal: AbortSignal | undefined,
): AsyncGenerator<DoorMessage, void> {
  const { text, body, answered, flagged, seen, draft, hasAttachments } = query;
  const unknown = Object.entries({ text, body, answered, flagged, seen, draft, hasAttachments }).filter(
    ([, value]) => value !== undefined,
  );
  const [first] = unknown;
  if (first) throw fail('mail-search-unsupported', { service: door.service.toUpperCase(), what: first[0] });
  for await (const message of door.list(folder, { signal })) if (fits(message, query)) yield message;
}

function fits(message: DoorMessage, query: SearchQuery): boolean {
  const { bytes } = message;
  return (
    headerFits(message, query) &&
    timeFits(message.receivedAtMs ?? message.sentAtMs, query) &&
    (query.largerThanBytes === undefined || (bytes !== undefined && bytes > query.largerThanBytes)) &&
    (query.smallerThanBytes === undefined || (bytes !== undefined && bytes < query.smallerThanBytes))
  );
}
