// Memory is flat, whatever the size of a message: to fetch 150 MB of attachment, 206 MB on the wire, takes little more than
// one kilobyte does, and so does sending by either way. Each reading is a process of its own. That process compiles what it
// runs, which takes memory of its own: how much the built command needs in all is a figure of `npm run bench:mail`.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { plainSubmission } from '../../src/sandbox/model.ts';
import { withFile } from '../kit/mail-corpus.ts';
import { type Program, wordsFor } from '../kit/programs/programs.ts';
import { scopeOf } from '../kit/token-home.ts';
import { anna, readServices } from './bad-line.ts';
import type { MemoryOutcome, MemoryTask } from './memory-child.ts';
import type { Order, OrderDone } from './send-by-child.ts';

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
  return told<MemoryOutcome>('test/mailbox/memory-child.ts', task);
}

/** By a process of its own, which says in JSON what came of it. */
function told<T>(program: Program, task: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const ran = execFile(process.execPath, wordsFor(program), (error, stdout, stderr) => {
      if (error) reject(new Error(stderr, { cause: error }));
      else resolve(JSON.parse(stdout) as T);
    });
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

// What each may be sent, and less than it by far: HTTP's client copies each piece of an upload, and the collector lets a good
// eighty megabytes of them lie about, whether 35 MB are sent or 145.
const sendings = [
  { via: 'smtp', sentBytes: 100_000_000, growsMbMax: 75 },
  { via: 'graph', sentBytes: 145_000_000, growsMbMax: 130 },
] as const;

describe.each(sendings)('a sending by $via', ({ via, sentBytes, growsMbMax }) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sent-'));
    // As an administrator may have it: by SMTP Exchange takes 35 MB otherwise.
    const settings = sandbox.directory.mailboxByAddress(anna);
    if (settings) settings.submission = { ...plainSubmission(), messageBytesMax: 150 * 1024 * 1024 };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const send = (path: string): Promise<OrderDone> => {
    const { accessToken } = sandbox.entra.mint({
      user: anna,
      app: seed.apps.desktop.appId,
      scopes: via === 'graph' ? ['Mail.ReadWrite', 'Mail.Send'].map(ofGraph) : scopeOf(via),
    });
    const places = via === 'graph' ? { graph: sandbox.urls.graph } : { smtp: sandbox.cloud.servers.smtp };
    const messages = [{ to: seed.contoso.ben.name, subject: via, text: 'x', attachments: [{ path }] }];
    const order: Order = { places, ca: sandbox.ca.pem, address: anna, token: accessToken, messages };
    return told('test/mailbox/send-by-child.ts', order);
  };

  it('needs little more memory for a large file than for a small one', { timeout: 120_000 }, async () => {
    const files = [1_000, sentBytes].map((bytes) => {
      const path = join(folder, `${bytes}.bin`);
      writeFileSync(path, Buffer.alloc(bytes, 'mailgrant'));
      return path;
    });
    const [smallFile = '', largeFile = ''] = files;
    const small = await send(smallFile);
    let leastMb = Number.POSITIVE_INFINITY;
    for (let reading = 0; reading < readingsMax && leastMb >= growsMbMax; reading += 1) {
      const large = await send(largeFile);
      expect(large.results).toMatchObject([{ route: via, found: false, sentCopy: 'server' }]);
      leastMb = Math.min(leastMb, large.rssMb - small.rssMb);
    }
    expect(leastMb).toBeLessThan(growsMbMax);
    const got = sandbox.mail.list(seed.contoso.ben.name, 'inbox').at(-1)?.content.raw;
    expect(got?.length).toBeGreaterThan((sentBytes * 4) / 3);
    expect(sandbox.mail.list(anna, 'drafts')).toEqual([]);
  });
});

const ofGraph = (scope: string): string => `https://graph.microsoft.com/${scope}`;
