// Messages that are a file each: written under other names, made durable together, then renamed. What Maildir and .eml share.

import { createHash } from 'node:crypto';
import { type FileHandle, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, type Disk, onDisk, syncFolder } from '../reading/whole-file.ts';
import type { Taken } from './journal.ts';
import type { ToWrite } from './sink.ts';

interface Written {
  readonly temporary: string;
  readonly handle: FileHandle;
  readonly taken: Taken;
}

/** Node.js has four threads for files: twice as many keep them busy, and no more than this waits for one. */
const filesAtOnce = 8;

export class BatchOfFiles {
  readonly atOnce = filesAtOnce;
  readonly #root: string;
  readonly #disk: Disk;
  #added: Written[] = [];
  #sealed: Written[] = [];

  constructor(root: string, disk: Disk) {
    this.#root = root;
    this.#disk = disk;
  }

  /** @param file - under which it will be known, within the root */
  async add(
    { message, key, name }: ToWrite,
    pieces: AsyncIterable<Uint8Array>,
    places: { temporary: string; file: string },
  ): Promise<number> {
    const temporary = join(this.#root, places.temporary);
    const handle = await onDisk(temporary, () => this.#disk.open(temporary, 'w', 0o600));
    let bytes = 0;
    try {
      for await (const piece of pieces) {
        await onDisk(temporary, async () => {
          for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten;
        });
        bytes += piece.length;
      }
      const { receivedAtMs } = message;
      if (receivedAtMs !== undefined) await handle.utimes(receivedAtMs / 1000, receivedAtMs / 1000);
    } catch (error) {
      await handle.close();
      await unlink(temporary).catch(whereGone);
      throw error;
    }
    this.#added.push({ temporary, handle, taken: { key, name, file: places.file } });
    return bytes;
  }

  async seal(): Promise<readonly Taken[]> {
    const batch = this.#added;
    this.#added = [];
    this.#sealed = batch;
    await sideBySide(batch, async ({ handle, temporary }) => {
      await onDisk(temporary, () => handle.sync());
      await handle.close();
    });
    return batch.map(({ taken }) => taken);
  }

  async publish(): Promise<void> {
    const folders = new Set<string>();
    await sideBySide(this.#sealed, async ({ temporary, taken }) => {
      const file = join(this.#root, taken.file);
      await onDisk(file, () => rename(temporary, file));
      folders.add(join(file, '..'));
    });
    for (const folder of folders) await syncFolder(folder);
    this.#sealed = [];
  }

  async drop(): Promise<void> {
    for (const { temporary, handle } of [...this.#added, ...this.#sealed]) {
      await handle.close();
      await unlink(temporary).catch(whereGone);
    }
    this.#added = [];
    this.#sealed = [];
  }
}

async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const one = async (): Promise<void> => {
    for (const each of left) await work(each);
  };
  // Whoever fails first is heard when all have ended: nobody is at work behind the back of what comes then.
  const ends = await Promise.allSettled(Array.from({ length: filesAtOnce }, one));
  for (const end of ends) if (end.status === 'rejected') throw end.reason as Error;
}

/** The same for one message whenever it is taken; nothing that anybody else's file is called. */
export function digestOf({ key, name }: ToWrite): string {
  return createHash('sha256').update(`${name}\n${key}`).digest('hex').slice(0, 24);
}

function whereGone(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
