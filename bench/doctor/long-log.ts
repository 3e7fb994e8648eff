// `mailgrant explain` on logs of ten megabytes of different kinds: most lines of one shape, and none that comes twice.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, median, type Result, spread } from '../result.ts';
import { explained } from './explained.ts';

const rounds = 5;
const bytes = 10 * 1024 * 1024;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** A log by its lines; the last ones are where it failed. */
const logs: readonly { what: string; line: (number: number) => string; end: string; says: RegExp }[] = [
  {
    what: 'JavaMail',
    line: (number) =>
      number % 2 === 0
        ? `DEBUG IMAP: A${number} FETCH ${number} (UID FLAGS INTERNALDATE RFC822.SIZE)`
        : `* ${number} FETCH (UID ${40_000 + number} FLAGS (\\Seen) RFC822.SIZE ${1_000 + (number % 9_000)})`,
    end: 'DEBUG IMAP: AUTHENTICATE XOAUTH2 command trace: suppressed\nA9 NO AUTHENTICATE failed.\n',
    says: /AUTHENTICATE failed/,
  },
  {
    what: 'Postfix',
    line: (number) =>
      `Nov 26 10:${String(number % 60).padStart(2, '0')}:00 mx postfix/smtp[${1_000 + (number % 9_000)}]: ${number.toString(16).toUpperCase()}: to=<ben${number}@contoso.example>, relay=smtp.office365.com[192.0.2.7]:587, delay=0.5, dsn=2.0.0, status=sent (250 2.0.0 OK)`,
    end: 'Nov 26 11:00:00 mx postfix/smtp[7]: 9F: to=<ben@contoso.example>, relay=smtp.office365.com[192.0.2.7]:587, dsn=5.7.139, status=bounced (host smtp.office365.com said: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.)\n',
    says: /5\.7\.139/,
  },
  {
    what: 'distinct refusals',
    line: (number) =>
      `${number} NO [AUTHENTICATIONFAILED] AUTHENTICATE failed for user${number}@contoso.example, session ${(number * 2_654_435_761).toString(36)}`,
    end: 'A9 NO AUTHENTICATE failed.\n',
    says: /AUTHENTICATE failed/,
  },
];

export const longLog: Bench = {
  name: 'long-log',
  async run(say) {
    const home = mkdtempSync(join(tmpdir(), 'bench-doctor-'));
    try {
      const results: Result[] = [];
      for (const log of logs) {
        const file = join(home, 'log');
        writeFileSync(file, textOf(log));
        const runs: { ms: number; peakMb: number }[] = [];
        for (let round = 1; round <= rounds; round += 1) {
          say(`${log.what}, round ${round} of ${rounds}`);
          runs.push(await explained({ home, words: [file], says: log.says, measure: 'memory' }));
        }
        results.push(...resultsOf(log.what, runs));
      }
      return results;
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

function textOf({ line, end }: (typeof logs)[number]): string {
  const lines: string[] = [];
  for (let length = end.length, number = 1; length < bytes; number += 1) {
    const one = `${line(number)}\n`;
    lines.push(one);
    length += one.length;
  }
  return lines.join('') + end;
}

function resultsOf(what: string, runs: readonly { ms: number; peakMb: number }[]): Result[] {
  const times = runs.map(({ ms }) => ms);
  const most = Math.max(...runs.map(({ peakMb }) => peakMb));
  const common = { peer: '-', ratio: undefined };
  return [
    {
      ...common,
      what: `explain 10 MB, ${what}`,
      ours: seconds(median(times)),
      target: 'under 2 s',
      met: median(times) < 2_000,
      how: `median of ${rounds} processes; middle half ${spread(times, seconds)}`,
    },
    {
      ...common,
      what: `its memory, ${what}`,
      ours: `${most.toFixed(0)} MB`,
      target: 'under 115 MB',
      met: most < 115,
      how: `the largest resident size of ${rounds} processes`,
    },
  ];
}
