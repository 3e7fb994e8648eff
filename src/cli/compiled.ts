// Where the compiled form of a file is kept between two starts. It belongs to this V8 and these very bytes, is read only
// if nobody else can have written it, and is done without wherever anything is odd: it saves time, nothing depends on it.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Kept {
  readonly source: string;
  /** What V8 made of it last time. */
  readonly compiled: Buffer | undefined;
  readonly folder: string;
  /** Of this V8 on this machine: what begins otherwise belongs to another Node.js. */
  readonly family: string;
  readonly name: string;
}

export function readCompiled(folder: string, file: string): Kept {
  const bytes = readFileSync(file);
  // V8 looks at its version and flags, and of the source at nothing but its length: two releases can have the same, and
  // installers that make packages reproducible give every file the same time.
  const family = `core-${process.versions.v8}-${process.arch}-`;
  const name = `${family}${digest(bytes).toString('hex', 0, 16)}`;
  const compiled = quietly(() => readOwn(join(folder, name)));
  return { source: bytes.toString('utf8'), compiled, folder, family, name };
}

export function writeCompiled({ folder, family, name }: Kept, compiled: Buffer): void {
  const draft = join(folder, `draft-${process.pid}`);
  quietly(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const old of readdirSync(folder)) {
      // What other files were compiled to, and drafts of processes that did not live to the end of theirs.
      if (old.startsWith(family) || old.startsWith('draft-')) rmSync(join(folder, old), { force: true });
    }
    // Whole or not at all, also when two processes do this at once.
    writeFileSync(draft, Buffer.concat([digest(compiled), compiled]), { mode: 0o600, flag: 'wx' });
    renameSync(draft, join(folder, name));
  });
  quietly(() => rmSync(draft, { force: true }));
}

/** Code that is going to be run: from a file that this user alone can have written. */
function readOwn(file: string): Buffer | undefined {
  const { uid, mode } = statSync(file);
  const own = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  if (!own) return undefined;
  const bytes = readFileSync(file);
  // V8 believes what it is given: a byte that a disk or a power cut has changed ends the process with a signal, and would
  // at every start from then on.
  const compiled = bytes.subarray(digestBytes);
  return bytes.length > digestBytes && digest(compiled).equals(bytes.subarray(0, digestBytes))
    ? compiled
    : undefined;
}

const digestBytes = 32;

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
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
