// What an export has taken so far: a file of JSON lines, only ever added to. First what is about to be done is made durable,
// then it is done, then that it was done; whoever comes after an interruption knows of every message on which side it is.

import { type FileHandle, open, readFile } from 'node:fs/promises';
import { fail } from '../../errors/error.ts';
import { codeOf, onDisk } from '../reading/whole-file.ts';

/** A message that was taken: where the door has it, what it is called, where it is now. */
export interface Taken {
  /** The door's own handle: tells twins apart. */
  readonly key: string;
  /** Its id without a twin's number: the same by every door. */
  readonly name: string;
  /** Within the export; empty for a file that holds all. */
  readonly file: string;
  /** Where there is no Message-ID: a digest of how it begins. */
  readonly content?: string | undefined;
}

export interface ExportHeader {
  readonly mailgrantExport: 1;
  readonly format: string;
  readonly address: string;
  readonly folder: string;
}

/** What was begun and not ended when the last one was interrupted. */
export type Unfinished = { readonly plan: readonly Taken[] } | { readonly begin: number } | undefined;

type Line = ExportHeader | { plan: readonly Taken[] } | { begin: number } | { done: readonly Taken[] | true };

export class Journal {
  readonly taken: Taken[] = [];
  readonly isNew: boolean;
  readonly unfinished: Unfinished;
  readonly #file: string;
  readonly #handle: FileHandle;

  private constructor(file: string, handle: FileHandle, lines: readonly Line[]) {
    this.#file = file;
    this.#handle = handle;
    this.isNew = lines.length === 0;
    let unfinished: Unfinished;
    for (const line of lines) {
      if ('done' in line) {
        const planned = unfinished && 'plan' in unfinished ? unfinished.plan : [];
        for (const taken of line.done === true ? planned : line.done) this.taken.push(taken);
        unfinished = undefined;
      } else if (!('format' in line)) unfinished = line;
    }
    this.unfinished = unfinished;
  }

  /** @throws `export-of-another`, `export-journal-damaged`, `save-refused`, `save-disk-full` */
  static async open(file: string, header: ExportHeader): Promise<Journal> {
    const { lines, bytes } = await read(file);
    const [first] = lines;
    if (first !== undefined) refuseAnother(file, first, header);
    const handle = await onDisk(file, () => open(file, 'a', 0o600));
    try {
      // A line that was cut off never counted.
      await onDisk(file, () => handle.truncate(bytes));
      const journal = new Journal(file, handle, lines);
      if (journal.isNew) await journal.#add(header);
      return journal;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Before these are given their names. */
  plan(plan: readonly Taken[]): Promise<void> {
    return this.#add({ plan });
  }

  /** Before the file that holds all of them grows beyond this. */
  begin(size: number): Promise<void> {
    return this.#add({ begin: size });
  }

  async done(done: readonly Taken[], planned: boolean): Promise<void> {
    await this.#add({ done: planned ? true : done });
    // Not `push(...done)`: a batch has a bound, a recovered plan too, and the stack has one as well.
    for (const taken of done) this.taken.push(taken);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #add(line: Line): Promise<void> {
    await onDisk(this.#file, async () => {
      await this.#handle.appendFile(`${JSON.stringify(line)}\n`);
      await this.#handle.datasync();
    });
  }
}

async function read(file: string): Promise<{ lines: readonly Line[]; bytes: number }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { lines: [], bytes: 0 };
    throw error;
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').filter((line) => line !== '');
  return { lines: lines.map((line) => parsed(file, line)), bytes: Buffer.byteLength(whole) };
}

function parsed(file: string, line: string): Line {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) throw new SyntaxError('no object');
    // Written by this file and by nothing else.
    return value as Line;
  } catch (error) {
    if (error instanceof SyntaxError) throw fail('export-journal-damaged', { file }, { cause: error });
    throw error;
  }
}

function refuseAnother(file: string, first: Line, wanted: ExportHeader): void {
  if (!('format' in first)) throw fail('export-journal-damaged', { file });
  const same =
    first.format === wanted.format &&
    first.folder === wanted.folder &&
    first.address.toLowerCase() === wanted.address.toLowerCase();
  if (same) return;
  const words = ({ address, folder, format }: ExportHeader): string => `${folder} of ${address} as ${format}`;
  throw fail('export-of-another', { file, holds: words(first), wanted: words(wanted) });
}
