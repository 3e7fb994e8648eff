// Where the compiled form of a file is kept between two starts. It belongs to this V8 and these very bytes, is read only
// if nobody else can have written it, and is done without wherever anything is odd: it saves time, nothing depends on it.
//
// What is kept is the source and, twice, what V8 made of it. Comparing bytes takes no time; loading what could digest
// them takes Node.js longer than compiling a third of the code (docs/adr/0117).

import { isAscii } from 'node:buffer';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

export interface Kept {
  readonly source: string;
  /** What V8 made of it last time. */
  readonly compiled: Buffer | undefined;
  readonly bytes: Buffer;
  readonly folder: string;
  readonly name: string;
}

export function readCompiled(folder: string, file: string): Kept {
  const bytes = readFileSync(file);
  const name = `${basename(file, '.cjs')}-${process.versions.v8}-${process.arch}`;
  const compiled = quietly(() => readOwn(folder, name, bytes));
  // The build writes ASCII alone: half the memory, and nothing to decode.
  return { source: bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8'), compiled, bytes, folder, name };
}

export function writeCompiled({ folder, name, bytes }: Kept, compiled: Buffer): void {
  const draft = join(folder, `draft-${name}-${process.pid}`);
  quietly(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const old of readdirSync(folder)) {
      // Drafts of processes that did not live to the end of theirs.
      if (old.startsWith(`draft-${name}-`)) rmSync(join(folder, old), { force: true });
    }
    // Whole or not at all, also when two processes do this at once.
    writeFileSync(draft, Buffer.concat([bytes, compiled, compiled]), { mode: 0o600, flag: 'wx' });
    renameSync(draft, join(folder, name));
  });
  quietly(() => rmSync(draft, { force: true }));
}

/** Code that is going to be run: from a file that this user alone can have written, or put there. */
function readOwn(folder: string, name: string, source: Buffer): Buffer | undefined {
  const opened = openSync(join(folder, name), 'r');
  try {
    if (!isOwn(fstatSync(opened)) || !isOwn(statSync(folder))) return undefined;
    const bytes = readFileSync(opened);
    // V8 looks at its version and flags, and of the source at nothing but its length: two releases can have the same, and
    // installers that make packages reproducible give every file the same time.
    const half = (bytes.length - source.length) / 2;
    if (half <= 0 || !Number.isInteger(half) || !bytes.subarray(0, source.length).equals(source))
      return undefined;
    // And it believes what it is given: a byte that a disk or a power cut has changed ends the process with a signal, and
    // would at every start from then on. No accident changes both halves alike, but for one that leaves nothing but zeroes,
    // and those have no source in front of them.
    const compiled = bytes.subarray(source.length, source.length + half);
    return compiled.equals(bytes.subarray(source.length + half)) ? compiled : undefined;
  } finally {
    closeSync(opened);
  }
}

function isOwn({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** No home, no room, no right: the file system's reasons are nobody's business here. */
function quietly<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}
