// What the verbs on known messages share: find them, act on those of one folder together, and where one has moved since it
// was seen, look once more for those that were not acted on. What is done is never done again: of two messages that are
// alike the second takes the first one's id when that is gone.

import { isMailgrantError } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { Locator, ReadDoor } from '../doors/door.ts';
import { type Located, locate } from '../locate.ts';
import type { MessageId } from '../message.ts';

/** The messages of one folder, each once. */
export interface Group {
  readonly folder: string;
  readonly found: readonly [Located, ...Located[]];
  readonly locators: readonly Locator[];
  /** For each of `found`, the ids that it was asked for by. */
  readonly ids: readonly (readonly string[])[];
}

interface Asked {
  readonly id: string;
  readonly located: Located;
}

/**
 * @param act - answers for each message of the group, in their order
 * @returns for each id, in their order
 * @throws `message-unknown`, `message-ambiguous`, `message-id-not-understood`
 */
export async function onFound<T>(
  context: MailboxContext,
  door: ReadDoor,
  ids: readonly string[],
  options: { signal?: AbortSignal | undefined },
  act: (group: Group) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const wanted = [...new Set(ids)];
  const done = new Map<string, T>();
  const look = async (which: readonly string[]): Promise<readonly Asked[]> => {
    const asked: Asked[] = [];
    for (const id of which) asked.push({ id, located: await locate(context, door, id, options) });
    return asked;
  };
  const actOn = async (asked: readonly Asked[]): Promise<void> => {
    const group = groupOf(asked);
    const answers = await act(group);
    for (const { id, located } of asked) {
      const place = placeOf(located);
      const answer = answers[group.found.findIndex((one) => placeOf(one) === place)];
      // `act` answers for everything that it is handed.
      done.set(id, answer as T);
    }
  };
  const remembered = new Set(wanted.filter((id) => context.locations.get(door.service, id as MessageId)));
  const again: string[] = [];
  for (const asked of byFolder(await look(wanted))) {
    try {
      await actOn(asked);
    } catch (error) {
      const stale = asked.some(({ id }) => remembered.has(id));
      if (!stale || !isMailgrantError(error) || error.code !== 'mail-message-gone') throw error;
      for (const { id } of asked) context.locations.forget(door.service, id as MessageId);
      again.push(...asked.map(({ id }) => id));
    }
  }
  if (again.length > 0) for (const asked of byFolder(await look(again))) await actOn(asked);
  return ids.map((id) => done.get(id) as T);
}

function byFolder(asked: readonly Asked[]): ReadonlyArray<readonly Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) {
    const group = groups.get(one.located.folder);
    if (group) group.push(one);
    else groups.set(one.located.folder, [one]);
  }
  return [...groups.values()];
}

/** One message may have been named by two ids. */
function groupOf(asked: readonly Asked[]): Group {
  const byPlace = new Map<string, { located: Located; ids: string[] }>();
  for (const { id, located } of asked) {
    const place = placeOf(located);
    const known = byPlace.get(place);
    if (known) known.ids.push(id);
    else byPlace.set(place, { located, ids: [id] });
  }
  const messages = [...byPlace.values()];
  // `asked` comes from byFolder, which makes no empty group.
  const found = messages.map(({ located }) => located) as unknown as Group['found'];
  const locators = found.map(({ message }) => message.locator);
  return { folder: found[0].folder, found, locators, ids: messages.map(({ ids }) => ids) };
}

function placeOf({ message }: Located): string {
  return JSON.stringify(message.locator);
}
