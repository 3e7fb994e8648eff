// The line is cut at every byte of what a server says to a list, and to an attachment that is fetched and written to the disk:
// by IMAP, by POP and by Graph. What comes of it is right to the last byte, or an error with a name; never a part that is
// taken for the whole, never silence. The message is short. MAILGRANT_EVERY_BYTE=1 cuts at every byte, without it every seventh
// is cut.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { type BadLine, badLine, outcomeOf, readServices } from './bad-line.ts';

const limitMs = 60_000;
const step = process.env['MAILGRANT_EVERY_BYTE'] === '1' ? 1 : 7;
const id = 'inbox:short@contoso.example';
const letter = [
  'From: ben@contoso.example',
  'Message-ID: <short@contoso.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  '',
  'Hello.',
  '--b',
  'Content-Disposition: attachment; filename=a.bin',
  'Content-Transfer-Encoding: base64',
  '',
  'AAECAwQFBgc=',
  '--b--',
  '',
].join('\r\n');

let world: BadLine;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'every-byte-'));
  world = await badLine({ seed: 1, count: 0, plainGraph: true });
  world.sandbox.mail.deliver(letter, 'anna@contoso.example', {});
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world?.close();
});

interface Work {
  readonly name: string;
  run(box: Mailbox, via: ReadService): Promise<unknown>;
}

let saves = 0;
const works: readonly Work[] = [
  {
    name: 'a list',
    async run(box, via) {
      const seen: unknown[] = [];
      for await (const { id, subject, from, bytes } of box.list('inbox', { via }))
        seen.push([id, subject, from, bytes]);
      return seen;
    },
  },
  {
    name: 'an attachment on its way to the disk',
    async run(box, via) {
      saves += 1;
      const into = join(folder, String(saves));
      const files = (): string[][] =>
        readdirSync(into).map((name) => [name, readFileSync(join(into, name)).toString('hex')]);
      try {
        const [saved] = await box.saveAttachments(id, into, { via });
        return [saved?.bytes, files()];
      } catch (error) {
        // Whole or not there, and nothing else is left lying about.
        expect(files()).toEqual([]);
        throw error;
      }
    },
  },
];

it.each(readServices)('%s', { timeout: 240_000 }, async (via) => {
  const line = world.lines[via];
  const box = await world.open({ clock: hurriedClock(via === 'pop' ? 10 : 60) });
  try {
    for (const work of works) {
      // The first time finds folders and signs in; what is cut there is cut in faults-cut.test.ts.
      const whole = await outcomeOf(work.run(box, via), limitMs);
      expect(whole.kind).toBe('done');
      let done = 0;
      let at = 0;
      for (; ; at += step) {
        line.cutIn(at);
        const outcome = await outcomeOf(work.run(box, via), limitMs);
        if (outcome.kind === 'done') {
          expect(outcome, `${work.name}, cut after byte ${at}`).toEqual(whole);
          done += 1;
        } else expect(outcome.code).toMatch(/^(mail|net|tls|graph)-/);
        if (line.cutIsDue) break;
      }
      line.cutIn(Number.POSITIVE_INFINITY);
      // Otherwise nothing was cut, or no repair was seen to be right.
      expect(at).toBeGreaterThan(200);
      expect(done / (at / step), work.name).toBeGreaterThan(0.5);
    }
  } finally {
    await box.close();
    // Graph's connections belong to the HTTP client's pool: they are ended here, as an idle server ends them.
    line.endAll();
    await line.quiet();
  }
});
