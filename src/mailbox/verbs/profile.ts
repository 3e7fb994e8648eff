// Whose mailbox it is. Graph alone tells; where a permission is missing, what the account is known by is told instead.

import { isMailgrantError } from '../../errors/error.ts';
import { readProfile, readTimeZone } from '../../mail/graph/profile.ts';
import type { MailboxContext } from '../context.ts';
import { graphDoorOf } from '../doors/graph-door.ts';
import type { VerbOptions } from '../verb-options.ts';

export interface Profile {
  /** Of the directory, or of a personal account; undefined where the permission to read it is missing. */
  readonly id: string | undefined;
  readonly displayName: string | undefined;
  /** The mailbox's primary address, as far as anybody tells. */
  readonly address: string;
  /** All of its addresses; the primary one first. */
  readonly addresses: readonly string[];
  /** What is typed to sign in. Need not be an address of the mailbox. */
  readonly userPrincipalName: string | undefined;
  /** As the mailbox has it set: 'W. Europe Standard Time'. */
  readonly timeZone: string | undefined;
  readonly language: string | undefined;
}

export async function mailboxProfile(context: MailboxContext, options: VerbOptions): Promise<Profile> {
  context.route('profile', options.via);
  const { world } = context;
  const door = graphDoorOf(world);
  const { signal } = options;
  const [told, timeZone] = await Promise.all([
    readProfile(door, { signal }).catch((error: unknown) => {
      if (!isMailgrantError(error) || error.code !== 'graph-access-denied') throw error;
      world.log?.info('profile.not-told', { account: world.account.ref, mailbox: world.address });
      return undefined;
    }),
    readTimeZone(door, { signal }),
  ]);
  const known = context.isShared ? undefined : world.account.displayName;
  const address = told?.mail ?? world.address;
  const others = (told?.addresses ?? []).filter((one) => one.toLowerCase() !== address.toLowerCase());
  return {
    id: told?.id,
    displayName: told?.displayName ?? known,
    address,
    addresses: [address, ...others],
    userPrincipalName: told?.userPrincipalName,
    timeZone,
    language: told?.preferredLanguage,
  };
}
