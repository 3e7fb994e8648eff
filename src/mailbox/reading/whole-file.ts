// A file that is there whole or not at all: written under another name beside its place, made durable, then given its name.
// Only its owner may read it: mail is private.

import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail } from '../../errors/error.ts';

/** What a test can let fail. */
export interface Disk {
  readonly open: (file: string, flags: string, mode: number) => Promise<FileHandle>;
}

export const realDisk: Disk = { open };

export interface WholeFileOptions {
  readonly overwrite?: boolean | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly disk?: Disk | undefined;
}

/** Resolves with its size. @throws `save-exists`, `save-disk-full`, `save-refused` and what `pieces` throws */
export async function writeWholeFile(
  file: string,
  pieces: AsyncIterable<Uint8Array>,
  options: WholeFileOptions = {},
): Promise<number> {
  const { overwrite = false, onBytes, disk = realDisk } = options;
  const temporary = join(dirname(file), `.${randomBytes(9).toString('hex')}.part`);
  const handle = await onDisk(file, () => disk.open(temporary, 'wx', 0o600));
  let bytes = 0;
  try {
    try {
      for await (const piece of pieces) {
        await onDisk(file, () => writeAll(handle, piece));
        bytes += piece.length;
        onBytes?.(bytes);
      }
      await onDisk(file, () => handle.sync());
    } finally {
      await handle.close();
    }
    await onDisk(file, () => (overwrite ? rename(temporary, file) : renameToNew(temporary, file)));
  } catch (error) {
    await unlink(temporary).catch(whereGone);
    throw error;
  }
  await syncFolder(dirname(file));
  return bytes;
}

/** Makes names durable. Windows cannot, and does not need to. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Says in our words what the system says about a file. */
export async function onDisk<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw ofDisk(file, error);
  }
}

/** The same for what does not wait. */
export function onDiskNow<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw ofDisk(file, error);
  }
}

function ofDisk(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (code === 'EEXIST') return fail('save-exists', { file }, { cause: error });
  const full = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  return full
    ? fail('save-disk-full', { file }, { cause: error })
    : fail('save-refused', { file, reason: code }, { cause: error });
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
    ? error.code
    : undefined;
}

async function writeAll(handle: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten;
}

/** Never replaces: a hard link fails where the name is taken, which a look beforehand cannot promise. */
async function renameToNew(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    // FAT and some network drives know no links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK'].includes(codeOf(error) ?? ''))
      throw error;
    // The name is taken by an empty file first, which fails where it is there.
    await (await open(file, 'wx', 0o600)).close();
    await rename(temporary, file);
    return;
  }
  await unlink(temporary);
}

function whereGone(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
