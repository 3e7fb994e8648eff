// The certificate is really replaced on disk, in every way in which people and programs do that, under sessions that stand:
// they go on, the next handshake shows the new one by every door, and a pair that cannot be used is never shown.

import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { proxyProtocols } from '../../src/proxy/front/front.ts';
import { seed } from '../../src/sandbox/index.ts';
import { type KeptLog, keptLog } from '../kit/kept-log.ts';
import { type MovedClock, movedClock } from '../kit/moved-clock.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { type SignIn, signIn } from '../kit/sign-in.ts';

const { anna } = seed.contoso;

let clock: MovedClock;
let log: KeptLog;
let house: ProxyHouse;
let password: string;
let numbers = 0;
const inside: SignIn[] = [];

beforeAll(async () => {
  [clock, log] = [movedClock(), keptLog()];
  house = await openProxyHouse([anna], { clock, log });
  house.sandbox.quirks.popLock = false;
  password = await house.password(anna.name);
});
afterAll(() => house?.close());
afterEach(() => {
  for (const { client } of inside.splice(0)) client.close();
});

interface Pair {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
}

async function newPair(): Promise<Pair> {
  numbers += 1;
  const name = `mail${numbers}.contoso.example`;
  return { ...(await house.authority.issue(['localhost', '127.0.0.1', name])), name };
}

const doors = (): Array<ProxyHouse['ports']['clear']> =>
  proxyProtocols.flatMap((protocol) => Object.values(house.doors[protocol]));

/** One by each door: three protocols, TLS from the first byte and by STARTTLS. */
async function enter(): Promise<SignIn[]> {
  const all = await Promise.all(
    doors().map((port) => signIn(port, { user: anna.name, password, ca: house.caPem })),
  );
  inside.push(...all);
  expect(all.filter(({ isIn }) => !isIn)).toEqual([]);
  return all;
}

/** By the name in it that is no other's. */
const shown = ({ client }: SignIn): string =>
  /mail\d+\.contoso\.example/.exec(
    // A door that was entered with an authority to trust has TLS.
    (client.socket as TLSSocket).getPeerCertificate().subjectaltname ?? '',
  )?.[0] ?? 'the first';

async function expectAlive(all: readonly SignIn[]): Promise<void> {
  const asked = { imap: ['x NOOP', /^x OK/m], pop: ['NOOP', /^\+OK/m], smtp: ['NOOP', /^250/m] } as const;
  await Promise.all(
    all.map(({ client }, at) => {
      const [command, answer] = asked[doors()[at]?.protocol ?? 'imap'];
      return client.say(`${command}\r\n`).until(answer);
    }),
  );
}

/** Time for the proxy to look at its files, and to look once more. */
async function looks(times: number): Promise<void> {
  for (let look = 0; look < times; look += 1) {
    clock.advance('11s');
    // The files are read by the operating system's own threads.
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const byRename = ({ cert, key }: Pair): void => {
  for (const [path, text] of [
    [house.identity.cert, cert],
    [house.identity.key, key],
  ] as const) {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }
};
const inPlace = ({ cert, key }: Pair): void => {
  writeFileSync(house.identity.cert, cert);
  writeFileSync(house.identity.key, key);
};

describe.each([
  ['by rename', byRename],
  ['in place', inPlace],
])('a certificate that is replaced %s', (_, replace) => {
  it.each(['when it is told to read it', 'by itself'])('is shown %s, and nobody is dropped', async (how) => {
    const before = await enter();
    const names = new Set(before.map(shown));
    const pair = await newPair();
    log.take('proxy.certificate-replaced');
    replace(pair);
    if (how === 'by itself')
      await expect.poll(async () => (await looks(1), log.take('proxy.certificate-replaced').length)).toBe(1);
    else await house.controls.reload();
    const after = await enter();
    expect(new Set(after.map(shown))).toEqual(new Set([pair.name]));
    expect(new Set(before.map(shown))).toEqual(names);
    await expectAlive(before);
    await expectAlive(after);
  });
});

describe('a pair that cannot be used', () => {
  const spoilt: ReadonlyArray<[string, (next: Pair) => void, RegExp]> = [
    ['half written', ({ cert }) => writeFileSync(house.identity.cert, cert.slice(0, 300)), /./],
    ['empty', () => writeFileSync(house.identity.cert, ''), /no PEM/],
    [
      'of which only the certificate is there yet',
      ({ cert }) => writeFileSync(house.identity.cert, cert),
      /the key is not the one of the certificate/,
    ],
    [
      'of which only the key is there yet',
      ({ key }) => writeFileSync(house.identity.key, key),
      /the key is not the one of the certificate/,
    ],
    ['that is gone', () => rmSync(house.identity.key, { force: true }), /ENOENT/],
  ];
  it.each(spoilt)(
    '%s is said once and never shown, and the whole one is taken afterwards',
    async (_, spoil, why) => {
      const good = await newPair();
      inPlace(good);
      await house.controls.reload();
      const before = await enter();
      log.take('proxy.certificate-replaced');
      const next = await newPair();
      spoil(next);
      await expect(house.controls.reload()).rejects.toMatchObject({
        code: 'server-certificate-unusable',
        message: expect.stringMatching(why) as string,
      });
      await expect(house.controls.reload()).rejects.toThrow(why);
      expect(new Set((await enter()).map(shown))).toEqual(new Set([good.name]));
      // The same, found by itself.
      spoil(await newPair());
      await looks(5);
      expect(log.take('proxy.certificate-unusable').map(({ code }) => code).length).toBeLessThanOrEqual(1);
      expect(log.take('proxy.certificate-replaced')).toEqual([]);
      inPlace(next);
      await expect.poll(async () => (await looks(1), log.take('proxy.certificate-replaced').length)).toBe(1);
      expect(new Set((await enter()).map(shown))).toEqual(new Set([next.name]));
      await expectAlive(before);
    },
  );

  it('is not even tried while it is being written', async () => {
    const next = await newPair();
    writeFileSync(house.identity.cert, next.cert);
    await looks(1);
    writeFileSync(house.identity.key, next.key);
    await expect.poll(async () => (await looks(1), log.take('proxy.certificate-replaced').length)).toBe(1);
    expect(log.take('proxy.certificate-unusable')).toEqual([]);
    expect((await enter()).map(shown)).toEqual(Array(6).fill(next.name));
  });
});
