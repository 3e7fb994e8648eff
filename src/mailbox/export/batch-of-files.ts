// Messages that are a file each: written under other names, made durable together, then renamed. What Maildir and .eml share.
// docs/adr/0089.

import { createHash } from 'node:crypto';
import {
  closeSync,
  fsync,
  fsyncSync,
  futimesSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clock } from '../../base/clock.ts';
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
  /** Makes it durable, and closes it. */
  finish(): Promise<void>;
  /** The same in place, where that can be done. */
  finishNow?(): void;
  close(): Promise<void> | void;
}

/** Node.js has four threads for files: twice as many keep them busy. */
const syncsAtOnce = 8;
const syncOf = promisify(fsync);
/**
 * A disk that answers at once (memory, a controller with a battery) is not worth waking a thread for each file: that takes four times as
 * long as the sync. One that has needed more than this is left to the threads from then on, and nobody waits for it in place.
 */
const inPlaceMs = (files: number): number => 10 + files / 10;

export class BatchOfFiles {
  readonly #root: string;
  readonly #disk: Disk;
  readonly #clock: Clock;
  #answersAtOnce = true;
  #added: Written[] = [];
  #sealed: Written[] = [];

  constructor(root: string, { disk, clock }: { disk: Disk; clock: Clock }) {
    this.#root = root;
    this.#disk = disk;
    this.#clock = clock;
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
    const close = (): Promise<void> => handle.close();
    this.#added.push({ temporary, taken, finish: () => handle.sync().then(close), close });
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
    this.#added.push({
      temporary,
      taken: takenOf(given, places),
      finish: () => syncOf(fd).then(close),
      finishNow() {
        fsyncSync(fd);
        close();
      },
      close,
    });
    return octets.length;
  }

  async seal(): Promise<readonly Taken[]> {
    const batch = this.#added;
    this.#added = [];
    this.#sealed = batch;
    const left = this.#finishInPlace(batch).values();
    const work = async (): Promise<void> => {
      for (const { temporary, finish } of left) await onDisk(temporary, finish);
    };
    // All of them have ended when the first failure is told: nobody is at work behind the back of what comes then.
    for (const end of await Promise.allSettled(Array.from({ length: syncsAtOnce }, work))) {
      if (end.status === 'rejected') throw end.reason as Error;
    }
    return batch.map(({ taken }) => taken);
  }

  /** What is left for the threads. */
  #finishInPlace(batch: readonly Written[]): readonly Written[] {
    const startedMs = this.#clock.now();
    const left: Written[] = [];
    let finished = 0;
    for (const written of batch) {
      if (!written.finishNow || !this.#answersAtOnce) {
        left.push(written);
        continue;
      }
      onDiskNow(written.temporary, written.finishNow);
      finished += 1;
      this.#answersAtOnce = this.#clock.now() - startedMs <= inPlaceMs(finished);
    }
    return left;
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
