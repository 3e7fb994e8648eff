// An export that is killed at any moment and run again has every message once, as it was; on a disk that is full it says so,
// and goes on when there is room.

import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsFor } from '../kit/programs/programs.ts';
import { seeded } from '../kit/seeded.ts';
import { anna, type BadLine, badLine, readServices } from './bad-line.ts';
import type { ExportTask } from './export-child.ts';

const chosenSeed = Number(process.env['MAILGRANT_KILLS_SEED'] ?? 20_261_126);
const messages = 150;

let world: BadLine;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
  world = await badLine({ seed: chosenSeed, count: messages, bytes: 3_000_000 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world?.close();
});

interface Ran {
  readonly killed: boolean;
  readonly outcome: { readonly exported?: number; readonly already?: number; readonly code?: string };
}

/** @param killAt - killed after so many messages */
function run(via: ExportTask['via'], into: string, killAt?: number): Promise<Ran> {
  const { sandbox } = world;
  const { imaps, pops } = sandbox.servers;
  const task: ExportTask = {
    places: {
      imap: { ...imaps, security: 'tls' },
      pop: { ...pops, security: 'tls' },
      graph: sandbox.urls.graph,
    },
    ca: sandbox.ca.pem,
    address: anna,
    token: world.token(via),
    via,
    into,
  };
  return new Promise((resolve, reject) => {
    const ran = execFile(
      process.execPath,
      wordsFor('test/mailbox/export-child.ts'),
      (error, stdout, stderr) => {
        const last = stdout.trim().split('\n').at(-1) ?? '';
        const killed = error?.signal === 'SIGKILL';
        if (last.startsWith('{')) resolve({ killed, outcome: JSON.parse(last) as Ran['outcome'] });
        else if (killed) resolve({ killed, outcome: {} });
        else reject(new Error(stderr, { cause: error }));
      },
    );
    let dots = 0;
    ran.stdout?.on('data', (text: string) => {
      dots += text.split('.').length - 1;
      if (killAt !== undefined && dots >= killAt) ran.kill('SIGKILL');
    });
    ran.stdin?.end(JSON.stringify(task));
  });
}

/** Line ends are the Maildir's business, the rest is not. */
function normal(raw: Buffer): string {
  return raw.toString('latin1').replaceAll('\r\n', '\n');
}

function inMaildir(into: string): string[] {
  return ['cur', 'new']
    .flatMap((part) => readdirSync(join(into, part)).map((name) => join(into, part, name)))
    .map((file) => normal(readFileSync(file)))
    .sort();
}

const expected = (): string[] => world.messages.map(({ raw }) => normal(raw)).sort();

describe(`an export that is killed, seed ${chosenSeed}`, () => {
  it.each(readServices)('by %s loses nothing and has nothing twice', { timeout: 90_000 }, async (via) => {
    const into = join(folder, `killed-${via}`);
    const random = seeded(chosenSeed);
    let kills = 0;
    for (let round = 0; round < 3; round += 1) {
      const { killed } = await run(via, into, 1 + random.below(messages / 4));
      kills += Number(killed);
    }
    expect(kills).toBeGreaterThan(0);
    const { outcome } = await run(via, into);
    expect((outcome.exported ?? 0) + (outcome.already ?? 0)).toBe(messages);
    const found = inMaildir(into);
    expect(found.length).toBe(messages);
    expect(found).toEqual(expected());
  });
});

describe('an export onto a disk that is full', () => {
  it('says so, and goes on when there is room', { timeout: 90_000 }, async () => {
    const mount = join(folder, 'small');
    mkdirSync(mount);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount]);
    // A container without the right to mount cannot have a full disk of its own.
    if (mounted.status !== 0) return;
    try {
      const into = join(mount, 'Maildir');
      const { outcome } = await run('imap', into);
      expect(outcome).toEqual({ code: 'save-disk-full' });
      spawnSync('mount', ['-o', 'remount,size=32m', mount]);
      const again = await run('imap', into);
      expect((again.outcome.exported ?? 0) + (again.outcome.already ?? 0)).toBe(messages);
      expect(inMaildir(into)).toEqual(expected());
    } finally {
      spawnSync('umount', ['-l', mount]);
    }
  });
});
