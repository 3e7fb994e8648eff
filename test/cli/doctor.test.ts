import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { mailgrant, type Ran } from './run.ts';

// A handful of processes from source, each with a dozen connections.
vi.setConfig({ testTimeout: 120_000 });

let sandbox: Sandbox;
let home: ConnectedHome;
beforeAll(async () => {
  sandbox = await startSandbox();
  home = await connectedHome(sandbox, [seed.contoso.anna]);
}, 60_000);
afterAll(async () => {
  await sandbox?.close();
  home?.close();
});

const run = (...args: string[]): Promise<Ran> => mailgrant(args, { home: home.folder, env: { ...home.env } });

it('does not let a report and JSON share standard output', async () => {
  const ran = await run('doctor', 'anna', '--report', '-', '--json');
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(ran.err).toContain('cannot both be standard output');
});

it('writes a report that its owner alone can read, and never over a file that is there', async () => {
  const file = join(home.folder, 'report.md');
  await sandbox.act('set-mailbox', { mailbox: seed.contoso.anna.name, popEnabled: false });
  const ran = await run('doctor', 'anna', '--report', file);
  expect(ran.code).toBe(1);
  expect(ran.err).toContain(`The report is in ${file}, readable by you alone.`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const page = readFileSync(file, 'utf8');
  expect(page).toContain('**pop-off-for-mailbox**');
  expect(page).toMatch(/mailgrant \d+\.\d+\.\d+ · Node\.js /);
  expect(page).toContain('| keySource | file | env MAILGRANT_KEY_SOURCE |');
  const again = await run('doctor', 'anna', '--report', file);
  expect(again.code).toBe(1);
  expect(again.err).toContain('(save-exists)');
  expect(readFileSync(file, 'utf8')).toBe(page);
  rmSync(file);
});

it('gives the report as its result where that is asked for, with nobody in it', async () => {
  const ran = await run('doctor', 'anna', '--report', '-', '--mask-addresses');
  expect(ran.out).toMatch(/^# mailgrant: doctor person-1@domain-1\.invalid\n/);
  expect(ran.out).not.toContain('contoso.example');
  // What is printed otherwise is talk then.
  expect(ran.err).toContain('POP sign-in');
});
