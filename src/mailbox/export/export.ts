// A folder into files: Maildir, mbox or .eml. Interrupted at any moment and run again, it goes on where it was: no message
// twice, none missing, none half. Run another day, it takes what is new. docs/adr/0080.

import { rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { MailboxContext } from '../context.ts';
import type { ReadDoor, WholeMessage } from '../doors/door.ts';
import { isNameless } from '../ids/message-ref.ts';
import { makeFolder } from '../make-folder.ts';
import { codeOf, type Disk, onDisk, realDisk } from '../reading/whole-file.ts';
import type { VerbOptions } from '../verb-options.ts';
import { openEmlFolder } from './eml.ts';
import { Journal, type Taken, type Unfinished } from './journal.ts';
import { lockFile } from './lock.ts';
import { openMaildir } from './maildir.ts';
import { openMbox } from './mbox.ts';
import { batchBytes, batchMessages, type Sink } from './sink.ts';
import {
  Away,
  contentBytes,
  headFirst,
  headIn,
  keyOf,
  namedBy,
  notTaken,
  type Pending,
  withContent,
} from './to-write.ts';

export const exportFormats = ['maildir', 'mbox', 'eml'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions extends VerbOptions {
  readonly format: ExportFormat;
  /** A folder; the file itself for mbox. */
  readonly into: string;
  readonly onProgress?: ((progress: ExportProgress) => void) | undefined;
  /** False: only into a place where no export has been. Default: what is there already is gone on with. */
  readonly resume?: boolean | undefined;
  readonly disk?: Disk | undefined;
}

export interface ExportProgress {
  /** Written in this run, of `total` that were not there yet. */
  readonly done: number;
  readonly total: number;
  /** Octets written in this run. */
  readonly bytes: number;
}

export interface Exported {
  readonly folder: string;
  readonly into: string;
  /** In this run. */
  readonly exported: number;
  /** By earlier ones. */
  readonly already: number;
  /** Deleted by somebody before it was their turn. */
  readonly gone: number;
  readonly bytes: number;
}

/**
 * @throws `folder-unknown`, `export-busy`, `export-of-another`, `export-exists`, `export-journal-damaged`, `save-disk-full`,
 *   `save-refused`; what was finished before stays and counts
 */
export async function exportFolder(
  context: MailboxContext,
  given: string,
  options: ExportOptions,
): Promise<Exported> {
  const { format, disk = realDisk, resume = true } = options;
  const door = context.doorFor('export', options.via);
  const [path] = await context.folder(door, given, options);
  const into = resolve(options.into);
  const places = placesOf(format, into);
  await onDisk(into, () => makeFolder(dirname(places.journal)));
  const unlock = await lockFile(places.lock);
  try {
    if (format === 'mbox') await forgetWhatIsNoMore(into, places.journal);
    const header = { mailgrantExport: 1, format, address: context.world.address, folder: path } as const;
    const journal = await Journal.open(places.journal, header);
    try {
      if (!resume && !journal.isNew) throw fail('export-exists', { into });
      // A file of mail that somebody else has written is not ours to grow.
      if (format === 'mbox' && journal.isNew && (await sizeOf(into)) > 0)
        throw fail('save-exists', { file: into });
      const sink = await openSink(format, {
        into,
        disk,
        clock: context.world.clock,
        unfinished: journal.unfinished,
      });
      try {
        await recover(journal, sink);
        const { signal } = options;
        const { taken } = journal;
        const found = await context.inFolderAt(door, path, { signal }, (folder) =>
          notTaken(door, folder, { path, taken, signal }),
        );
        if (!found) throw fail('folder-unknown', { account: context.world.address, folder: path });
        const already = journal.taken.length;
        // The oldest first, as mail has come.
        const { pending, away } = found;
        const run = new Run({ journal, sink, path, pending: pending.reverse(), away }, options);
        await run.all(door);
        return { folder: path, into, already, ...run.outcome() };
      } finally {
        await sink.close();
      }
    } finally {
      await journal.close();
    }
  } finally {
    await unlock();
  }
}

class Run {
  readonly #journal: Journal;
  readonly #sink: Sink;
  readonly #path: string;
  readonly #pending: readonly Pending[];
  readonly #options: ExportOptions;
  readonly #away: Away;
  #done = 0;
  /** Had been taken, as was seen when they had come. */
  #had = 0;
  #bytes = 0;
  #messagesInBatch = 0;
  #bytesInBatch = 0;
  /** The journal says that the file is growing. */
  #begun = false;
  /** The batch before: it becomes durable while this one is fetched. One at a time, as the journal has it. */
  #committing: Promise<void> = Promise.resolve();

  constructor(
    parts: {
      journal: Journal;
      sink: Sink;
      path: string;
      pending: readonly Pending[];
      away: readonly Taken[];
    },
    options: ExportOptions,
  ) {
    this.#journal = parts.journal;
    this.#sink = parts.sink;
    this.#path = parts.path;
    this.#pending = parts.pending;
    this.#away = new Away(parts.away);
    this.#options = options;
  }

  outcome(): Pick<Exported, 'exported' | 'gone' | 'bytes'> {
    return { exported: this.#done, gone: this.#pending.length - this.#done - this.#had, bytes: this.#bytes };
  }

  async all(door: ReadDoor): Promise<void> {
    this.#tell();
    const byKey = new Map(this.#pending.map((one) => [one.key, one]));
    try {
      for await (const whole of wholeMessages(door, this.#pending, this.#options.signal)) {
        const one = byKey.get(keyOf(whole.locator));
        if (one) await this.#take(one, whole);
        if (this.#messagesInBatch >= batchMessages || this.#bytesInBatch >= batchBytes) await this.#commit();
      }
      await this.#commit();
      await this.#committing;
    } catch (error) {
      // Nothing is on its way any more when it is decided what stays.
      const [before] = await Promise.allSettled([this.#committing]);
      // What is whole by now need not be fetched again; a disk that refuses is not asked twice.
      const ofDisk = isMailgrantError(error) && error.code.startsWith('save-');
      if (ofDisk || before.status === 'rejected') await this.#sink.drop();
      else {
        await this.#commit();
        await this.#committing;
      }
      throw error;
    }
  }

  async #take(one: Pending, { whole, source }: Pick<WholeMessage, 'whole' | 'source'>): Promise<void> {
    this.#options.signal?.throwIfAborted();
    const size = this.#messagesInBatch === 0 && !this.#begun ? this.#sink.begin?.() : undefined;
    if (size !== undefined) {
      await this.#journal.begin(size);
      this.#begun = true;
    }
    let bytes: number | undefined;
    try {
      bytes = await this.#add(one, { whole, source });
    } catch (error) {
      if (isMailgrantError(error) && error.code === 'mail-message-gone') return;
      throw error;
    }
    if (bytes === undefined) {
      this.#had += 1;
      return this.#tell();
    }
    this.#done += 1;
    this.#bytes += bytes;
    this.#messagesInBatch += 1;
    this.#bytesInBatch += bytes;
    this.#tell();
  }

  /** Resolves with its bytes; undefined for one that was taken before under another handle. */
  async #add(
    one: Pending,
    { whole, source }: Pick<WholeMessage, 'whole' | 'source'>,
  ): Promise<number | undefined> {
    const { addWhole } = this.#sink;
    if (whole) {
      let named = one.name === undefined ? namedBy(one, this.#path, headIn(whole)) : one;
      if (isNameless(named.message)) {
        named = withContent(named, whole);
        if (this.#away.took(named)) return undefined;
      }
      return addWhole ? addWhole(named, whole) : this.#sink.add(named, source);
    }
    if (one.name !== undefined && !isNameless(one.message)) return this.#sink.add(one, source);
    const { head, pieces } = await headFirst(source);
    const named = one.name === undefined ? namedBy(one, this.#path, head) : one;
    if (!isNameless(named.message)) return this.#sink.add(named, pieces);
    const begun = await headFirst(pieces, contentBytes);
    const nameless = withContent(named, begun.head);
    if (!this.#away.took(nameless)) return this.#sink.add(nameless, begun.pieces);
    // The next message of the same connection stands behind it.
    for await (const _ of begun.pieces);
    return undefined;
  }

  /** Resolves when the batch before is durable and this one has begun to become so. */
  async #commit(): Promise<void> {
    await this.#committing;
    if (this.#messagesInBatch === 0 && !this.#begun) return;
    this.#messagesInBatch = 0;
    this.#bytesInBatch = 0;
    this.#begun = false;
    const committing = this.#makeDurable();
    // It is heard before the next one, or at the end.
    committing.catch(() => {});
    this.#committing = committing;
    // A file that grows is cut off where a batch has ended: nothing is added to it meanwhile.
    if (this.#sink.begin) await committing;
  }

  async #makeDurable(): Promise<void> {
    // What is added from here on belongs to the next batch.
    const taken = await this.#sink.seal();
    const planned = this.#sink.begin === undefined;
    if (planned) await this.#journal.plan(taken);
    await this.#sink.publish();
    await this.#journal.done(taken, planned);
  }

  #tell(): void {
    const done = this.#done + this.#had;
    this.#options.onProgress?.({ done, total: this.#pending.length, bytes: this.#bytes });
  }
}

function placesOf(format: ExportFormat, into: string): { journal: string; lock: string } {
  // Beside the file that other programs read; within the folder, under a name that is neither mail nor a folder of it.
  if (format === 'mbox') return { journal: `${into}.mailgrant-export.jsonl`, lock: `${into}.lock` };
  return { journal: join(into, 'mailgrant-export.jsonl'), lock: join(into, 'mailgrant-export.lock') };
}

/** Whoever removes the file wants it written again; its journal lies beside it. */
async function forgetWhatIsNoMore(file: string, journal: string): Promise<void> {
  if ((await sizeOf(file)) === 0) await rm(journal, { force: true });
}

/** 0 for none. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

function openSink(
  format: ExportFormat,
  { into, disk, clock, unfinished }: { into: string; disk: Disk; clock: Clock; unfinished: Unfinished },
): Promise<Sink> {
  if (format === 'maildir') return openMaildir(into, { disk, clock });
  if (format === 'eml') return openEmlFolder(into, { disk, clock });
  return openMbox(into, disk, unfinished && 'begin' in unfinished ? unfinished.begin : undefined);
}

/** Says of what an interrupted run had planned what has come of it. */
async function recover(journal: Journal, sink: Sink): Promise<void> {
  const { unfinished } = journal;
  if (unfinished === undefined) return;
  await journal.done('plan' in unfinished ? await sink.recover(unfinished.plan) : [], false);
}

/** As fast as the door can. */
async function* wholeMessages(
  door: ReadDoor,
  pending: readonly Pending[],
  signal: AbortSignal | undefined,
): AsyncGenerator<WholeMessage, void> {
  if (door.sources) {
    const wanted = pending.map(({ message: { locator, bytes } }) => ({ locator, bytes }));
    yield* door.sources(wanted, { signal });
    return;
  }
  for (const { message } of pending) {
    const { locator } = message;
    yield { locator, source: door.source(locator, { signal }) };
  }
}
