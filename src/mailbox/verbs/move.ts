// Into another folder: the message itself, or a copy of it.

import { invariant } from '../../base/invariant.ts';
import type { MailboxContext } from '../context.ts';
import type { Locator, ReadDoor } from '../doors/door.ts';
import { messageIdOf } from '../ids/message-ref.ts';
import type { Located } from '../locate.ts';
import type { VerbOptions } from '../mailbox.ts';
import type { MessageId } from '../message.ts';
import { byFolder, locatorsOf, onFound } from './on-found.ts';

export async function moveMessages(
  context: MailboxContext,
  ids: readonly string[],
  given: string,
  options: VerbOptions,
): Promise<readonly MessageId[]> {
  const door = context.doorFor('move', options.via);
  const [path, folder] = (await context.folders(door, options)).find(given, context.world.address);
  if (ids.length === 0) return [];
  return onFound(context, door, ids, options, async (found) => {
    invariant(door.move, 'the routes of move lead to doors that can');
    const now = new Map<Located, Locator | undefined>();
    for (const [from, group] of byFolder(found)) {
      // A move to where it is already would make a new message of it at some servers.
      if (from === path) continue;
      const places = await door.move(locatorsOf(group), folder, options);
      group.forEach((located, index) => void now.set(located, places[index]));
    }
    for (const [index, id] of ids.entries()) {
      const located = found[index];
      if (located && located.folder !== path) context.locations.forget(door.service, id as MessageId);
    }
    return found.map((located) => idThere(context, door, located, path, now.get(located)));
  });
}

export async function copyMessages(
  context: MailboxContext,
  ids: readonly string[],
  given: string,
  options: VerbOptions,
): Promise<readonly MessageId[]> {
  const door = context.doorFor('copy', options.via);
  const [path, folder] = (await context.folders(door, options)).find(given, context.world.address);
  if (ids.length === 0) return [];
  return onFound(context, door, ids, options, async (found) => {
    invariant(door.copy, 'the routes of copy lead to doors that can');
    const copies = new Map<Located, Locator | undefined>();
    for (const group of byFolder(found).values()) {
      const places = await door.copy(locatorsOf(group), folder, options);
      group.forEach((located, index) => void copies.set(located, places[index]));
    }
    return found.map((located) => idThere(context, door, located, path, copies.get(located)));
  });
}

/** The newest of its name there: it has just come. */
function idThere(
  context: MailboxContext,
  door: ReadDoor,
  { message }: Located,
  folder: string,
  locator: Locator | undefined,
): MessageId {
  const id = messageIdOf(folder, message);
  if (locator) context.locations.remember(door.service, id, { folder, message: { ...message, locator } });
  else context.locations.forget(door.service, id);
  return id;
}
