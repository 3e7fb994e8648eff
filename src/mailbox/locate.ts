// From an id to where the message is, by one door. First what this process has seen, then the folder that the id names,
// then every folder: a message may have been moved since it was listed.

import { fail } from '../errors/error.ts';
import type { MailboxContext } from './context.ts';
import type { DoorFolder, DoorMessage, ReadDoor, ReadService, Wanted } from './doors/door.ts';
import { type MessageRef, messageIdOf, nameIn, nameOf, parseMessageId } from './ids/message-ref.ts';
import type { MessageId, MessageSummary } from './message.ts';

/** A message with the place where this door keeps it. */
export interface Located {
  readonly folder: string;
  readonly message: DoorMessage;
  /** Which of several that are alike in the folder, counted from 1, the newest first; undefined where nobody has counted. */
  readonly twin?: number | undefined;
}

/** As many as the longest list that a program holds on to; the oldest are forgotten, and found again by asking. */
const seenMax = 50_000;

/** Where messages were when this process last saw them. */
export class Locations {
  readonly #seen = new Map<string, Located>();

  get(service: ReadService, id: MessageId): Located | undefined {
    return this.#seen.get(`${service} ${id}`);
  }

  remember(service: ReadService, id: MessageId, located: Located): void {
    if (this.#seen.size >= seenMax) {
      const [oldest] = this.#seen.keys();
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    this.#seen.set(`${service} ${id}`, located);
  }

  forget(service: ReadService, id: MessageId): void {
    this.#seen.delete(`${service} ${id}`);
  }
}

interface Asked {
  readonly signal?: AbortSignal | undefined;
  /** It will be shown: whether it has attachments, too. Default: false. */
  readonly attachments?: boolean | undefined;
}

/**
 * @param id - an id of ours or a Message-ID
 * @throws `message-id-not-understood`, `message-unknown`, `message-ambiguous`
 */
export async function locate(
  context: MailboxContext,
  door: ReadDoor,
  id: string,
  options: Asked = {},
): Promise<Located> {
  // What a caller hands in is compared with ids that were made here.
  const seen = context.locations.get(door.service, id as MessageId);
  if (seen) return seen;
  const ref = parseMessageId(id);
  const located =
    (await inItsFolder(context, door, ref, options)) ?? (await anywhere(context, door, ref, options));
  const { address } = context.world;
  if (!located) throw fail('message-unknown', { account: address, id, folder: ref.folder ?? 'any folder' });
  context.locations.remember(door.service, id as MessageId, located);
  return located;
}

/** As it is shown. Remembers where it is. */
export function summaryOf(
  context: MailboxContext,
  door: Pick<ReadDoor, 'service'>,
  located: Located,
  twin?: number,
): MessageSummary {
  const { folder, message } = located;
  return summaryUnder(messageIdOf(folder, message, twin), context, door, { folder, message, twin });
}

/** The same for a list, which has made the id to count twins. */
export function summaryUnder(
  id: MessageId,
  context: MailboxContext,
  door: Pick<ReadDoor, 'service'>,
  located: Located,
): MessageSummary {
  const { folder, message } = located;
  const { locator: _, ...shown } = message;
  context.locations.remember(door.service, id, located);
  return { id, folder, ...shown };
}

async function inItsFolder(
  context: MailboxContext,
  door: ReadDoor,
  ref: MessageRef,
  options: Asked,
): Promise<Located | undefined> {
  if (ref.folder === undefined) return undefined;
  const path = ref.folder;
  const twins = await context.inFolderAt(door, path, options, (folder) =>
    matching(door, folder, ref, options),
  );
  // Twins are alike to the last byte for all that an id knows; the first stands for them, as it does in a list.
  const twin = ref.twin ?? 1;
  const message = twins?.[twin - 1];
  return message && { folder: path, message, twin };
}

async function anywhere(
  context: MailboxContext,
  door: ReadDoor,
  ref: MessageRef,
  options: Asked,
): Promise<Located | undefined> {
  const tree = await context.folders(door, options);
  const folders = tree.selectable().filter(([path]) => path !== ref.folder);
  const found =
    (await everywhere(door, folders, ref, options)) ?? (await oneByOne(door, folders, ref, options));
  const [only] = found;
  if (found.length <= 1) return only;
  throw ambiguous(context, ref, found);
}

type Folders = ReadonlyArray<readonly [string, DoorFolder]>;

/** In one question; undefined where the door has none for that. */
async function everywhere(
  door: ReadDoor,
  folders: Folders,
  ref: MessageRef,
  options: Asked,
): Promise<readonly Located[] | undefined> {
  const wanted = wantedOf(ref);
  if (!door.findAnywhere || (wanted.messageId ?? wanted.sentAtMs) === undefined) return undefined;
  const paths = new Map(folders.map(([path, { handle }]) => [handle, path]));
  const name = nameIn(ref);
  const found = await door.findAnywhere(wanted, options);
  return found.flatMap((message) => {
    const { locator } = message;
    // What lies in no folder that is listed (Recoverable Items) is in none that an id could name.
    const path = locator.by === 'graph' ? paths.get(locator.folder) : undefined;
    return path !== undefined && nameOf(message) === name ? [{ folder: path, message }] : [];
  });
}

async function oneByOne(
  door: ReadDoor,
  folders: Folders,
  ref: MessageRef,
  options: Asked,
): Promise<readonly Located[]> {
  const found: Located[] = [];
  for (const [path, folder] of folders) {
    for (const message of await matching(door, folder, ref, options)) found.push({ folder: path, message });
  }
  return found;
}

function ambiguous(context: MailboxContext, ref: MessageRef, found: readonly Located[]): Error {
  const count = new Map<string, number>();
  const ids = found.map(({ folder, message }) => {
    const twin = (count.get(folder) ?? 0) + 1;
    count.set(folder, twin);
    return messageIdOf(folder, message, twin);
  });
  const { address } = context.world;
  const id = ref.messageId ?? ref.fingerprint ?? '';
  return fail('message-ambiguous', {
    account: address,
    id,
    count: found.length,
    ids: ids.slice(0, 20).join(', '),
  });
}

async function matching(
  door: ReadDoor,
  folder: DoorFolder,
  ref: MessageRef,
  options: Asked,
): Promise<readonly DoorMessage[]> {
  // A server's search is a substring search at best: what it found is compared, by what an id would say of it.
  const found = await door.find(folder, wantedOf(ref), options);
  const name = nameIn(ref);
  return found.filter((message) => nameOf(message) === name);
}

function wantedOf({ messageId, sentAtMs }: MessageRef): Wanted {
  return messageId === undefined ? { sentAtMs } : { messageId };
}
