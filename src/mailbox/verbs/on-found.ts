// What the verbs on known messages share: find them, act, and where one has moved since it was seen, look once more.

import { isMailgrantError } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { Locator, ReadDoor } from '../doors/door.ts';
import { type Located, locate } from '../locate.ts';
import type { MessageId } from '../message.ts';

type AtLeastOne<T> = readonly [T, ...T[]];

/** @throws `message-unknown`, `message-ambiguous`, `message-id-not-understood` */
export async function onFound<T>(
  context: MailboxContext,
  door: ReadDoor,
  ids: readonly string[],
  options: { signal?: AbortSignal | undefined },
  act: (found: AtLeastOne<Located>) => Promise<T>,
): Promise<T> {
  const look = async (): Promise<AtLeastOne<Located>> => {
    const found: Located[] = [];
    for (const id of ids) found.push(await locate(context, door, id, options));
    // `ids` is not empty: the verbs see to that.
    return found as unknown as AtLeastOne<Located>;
  };
  const remembered = ids.some((id) => context.locations.get(door.service, id as MessageId) !== undefined);
  try {
    return await act(await look());
  } catch (error) {
    if (!remembered || !isMailgrantError(error) || error.code !== 'mail-message-gone') throw error;
    for (const id of ids) context.locations.forget(door.service, id as MessageId);
    return act(await look());
  }
}

/** Messages of one folder together: a door takes them in one command. */
export function byFolder(found: readonly Located[]): ReadonlyMap<string, readonly Located[]> {
  const groups = new Map<string, Located[]>();
  for (const located of found) {
    const group = groups.get(located.folder);
    if (group) group.push(located);
    else groups.set(located.folder, [located]);
  }
  return groups;
}

export function locatorsOf(found: readonly Located[]): readonly Locator[] {
  return found.map(({ message }) => message.locator);
}
