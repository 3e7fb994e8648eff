// Away: into the trash, as every mail program does it, and for good from there or where the caller says so. POP has no trash
// to put anything into: what Exchange does with a DELE is Exchange's (docs/quirks.md).

import { invariant } from '../../base/invariant.ts';
import type { MailboxContext } from '../context.ts';
import type { VerbOptions } from '../mailbox.ts';
import type { MessageId } from '../message.ts';
import { onFound } from './on-found.ts';

export async function deleteMessages(
  context: MailboxContext,
  ids: readonly string[],
  options: VerbOptions & { permanently?: boolean | undefined },
): Promise<void> {
  const door = context.doorFor('delete', options.via);
  if (ids.length === 0) return;
  const tree = await context.folders(door, options);
  const trash = tree.get('trash');
  await onFound(context, door, ids, options, async ({ folder, locators }) => {
    invariant(door.remove, 'the routes of delete lead to doors that can');
    const inTrash = folder === 'trash' || folder.startsWith('trash/');
    if (options.permanently || inTrash || !trash || !door.move) await door.remove(locators, options);
    else await door.move(locators, trash, options);
    return locators;
  });
  for (const id of ids) context.locations.forget(door.service, id as MessageId);
}
