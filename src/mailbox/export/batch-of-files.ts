// Messages that are a file each: written under other names, made durable together, then renamed. What Maildir and .eml share.
// docs/adr/0089.

import { createHash } from 'node:crypto';
import { closeSync, fsync, futimesSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf, type Disk, onDisk, onDiskNow, syncFolder } from '../reading/whole-file.ts';
import type { Taken } from './journal.ts';
import type { ToWrite } from './sink.ts';

/** Within the root. */
export interface Places {
  readonly temporary: string;
  /** Under which it will be known. */
  readonly file: string;
}

interface Written {
  readonly temporary: string;
  readonly taken: Taken;
  sync(): Promise<void>;
  close(): Promise<void> | void;
}

/** Node.js has four threads for files: twice as many keep them busy. */
const syncsAtOnce = 8;
const syncOf = promisify(fsync);

export class BatchOfFiles {
  readonly #root: string;
  readonly #disk: Disk;
  #added: Written[] = [];
  #sealed: Written[] = [];

  constructor(root: string, disk: Disk) {
    this.#root = root;
    this.#disk = disk;
  }

  async add(given: ToWrite, pieces: AsyncIterable<Uint8Array>, places: Places): Promise<number> {
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
      const { receivedAtMs } = given.message;
      if (receivedAtMs !== undefined) await handle.utimes(receivedAtMs / 1000, receivedAtMs / 1000);
    } catch (error) {
      await handle.close();
      await unlink(temporary).catch(whereGone);
      throw error;
    }
    const taken = takenOf(given, places);
    this.#added.push({ temporary, taken, sync: () => handle.sync(), close: () => handle.close() });
    return bytes;
  }

  /**
   * What is in memory goes into the system's memory, in 20 microseconds. By way of the threads that Node.js has for files each of the three steps takes
   * 50, most of it for waking one; only what waits for the disk itself is worth that.
   */
  addWhole(given: ToWrite, octets: Uint8Array, places: Places): number {
    const temporary = join(this.#root, places.temporary);
    const fd = onDiskNow(temporary, () => openSync(temporary, 'w', 0o600));
    try {
      onDiskNow(temporary, () => {
        for (let at = 0; at < octets.length; ) at += writeSync(fd, octets, at);
        const { receivedAtMs } = given.message;
        if (receivedAtMs !== undefined) futimesSync(fd, receivedAtMs / 1000, receivedAtMs / 1000);
      });
    } catch (error) {
      closeSync(fd);
      unlinkSync(temporary);
      throw error;
    }
    let open = true;
    const close = (): void => {
      if (open) closeSync(fd);
      open = false;
    };
    this.#added.push({ temporary, taken: takenOf(given, places), sync: () => syncOf(fd), close });
    return octets.length;
  }

  async seal(): Promise<readonly Taken[]> {
    const batch = this.#added;
    this.#added = [];
    this.#sealed = batch;
    const left = batch.values();
    const work = async (): Promise<void> => {
      for (const written of left) {
        await onDisk(written.temporary, () => written.sync());
        await written.close();
      }
    };
    // All of them have ended when the first failure is told: nobody is at work behind the back of what comes then.
    for (const end of await Promise.allSettled(Array.from({ length: syncsAtOnce }, work))) {
      if (end.status === 'rejected') throw end.reason as Error;
    }
    return batch.map(({ taken }) => taken);
  }

  async publish(): Promise<void> {
    const folders = new Set<string>();
    for (const { temporary, taken } of this.#sealed) {
      const file = join(this.#root, taken.file);
      onDiskNow(file, () => renameSync(temporary, file));
      folders.add(join(file, '..'));
    }
    for (const folder of folders) await syncFolder(folder);
    this.#sealed = [];
  }

  async drop(): Promise<void> {
    for (const written of [...this.#added, ...this.#sealed]) {
      await written.close();
      await unlink(written.temporary).catch(whereGone);
    }
    this.#added = [];
    this.#sealed = [];
  }
}

/** The same for one message whenever it is taken; nothing that anybody else's file is called. */
export function digestOf({ key, name }: ToWrite): string {
  return createHash('sha256').update(`${name}\n${key}`).digest('hex').slice(0, 24);
}

function takenOf({ key, name, content }: ToWrite, { file }: Places): Taken {
  return { key, name, file, content };
}

function whereGone(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
