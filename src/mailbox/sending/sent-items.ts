// Looking into Sent Items: whether a message of ours is there. By Message-ID, and by the field in which Exchange keeps ours
// where it writes one of its own (Outlook.com does).

import { parseFields } from '../../mime/header/fields.ts';
import type { MailboxContext } from '../context.ts';
import type { DoorFolder, DoorMessage, ReadDoor } from '../doors/door.ts';

const originalField = 'x-microsoft-original-message-id';
/** How far back a copy can lie that was filed a moment ago. */
const newestMax = 10;

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
  const tree = await context.folders(door, { signal });
  const found = tree.selectable().find(([, { use }]) => use === 'sent');
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

/** One look. */
export async function findSent(
  { door, folder }: SentFolder,
  messageId: string,
  signal: AbortSignal | undefined,
): Promise<DoorMessage | undefined> {
  const named = await door.find(folder, { messageId }, { signal });
  const exact = named.find((message) => message.messageId === messageId);
  if (exact || !door.head) return exact;
  for await (const message of door.list(folder, { limit: newestMax, signal })) {
    const fields = parseFields(await door.head(message.locator, { signal }));
    if (fields.first(originalField) === messageId) return message;
  }
  return undefined;
}
