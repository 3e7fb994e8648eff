// The real process under 500 sessions, ended without a word and with one: nothing that was acknowledged is lost, nothing
// half-said is done, the store is whole, and the next process takes over where this one listened.

import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openMailgrant } from '../../src/app/mailgrant.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import type { AppPasswordRecord } from '../../src/store/app-password.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import type { RawClient } from '../kit/proxy-house.ts';
import { appPassword, type ProxyProcess, startProxyProcess } from '../kit/proxy-process.ts';
import { type SignIn, signIn } from '../kit/sign-in.ts';
import { raw } from '../store/places.ts';

const { anna, ben } = seed.contoso;
const clock = systemClock();
const limits = ['--per-mailbox', '1000', '--per-address', '2000'];

let sandbox: Sandbox;
let home: ConnectedHome;
let password: string;
let proxy: ProxyProcess | undefined;

beforeAll(async () => {
  sandbox = await startSandbox();
  // Exchange's own numbers would be in the way of 500 sessions of one mailbox.
  const many = {
    imapSessionsMax: 2000,
    submissionsPerMinute: 0,
    submissionsParallelMax: 1000,
    popLock: false,
  };
  Object.assign(sandbox.quirks, many);
  home = await connectedHome(sandbox, [anna, ben]);
  password = await appPassword(home, anna.name, 'everywhere');
}, 60_000);
afterEach(() => proxy?.end('SIGKILL'));
afterAll(async () => {
  home?.close();
  await sandbox?.close();
});

async function enter(protocol: ProxyProtocol): Promise<RawClient> {
  if (!proxy) throw new Error('there is no proxy');
  const { client, isIn, reply }: SignIn = await signIn(proxy.port(protocol), { user: anna.name, password });
  if (!isIn) throw new Error(reply);
  return client;
}

const several = <T>(count: number, make: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

async function idling(): Promise<RawClient> {
  const client = await enter('imap');
  await client.say('a2 SELECT INBOX\r\n').until(/^a2 OK.*\r\n/m);
  await client.say('a3 IDLE\r\n').until(/^\+ .*\r\n/m);
  return client;
}

async function inTransaction(): Promise<RawClient> {
  const client = await enter('pop');
  await client.say('STAT\r\n').until(/^\+OK.*\r\n/m);
  return client;
}

const expected = async (client: RawClient, line: string, code: RegExp): Promise<void> => {
  const said = await client.say(`${line}\r\n`).until(/^\d{3} .*\r\n/m);
  if (!code.test(said)) throw new Error(`${line}: ${said}`);
};

async function dataOf(subject: string, client: RawClient): Promise<void> {
  await expected(client, `MAIL FROM:<${anna.name}>`, /^250/m);
  await expected(client, `RCPT TO:<${ben.name}>`, /^250/m);
  await expected(client, 'DATA', /^354/m);
  client.say(`Subject: ${subject}\r\n\r\nThe first half of it.\r\n`);
}

/** A client in the middle of a message. */
async function halfSaid(subject: string): Promise<RawClient> {
  const client = await enter('smtp');
  await dataOf(subject, client);
  return client;
}

/** Sends message after message until its connection ends, or `stop` is true. @returns those that were acknowledged */
async function sending(
  client: RawClient,
  name: string,
  stop: () => boolean = () => false,
): Promise<string[]> {
  const taken: string[] = [];
  try {
    for (let number = 1; !stop(); number += 1) {
      const subject = `${name} ${number}`;
      await dataOf(subject, client);
      await expected(client, 'And the second.\r\n.', /^250/m);
      taken.push(subject);
    }
  } catch (error) {
    if (!client.closed) throw error;
  }
  client.close();
  return taken;
}

const received = (): string[] =>
  [...(sandbox.mail.mailbox(ben.name)?.items() ?? [])].map(
    ({ content }) => /^Subject: (.*)\r$/m.exec(content.raw.toString('latin1'))?.[1] ?? '',
  );

async function used(): Promise<AppPasswordRecord> {
  const mailgrant = await openMailgrant({
    store: storePath(),
    key: { kind: 'file', path: join(home.folder, '.config', 'mailgrant', 'key') },
    caPem: sandbox.ca.pem,
    clock,
    schedule: false,
  });
  try {
    return await mailgrant.store.appPasswords.find('everywhere');
  } finally {
    await mailgrant.close();
  }
}

const storePath = (): string => join(home.folder, '.local', 'share', 'mailgrant', 'mailgrant.db');

/** On the ports of the one before, where there was one. */
async function start(): Promise<void> {
  const before = proxy;
  const ports = (['imap', 'pop', 'smtp'] as const).flatMap((protocol) => [
    `--${protocol}`,
    String(before?.port(protocol).port ?? 0),
  ]);
  proxy = await startProxyProcess(home, [...ports, ...limits]);
}

describe('kill -9 under 500 sessions', () => {
  it('loses nothing that was acknowledged and does nothing that was half said; the next one takes over at once', async () => {
    await start();
    if (!proxy) throw new Error('there is no proxy');
    const idlers = await several(400, idling);
    const poppers = await several(50, inTransaction);
    const halves = await several(30, (at) => halfSaid(`half ${at}`));
    const clients = await several(20, () => enter('smtp'));
    const senders = clients.map((client, at) => sending(client, `sender ${at}`));
    await expect.poll(() => received().length, { timeout: 30_000 }).toBeGreaterThan(60);
    expect((await proxy.status()).sessions).toHaveLength(500);

    expect(await proxy.end('SIGKILL')).toBeNull();
    const acknowledged = (await Promise.all(senders)).flat();
    await Promise.all([...idlers, ...poppers, ...halves].map((client) => client.rest()));
    expect(acknowledged.length).toBeGreaterThan(20);
    const there = received();
    expect(acknowledged.filter((subject) => !there.includes(subject))).toEqual([]);
    expect(there.filter((subject) => subject.startsWith('half'))).toEqual([]);
    expect(new Set(there).size).toBe(there.length);

    const file = raw(storePath());
    expect(file.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    file.close();
    const restartedAtMs = clock.now();
    const { pid } = proxy;
    await start();
    const status = await proxy.status();
    expect(status.pid).not.toBe(pid);
    expect(status.sessions).toEqual([]);
    const again = [
      ...(await several(80, idling)),
      ...(await several(10, inTransaction)),
      await halfSaid('half again'),
    ];
    expect((await proxy.status()).sessions).toHaveLength(again.length);
    for (const client of again) client.close();
    expect(await proxy.end('SIGTERM')).toBe(0);
    // Told to go it writes down what it knows, however lately it was.
    expect((await used()).lastUse).toMatchObject({ from: '127.0.0.1', protocol: 'smtp' });
    expect((await used()).lastUse?.atMs).toBeGreaterThan(restartedAtMs);
  }, 120_000);
});

describe('SIGTERM under load', () => {
  it('takes nobody new, lets who is in the middle finish, ends the others with a word, and is over with 0', async () => {
    await start();
    if (!proxy) throw new Error('there is no proxy');
    const idlers = await several(100, idling);
    const halves = await several(10, (at) => halfSaid(`finished ${at}`));
    let enough = false;
    const clients = await several(5, () => enter('smtp'));
    const senders = clients.map((client, at) => sending(client, `last ${at}`, () => enough));
    const ended = proxy.end('SIGTERM');
    const { port } = proxy.port('imap');
    await expect
      .poll(() =>
        signIn({ ...proxyPort('imap'), port }, { user: anna.name, password }).then(
          () => 'in',
          () => 'refused',
        ),
      )
      .toBe('refused');
    for (const client of halves) await expected(client, 'And the second half.\r\n.\r\nQUIT', /^(?:250|221)/m);
    enough = true;
    const acknowledged = (await Promise.all(senders)).flat();
    const words = await Promise.all(idlers.map((client) => client.rest()));
    expect(words.filter((text) => !/^\* BYE /m.test(text))).toEqual([]);
    expect(await ended).toBe(0);
    const there = received();
    expect(there.filter((subject) => subject.startsWith('finished'))).toHaveLength(halves.length);
    expect(acknowledged.filter((subject) => !there.includes(subject))).toEqual([]);
  }, 120_000);
});

function proxyPort(protocol: ProxyProtocol): ReturnType<ProxyProcess['port']> {
  if (!proxy) throw new Error('there is no proxy');
  return proxy.port(protocol);
}
