// A message from a file or from standard input, as `Mailbox.append` wants it: pieces that can be read again, and their exact
// number of octets. Lines end in CRLF (RFC 5322 section 2.3), whatever the file says: many are kept with bare line feeds.

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fail } from '../../errors/error.ts';
import type { Source } from '../../mailbox/verbs/append.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** @throws `file-unreadable`, `input-empty` */
export async function messageFile(file: string, signal: AbortSignal): Promise<Exclude<Source, Uint8Array>> {
  const source = (): AsyncIterable<Uint8Array> => withCrlf(readFile(file, signal));
  let bytes = 0;
  for await (const piece of source()) bytes += piece.length;
  if (bytes > 0) return { source, bytes };
  throw fail('input-empty', {
    what: `The message in ${file}`,
    example: 'mailgrant append anna drafts letter.eml',
  });
}

/** What comes in on standard input, kept in a file that only this user can read for as long as `work` takes. */
export async function spooled<T>(
  input: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  work: (file: string) => Promise<T>,
): Promise<T> {
  // A folder of mkdtemp has mode 0700.
  const folder = await mkdtemp(join(tmpdir(), 'mailgrant-'));
  try {
    const file = join(folder, 'message');
    await pipeline(input, createWriteStream(file, { mode: 0o600, flags: 'wx' }), { signal });
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* readFile(file: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const piece of createReadStream(file, { signal })) yield piece as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || code === 'ABORT_ERR') throw error;
    throw fail('file-unreadable', { file, reason: code }, { cause: error });
  }
}

/** A line feed without its carriage return gets one, and the last line its end. */
export async function* withCrlf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let last: number | undefined;
  for await (const piece of pieces) {
    const bare: number[] = [];
    for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, at + 1)) {
      if ((at === 0 ? last : piece[at - 1]) !== carriageReturn) bare.push(at);
    }
    last = piece.at(-1) ?? last;
    yield bare.length === 0 ? piece : withReturns(piece, bare);
  }
  if (last !== undefined && last !== lineFeed) yield Buffer.from(last === carriageReturn ? '\n' : '\r\n');
}

function withReturns(piece: Uint8Array, bare: readonly number[]): Uint8Array {
  const whole = new Uint8Array(piece.length + bare.length);
  let from = 0;
  for (const [count, at] of bare.entries()) {
    whole.set(piece.subarray(from, at), from + count);
    whole[at + count] = carriageReturn;
    from = at;
  }
  whole.set(piece.subarray(from), from + bare.length);
  return whole;
}
