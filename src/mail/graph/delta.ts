// What has changed in one folder (Graph documentation, "message: delta"): first everything, then what came since. Links are
// followed as they are, and only to where they came from: the options of the first request are in them. Entries may come
// twice and out of order; the last one of a page is what counts.

import * as v from 'valibot';
import { isMailgrantError } from '../../errors/error.ts';
import { messageShape, shaped } from './answer-shapes.ts';
import { type Extras, extrasOf, withExtras } from './extras.ts';
import { type GraphMessage, messageOf, messagePath, messageSelect, messagesIn } from './messages.ts';
import { type GraphDoor, graphRequest } from './request.ts';

/** A message with what a list does not show of it and what may change all the same. */
export interface ChangedMessage {
  readonly message: GraphMessage;
  readonly categories: readonly string[];
  readonly importance: string;
}

export type DeltaEntry =
  | { readonly kind: 'removed'; readonly id: string }
  | ({ readonly kind: 'message' } & ChangedMessage)
  /** Graph may tell no more than what has changed of a message. */
  | { readonly kind: 'partial'; readonly id: string };

export interface DeltaPage {
  readonly entries: readonly DeltaEntry[];
  /** Where to go on; `isLast` when there is no more for now. */
  readonly link: string;
  readonly isLast: boolean;
}

/** Graph does not know any more what the link stands for: everything has to be asked for again. */
export class SyncStateLost extends Error {
  override readonly name = 'SyncStateLost';
}

const pageSize = 500;
const pageBytesMax = 64 * 1024 * 1024;
/** A server that links in a circle ends here. */
const pagesMax = 100_000;
const doing = 'asking what has changed';

const changedShape = v.object({
  ...messageShape.entries,
  categories: v.nullish(v.array(v.string())),
  importance: v.nullish(v.string()),
  '@removed': v.nullish(v.unknown()),
});
const pageShape = v.object({
  value: v.array(changedShape),
  '@odata.nextLink': v.nullish(v.string()),
  '@odata.deltaLink': v.nullish(v.string()),
});
const select = `${messageSelect},categories,importance`;

/**
 * @param from - a folder for everything that it holds, or the link of an earlier page
 * @throws SyncStateLost
 */
export async function* readDelta(
  door: GraphDoor,
  from: { readonly folder: string } | { readonly link: string },
  signal: AbortSignal,
): AsyncGenerator<DeltaPage, void> {
  const prefer = [`odata.maxpagesize=${pageSize}`];
  const always = { method: 'GET', doing, prefer, bytesMax: pageBytesMax, signal } as const;
  let request: Parameters<typeof graphRequest>[1] =
    'link' in from
      ? { ...always, path: from.link }
      : { ...always, path: `${messagesIn(door, from.folder)}/delta`, query: { $select: select } };
  for (let number = 0; number < pagesMax; number += 1) {
    const page = shaped(pageShape, await asked(door, request), { door, doing });
    const link = page['@odata.nextLink'] ?? page['@odata.deltaLink'];
    // Neither of the two: whoever begins anew misses nothing.
    if (!link) throw new SyncStateLost('the page has no link to the next');
    const isLast = !page['@odata.nextLink'];
    yield { entries: folded(page.value), link, isLast };
    if (isLast) return;
    request = { ...always, path: link };
  }
  throw new SyncStateLost(`there are more than ${pagesMax} pages`);
}

/** The whole of it; undefined where it is gone. */
export async function readChanged(
  door: GraphDoor,
  id: string,
  signal: AbortSignal,
): Promise<ChangedMessage | undefined> {
  const one = await readOne(door, id, { select, signal });
  return one && changed(one);
}

/**
 * What Graph's message resource does not have. The delta is not asked for it: by what is reported it answers 500 to such an
 * `$expand` (microsoft-graph-docs, issue 2270). Undefined where it is gone.
 */
export async function readExtras(
  door: GraphDoor,
  id: string,
  signal: AbortSignal,
): Promise<Extras | undefined> {
  if (!door.extras || door.extras.refused) return undefined;
  const one = await readOne(door, id, { select: 'id', signal });
  return one && extrasOf(one.singleValueExtendedProperties);
}

async function readOne(
  door: GraphDoor,
  id: string,
  { select, signal }: { select: string; signal: AbortSignal },
): Promise<v.InferOutput<typeof changedShape> | undefined> {
  const path = messagePath(door, id);
  const ask = async function* (expand: { readonly $expand?: string }) {
    const query = { $select: select, ...expand };
    yield await graphRequest(door, { method: 'GET', path, query, doing, signal });
  };
  try {
    for await (const answer of withExtras(door, ask)) return shaped(changedShape, answer, { door, doing });
  } catch (error) {
    if (!isMailgrantError(error) || error.code !== 'graph-not-found') throw error;
  }
  return undefined;
}

/** 410 with a Location is the same request without a token: the caller makes that by itself. */
async function asked(
  door: GraphDoor,
  request: Parameters<typeof graphRequest>[1],
): Promise<Awaited<ReturnType<typeof graphRequest>>> {
  try {
    return await graphRequest(door, request);
  } catch (error) {
    if (!isMailgrantError(error) || !isLost(error.details)) throw error;
    throw new SyncStateLost(error.message, { cause: error });
  }
}

function isLost({ status, vendor }: Readonly<Record<string, unknown>>): boolean {
  return (
    status === 410 ||
    /^(?:syncStateNotFound|resyncRequired|syncStateInvalid|InvalidSyncStateData)$/i.test(String(vendor))
  );
}

function folded(entries: readonly v.InferOutput<typeof changedShape>[]): DeltaEntry[] {
  const last = new Map<string, DeltaEntry>();
  for (const entry of entries) {
    last.delete(entry.id);
    last.set(entry.id, entryOf(entry));
  }
  return [...last.values()];
}

function entryOf(entry: v.InferOutput<typeof changedShape>): DeltaEntry {
  const { id } = entry;
  if (entry['@removed']) return { kind: 'removed', id };
  const isPartial =
    entry.subject === undefined || entry.receivedDateTime === undefined || entry.isRead === undefined;
  return isPartial ? { kind: 'partial', id } : { kind: 'message', ...changed(entry) };
}

function changed(entry: v.InferOutput<typeof changedShape>): ChangedMessage {
  const { categories, importance } = entry;
  return { message: messageOf(entry), categories: categories ?? [], importance: importance ?? '' };
}
