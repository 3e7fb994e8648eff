// `watch` and `subscriptions` as a shell runs them: killed, interrupted, and with the server stopped underneath.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import { openNotificationReceiver } from '../../src/mail/graph/notification-receiver.ts';
import { decodeCursor } from '../../src/mailbox/watching/cursor.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { letter } from '../kit/watch-world.ts';
import { mailgrant, type Ran, type Running, start } from './run.ts';

vi.setConfig({ testTimeout: 120_000 });

const anna = seed.contoso.anna.name;
let sandbox: Sandbox;
let home: ConnectedHome;
let folder: string;
let running: Running[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watch-cli-'));
  sandbox = await startSandbox({ data: join(folder, 'world') });
  home = await connectedHome(sandbox, [seed.contoso.anna]);
}, 60_000);
afterEach(async () => {
  for (const one of running) one.kill();
  for (const one of running) await one.ended;
  running = [];
});
afterAll(async () => {
  await sandbox?.close();
  home?.close();
  rmSync(folder, { recursive: true, force: true });
});

const deliver = (...names: string[]): void => {
  for (const name of names)
    if (!sandbox.mail.deliver(letter(name), anna)) throw new Error('the message was delivered');
};
const run = (...args: string[]): Promise<Ran> => mailgrant(args, { home: home.folder, env: home.env });

function watch(...args: string[]): Running {
  const one = start(['watch', 'anna', ...args], { home: home.folder, env: home.env });
  one.end();
  running.push(one);
  return one;
}
/** The messages whose coming a watch has told of in JSON, in order. */
const created = ({ out }: Ran): string[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { kind: string; id: string })
    .map(
      ({ kind, id }) =>
        (kind === 'created' ? '' : `${kind} `) + id.replace(/^inbox:|@contoso\.example$/g, ''),
    );
const kept = (stateFile: string): string =>
  [
    ...(decodeCursor(readFileSync(stateFile, 'utf8'), stateFile).folders.get('inbox')?.messages.values() ??
      []),
  ]
    .map(({ name }) => name)
    .join(' ');

type Names = [string, string, string, string, string, string, string];

describe.each(['imap', 'graph'])('watch --state by %s', (via) => {
  const by = ['--via', via, '--poll', '1', '--events', 'created'];

  it('goes on after a kill -9: nothing is lost, and twice comes only what was not yet on disk', async () => {
    const [k1, k2, k3, k4, k5, k6, k7] = [1, 2, 3, 4, 5, 6, 7].map((at) => `k${at}-${via}`) as Names;
    const state = join(folder, `killed-${via}`);
    const first = watch(...by, '--state', state);
    await first.says(/watching inbox/);
    deliver(k1, k2, k3);
    await first.says(new RegExp(`${k3}@`));
    await expect.poll(() => kept(state), { timeout: 10_000 }).toContain(k3);
    deliver(k4, k5);
    await first.says(new RegExp(`${k5}@`));
    first.kill();
    expect(created(await first.ended)).toEqual([k1, k2, k3, k4, k5]);
    deliver(k6);
    const second = watch(...by, '--state', state);
    await second.says(new RegExp(`${k6}@`));
    second.interrupt();
    const ran = await second.ended;
    expect(ran.code).toBe(130);
    const told = created(ran);
    expect(told.filter((name) => name !== k4 && name !== k5)).toEqual([k6]);
    expect(new Set(told).size).toBe(told.length);
    deliver(k7);
    const third = watch(...by, '--state', state);
    await third.says(new RegExp(`${k7}@`));
    third.interrupt();
    expect(created(await third.ended)).toEqual([k7]);
  });

  it('goes on when the server is stopped, mail comes in, and it is started again', async () => {
    const ports = {
      ...Object.fromEntries(Object.entries(sandbox.servers).map(([door, { port }]) => [door, port])),
      graph: Number(new URL(sandbox.urls.graph).port),
      entra: Number(new URL(sandbox.urls.entra).port),
    };
    const notified = via === 'graph' ? ['--listen', '127.0.0.1:0'] : [];
    const one = watch(...by, ...notified);
    await one.says(/watching inbox/);
    deliver(`before-${via}`);
    await one.says(/before-/);
    await sandbox.close();
    sandbox = await startSandbox({ data: join(folder, 'world'), ports });
    deliver(`meanwhile-${via}`);
    await one.says(/meanwhile-/);
    deliver(`after-${via}`);
    await one.says(/after-/);
    one.interrupt();
    expect(created(await one.ended)).toEqual([`before-${via}`, `meanwhile-${via}`, `after-${via}`]);
    expect(sandbox.subscriptions.all()).toEqual([]);
  });
});

describe('watch --exec', () => {
  it('runs a command for each event, in order, and tells where one fails', async () => {
    const log = join(folder, 'exec-log');
    const command = `cat >> '${log}'; echo "$MAILGRANT_EVENT" >> '${log}'; test "$MAILGRANT_EVENT" = created`;
    const one = watch('--via', 'imap', '--exec', command);
    await one.says(/watching inbox/);
    const item = sandbox.mail.deliver(letter('exec'), anna);
    await one.says(/"kind":"created"/);
    if (item) sandbox.mail.mailbox(anna)?.setFlags(item, ['\\Seen']);
    await one.says(/The command ended with 1/);
    one.interrupt();
    expect((await one.ended).code).toBe(130);
    const [first, kind, second, other] = readFileSync(log, 'utf8').trim().split('\n');
    expect([kind, other]).toEqual(['created', 'updated']);
    expect(JSON.parse(first ?? '')).toMatchObject({ kind: 'created', id: 'inbox:exec@contoso.example' });
    expect(JSON.parse(second ?? '')).toMatchObject({ message: { flags: { seen: true } } });
  });

  it('tells an event again whose command was ended by Ctrl-C', async () => {
    const [state, log] = [join(folder, 'interrupted'), join(folder, 'interrupted-log')];
    const by = ['--via', 'imap', '--events', 'created', '--state', state];
    const first = watch(...by, '--exec', `cat > '${log}'; sleep 600`);
    await first.says(/watching inbox/);
    deliver('half-done');
    await expect
      .poll(() => existsSync(log) && readFileSync(log, 'utf8'), { timeout: 10_000 })
      .toContain('half-done');
    first.interrupt();
    expect((await first.ended).code).toBe(130);
    const second = watch(...by, '--exec', `cat > '${log}.2'`);
    await second.says(/half-done/);
    await expect
      .poll(() => existsSync(`${log}.2`) && readFileSync(`${log}.2`, 'utf8'))
      .toContain('half-done');
    second.interrupt();
    await second.ended;
  });
});

it('watch says in words where its state cannot be kept', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, 'x');
  const ran = await run('watch', 'anna', '--state', join(file, 'state'));
  expect(ran).toMatchObject({ code: 1, out: '' });
  expect(ran.err).toContain('a-file');
  expect(ran.err).toContain('(watch-state-unkept)');
});

it('subscriptions are made, listed, renewed and deleted', async () => {
  const clientState = new Secret('state-of-mine');
  const told: string[] = [];
  const receiver = await openNotificationReceiver({
    clientState,
    onNotification: ({ changeType }) => told.push(changeType),
  });
  const secretFile = join(folder, 'client-state');
  writeFileSync(secretFile, 'state-of-mine\n');
  const first = (out: string): Record<string, string> =>
    (JSON.parse(out) as Record<string, string>[])[0] ?? {};
  const create = (url: string, ...more: string[]): Promise<Ran> =>
    run('subscriptions', 'anna', 'create', '--url', url, '--client-state-file', secretFile, ...more);
  try {
    const refused = await create('http://127.0.0.1:9/nobody');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('(graph-subscription-unvalidated)');
    expect(await run('subscriptions', 'anna', 'renew')).toMatchObject({ code: 2, out: '' });
    expect((await run('subscriptions', 'anna', 'renew', 'nothing')).err).toContain('(graph-not-found)');

    const made = await create(
      receiver.url,
      '--folder',
      'inbox',
      '--events',
      'created',
      '--json',
      'id,resource,changes,expiresAt',
    );
    expect({ code: made.code, err: made.err }).toMatchObject({ code: 0 });
    const { id, resource, changes, expiresAt } = first(made.out);
    expect([resource, changes]).toEqual([
      expect.stringMatching(/^me\/mailFolders\('.+'\)\/messages$/),
      'created',
    ]);
    expect((await run('subscriptions', 'anna')).out.split('\t')[0]).toBe(id);
    deliver('subscribed');
    await expect.poll(() => told).toEqual(['created']);

    sandbox.clock.advance('1h');
    const renewed = await run('subscriptions', 'anna', 'renew', id ?? '', '--json', 'id,expiresAt');
    expect(renewed.code).toBe(0);
    expect(made.out).not.toContain('state-of-mine');
    const later = first(renewed.out)['expiresAt'];
    expect(Date.parse(later ?? '')).toBeGreaterThanOrEqual(Date.parse(expiresAt ?? ''));
    expect(await run('subscriptions', 'anna', 'delete', id ?? '')).toMatchObject({ code: 0, out: `${id}\n` });
    expect((await run('subscriptions', 'anna', 'list')).out).toBe('');
  } finally {
    await receiver.close();
  }
});
