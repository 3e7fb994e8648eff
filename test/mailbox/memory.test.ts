// Memory is flat, whatever the size of a message: 150 MB of attachment, 206 MB on the wire, take little more than one
// kilobyte does. Each reading is a process of its own. That process compiles what it runs, which takes memory of its own:
// how much the built command needs in all is a figure of `npm run bench:mail`.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { withFile } from '../kit/mail-corpus.ts';
import { wordsFor } from '../kit/programs/programs.ts';
import { scopeOf } from '../kit/token-home.ts';
import { anna, readServices } from './bad-line.ts';
import type { MemoryOutcome, MemoryTask } from './memory-child.ts';

/**
 * Whoever keeps the message whole, even once and without its base64, grows by 150 MB at every reading. The collector
 * leaves up to 64 MB of buffers lying about, and seldom more.
 */
const growthMbMax = 110;
/** What else the machine does can only add to a reading: one that is small enough settles it. */
const readingsMax = 3;
const sizes = { small: 1_000, large: 150_000_000 } as const;
type Size = keyof typeof sizes;

let sandbox: Sandbox;
const digests = new Map<Size, string>();
beforeAll(async () => {
  sandbox = await startSandbox();
  for (const [index, size] of (Object.keys(sizes) as Size[]).entries()) {
    const raw = withFile(9, index, Date.UTC(2026, 10, 1), sizes[size]);
    digests.set(size, createHash('sha256').update(raw).digest('hex'));
    sandbox.mail.deliver(raw, anna);
  }
});
afterAll(() => sandbox?.close());

function read(via: ReadService, size: Size): Promise<MemoryOutcome> {
  const { imaps, pops } = sandbox.servers;
  const { accessToken } = sandbox.entra.mint({
    user: anna,
    app: seed.apps.desktop.appId,
    scopes: scopeOf(via),
  });
  const task: MemoryTask = {
    places: {
      imap: { ...imaps, security: 'tls' },
      pop: { ...pops, security: 'tls' },
      graph: sandbox.urls.graph,
    },
    ca: sandbox.ca.pem,
    address: anna,
    token: accessToken,
    via,
    id: `<file.9.${Object.keys(sizes).indexOf(size)}@mail.contoso.example>`,
  };
  return new Promise((resolve, reject) => {
    const ran = execFile(
      process.execPath,
      wordsFor('test/mailbox/memory-child.ts'),
      (error, stdout, stderr) => {
        if (error) reject(new Error(stderr, { cause: error }));
        else resolve(JSON.parse(stdout) as MemoryOutcome);
      },
    );
    ran.stdin?.end(JSON.stringify(task));
  });
}

describe.each(readServices)('a download by %s', (via) => {
  it('needs little more memory for 150 MB than for one kilobyte', { timeout: 120_000 }, async () => {
    const small = await read(via, 'small');
    expect(small.sha256).toBe(digests.get('small'));
    let leastMb = Number.POSITIVE_INFINITY;
    for (let reading = 0; reading < readingsMax && leastMb >= growthMbMax; reading += 1) {
      const large = await read(via, 'large');
      expect(large.sha256).toBe(digests.get('large'));
      leastMb = Math.min(leastMb, large.rssMb - small.rssMb);
    }
    expect(leastMb).toBeLessThan(growthMbMax);
  });
});
