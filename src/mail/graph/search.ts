// Looking for messages in one folder. Graph has two ways that cannot be joined (documentation, "Search query parameter"):
// $filter, exact and in order, for what is a property; $search, in KQL, for words in texts and recipients, 1,000 results
// at most. Whatever the server makes of it is compared here once more: both ways, and all servers, find the same.

import { fail, isMailgrantError } from '../../errors/error.ts';
import type { SearchQuery } from '../search-query.ts';
import { isoOf, quoted } from './find.ts';
import { fits } from './fits.ts';
import { kqlOf } from './kql.ts';
import {
  type GraphMessage,
  type ListOptions,
  listMessages,
  messageSelect,
  messagesIn,
  messagesOf,
} from './messages.ts';
import type { GraphDoor } from './request.ts';

const doing = 'searching';
/** Of one $search: what the service gives, whatever $top says. */
const searchedMax = 1000;
/** For searches: most of them end on the first page. */
const pageSize = 250;

/** Newest first. @throws `mail-search-unsupported` for answered or not, where Graph does not tell */
export function searchMessages(
  door: GraphDoor,
  folder: string,
  query: SearchQuery,
  options: ListOptions = {},
): AsyncGenerator<GraphMessage, void> {
  return limited(
    needsIndex(query) ? byWords(door, folder, query, options) : byProperties(door, folder, query, options),
    query,
    options,
  );
}

function needsIndex({ text, body, to, cc, largerThanBytes, smallerThanBytes }: SearchQuery): boolean {
  const words = [...(text ?? []), body, to, cc].some((one) => (one ?? '').trim() !== '');
  return words || largerThanBytes !== undefined || smallerThanBytes !== undefined;
}

async function* limited(
  found: AsyncIterable<GraphMessage>,
  query: SearchQuery,
  { limit = Number.POSITIVE_INFINITY }: ListOptions,
): AsyncGenerator<GraphMessage, void> {
  let left = limit;
  if (left <= 0) return;
  for await (const message of found) {
    if (query.answered !== undefined && message.isAnswered === undefined) {
      throw fail('mail-search-unsupported', { service: 'GRAPH', what: 'answered' });
    }
    if (!fits(message, query)) continue;
    yield message;
    left -= 1;
    if (left <= 0) return;
  }
}

async function* byProperties(
  door: GraphDoor,
  folder: string,
  query: SearchQuery,
  options: ListOptions,
): AsyncGenerator<GraphMessage, void> {
  const conditions = filterOf(query);
  if (conditions.length === 0) return yield* listMessages(door, folder, { signal: options.signal });
  // What is sorted by has to stand in the filter, in front of everything else (400 InefficientFilter).
  const since = `receivedDateTime ge ${isoOf(query.sinceMs ?? 0)}`;
  let any = false;
  try {
    for await (const message of filtered(door, folder, [since, ...conditions], options)) {
      any = true;
      yield message;
    }
  } catch (error) {
    const refused =
      isMailgrantError(error) && error.code === 'graph-refused' && error.details['status'] === 400;
    if (any || !refused) throw error;
    // Too much for the server: then the messages are compared here.
    door.log?.info('graph.filter-refused', { account: door.account, answer: error.details['answer'] });
    yield* listMessages(door, folder, { signal: options.signal });
  }
}

function filtered(
  door: GraphDoor,
  folder: string,
  conditions: readonly string[],
  { limit = Number.POSITIVE_INFINITY, signal }: ListOptions,
): AsyncGenerator<GraphMessage, void> {
  return messagesOf(door, {
    path: messagesIn(door, folder),
    query: {
      $select: messageSelect,
      $filter: conditions.join(' and '),
      $orderby: 'receivedDateTime desc',
      $top: String(Math.min(limit, pageSize)),
    },
    doing,
    // What the filter lets through and the comparison does not must not end it early.
    limit: Number.POSITIVE_INFINITY,
    signal,
  });
}

/** Without the one on which everything is sorted; none where that is all. */
function filterOf(query: SearchQuery): readonly string[] {
  const { sinceMs, beforeMs, seen, flagged, draft, hasAttachments, subject, from } = query;
  const sender = from && quoted(from);
  return [
    ...(sinceMs === undefined ? [] : [`receivedDateTime ge ${isoOf(sinceMs)}`]),
    ...(beforeMs === undefined ? [] : [`receivedDateTime lt ${isoOf(beforeMs)}`]),
    ...(seen === undefined ? [] : [`isRead eq ${seen}`]),
    ...(flagged === undefined ? [] : [`flag/flagStatus ${flagged ? 'eq' : 'ne'} 'flagged'`]),
    ...(draft === undefined ? [] : [`isDraft eq ${draft}`]),
    ...(hasAttachments === undefined ? [] : [`hasAttachments eq ${hasAttachments}`]),
    ...(subject ? [`contains(subject,${quoted(subject)})`] : []),
    ...(sender
      ? [`(contains(from/emailAddress/address,${sender}) or contains(from/emailAddress/name,${sender}))`]
      : []),
  ];
}

/**
 * In windows of a thousand: where one is full, the next one ends on the day of its oldest message. $search has an order of
 * its own, so each window is sorted here.
 */
async function* byWords(
  door: GraphDoor,
  folder: string,
  query: SearchQuery,
  { signal }: ListOptions,
): AsyncGenerator<GraphMessage, void> {
  // Marks alone are no words.
  if (kqlOf(query) === '') return yield* byProperties(door, folder, query, { signal });
  const seen = new Set<string>();
  let untilMs = query.beforeMs;
  for (;;) {
    const kql = kqlOf({ ...query, beforeMs: untilMs });
    const request = {
      path: messagesIn(door, folder),
      query: {
        $select: messageSelect,
        $search: `"${kql.replace(/[\\"]/g, '\\$&')}"`,
        $top: String(pageSize),
      },
      doing,
      limit: searchedMax,
      signal,
    };
    const found: GraphMessage[] = [];
    let count = 0;
    for await (const message of messagesOf(door, request)) {
      count += 1;
      if (!seen.has(message.id)) found.push(message);
    }
    found.sort((a, b) => (b.receivedAtMs ?? 0) - (a.receivedAtMs ?? 0));
    for (const message of found) seen.add(message.id);
    yield* found;
    const oldestMs = found.at(-1)?.receivedAtMs;
    if (count < searchedMax) return;
    if (oldestMs === undefined) {
      // More than a thousand on one day: KQL knows no time of day.
      door.log?.warn('graph.search-cut', { account: door.account, results: seen.size });
      return;
    }
    untilMs = oldestMs + 1;
  }
}
