// APPEND (RFC 3501 section 6.3.11), the message streamed into its literal. When the connection is lost on the way,
// the message is looked for by its Message-ID among what has come since, before it is sent again (once-only.ts).

import type { ImapFlow } from 'imapflow';
import { type AnswerToken, atom, command, type Token, textOf } from './command.ts';
import { missingFolder } from './folders.ts';
import { mailboxToken } from './mailbox-name.ts';
import { messageIdIn } from './message-id-in.ts';
import { onceOnly } from './once-only.ts';
import type { Place } from './place.ts';
import type { ImapPool } from './pool.ts';

export interface AppendedMessage {
  readonly source: () => AsyncIterable<Uint8Array>;
  /** Exactly as many as `source` gives. */
  readonly bytes: number;
}

/** 150 MB over a slow line. */
const appendLimitMs = 900_000;

/** @throws `mail-folder-unknown`, `mail-refused`, `mail-outcome-unknown` */
export async function appendMessage(
  pool: ImapPool,
  folder: string,
  message: AppendedMessage,
  options: {
    flags?: readonly string[];
    receivedAtMs?: number | undefined;
    signal?: AbortSignal | undefined;
  } = {},
): Promise<Place | undefined> {
  // APPENDUID is not told by every server: where it went is known or not, that it went is known either way.
  const { place } = await onceOnly<Appended>(
    pool,
    {
      doing: `the append to ${folder}`,
      to: folder,
      limitMs: appendLimitMs,
      async act(session, client) {
        try {
          return { place: placeOf(folder, await append(client, folder, message, options)) };
        } catch (error) {
          throw (await missingFolder(session, client, folder, error)) ?? error;
        }
      },
      async wasDone(arrived, { since, unknown }) {
        const messageId = await messageIdIn(message.source());
        const same = arrived.filter((row) => row.messageId === messageId);
        if (messageId === undefined && same.length > 0) {
          throw unknown('messages without a Message-ID have come into it meanwhile');
        }
        const [found] = same;
        return found && { place: { folder, uidValidity: since.uidValidity, uid: found.uid } };
      },
    },
    options.signal,
  );
  return place;
}

interface Appended {
  readonly place: Place | undefined;
}

async function append(
  client: ImapFlow,
  folder: string,
  message: AppendedMessage,
  options: { flags?: readonly string[]; receivedAtMs?: number | undefined },
): Promise<readonly AnswerToken[]> {
  const { flags = [], receivedAtMs } = options;
  const tokens: Token[] = [mailboxToken(client, folder)];
  if (flags.length > 0) tokens.push(flags.map(atom));
  if (receivedAtMs !== undefined) tokens.push({ type: 'STRING', value: dateTime(receivedAtMs) });
  // The library writes literals that it holds as a whole; this one is announced as text and written piece by piece when
  // the server asks for it.
  tokens.push({ type: 'TEXT', value: `{${message.bytes}}` });
  return command(client, 'APPEND', tokens, { onContinuation: () => write(client, message) });
}

/** The two parts of the library's connection that its published types leave out. */
interface Writing {
  readonly writeSocket: NodeJS.WritableStream & { readonly destroyed: boolean };
}

async function write(client: ImapFlow, message: AppendedMessage): Promise<void> {
  const { writeSocket } = client as unknown as Writing;
  let left = message.bytes;
  try {
    for await (const piece of message.source()) {
      left -= piece.length;
      if (left < 0) break;
      if (!writeSocket.write(piece)) await drained(writeSocket);
    }
  } finally {
    // A literal that is not as long as it was announced cannot be ended: the server waits for the rest of it.
    if (left !== 0) client.close();
  }
  writeSocket.write('\r\n');
}

function drained(socket: Writing['writeSocket']): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', closed);
      resolve();
    };
    const closed = (): void => {
      socket.off('drain', done);
      reject(new Error('the connection was closed'));
    };
    if (socket.destroyed) return closed();
    socket.once('drain', done);
    socket.once('close', closed);
  });
}

function placeOf(folder: string, code: readonly AnswerToken[]): Place | undefined {
  const [name, uidValidity, uid] = code.map(textOf);
  if (name?.toUpperCase() !== 'APPENDUID' || !uidValidity || !uid || !/^\d+$/.test(uid)) return undefined;
  return { folder, uidValidity, uid: Number(uid) };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 3501's date-time: "01-Nov-2026 08:00:00 +0000". */
function dateTime(atMs: number): string {
  const date = new Date(atMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${two(date.getUTCDate())}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}
