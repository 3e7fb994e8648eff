// APPEND (RFC 3501 section 6.3.11), the message streamed into its literal. When the connection is lost on the way, the folder
// is looked at before the message is sent again: by its Message-ID among what has come since, or by its size.

import type { ImapFlow } from 'imapflow';
import { fail } from '../../errors/error.ts';
import { arrivedSince, type Mark, mark } from './arrivals.ts';
import { type AnswerToken, atom, command, type Token, textOf } from './command.ts';
import { missingFolder } from './folders.ts';
import { mailboxToken } from './mailbox-name.ts';
import { messageIdIn } from './message-id-in.ts';
import type { Place } from './place.ts';
import type { ImapPool } from './pool.ts';
import { isRefusal } from './search-messages.ts';

export interface AppendedMessage {
  readonly source: () => AsyncIterable<Uint8Array>;
  /** Exactly as many as `source` gives. */
  readonly bytes: number;
}

const triesMax = 4;
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
  const { signal } = options;
  const doing = `the append to ${folder}`;
  let since: Mark | undefined;
  let sent = false;
  for (let failures = 1; ; failures += 1) {
    try {
      return await pool.once(
        (session) =>
          session.run(
            doing,
            async (client) => {
              sent = false;
              since = await markOf(client, folder);
              sent = true;
              try {
                return placeOf(folder, await append(client, folder, message, options));
              } catch (error) {
                throw (await missingFolder(session, client, folder, error)) ?? error;
              }
            },
            { signal, limitMs: appendLimitMs },
          ),
        { signal },
      );
    } catch (error) {
      if (!pool.isPassing(error, signal) || failures >= triesMax) throw error;
      await pool.wait(error, failures, signal);
      if (!sent) continue;
      const place = await find(pool, { folder, message, since, doing }, signal, error);
      if (place) return place;
    }
  }
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

async function find(
  pool: ImapPool,
  asked: { folder: string; message: AppendedMessage; since: Mark | undefined; doing: string },
  signal: AbortSignal | undefined,
  cause: unknown,
): Promise<Place | undefined> {
  const { folder, message, since, doing } = asked;
  const { host } = pool.door.server;
  const unknown = (problem: string) =>
    fail('mail-outcome-unknown', { host, doing, folder, problem }, { cause });
  if (!since) throw unknown('the server does not tell UIDNEXT');
  const arrived = await arrivedSince(pool, folder, since, signal);
  if (!arrived) throw unknown('the folder was made anew meanwhile');
  if (arrived.length === 0) return undefined;
  const messageId = await messageIdIn(message.source());
  const same = arrived.filter((row) => row.messageId === messageId);
  if (messageId === undefined && same.length > 0) {
    throw unknown('messages without a Message-ID have come into it meanwhile');
  }
  const [place] = same;
  return place && { folder, uidValidity: since.uidValidity, uid: place.uid };
}

async function markOf(client: ImapFlow, folder: string): Promise<Mark | undefined> {
  try {
    return await mark(client, folder);
  } catch (error) {
    // What is wrong with the folder is said by the command that follows.
    if (!isRefusal(error)) throw error;
    return undefined;
  }
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
