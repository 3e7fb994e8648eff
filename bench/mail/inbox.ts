// `mailgrant inbox`, as built, beside a script of twenty lines that has a token in a file and knows imapflow. Whole
// processes, one after the other in turn, at the same sandbox. Neither is given NODE_EXTRA_CA_CERTS.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mailCorpus } from '../../test/kit/mail-corpus.ts';
import { type Bench, median, spread } from '../result.ts';
import { anna, boxHome } from './box-home.ts';
import { corpusSeed, type Setting } from './setting.ts';

const limit = 20;
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly times: number[];
}

export const inboxBench = ({ quick }: Setting): Bench => ({
  name: 'inbox',
  async run(say) {
    const rounds = quick ? 5 : 21;
    const home = await boxHome(mailCorpus({ seed: corpusSeed, count: 1_000 }));
    try {
      const tokenFile = join(home.folder, 'token');
      writeFileSync(tokenFile, home.token('imap'), { mode: 0o600 });
      const bare: Contestant = {
        name: 'imapflow script',
        args: [join(import.meta.dirname, 'bare-inbox.mjs')],
        env: {
          PATH: home.env['PATH'],
          PORT: String(home.sandbox.servers.imaps.port),
          LOGIN: anna,
          TOKEN_FILE: tokenFile,
          CA_FILE: home.caFile,
          LIMIT: String(limit),
        },
        times: [],
      };
      const ours: Contestant = {
        name: 'mailgrant inbox',
        args: [home.command, 'inbox', 'anna', '--limit', String(limit), '--via', 'imap'],
        env: home.env,
        times: [],
      };
      for (let round = 0; round <= rounds; round += 1) {
        say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
        for (const one of [bare, ours]) {
          const ms = await once(one);
          if (round > 0) one.times.push(ms);
        }
      }
      const ratio = median(ours.times.map((ms, round) => ms / (bare.times[round] ?? Number.NaN)));
      return [
        {
          what: `mailgrant inbox, ${limit} messages`,
          ours: milliseconds(median(ours.times)),
          peer: `${bare.name}: ${milliseconds(median(bare.times))}`,
          ratio,
          target: 'at most 2.0 times',
          met: ratio <= 2,
          how: `median ratio of ${rounds} interleaved processes, token cached; middle half ${spread(ours.times, milliseconds)}, the script ${spread(bare.times, milliseconds)}`,
        },
      ];
    } finally {
      await home.close();
    }
  },
});

async function once({ name, args, env }: Contestant): Promise<number> {
  const startedMs = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [...args], { env });
  const ms = performance.now() - startedMs;
  const lines = stdout.split('\n').filter((line) => line.trim() !== '').length;
  if (lines < limit || lines > limit + 3) throw new Error(`${name} printed ${lines} lines:\n${stdout}`);
  return ms;
}
