// The numbers of the rows that a terminal was last shown, so that `mailgrant read anna 3` means the third of them. Ids
// only, for this user alone, one file for each account and mailbox beside the store.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { fail } from '../../errors/error.ts';
import type { Call } from '../command.ts';
import type { OpenMail } from './open-mail.ts';

const kept = v.object({ ids: v.array(v.string()) });

/** As many as anybody scrolls back to. */
export const rowsMax = 10_000;

export async function keepRows(call: Call, mail: OpenMail, ids: readonly string[]): Promise<void> {
  const file = await fileOf(call, mail);
  const draft = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(draft, JSON.stringify({ ids: ids.slice(0, rowsMax) }), { mode: 0o600, flag: 'wx' });
    await rename(draft, file);
  } catch (error) {
    // The list itself was shown. That its numbers mean nothing later is worth a word, and not more.
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    await rm(draft, { force: true });
    call.streams.err(call.streams.paintErr.dim(`The numbers of the rows could not be kept (${code}).`));
  }
}

/** The ids of the last listing, read once for a command line. @throws `row-unknown` */
export async function idsOfRows(
  call: Call,
  mail: OpenMail,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const ids = await readRows(await fileOf(call, mail));
  return new Map(
    numbers.map((row) => {
      const id = ids[Number(row) - 1];
      if (id !== undefined) return [row, id];
      const shown = ids.length === 0 ? 'no list was shown yet' : `the last list has rows 1 to ${ids.length}`;
      throw fail('row-unknown', { row, shown, account: mail.account.name });
    }),
  );
}

async function readRows(file: string): Promise<readonly string[]> {
  try {
    return v.parse(kept, JSON.parse(await readFile(file, 'utf8'))).ids;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    // A file that is not ours to understand is as good as none: it is written anew by the next list.
    if (missing || error instanceof SyntaxError || error instanceof v.ValiError) return [];
    throw error;
  }
}

async function fileOf(call: Call, { account, box }: OpenMail): Promise<string> {
  const store = (await call.settings()).get('store') ?? '';
  const name = createHash('sha256').update(`${account.id}\n${box.address.toLowerCase()}`).digest('hex');
  return join(dirname(store), 'rows', `${name.slice(0, 24)}.json`);
}
