// Several sandboxes in one process are worlds of their own, and a closed one leaves nothing behind: no socket, no timer,
// no lock, nothing that keeps the process.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { wordsFor } from '../kit/programs/programs.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'sandbox-side-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const { anna, ben } = seed.contoso;
const scopes = 'https://outlook.office.com/IMAP.AccessAsUser.All';
const minted = (sandbox: Sandbox): string =>
  sandbox.entra.mint({ user: anna.name, app: seed.apps.desktop.appId, scopes }).accessToken;

describe('two sandboxes in one process', () => {
  it.each([
    ['in memory', () => undefined],
    ['in folders', (name: string) => path.join(parent, name)],
  ])('%s share nothing', async (_, dataOf) => {
    const [one, two] = await Promise.all([
      startSandbox({ data: dataOf('one') }),
      startSandbox({ data: dataOf('two') }),
    ]);
    try {
      const token = minted(one);
      const then = two.clock.now();
      await one.act('advance-clock', { by: '30d' });
      await one.act('add-user', { user: 'carla@contoso.example', password: 'carla-sandbox-1' });
      await one.act('set-user', { user: ben.name, disabled: true });
      await one.act('set-quirks', { imapSessionsMax: 1 });
      await one.act('set-switches', { personalTokenErrors: 'bare' });
      await one.act('add-fault', { where: 'token', kind: 'http-503' });
      await one.act('generate-mail', { mailbox: anna.name, count: 5 });
      expect(two.clock.now() - then).toBeLessThan(86_400_000);
      expect(two.directory.userByName('carla@contoso.example')).toBeUndefined();
      expect(two.directory.userByName(ben.name)?.disabled).toBe(false);
      expect(two.quirks.imapSessionsMax).not.toBe(1);
      expect(two.entra.switches.personalTokenErrors).not.toBe('bare');
      expect(two.faults.pending()).toEqual([]);
      expect(two.mail.list(anna.name)).toEqual([]);
      expect(two.judge.judge(token)).toMatchObject({ ok: false });
      expect(two.ca.pem).not.toBe(one.ca.pem);
      expect(two.jwksForDovecot().kid).not.toBe(one.jwksForDovecot().kid);
      expect(two.mail.mailbox(anna.name)?.item(one.mail.list(anna.name)[0]?.id ?? '')).toBeUndefined();
    } finally {
      await one.close();
    }
    // What is left goes on.
    expect(two.judge.judge(minted(two))).toMatchObject({ ok: true });
    expect((await fetch(`${two.urls.entraHttp}/common/v2.0/.well-known/openid-configuration`)).status).toBe(
      200,
    );
    await two.close();
  });
});

describe('a closed sandbox', () => {
  it.each([
    ['in memory', () => undefined],
    ['in a folder', () => path.join(parent, 'world')],
  ])('%s leaves no handle, whoever was connected', async (_, dataOf) => {
    const none = (): Promise<void> => expect.poll(handles, { timeout: 5000, interval: 10 }).toEqual([]);
    await none();
    const sandbox = await startSandbox({ data: dataOf() });
    expect(handles().length).toBeGreaterThan(10);
    const { imap, imaps, smtp, pops } = sandbox.servers;
    const sockets = [
      ...[imap, smtp].map(({ host, port }) => connectTcp(port, host)),
      ...[imaps, pops].map(({ host, port }) => connectTls({ host, port, rejectUnauthorized: false })),
      connectTcp(Number(new URL(sandbox.urls.graphHttp).port), '127.0.0.1'),
      connectTcp(Number(new URL(sandbox.urls.controlHttp).port), '127.0.0.1'),
    ];
    // Half a request each, and a greeting where there is one.
    await Promise.all(sockets.slice(0, 4).map((socket) => once(socket, 'data')));
    for (const socket of sockets) socket.write('GET ');
    const ended = Promise.all(
      sockets.map((socket) => {
        socket.on('error', () => undefined); // a reset is an end too
        return new Promise((resolve) => socket.resume().once('close', resolve));
      }),
    );
    sandbox.mail.deliver('Subject: x\n\n', anna.name);
    minted(sandbox);
    await sandbox.close();
    await ended;
    await none();
  });

  it.each([
    ['in memory', []],
    ['in a folder', ['world']],
  ])('%s lets its process end by itself', { timeout: 60_000 }, async (_, names) => {
    const data = names.map((name) => path.join(parent, name));
    const child = spawn(process.execPath, [...wordsFor('test/kit/kept-sandbox.ts'), ...data], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      await once(createInterface({ input: child.stdout }), 'line');
      child.stdin.write('close\n');
      expect(await once(child, 'exit')).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

/** Servers and sockets; the test runner's own are pipes. */
function handles(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /^(TCP|TLS)/.test(name));
}
