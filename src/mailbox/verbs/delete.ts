// Away: into the trash, as every mail program does it, and for good where an id names the trash or the caller says so. POP has no trash
// to put anything into: what Exchange does with a DELE is Exchange's (docs/quirks.md).

import { invariant } from '../../base/invariant.ts';
import type { MailboxContext } from '../context.ts';
import { parseMessageId } from '../ids/message-ref.ts';
import type { MessageId } from '../message.ts';
import type { VerbOptions } from '../verb-options.ts';
import { onFound } from './on-found.ts';

export async function deleteMessages(
  context: MailboxContext,
  ids: readonly string[],
  options: VerbOptions & { permanently?: boolean | undefined },
): Promise<void> {
  const door = context.doorFor('delete', options.via);
  if (ids.length === 0) return;
  const trash = (await context.folderFor(door, 'trash', options))?.[1];
  await onFound(context, door, ids, options, async ({ folder, locators, ids: named }) => {
    invariant(door.remove, 'the routes of delete lead to doors that can');
    if (options.permanently || !trash || !door.move) await door.remove(locators, options);
    else if (!isTrash(folder)) await door.move(locators, trash, options);
    else {
      // Deleting twice by an id that names the inbox must not be the same as emptying the trash: it is done already.
      const meant = locators.filter((_, index) => named[index]?.some(namesTrash));
      if (meant.length > 0) await door.remove(meant, options);
    }
    return locators;
  });
  for (const id of ids) context.locations.forget(door.service, id as MessageId);
}

function namesTrash(id: string): boolean {
  const { folder } = parseMessageId(id);
  return folder !== undefined && isTrash(folder);
}

function isTrash(folder: string): boolean {
  return folder === 'trash' || folder.startsWith('trash/');
}
