// Attachments as something that can be read more than once: files are opened anew each time, a stream that comes only once
// is kept in a file of ours meanwhile. Nothing is held in memory.

import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Closers } from '../../base/closers.ts';
import { fail } from '../../errors/error.ts';
import type { Openable, OutgoingAttachment } from '../../mime/outgoing.ts';
import type { Attachment } from './message.ts';

/** Runs `work` with the attachments at hand; what was kept for it is gone afterwards. @throws `attachment-unreadable` */
export async function withAttachments<T>(
  given: readonly Attachment[],
  work: (attachments: readonly OutgoingAttachment[]) => Promise<T>,
): Promise<T> {
  const closers = new Closers();
  try {
    const attachments: OutgoingAttachment[] = [];
    for (const attachment of given) attachments.push(await openable(attachment, closers));
    return await work(attachments);
  } finally {
    await closers.close();
  }
}

async function openable(attachment: Attachment, closers: Closers): Promise<OutgoingAttachment> {
  if ('path' in attachment) {
    const { path, ...rest } = attachment;
    return { filename: basename(path), ...rest, content: await fileOf(path) };
  }
  if ('stream' in attachment) {
    const { stream, ...rest } = attachment;
    const folder = await mkdtemp(join(tmpdir(), 'mailgrant-send-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, randomBytes(8).toString('hex'));
    const source = stream instanceof Readable ? stream : Readable.from(stream, { objectMode: false });
    await pipeline(source, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return { ...rest, content: await fileOf(path) };
  }
  return attachment;
}

/** @throws `attachment-unreadable` */
export async function fileOf(path: string): Promise<Openable> {
  const refuse = (problem: string, cause?: unknown): Error =>
    fail('attachment-unreadable', { path, problem }, cause === undefined ? {} : { cause });
  const open: Openable = async function* () {
    try {
      // Every piece is a Buffer: no encoding is set.
      yield* createReadStream(path) as AsyncIterable<Buffer>;
    } catch (error) {
      throw isSystemError(error) ? refuse(error.code, error) : error;
    }
  };
  try {
    const found = await stat(path);
    if (!found.isFile()) throw refuse('it is no file');
  } catch (error) {
    throw isSystemError(error)
      ? refuse(error.code === 'ENOENT' ? 'there is no such file' : error.code, error)
      : error;
  }
  return open;
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
