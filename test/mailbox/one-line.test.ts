// A message of 100 MB that has two lines: its text is one, and the file that hangs on it another. RFC 5322 allows 998 octets,
// servers hand out what they have. Whoever waits for the end of a line keeps 50 MB; reading, saving and exporting, in a
// process of their own, do not.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { wordsFor } from '../kit/programs/programs.ts';
import { scopeOf } from '../kit/token-home.ts';
import { anna, readServices } from './bad-line.ts';
import type { OneLineOutcome, OneLineTask } from './one-line-child.ts';

/** A text of 8 MiB is shown, twice as large in memory, and the collector leaves buffers lying about (memory.test.ts). */
const growthMbMax = 100;
const readingsMax = 3;
const textBytesMax = 8 * 1024 * 1024;
const sizes = { small: 1_000, large: 50_000_000 } as const;
type Size = keyof typeof sizes;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-line-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function message(size: Size) {
  const text = 'word '.repeat(sizes[size] / 5).trimEnd();
  const file = Buffer.alloc((sizes[size] / 4) * 3, 'mailgrant');
  const raw = [
    ...['From: ben@contoso.example', 'Message-ID: <one-line@contoso.example>', 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', text, '--b'],
    ...['Content-Type: application/octet-stream; name=file.bin', 'Content-Transfer-Encoding: base64', ''],
    ...[file.toString('base64'), '--b--', ''],
  ];
  return { text, file: sha256(file), raw: raw.join('\r\n'), mbox: sha256(`${raw.join('\n')}\n`) };
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

describe.each(readServices)('by %s', (via) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox?.close());

  /** What comes of the message, by a process of its own. */
  async function read(size: Size): Promise<number> {
    const { text, file, raw, mbox } = message(size);
    for (const old of sandbox.mail.list(anna, 'inbox')) sandbox.mail.mailbox(anna)?.expunge(old);
    sandbox.mail.deliver(raw, anna);
    const { imaps, pops } = sandbox.servers;
    const { accessToken } = sandbox.entra.mint({
      user: anna,
      app: seed.apps.desktop.appId,
      scopes: scopeOf(via),
    });
    const places = { imap: { ...imaps, security: 'tls' }, pop: { ...pops, security: 'tls' } } as const;
    const task: OneLineTask = {
      places: { ...places, graph: sandbox.urls.graph },
      ca: sandbox.ca.pem,
      address: anna,
      token: accessToken,
      via,
      id: '<one-line@contoso.example>',
      into: mkdtempSync(join(folder, `${via}-`)),
    };
    const outcome = await toldBy(task);
    rmSync(task.into, { recursive: true, force: true });
    expect(outcome.text.length).toBe(Math.min(text.length, textBytesMax));
    expect(text.startsWith(outcome.text)).toBe(true);
    expect(outcome).toMatchObject({ attached: file, exported: mbox });
    return outcome.rssMb;
  }

  it('is read, saved and exported with little more memory than one kilobyte', {
    timeout: 120_000,
  }, async () => {
    const smallMb = await read('small');
    let leastMb = Number.POSITIVE_INFINITY;
    for (let reading = 0; reading < readingsMax && leastMb >= growthMbMax; reading += 1) {
      leastMb = Math.min(leastMb, (await read('large')) - smallMb);
    }
    expect(leastMb).toBeLessThan(growthMbMax);
  });
});

function toldBy(task: OneLineTask): Promise<OneLineOutcome> {
  return new Promise((resolve, reject) => {
    const program = wordsFor('test/mailbox/one-line-child.ts');
    const maxBuffer = 4 * textBytesMax;
    const ran = execFile(process.execPath, program, { maxBuffer }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr, { cause: error }));
      else resolve(JSON.parse(stdout) as OneLineOutcome);
    });
    ran.stdin?.end(JSON.stringify(task));
  });
}
