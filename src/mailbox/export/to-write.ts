// What of a folder no run has taken yet. A first export, and one that finds everything where it was, needs no envelopes for
// that: what a message is called, its own header tells when it is fetched. docs/adr/0112.

import { createHash } from 'node:crypto';
import { headerBytesMax, parseFields } from '../../mime/header/fields.ts';
import { headerOf, type MessageHeader, messageIdIn } from '../../mime/header.ts';
import type { DoorFolder, DoorMessage, Locator, PlacedMessage, ReadDoor } from '../doors/door.ts';
import { isNameless, messageIdOf, parseMessageId } from '../ids/message-ref.ts';
import type { Taken } from './journal.ts';
import type { ToWrite } from './sink.ts';

/** One that has no name yet gets it from its header. */
export type Pending =
  | ToWrite
  | { readonly message: PlacedMessage; readonly key: string; readonly name: undefined };

export interface NotTaken {
  readonly pending: Pending[];
  /**
   * What was taken and has no Message-ID, and is not there under its handle any more. One of those that are pending may be the
   * same, or another that is named alike: that is known when it has come (`Away`).
   */
  readonly away: readonly Taken[];
}

/** Newest first. @param path - of the folder, for names */
export async function notTaken(
  door: ReadDoor,
  folder: DoorFolder,
  { path, taken, signal }: { path: string; taken: readonly Taken[]; signal: AbortSignal | undefined },
): Promise<NotTaken> {
  if (door.places) {
    const left = new Set(taken.map(({ key }) => key));
    const pending: Pending[] = [];
    for await (const message of door.places(folder, { signal })) {
      const key = keyOf(message.locator);
      if (!left.delete(key)) pending.push({ message, key, name: undefined });
    }
    // What was taken is still there: none of the others can be the same under another handle.
    if (left.size === 0 || pending.length === 0) return { pending, away: [] };
  }
  return missing(door.list(folder, { attachments: false, signal }), path, taken);
}

/**
 * What no run has taken. By the door's own handle, which tells twins apart; and where that is another by now (another door, a
 * folder that was made anew, a message that was away and came back) by name, each name as often as it was taken. Date, From and
 * Subject are no name that only one message has: what has no other is left for later.
 */
async function missing(
  messages: AsyncIterable<DoorMessage>,
  path: string,
  taken: readonly Taken[],
): Promise<NotTaken> {
  const names = new Map(taken.map(({ key, name }) => [key, name]));
  const spare = new Map<string, number>();
  for (const { name } of taken) spare.set(name, (spare.get(name) ?? 0) + 1);
  const unknown: ToWrite[] = [];
  const there = new Set<string>();
  for await (const message of messages) {
    const key = keyOf(message.locator);
    const known = names.get(key);
    there.add(key);
    if (known === undefined) unknown.push({ message, key, name: messageIdOf(path, message) });
    else spare.set(known, (spare.get(known) ?? 0) - 1);
  }
  const pending = unknown.filter((one) => {
    if (isNameless(one.message)) return true;
    const left = spare.get(one.name) ?? 0;
    if (left > 0) spare.set(one.name, left - 1);
    return left <= 0;
  });
  const away = taken.filter(({ key, name }) => !there.has(key) && isNameless(parseMessageId(name)));
  return { pending, away };
}

/** Of what was taken and has no Message-ID, what is not accounted for. */
export class Away {
  readonly #left: Taken[];

  constructor(away: readonly Taken[]) {
    this.#left = [...away];
  }

  /** Whether this one was taken; each of those counts once. A journal of earlier days knows the name alone. */
  took({ name, content }: ToWrite): boolean {
    const same = (one: Taken): boolean =>
      one.content === undefined ? one.name === name : one.content === content;
    const at = this.#left.findIndex(same);
    if (at === -1) return false;
    this.#left.splice(at, 1);
    return true;
  }
}

/** So much of a message tells it from all that are named alike: its whole header, mostly, and how its text begins. */
export const contentBytes = 64 * 1024;

/** @param begin - `contentBytes` of the message, or all of it */
export function withContent(given: ToWrite, begin: Uint8Array): ToWrite {
  const content = createHash('sha256').update(begin.subarray(0, contentBytes)).digest('base64url');
  return { ...given, content };
}

export function keyOf(locator: Locator): string {
  if (locator.by === 'imap') return `imap/${locator.uidValidity}/${locator.uid}`;
  return locator.by === 'pop' ? `pop/${locator.uidl}` : `graph/${locator.id}`;
}

/** @param head - the message's first bytes, up to the end of its header or beyond; not kept */
export function namedBy({ message, key }: Pending, path: string, head: Uint8Array): ToWrite {
  const fields = parseFields(head);
  let header: MessageHeader | undefined;
  // Most are named by their Message-ID, and of a Maildir nothing else is wanted.
  const all = (): MessageHeader => (header ??= headerOf(fields));
  const whole: DoorMessage = {
    ...message,
    messageId: messageIdIn(fields),
    get subject() {
      return all().subject;
    },
    get from() {
      return all().from;
    },
    get to() {
      return all().to;
    },
    get cc() {
      return all().cc;
    },
    get sentAtMs() {
      return all().sentAtMs;
    },
    hasAttachments: undefined,
    preview: undefined,
  };
  return { message: whole, key, name: messageIdOf(path, whole) };
}

/** Of a message in memory, without the rest: that is not looked through for fields. */
export function headIn(whole: Uint8Array): Uint8Array {
  const octets = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  const end = octets.indexOf('\r\n\r\n');
  return octets.subarray(0, end === -1 ? headerBytesMax : end + 2);
}

/**
 * The beginning of a message that comes in pieces, and all of it.
 *
 * @param leastBytes - of the beginning, where it has so many; its header by default
 */
export async function headFirst(
  source: AsyncIterable<Uint8Array>,
  leastBytes = 0,
): Promise<{ head: Uint8Array; pieces: AsyncIterable<Uint8Array> }> {
  const rest = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let bytes = 0;
  let tail = '';
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    const piece = Buffer.from(next.value);
    first.push(piece);
    bytes += piece.length;
    // An empty line may be cut in two.
    const text = tail + piece.toString('latin1');
    if (bytes >= headerBytesMax || (bytes >= leastBytes && (leastBytes > 0 || /\n\r?\n/.test(text)))) break;
    tail = text.slice(-3);
  }
  return { head: Buffer.concat(first).subarray(0, headerBytesMax), pieces: together(first, rest) };
}

async function* together(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
