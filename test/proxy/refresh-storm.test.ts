// Everybody comes at the moment when the token has run out, to the whole proxy before the whole sandbox: one refresh, or
// one refusal that everybody reads, or one wait with an end; and afterwards the next client enters by itself.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import { perform } from '../../src/sandbox/control/actions.ts';
import { seed } from '../../src/sandbox/index.ts';
import { type MovedClock, movedClock } from '../kit/moved-clock.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { type SignIn, signIn } from '../kit/sign-in.ts';

const run = promisify(execFile);
const { anna } = seed.contoso;

let clock: MovedClock;
let house: ProxyHouse;
let password: string;
const inside: SignIn[] = [];
let moved = 0;

beforeAll(async () => {
  clock = movedClock();
  house = await openProxyHouse([anna], { clock, places: { perMailbox: 1000, perAddress: 2000 } });
  // Exchange's own numbers would be in the way of what is proved here.
  Object.assign(house.sandbox.quirks, { imapSessionsMax: 2000, popLock: false });
  password = await house.password(anna.name);
});
afterAll(() => house?.close());
afterEach(() => {
  for (const { client } of inside.splice(0)) client.close();
  house.sandbox.faults.clear();
});

const enter = async (protocol: ProxyProtocol = 'imap'): Promise<SignIn> => {
  const one = await signIn(house.doors[protocol].clear, { user: anna.name, password });
  inside.push(one);
  return one;
};

/** Six of eight by IMAP, the others by POP and SMTP: one token is good for all of them. */
const crowd = (count: number): Promise<SignIn[]> =>
  Promise.all(
    Array.from({ length: count }, (_, at) => enter(at % 8 === 6 ? 'pop' : at % 8 === 7 ? 'smtp' : 'imap')),
  );

/** The token is over; what was asked before is not counted. */
function expire(): void {
  moved += 2 * 3_600_000;
  clock.jump(2 * 3_600_000);
  house.sandbox.requests.clear();
}

async function takeAway(): Promise<void> {
  const { tokens } = house.mailgrant;
  await tokens.invalidate(await tokens.get(anna.name, 'imap'));
  house.sandbox.requests.clear();
}

const asked = (): number => house.sandbox.requests.count({ grantType: 'refresh_token' });

describe('logins when the token has run out', () => {
  it('of this process and of others on the same store: one refresh', async () => {
    // The others have a clock of their own, which is not moved: the token is taken away instead.
    await takeAway();
    // Long enough for a process to start and find that somebody is asking.
    house.sandbox.faults.add({ where: 'token', kind: 'delay', delayMs: 1_500 });
    const { folder } = house.home;
    const env = {
      HOME: folder,
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      MAILGRANT_KEY_SOURCE: 'file',
      MAILGRANT_CA_FILE: join(folder, 'ca.pem'),
    };
    const others = Promise.all(
      [1, 2].map(() => run('mailgrant', ['token', anna.name, '--for', 'imap'], { env, timeout: 30_000 })),
    );
    const all = await crowd(40);
    expect(all.filter(({ isIn }) => !isIn)).toEqual([]);
    const tokens = (await others).map(({ stdout }) => stdout.trim());
    expect(new Set(tokens).size).toBe(1);
    expect(asked()).toBe(1);
  }, 120_000);

  it.each([8, 800])(
    '%i at once: one refresh, and all are in',
    async (count) => {
      expire();
      const all = await crowd(count);
      expect(all.filter(({ isIn }) => !isIn).map(({ reply }) => reply)).toEqual([]);
      expect(asked()).toBe(1);
    },
    60_000,
  );
});

describe('a refresh that fails', () => {
  it('by 503: everybody is told that it will pass, few requests are made, and it passes by itself', async () => {
    expire();
    house.sandbox.faults.add({ where: 'token', kind: 'http-503', times: Number.POSITIVE_INFINITY });
    const all = [...(await crowd(40)), ...(await crowd(40))];
    for (const { reply } of all)
      expect(reply).toMatch(/^(?:a1 NO \[UNAVAILABLE\]|-ERR \[SYS\/TEMP\]|4\d\d 4\.)/);
    // One, and one more each time its rest is over: 1, 2, 4 .. 60 seconds.
    expect(asked()).toBeLessThanOrEqual(4);
    house.sandbox.faults.clear();
    // Its own rest between two attempts: a minute at the most.
    clock.advance('61s');
    expect((await enter()).reply).toMatch(/^a1 OK/);
  });

  it('by silence: everybody is told within the time that a refresh has, and the next one enters', async () => {
    expire();
    house.sandbox.faults.add({ where: 'token', kind: 'hang', times: 1 });
    const all = crowd(40);
    await expect.poll(() => house.sandbox.faults.pending()).toEqual([]);
    clock.advance('46s');
    for (const { reply } of await all)
      expect(reply).toMatch(/^(?:a1 NO \[UNAVAILABLE\]|-ERR \[SYS\/TEMP\]|4\d\d 4\.)/);
    clock.advance('61s');
    expect((await enter()).reply).toMatch(/^a1 OK/);
  });

  it('for good: one request, every reply says whose consent is gone and what to do, until there is a new one', async () => {
    // Nobody takes a consent whose clock is hours away from the one in the server's answers.
    clock.jump(-moved);
    await takeAway();
    house.sandbox.entra.revokeSessions(anna.name);
    const all = [...(await crowd(40)), ...(await crowd(40))];
    for (const { reply, isIn } of all) {
      expect(isIn).toBe(false);
      expect(reply).toMatch(/^(?:a1 NO \[AUTHORIZATIONFAILED\]|-ERR \[SYS\/PERM\]|535 5\.7\.|550 5\.7\.)/);
      expect(reply).toMatch(/mailgrant login/);
    }
    expect(asked()).toBe(1);
    await consentAgain();
    expect((await enter()).reply).toMatch(/^a1 OK/);
  });

  it.each([8, 800])(
    'for good for one resource, %i at once: one request, one answer, and the other resource goes on',
    async (count) => {
      const { sandbox, mailgrant } = house;
      const graph = await mailgrant.tokens.get(anna.name, 'graph');
      await perform(sandbox, 'withdraw-consent', {
        user: anna.name,
        app: 'Contoso Desktop Mail',
        resource: 'exchange',
      });
      await takeAway();
      const all = [...(await crowd(count)), ...(await crowd(8))];
      for (const { reply, isIn } of all) {
        expect(isIn).toBe(false);
        expect(reply).toMatch(/^(?:a1 NO \[AUTHORIZATIONFAILED\]|-ERR \[SYS\/PERM\]|535 5\.7\.|550 5\.7\.)/);
        expect(reply).toMatch(/mailgrant login/);
      }
      expect(asked()).toBe(1);
      await mailgrant.tokens.invalidate(graph);
      expect((await mailgrant.tokens.get(anna.name, 'graph')).resource).toBe('graph');
      await consentAgain();
      expect((await enter()).reply).toMatch(/^a1 OK/);
    },
    60_000,
  );
});

async function consentAgain(): Promise<void> {
  const { mailgrant, sandbox } = house;
  const redirectUri = 'http://localhost:4321/';
  const wish = { services: ['imap', 'pop', 'smtp', 'graph'] } as const;
  const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
  await mailgrant.consents.complete(
    await sandbox.newVisitor().visit(url, { user: anna.name, password: anna.password }),
  );
}
