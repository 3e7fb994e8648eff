// Read or unread, flagged or not, answered, forwarded.

import { invariant } from '../../base/invariant.ts';
import type { MailboxContext } from '../context.ts';
import type { FlagChange } from '../doors/door.ts';
import type { VerbOptions } from '../verb-options.ts';
import { onFound } from './on-found.ts';

export async function flagMessages(
  context: MailboxContext,
  ids: readonly string[],
  change: FlagChange,
  options: VerbOptions,
): Promise<void> {
  const door = context.doorFor('flag', options.via);
  if (ids.length === 0) return;
  await onFound(context, door, ids, options, async ({ locators }) => {
    invariant(door.flag, 'the routes of flag lead to doors that can');
    await door.flag(locators, change, options);
    return locators;
  });
}
