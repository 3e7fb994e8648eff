// The main job as a person runs it: a process of its own, against the sandbox that it starts.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailgrant } from '../cli/run.ts';

const root = join(import.meta.dirname, '..', '..');
const minute = 60_000;
/** A JWT, an opaque token of a personal account, a refresh token: whatever a token begins with. */
const secret = /eyJ[\w-]{20}|EwB[\w+/]{20}|\b[01]\.A[\w-]{20}/;

let home: string;
let children: ChildProcess[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mailgrant-test-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves when `text` was printed. */
  until(text: string): Promise<void>;
}

function run(args: readonly string[], env: Record<string, string> = {}): Running {
  const path = process.env['PATH'] ?? '';
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { PATH: path, HOME: home, TMPDIR: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let out = '';
  let heard = (): void => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      heard();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    out: () => out,
    ended,
    until: (text) =>
      new Promise((resolve, reject) => {
        heard = () => {
          if (out.includes(text)) resolve();
        };
        heard();
        void ended.then(() => reject(new Error(`it ended without "${text}":\n${out}`)));
      }),
  };
}

describe('mailgrant demo', () => {
  it(
    'fails where the world differs from the record, says where, and leaves nothing behind',
    async () => {
      const running = run(['test/app/demo-fault/worker.ts']);
      expect(await running.ended).toBe(1);
      const text = running.out();
      expect(text).toContain('✗ 3   Exchange scopes only');
      expect(text).toContain('expires_in: expected 3599, came 1800');
      expect(text).toContain('✗ 1 of 10 rows differ from the record.');
      expect(text).not.toContain('All of it was true');
      expect(readdirSync(home).filter((name) => name.startsWith('mailgrant-demo-'))).toEqual([]);
    },
    minute,
  );

  it(
    'ends with 0 when all of it was true, in plain lines of at most 100 columns, without a token',
    async () => {
      const running = run(['src/cli/main.ts', 'demo']);
      expect(await running.ended).toBe(0);
      const text = running.out();
      expect(text).toMatch(/✓ All of it was true, in [\d.]+ s\.\n$/);
      expect(text).not.toContain('✗');
      expect(text).not.toContain('\u001b');
      expect(text).not.toMatch(secret);
      const widest = Math.max(...text.split('\n').map((line) => line.length));
      expect(widest).toBeLessThanOrEqual(100);
      expect(text.match(/^✓ Token for /gm)).toHaveLength(2);
      expect(text.match(/^✓ \d/gm)).toHaveLength(10);
      expect(readdirSync(home).filter((name) => name.startsWith('mailgrant-demo-'))).toEqual([]);
    },
    minute,
  );

  it(
    'colours what it says where it is asked to',
    async () => {
      const running = run(['src/cli/main.ts', 'demo'], { FORCE_COLOR: '1' });
      expect(await running.ended).toBe(0);
      expect(running.out()).toContain('\u001b[32m✓\u001b[39m');
    },
    minute,
  );

  it(
    'stays open with --keep, serves the commands that it prints, and goes when it is told to',
    async () => {
      const running = run(['src/cli/main.ts', 'demo', '--keep']);
      await running.until('imaps://');
      const text = running.out();
      const exported = /export (.*)/.exec(text)?.[1] ?? '';
      const env = Object.fromEntries(exported.split(' ').map((pair) => pair.split('=')));
      const [, ...args] = (/^ {2}(mailgrant token .*)$/m.exec(text)?.[1] ?? '').split(' ');
      const got = await mailgrant(args, { home, env });
      expect(got.err).toBe('');
      expect(got.out).toMatch(secret);
      const folder = dirname(env['MAILGRANT_CA_FILE'] ?? '');
      expect(existsSync(folder)).toBe(true);
      running.child.kill('SIGINT');
      expect(await running.ended).toBe(0);
      expect(existsSync(folder)).toBe(false);
    },
    minute,
  );
});
