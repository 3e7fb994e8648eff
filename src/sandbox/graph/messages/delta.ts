// The delta of one folder: first everything, newest first, then what changed since, read from the folder's numbered
// changes. The options of the first request are in the links (facts, "Delta").

import type { ChangeKind } from '../../mailboxes/change.ts';
import type { Folder } from '../../mailboxes/folder.ts';
import type { Item } from '../../mailboxes/item.ts';
import { badRequest, GraphError } from '../error.ts';
import { type CollectionOptions, linkWith, optionsOf, readToken } from '../odata/options.ts';
import { messageRow } from './message-json.ts';
import { type View } from './properties.ts';
import { arrivals, type Position, positionOf } from './received-index.ts';

export interface DeltaRequest {
  readonly url: URL;
  readonly options: CollectionOptions;
  readonly view: View;
  readonly pageSize: number;
  readonly show: (item: Item) => Record<string, unknown>;
}

export interface DeltaPage {
  readonly value: ReadonlyArray<Record<string, unknown>>;
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

const filteredMax = 5000;

/** @throws GraphError 400 for options that a delta does not take, 410 when the state is too old or not one of ours. */
export function deltaPage(folder: Folder, request: DeltaRequest): DeltaPage {
  const given = optionsOf(request.url);
  checkOptions(request.options, given);
  const state = readToken(given.get('$deltatoken'));
  return state ? changed(folder, state, request) : everything(folder, request);
}

function everything(folder: Folder, request: DeltaRequest): DeltaPage {
  const { url, options, pageSize } = request;
  // [UIDVALIDITY, sequence at the beginning, messages shown, then the position of the last one]
  const [validity, began = folder.sequence, shown = 0, receivedMs, uid] = numbers(options.skipToken ?? []);
  if (validity !== undefined && validity !== folder.uidValidity) throw startOver(url);
  const after: Position | undefined =
    receivedMs === undefined || uid === undefined
      ? undefined
      : { receivedMs, validity: folder.uidValidity, uid };
  const max = options.filter ? Math.min(pageSize, filteredMax - shown) : pageSize;
  const items: Item[] = [];
  let more = false;
  if (wants(url, 'created')) {
    for (const item of arrivals([folder], { descending: true, after })) {
      if (!matches(item, request)) continue;
      if (items.length >= max) {
        more = shown + items.length < filteredMax || !options.filter;
        break;
      }
      items.push(item);
    }
  }
  const last = items.at(-1);
  const value = items.map((item) => request.show(item));
  if (!more || !last) {
    return { value, '@odata.deltaLink': linkWith(url, '$deltatoken', [folder.uidValidity, began]) };
  }
  const at = positionOf(last);
  const token = [folder.uidValidity, began, shown + items.length, at.receivedMs, at.uid];
  return { value, '@odata.nextLink': linkWith(url, '$skiptoken', token) };
}

function changed(folder: Folder, state: readonly unknown[], request: DeltaRequest): DeltaPage {
  const { url, pageSize } = request;
  const [validity, since = 0] = numbers(state);
  const changes = validity === folder.uidValidity ? folder.changesAfter(since) : undefined;
  if (!changes) throw startOver(url);
  // What happened to one message on the way is told once, as what it came to.
  const latest = new Map<string, { kind: ChangeKind; item: Item; id: string }>();
  let reached = since;
  let full = false;
  for (const change of changes) {
    const key = change.item.immutableId;
    const before = latest.get(key);
    if (!before && latest.size >= pageSize) {
      full = true;
      break;
    }
    reached = change.sequence;
    const isNew = before?.kind === 'created' || (change.kind === 'created' && !change.rewritten && !before);
    latest.delete(key);
    latest.set(key, {
      kind: change.kind === 'deleted' ? 'deleted' : isNew ? 'created' : 'updated',
      item: change.item,
      id: change.id,
    });
  }
  const value = [...latest.values()].flatMap(({ kind, item, id }) => {
    if (!wants(url, kind)) return [];
    if (kind === 'deleted') return [removed(request.view.immutableIds ? item.immutableId : id)];
    if (!item.alive) return [];
    return matches(item, request) ? [request.show(item)] : [];
  });
  const name = full ? '@odata.nextLink' : '@odata.deltaLink';
  return { value, [name]: linkWith(url, '$deltatoken', [folder.uidValidity, reached]) };
}

function removed(id: string): Record<string, unknown> {
  return { '@odata.type': '#microsoft.graph.message', id, '@removed': { reason: 'deleted' } };
}

function matches(item: Item, { options, view }: DeltaRequest): boolean {
  return options.filter?.matches(messageRow(item, view)) ?? true;
}

/** `changeType=created` narrows the answer to one kind of change. */
function wants(url: URL, kind: ChangeKind): boolean {
  const wanted = url.searchParams.get('changeType');
  if (wanted === null) return true;
  if (!['created', 'updated', 'deleted'].includes(wanted)) {
    throw badRequest(`Invalid value '${wanted}' for changeType.`, 'ErrorInvalidParameter');
  }
  return wanted === kind;
}

function checkOptions(options: CollectionOptions, given: ReadonlyMap<string, string>): void {
  const refuse = (what: string): Error =>
    badRequest(`${what} is not supported for change tracking.`, 'ErrorInvalidUrlQuery');
  if (options.search !== undefined) throw refuse('$search');
  const [order, ...more] = options.order;
  if (order && (more.length > 0 || order.path.join('/') !== 'receivedDateTime' || !order.descending)) {
    throw refuse('This $orderby');
  }
  const filter = given.get('$filter');
  if (filter !== undefined && !/^\s*receivedDateTime\s+(?:ge|gt)\s+\S+\s*$/.test(filter)) {
    throw refuse('This $filter');
  }
}

/** Where the links of a reader that is too far behind lead. */
export function startOver(url: URL): GraphError {
  return new GraphError(
    410,
    'syncStateNotFound',
    'The sync state generation is not found; a full synchronization is needed.',
    { Location: linkWith(url, '$deltatoken', []).replace(/(\$deltatoken=)[^&]*/, '$1') },
  );
}

function numbers(token: readonly unknown[]): number[] {
  if (token.every((value) => Number.isSafeInteger(value))) return token.map(Number);
  throw badRequest('The delta token is not valid.', 'ErrorInvalidUrlQuery');
}
