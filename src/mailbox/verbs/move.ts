// Into another folder: the message itself, or a copy of it.

import { invariant } from '../../base/invariant.ts';
import type { MailboxContext } from '../context.ts';
import type { Locator, ReadDoor } from '../doors/door.ts';
import { messageIdOf, nameOf } from '../ids/message-ref.ts';
import type { Located } from '../locate.ts';
import type { MessageId } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';
import { onFound } from './on-found.ts';

export async function moveMessages(
  context: MailboxContext,
  ids: readonly string[],
  given: string,
  options: VerbOptions,
): Promise<readonly MessageId[]> {
  const door = context.doorFor('move', options.via);
  return context.inFolder(door, given, options, async (path, folder) => {
    if (ids.length === 0) return [];
    const moved = await onFound<Placed>(
      context,
      door,
      ids,
      options,
      async ({ folder: from, found, locators }) => {
        invariant(door.move, 'the routes of move lead to doors that can');
        // A move to where it is already would make a new message of it at some servers.
        if (from === path) return found.map((located) => ({ located, stays: true as const }));
        const places = await door.move(locators, folder, options);
        return found.map((located, index) => ({ located, locator: places[index] }));
      },
    );
    for (const [index, id] of ids.entries()) {
      const one = moved[index];
      if (one && !('stays' in one)) context.locations.forget(door.service, id as MessageId);
    }
    return idsThere(context, door, path, moved);
  });
}

export async function copyMessages(
  context: MailboxContext,
  ids: readonly string[],
  given: string,
  options: VerbOptions,
): Promise<readonly MessageId[]> {
  const door = context.doorFor('copy', options.via);
  return context.inFolder(door, given, options, async (path, folder) => {
    if (ids.length === 0) return [];
    const copies = await onFound<Placed>(context, door, ids, options, async ({ found, locators }) => {
      invariant(door.copy, 'the routes of copy lead to doors that can');
      const places = await door.copy(locators, folder, options);
      return found.map((located, index) => ({ located, locator: places[index] }));
    });
    return idsThere(context, door, path, copies);
  });
}

type Placed =
  | { readonly located: Located; readonly stays: true }
  | { readonly located: Located; readonly locator: Locator | undefined };

/** What has just come is the newest of its name there; several that are alike keep their order among themselves. */
function idsThere(
  context: MailboxContext,
  door: ReadDoor,
  folder: string,
  placed: readonly Placed[],
): readonly MessageId[] {
  const twins = new Map<string, Set<number>>();
  for (const { located } of placed) {
    const name = nameOf(located.message);
    twins.set(name, (twins.get(name) ?? new Set()).add(located.twin ?? 1));
  }
  return placed.map((one) => {
    const { message, twin = 1 } = one.located;
    if ('stays' in one) return messageIdOf(folder, message, twin);
    const order = [...(twins.get(nameOf(message)) ?? [])].sort((a, b) => a - b);
    const id = messageIdOf(folder, message, order.indexOf(twin) + 1);
    const { locator } = one;
    if (locator)
      context.locations.remember(door.service, id, {
        ...one.located,
        folder,
        message: { ...message, locator },
      });
    else context.locations.forget(door.service, id);
    return id;
  });
}
