// The messages of a folder by the time of their arrival, kept from one list to the next: the newest ten of 100,000 are
// found without sorting or reading the others. Follows the folder's numbered changes.

import type { Folder } from '../../mailboxes/folder.ts';
import type { Item } from '../../mailboxes/item.ts';

/** A place in the order of arrival. */
export interface Position {
  readonly receivedMs: number;
  /** UIDVALIDITY, which no two folders of a mailbox share. */
  readonly validity: number;
  readonly uid: number;
}

export function positionOf(item: Item): Position {
  return { receivedMs: item.receivedMs, validity: item.folder.uidValidity, uid: item.uid };
}

interface Known {
  sequence: number;
  /** Ascending. */
  readonly items: Item[];
}

const known = new WeakMap<Folder, Known>();
/** Beyond so many changes, sorting anew is quicker than putting each in its place. */
const changesMax = 200;

export function byArrival(folder: Folder): readonly Item[] {
  const before = known.get(folder);
  if (before?.sequence === folder.sequence) return before.items;
  const changes = before && folder.changesAfter(before.sequence);
  if (!before || !changes || changes.length > changesMax) {
    const items = [...folder.items].sort((a, b) => a.receivedMs - b.receivedMs || a.uid - b.uid);
    known.set(folder, { sequence: folder.sequence, items });
    return items;
  }
  for (const { kind, item } of changes) {
    if (kind === 'created') before.items.splice(lowerBound(before.items, positionOf(item)), 0, item);
    else if (kind === 'deleted') {
      const at = lowerBound(before.items, positionOf(item));
      if (before.items[at] === item) before.items.splice(at, 1);
    }
  }
  before.sequence = folder.sequence;
  return before.items;
}

/** The messages of several folders in one order, beginning behind `after`, as lazily as they are taken. */
export function* arrivals(
  folders: readonly Folder[],
  options: { descending: boolean; after?: Position | undefined },
): Generator<Item> {
  const step = options.descending ? -1 : 1;
  const runs = folders.map((folder) => {
    const items = byArrival(folder);
    const { after } = options;
    const start = after
      ? options.descending
        ? lowerBound(items, after) - 1
        : upperBound(items, after)
      : options.descending
        ? items.length - 1
        : 0;
    return { items, at: start };
  });
  for (;;) {
    let best: { items: readonly Item[]; at: number } | undefined;
    for (const run of runs) {
      const item = run.items[run.at];
      const leader = best?.items[best.at];
      if (item && (!leader || compareArrival(item, positionOf(leader)) * step < 0)) best = run;
    }
    const item = best?.items[best.at];
    if (!best || !item) return;
    best.at += step;
    yield item;
  }
}

function compareArrival(item: Item, other: Position): number {
  return (
    item.receivedMs - other.receivedMs || item.folder.uidValidity - other.validity || item.uid - other.uid
  );
}

function lowerBound(items: readonly Item[], position: Position): number {
  return bound(items, (item) => compareArrival(item, position) < 0);
}

function upperBound(items: readonly Item[], position: Position): number {
  return bound(items, (item) => compareArrival(item, position) <= 0);
}

function bound(items: readonly Item[], before: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item && before(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
