// Looking into Sent Items: whether a message of ours is there. By Message-ID, and by the field in which Exchange keeps ours
// where it writes one of its own (Outlook.com does).

import type { MailboxContext } from '../context.ts';
import type { DoorFolder, ReadDoor } from '../doors/door.ts';

export interface SentFolder {
  readonly door: ReadDoor;
  readonly path: string;
  readonly folder: DoorFolder;
}

/** Undefined where the account is connected for nothing that shows folders, or has no such folder. */
export async function sentFolder(
  context: MailboxContext,
  signal: AbortSignal | undefined,
): Promise<SentFolder | undefined> {
  const service = (['imap', 'graph'] as const).find((one) => context.world.connected.includes(one));
  if (!service) return undefined;
  const door = context.door(service);
  const found = await context.folderFor(door, 'sent', { signal });
  return found && { door, path: found[0], folder: found[1] };
}

/** Made where there is none: a server that files nothing itself may never have had one. */
export async function sentFolderMade(
  context: MailboxContext,
  signal: AbortSignal | undefined,
): Promise<SentFolder | undefined> {
  const known = await sentFolder(context, signal);
  if (known || !context.world.connected.includes('imap')) return known;
  const door = context.door('imap');
  if (!door.createFolder) return undefined;
  const folder = await door.createFolder(undefined, 'Sent', { signal });
  context.forgetFolders();
  return { door, path: 'sent', folder };
}

/** One look: whether it is there. */
export async function isSent(
  { door, folder }: SentFolder,
  messageId: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const named = await door.find(folder, { messageId }, { signal });
  if (named.some((message) => message.messageId === messageId)) return true;
  return (await door.replaced?.(folder, messageId, { signal })) ?? false;
}
