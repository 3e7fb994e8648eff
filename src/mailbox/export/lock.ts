// One export at a time into one place. The lock is a file with the process in it, as mbox readers know it (`FILE.lock`); what a
// process left behind that is no more, the next one takes over.

import { open, readFile, rename, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { fail } from '../../errors/error.ts';
import { codeOf, onDisk } from '../reading/whole-file.ts';

/** The answer gives it back. @throws `export-busy` */
export async function lockFile(file: string): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${process.pid} ${hostname()}\n`);
      await handle.close();
      return () => unlink(file).catch(whereGone);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return onDisk(file, () => Promise.reject(error as Error));
    }
    const holder = await holderOf(file);
    if (attempt >= 3 || (holder !== undefined && isAlive(holder))) {
      throw fail('export-busy', { file, process: holder ?? 'unknown' });
    }
    // Away under another name first: of two who want to take it over, one finds it gone.
    const stale = `${file}.${process.pid}.stale`;
    await rename(file, stale).catch(whereGone);
    await unlink(stale).catch(whereGone);
  }
}

async function holderOf(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch (error) {
    whereGone(error);
    return undefined;
  }
}

/** On another host, nobody can tell: it is. */
function isAlive(holder: string): boolean {
  const [pid, host] = holder.split(' ');
  if (host !== undefined && host !== hostname()) return true;
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number <= 0 || number === process.pid) return number === process.pid;
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function whereGone(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
