// A page of messages: filtered, searched, sorted, and from where the last page ended. The usual order, by arrival, comes
// from the index and stops when the page is full; any other order has to look at every message.

import type { Folder } from '../../mailboxes/folder.ts';
import type { Item } from '../../mailboxes/item.ts';
import { addresses, readableBody, subject } from '../../mime/read.ts';
import { badRequest } from '../error.ts';
import type { CollectionOptions } from '../odata/options.ts';
import { compareValues, type OrderKey } from '../odata/order.ts';
import { parseSearch, type Searched, type SearchProperty } from '../odata/search.ts';
import { attachmentsOf } from './attachments.ts';
import { messageRow } from './message-json.ts';
import { importance, type View } from './properties.ts';
import { arrivals, byArrival, type Position, positionOf } from './received-index.ts';

export interface MessagePage {
  readonly items: readonly Item[];
  readonly count: number | undefined;
  /** Where the next page begins; undefined at the end. */
  readonly next: readonly unknown[] | undefined;
}

const searchedMax = 1000;

/** @throws GraphError 400 for a token that is none and a search that is no KQL. */
export function listMessages(
  folders: readonly Folder[],
  options: CollectionOptions,
  about: { view: View; nowMs: number },
): MessagePage {
  const matches = matcher(options, about);
  return isByArrival(options.order)
    ? pageByArrival(folders, options, matches)
    : pageBySorting(folders, options, { matches, view: about.view });
}

type Matches = ((item: Item) => boolean) | undefined;

function matcher(options: CollectionOptions, about: { view: View; nowMs: number }): Matches {
  const { filter, search } = options;
  if (search !== undefined) {
    const test = parseSearch(search, about.nowMs);
    return (item) => test(searched(item));
  }
  return filter && ((item) => filter.matches(messageRow(item, about.view)));
}

function pageByArrival(
  folders: readonly Folder[],
  options: CollectionOptions,
  matches: Matches,
): MessagePage {
  const descending = options.order[0]?.descending ?? true;
  const after = options.skipToken && readPosition(options.skipToken);
  // The service searches no further than this either.
  const max = options.search === undefined ? options.top : Math.min(options.top, searchedMax);
  const items: Item[] = [];
  let skip = after ? 0 : options.skip;
  let more = false;
  for (const item of arrivals(folders, { descending, after })) {
    if (matches && !matches(item)) continue;
    if (skip > 0) skip -= 1;
    else if (items.length === max) {
      more = true;
      break;
    } else items.push(item);
  }
  const last = items.at(-1);
  return {
    items,
    count: options.count ? countOf(folders, matches) : undefined,
    next: more && last ? positionToken(last) : undefined,
  };
}

function pageBySorting(
  folders: readonly Folder[],
  options: CollectionOptions,
  about: { matches: Matches; view: View },
): MessagePage {
  const { matches } = about;
  const keyOf = (item: Item): unknown[] => {
    const row = messageRow(item, about.view);
    return options.order.map(({ path }) => valueAt(row, path));
  };
  const all = [...arrivals(folders, { descending: true })].filter((item) => !matches || matches(item));
  const sorted = all
    .map((item) => ({ item, key: [...keyOf(item), item.immutableId] }))
    .sort((a, b) => compareKeys(a.key, b.key, options.order));
  const { skipToken } = options;
  const start = skipToken
    ? sorted.findIndex(({ key }) => compareKeys(key, skipToken, options.order) > 0)
    : options.skip;
  const page = start < 0 ? [] : sorted.slice(start, start + options.top);
  const last = page.at(-1);
  const more = start >= 0 && start + options.top < sorted.length;
  return {
    items: page.map(({ item }) => item),
    count: options.count ? all.length : undefined,
    next: more && last ? last.key : undefined,
  };
}

function compareKeys(a: readonly unknown[], b: readonly unknown[], order: readonly OrderKey[]): number {
  for (const [index, { descending }] of order.entries()) {
    const difference = compareValues(a[index], b[index]);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return compareValues(a[order.length], b[order.length]);
}

function isByArrival(order: readonly OrderKey[]): boolean {
  return order.length === 0 || order[0]?.path.join('/') === 'receivedDateTime';
}

function countOf(folders: readonly Folder[], matches: Matches): number {
  let count = 0;
  for (const folder of folders) {
    if (!matches) count += folder.count;
    else for (const item of byArrival(folder)) if (matches(item)) count += 1;
  }
  return count;
}

function positionToken(item: Item): readonly unknown[] {
  const { receivedMs, validity, uid } = positionOf(item);
  return [receivedMs, validity, uid];
}

function readPosition(token: readonly unknown[]): Position {
  const [receivedMs, validity, uid] = token;
  if (typeof receivedMs !== 'number' || typeof validity !== 'number' || typeof uid !== 'number') {
    throw badRequest('The skip token is not valid.', 'ErrorInvalidUrlQuery');
  }
  return { receivedMs, validity, uid };
}

function valueAt(row: (name: string) => unknown, path: readonly string[]): unknown {
  let value = row(path[0] ?? '');
  for (const name of path.slice(1)) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null;
  }
  return value ?? null;
}

function searched(item: Item): Searched {
  const { mime } = item.content;
  const people = (...fields: string[]): string =>
    fields
      .flatMap((field) => addresses(mime, field))
      .map(({ name, address }) => `${name} ${address}`)
      .join('; ');
  const text = (property: SearchProperty): string => {
    switch (property) {
      case 'subject':
        return subject(mime);
      case 'body':
        return readableBody(mime, 'text').content;
      case 'from':
        return people('from', 'sender');
      case 'to':
      case 'cc':
      case 'bcc':
        return people(property);
      case 'attachment':
        return attachmentsOf(item)
          .map(({ name }) => name)
          .join('; ');
      case 'category':
        return item.categories.join('; ');
      case 'any':
        return [text('subject'), text('from'), people('to', 'cc'), text('attachment'), text('body')].join(
          '\n',
        );
    }
  };
  return {
    text,
    receivedMs: item.receivedMs,
    get hasAttachments() {
      return attachmentsOf(item).some(({ inline }) => !inline);
    },
    isRead: item.flags.has('\\Seen'),
    sizeBytes: item.content.size,
    get importance() {
      return importance(item);
    },
  };
}
