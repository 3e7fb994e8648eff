// Several sandboxes in one process: worlds of their own, and nothing of them left when they are closed.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { seed, startSandbox } from '../../src/sandbox/index.ts';

const root = join(import.meta.dirname, '..', '..');

it('parallel sandboxes do not disturb each other', async () => {
  const sandboxes = await Promise.all([startSandbox(), startSandbox(), startSandbox()]);
  const [first, second, third] = sandboxes;
  try {
    const user = seed.contoso.anna.name;
    const { accessToken } = await first.act('mint-token', { user });
    expect(first.judge.judge(accessToken).ok).toBe(true);
    expect(second.judge.judge(accessToken)).toMatchObject({ ok: false });
    await first.act('add-user', { user: 'carla@contoso.example', password: 'x' });
    await first.act('deliver', { to: user, subject: 'Only here' });
    await second.act('add-fault', { where: 'token', kind: 'http-503', times: 'always' });
    third.clock.advance('91d');
    expect(second.directory.userByName('carla@contoso.example')).toBeUndefined();
    expect(second.mail.list(user)).toEqual([]);
    expect(first.faults.pending()).toEqual([]);
    expect(third.clock.now() - first.clock.now()).toBeGreaterThan(90 * 86_400_000);
    const ports = sandboxes.flatMap(({ urls, servers }) => [
      ...Object.values(urls).map((url) => new URL(url).port),
      ...Object.values(servers).map(({ port }) => String(port)),
    ]);
    expect(new Set(ports).size).toBe(ports.length);
  } finally {
    await Promise.all(sandboxes.map((one) => one.close()));
  }
});

it('a closed sandbox leaves no handle: nothing keeps the process, though somebody was listening', async () => {
  const program = `
    const { startSandbox } = await import('./src/sandbox/index.ts');
    const sandbox = await startSandbox();
    const { body } = await fetch(sandbox.urls.controlHttp + '/events');
    const page = await fetch(new URL('/live?path=/users', sandbox.urls.controlHttp));
    const gone = Promise.allSettled([body, page.body].map((one) => new Response(one).text()));
    await sandbox.close();
    await gone;
    // What is left after two turns of the loop is what would keep a test from ending.
    await new Promise((done) => setImmediate(() => setImmediate(done)));
    console.log(JSON.stringify(process.getActiveResourcesInfo().filter((one) => /TCP|Timeout|TLS/.test(one))));`;
  const words = ['--import', 'tsx', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, timeout: 15_000 });
  expect(JSON.parse(stdout)).toEqual([]);
});
