// The message that is answered, forwarded or sent on: fetched once into a file of ours, because it is read more than once and
// may be large. Gone when the work is done.

import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Openable } from '../../mime/outgoing.ts';
import type { MailboxContext } from '../context.ts';
import type { VerbOptions } from '../verb-options.ts';
import { messageSource } from '../verbs/get.ts';

/** @throws `message-unknown`, `message-ambiguous` and what reading throws */
export async function withOriginal<T>(
  context: MailboxContext,
  id: string,
  options: VerbOptions,
  work: (open: Openable) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mailgrant-original-'));
  try {
    const path = join(folder, randomBytes(8).toString('hex'));
    const source = Readable.from(messageSource(context, id, options), { objectMode: false });
    await pipeline(source, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    // Every piece is a Buffer: no encoding is set.
    return await work(() => createReadStream(path) as AsyncIterable<Buffer>);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reading needs a door that reads, whichever one the answer leaves by. */
export function readingOptions({ signal }: VerbOptions): VerbOptions {
  return { signal };
}
