// A cursor kept in a file, replaced whole: whoever is cut off while writing leaves the old one.

import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../errors/error.ts';
import { makeFolder } from '../make-folder.ts';

/** Undefined where there is no such file yet. @throws `watch-state-unkept` */
export async function readState(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unkept(file, 'read', error);
  }
}

/** On disk when it resolves. It names messages and senders: nobody else may read it. @throws `watch-state-unkept` */
export async function writeState(file: string, text: string): Promise<void> {
  const fresh = `${file}.${randomUUID()}.new`;
  try {
    await makeFolder(path.dirname(file));
    const handle = await open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(`${text}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    // Where not even the folder is one there is nothing to take away.
    await rm(fresh, { force: true }).catch(() => {});
    throw unkept(file, 'written', error);
  }
}

/** What the disk or its rights say; anything else is a bug and stays what it is. */
function unkept(file: string, done: 'read' | 'written', error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined
    ? error
    : fail('watch-state-unkept', { file, done, reason: code }, { cause: error });
}
