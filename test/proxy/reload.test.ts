// `mailgrant proxy` on SIGHUP, as systemd sends it by ExecReload: the configuration file is read again under a session that
// stands. What can be another at once is, what cannot is named, and a file with a mistake in it changes nothing.

import { EventEmitter, once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Authority, createAuthority } from '../../src/net/certificate.ts';
import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { RawClient } from '../kit/proxy-house.ts';
import { appPassword, type ProxyProcess, startProxyProcess } from '../kit/proxy-process.ts';
import { signIn } from '../kit/sign-in.ts';

const { anna } = seed.contoso;

let sandbox: Sandbox;
let home: ConnectedHome;
let proxy: ProxyProcess;
let authority: Authority;
let password: string;
const lines: string[] = [];
const news = new EventEmitter();
let config: string;

const start = { imap: 0, smtp: 0, name: 'first.contoso.example' };

beforeAll(async () => {
  sandbox = await startSandbox();
  home = await connectedHome(sandbox, [anna]);
  authority = await createAuthority({ name: 'Reload', nowMs: Date.now() });
  password = await appPassword(home, anna.name, 'a device');
  config = join(home.folder, '.config', 'mailgrant', 'config.yaml');
  mkdirSync(dirname(config), { recursive: true });
  await certificate('a');
  await certificate('b');
  write({ ...start, ...files('a') });
  proxy = await startProxyProcess(home, [], {
    onLine(line) {
      lines.push(line);
      news.emit('line');
    },
  });
});
afterAll(async () => {
  await proxy?.end('SIGTERM');
  home?.close();
  await sandbox?.close();
});

/** JSON is YAML. */
function write(section: object, others: object = {}): void {
  writeFileSync(config, JSON.stringify({ ...others, proxy: section }));
}

const files = (name: string): { tlsCert: string; tlsKey: string } => ({
  tlsCert: join(home.folder, `${name}.pem`),
  tlsKey: join(home.folder, `${name}-key.pem`),
});

async function certificate(name: string): Promise<void> {
  const { cert, key } = await authority.issue(['localhost', `${name}.contoso.example`]);
  writeFileSync(files(name).tlsCert, cert);
  writeFileSync(files(name).tlsKey, key);
}

/** @returns the log from there to the line that says how it went, and `more` lines */
async function reload(more = 0): Promise<string> {
  const from = lines.length;
  proxy.child.kill('SIGHUP');
  for (;;) {
    const since = lines.slice(from);
    const at = since.findIndex((line) => /proxy\.(?:not-)?reloaded/.test(line));
    if (at >= 0 && since.length > at + more) return since.join('\n');
    await once(news, 'line');
  }
}

async function greeting(protocol: ProxyProtocol): Promise<string> {
  const client = await RawClient.open(proxy.port(protocol));
  const said = await client.until(/\r\n/);
  client.close();
  return said;
}

const shown = async (): Promise<string> => {
  const { client, isIn } = await signIn(proxy.port('imap'), { user: anna.name, password, ca: authority.pem });
  expect(isIn).toBe(true);
  const names =
    'getPeerCertificate' in client.socket
      ? String((client.socket.getPeerCertificate as () => { subjectaltname: string })().subjectaltname)
      : '';
  client.close();
  return names;
};

it('takes up what it can, says what it cannot, and keeps what stands', async () => {
  const standing = await signIn(proxy.port('imap'), { user: anna.name, password });
  const early = await RawClient.open(proxy.port('smtp'));
  await early.until(/^220 .*\r\n/);
  expect(await greeting('smtp')).toMatch(/^220 first\.contoso\.example /);
  expect(await shown()).toContain('a.contoso.example');

  write(
    {
      ...start,
      ...files('b'),
      imap: 1143,
      metrics: 9464,
      name: 'second.contoso.example',
      perMailbox: 1,
      trust: ['127.0.0.0/8=anna'],
      limits: { lineBytes: 600, mistakes: 1 },
    },
    { logLevel: 'debug', mailProxy: 'socks5://127.0.0.1:1' },
  );
  const said = await reload(1);
  const [, changed = ''] = /proxy\.reloaded changed=(\[.*?\])/.exec(said) ?? [];
  expect(new Set(JSON.parse(changed) as string[])).toEqual(
    new Set([
      'name',
      'perMailbox',
      'trust',
      'tlsCert',
      'tlsKey',
      'limits.lineBytes',
      'limits.mistakes',
      'logLevel',
    ]),
  );
  expect(said).toMatch(/warn proxy\.needs-restart settings=\["imap","metrics","mailProxy"\]/);

  expect(await greeting('smtp')).toMatch(/^220 second\.contoso\.example /);
  // There is one already, and one it may be now.
  const second = await signIn(proxy.port('imap'), { user: anna.name, password });
  expect(second.reply).toMatch(/^a1 NO \[UNAVAILABLE\] .*has 1 connections of IMAP open/);
  second.client.close();
  expect(await standing.client.say('x NOOP\r\n').until(/^x .*\r\n/m)).toMatch(/^x OK/m);
  standing.client.close();
  await expect
    .poll(async () => (await proxy.status()).sessions.filter(({ state }) => state === 'signed-in').length)
    .toBe(0);
  expect(await shown()).toContain('b.contoso.example');
  const trusted = await RawClient.open(proxy.port('smtp'));
  await trusted.until(/^220 .*\r\n/);
  await trusted.say('EHLO scanner\r\n').until(/^250 .*\r\n/m);
  expect(await trusted.say(`MAIL FROM:<${anna.name}>\r\n`).until(/^\d{3} .*\r\n/m)).toMatch(/^250 /);
  trusted.close();
  // Whoever was there before has the limits that he came with.
  await early.say('EHLO early\r\n').until(/^250 .*\r\n/m);
  expect(await early.say('NONSENSE\r\nNOOP\r\n').until(/^250 .*\r\n/m)).toMatch(/^500 /);
  const late = await RawClient.open(proxy.port('smtp'));
  await late.until(/^220 .*\r\n/);
  expect(await late.say('NONSENSE\r\nNONSENSE\r\n').until(/^421 .*\r\n/m)).toMatch(/^421 /m);
  expect(lines.some((line) => / debug /.test(line))).toBe(true);
  for (const client of [early, late]) client.close();
});

it('changes nothing by a file that cannot be used, and says why', async () => {
  write({ ...start, ...files('b'), name: 'kept.contoso.example' });
  await reload();
  const broken: Array<[() => void, RegExp]> = [
    [
      () => write({ ...start, ...files('b'), name: 'no', limits: { lineBytes: 1 } }),
      /code="config-invalid".*proxy\.limits\.lineBytes/,
    ],
    [() => write({ ...start, ...files('b'), name: 'no', nonsense: 1 }), /code="config-invalid".*nonsense/],
    [() => writeFileSync(config, 'proxy: {name: no'), /code="config-invalid"/],
    [() => write({ ...start, ...files('none'), name: 'no' }), /code="server-certificate-unusable".*ENOENT/],
    [
      () => write({ ...start, ...files('b'), name: 'no', trust: ['everywhere=anna'] }),
      /code="app-password-limit-invalid".*everywhere/,
    ],
    [
      () => write({ ...start, ...files('b'), name: 'no', loadBalancer: ['everywhere'] }),
      /code="app-password-limit-invalid".*everywhere/,
    ],
    [() => write({ ...start, tlsCert: files('b').tlsCert, name: 'no' }), /code="usage".*belong together/],
    [() => rmSync(config), /proxy\.reloaded/],
  ];
  for (const [spoil, why] of broken.slice(0, -1)) {
    spoil();
    const said = await reload();
    expect(said).toMatch(why);
    expect(said).toMatch(/ error proxy\.not-reloaded /);
    expect(await greeting('smtp')).toMatch(/^220 kept\.contoso\.example /);
    expect(await shown()).toContain('b.contoso.example');
  }
  // Without a file everything is as if nothing had been said; ports and TLS are from the start.
  broken.at(-1)?.[0]();
  const said = await reload(1);
  expect(said).toMatch(/proxy\.reloaded changed=\["name"\]/);
  expect(said).toMatch(/proxy\.needs-restart settings=\["imap","smtp","tlsCert","tlsKey"\]/);
  expect(await greeting('smtp')).toMatch(/^220 localhost /);
  expect(await shown()).toContain('b.contoso.example');
});

it('reads once more for each signal, one after the other', async () => {
  write({ ...start, ...files('b'), name: 'one.contoso.example' });
  proxy.child.kill('SIGHUP');
  write({ ...start, ...files('b'), name: 'two.contoso.example' });
  await reload();
  await expect.poll(() => greeting('smtp')).toMatch(/^220 two\.contoso\.example /);
});

it('is no reason to die while the last sessions end', async () => {
  const port = proxy.port('imap');
  const { client } = await signIn(port, { user: anna.name, password });
  const exit = once(proxy.child, 'exit');
  proxy.child.kill('SIGTERM');
  const isOpen = (): Promise<boolean> =>
    RawClient.open(port).then(
      (another) => (another.close(), true),
      () => false,
    );
  await expect.poll(isOpen).toBe(false);
  proxy.child.kill('SIGHUP');
  expect(await client.say('y NOOP\r\n').until(/^y .*\r\n/m)).toMatch(/^y OK/m);
  await client.say('z LOGOUT\r\n').until(/^z OK.*\r\n/m);
  expect(await exit).toEqual([0, null]);
});
