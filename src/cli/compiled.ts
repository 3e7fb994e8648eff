// Where the compiled form of a file is kept between two starts. It belongs to this V8 and this very file, is read only
// if nobody else can have written it, and is done without wherever anything is odd: it saves time, nothing depends on it.

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
  const source = readFileSync(file, 'utf8');
  const { mtimeMs, size } = statSync(file);
  // V8 itself looks at its version, its flags and the length of the source, and refuses what does not fit.
  const family = `core-${process.versions.v8}-${process.arch}-`;
  const name = `${family}${size}-${Math.trunc(mtimeMs)}`;
  return { source, compiled: quietly(() => readOwn(join(folder, name))), folder, family, name };
}

export function writeCompiled({ folder, family, name }: Kept, compiled: Buffer): void {
  quietly(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const old of readdirSync(folder))
      if (old.startsWith('core-')) rmSync(join(folder, old), { force: true });
    // Whole or not at all, also when two processes do this at once.
    const draft = join(folder, `draft-${process.pid}`);
    writeFileSync(draft, compiled, { mode: 0o600, flag: 'wx' });
    renameSync(draft, join(folder, name));
  });
}

/** Code that is going to be run: from a file that this user alone can have written. */
function readOwn(file: string): Buffer | undefined {
  const { uid, mode } = statSync(file);
  const own = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  return own ? readFileSync(file) : undefined;
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
