// How much memory the built command needs to save a message with an attachment of 150 MB, by each door, and to send one of
// 35 MB: the most that the kernel ever saw resident, beside the same with a message of nothing.

import { execFile } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withFile } from '../../test/kit/mail-corpus.ts';
import type { Bench, Result } from '../result.ts';
import { anna, type BoxHome, boxHome } from './box-home.ts';
import { corpusSeed, type Setting } from './setting.ts';

const megabytes = (value: number): string => `${value.toFixed(0)} MB`;
const savedMb = 150;
/** As a message 35 MB, which is what Exchange takes unless an administrator says otherwise. */
const attachedMb = 26;
const sentMb = 35;
const doors = ['imap', 'pop', 'graph'] as const;
const atMs = Date.UTC(2026, 10, 1);

export const memoryBench = ({ quick }: Setting): Bench => ({
  name: 'memory',
  async run(say) {
    const sizeMb = quick ? 40 : savedMb;
    const small = withFile(corpusSeed, 1, atMs, 1_000);
    const large = withFile(corpusSeed, 2, atMs, sizeMb * 1_000_000);
    const home = await boxHome([small, large].map((raw) => ({ raw, receivedMs: atMs, flags: [] })));
    try {
      const results: Result[] = [];
      for (const via of doors) {
        say(`saving by ${via}`);
        const little = await save(home, { via, index: 1, bytes: 1_000 });
        const much = await save(home, { via, index: 2, bytes: sizeMb * 1_000_000 });
        results.push({
          what: `save ${sizeMb} MB by ${via}`,
          ours: megabytes(much),
          peer: `1 kB: ${megabytes(little)}`,
          ratio: much / little,
          target: 'under 120 MB',
          met: much < 120,
          how: 'the most that was resident of one process; the file is compared',
        });
      }
      say('sending');
      results.push(await sending(home));
      return results;
    } finally {
      await home.close();
    }
  },
});

async function save(home: BoxHome, what: { via: string; index: number; bytes: number }): Promise<number> {
  const { via, index, bytes } = what;
  const out = join(home.folder, 'saved');
  rmSync(out, { recursive: true, force: true });
  const id = `<file.${corpusSeed}.${index}@mail.contoso.example>`;
  const rssMb = await measured(home, ['save', 'anna', id, out, '--via', via]);
  const { size } = statSync(join(out, `week-${index}.bin`));
  if (size !== bytes) throw new Error(`${via}: ${size} bytes were saved of ${bytes}`);
  return rssMb;
}

async function sending(home: BoxHome): Promise<Result> {
  const send = async (bytes: number): Promise<number> => {
    const file = join(home.folder, 'to-send.bin');
    writeFileSync(file, Buffer.alloc(bytes, 0x5a));
    const words = [
      'send',
      'anna',
      '--to',
      anna,
      '--subject',
      `${bytes} bytes`,
      '--text',
      'attached',
      '--attach',
      file,
    ];
    return measured(home, words);
  };
  const little = await send(1_000);
  const much = await send(attachedMb * 1_000_000);
  return {
    what: `send ${sentMb} MB by SMTP`,
    ours: megabytes(much),
    peer: `1 kB: ${megabytes(little)}`,
    ratio: much / little,
    target: 'flat: within 30 MB',
    met: much - little < 30,
    how: 'the most that was resident of one process',
  };
}

/** Megabytes of the process at its most. */
async function measured(home: BoxHome, words: readonly string[]): Promise<number> {
  const rssFile = join(home.folder, 'rss');
  const preload = join(import.meta.dirname, 'rss.mjs');
  await promisify(execFile)(process.execPath, ['--import', preload, home.command, ...words], {
    env: { ...home.env, RSS_FILE: rssFile },
    timeout: 120_000,
    maxBuffer: 64 << 20,
  });
  return Number(readFileSync(rssFile, 'utf8')) / 1024;
}
