// A folder on disk with the folders above it. Not by `mkdir` with `recursive`: where a parent is there and takes nothing (as
// /proc does) Node.js 20 asks the same for ever.

import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** For its owner alone. What is there already stays as it is. @throws what the system says */
export async function makeFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  const refused = await tried(path);
  if (refused === undefined) return;
  const above = dirname(path);
  if (refused.code !== 'ENOENT' || above === path) throw refused;
  await makeFolder(above);
  const again = await tried(path);
  if (again) throw again;
}

/** Undefined where the folder is there now. */
async function tried(path: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path, { mode: 0o700 });
    return undefined;
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException;
    if (error.code === undefined) throw thrown;
    // Windows answers EPERM for the root of a drive, and a disk that is only read EROFS for what is there.
    const there = error.code === 'ENOENT' ? undefined : await stat(path).catch(() => undefined);
    return there?.isDirectory() ? undefined : error;
  }
}
