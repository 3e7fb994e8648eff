// The clock is set, by an hour ahead or back, as by a time server, by hand or by a laptop that slept: what was to end ends, not
// earlier than it should by the clock's own seconds, and nobody waits for as long as the clock was wrong.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { perform } from '../../src/sandbox/control/actions.ts';
import { seed } from '../../src/sandbox/index.ts';
import { type MovedClock, movedClock } from '../kit/moved-clock.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { type SignIn, signIn } from '../kit/sign-in.ts';

const { anna, ben } = seed.contoso;
const hourMs = 3_600_000;

let clock: MovedClock;
let house: ProxyHouse;
let password: string;
const inside: SignIn[] = [];

beforeAll(async () => {
  clock = movedClock();
  house = await openProxyHouse([anna, ben], { clock, tokenLifetimeSeconds: 86_400 });
  password = await house.password(anna.name);
});
afterAll(() => house?.close());
afterEach(() => {
  for (const { client } of inside.splice(0)) client.close();
});

async function attempt(user: string, typed: string): Promise<SignIn> {
  const one = await signIn(house.ports.clear, { user, password: typed });
  inside.push(one);
  return one;
}

const wrong = /^a1 NO \[AUTHENTICATIONFAILED\]/;
const slowed = /^a1 NO \[(?:UNAVAILABLE|LIMIT)\] Wrong passwords came from .* before (\d\d:\d\d:\d\d) UTC/;

describe.each([
  ['ahead', hourMs],
  ['back', -hourMs],
])('a clock that is set %s', (direction, jumpMs) => {
  it('while wrong guesses are slowed: it is over when it should be', async () => {
    const user = `guessed-${direction}@contoso.example`;
    let last = '';
    // Five cost nothing; then a second, and twice as long each time that one was looked at.
    for (let guess = 0; guess < 40 && !slowed.test(last); guess += 1) last = (await attempt(user, 'x')).reply;
    for (let times = 0; times < 4; times += 1) {
      clock.advance(`${2 ** times + 1}s`);
      expect((await attempt(user, 'x')).reply).toMatch(wrong);
    }
    // Sixteen seconds from here on.
    expect((await attempt(user, 'x')).reply).toMatch(slowed);
    clock.jump(jumpMs);
    if (jumpMs < 0) {
      const [, until = ''] = slowed.exec((await attempt(user, 'x')).reply) ?? [];
      const leftMs = Date.parse(`${new Date(clock.now()).toISOString().slice(0, 11)}${until}Z`) - clock.now();
      // By the new clock, and no hour more; over midnight it is another day.
      expect((leftMs + 86_400_000) % 86_400_000).toBeLessThanOrEqual(32_000);
      clock.advance('33s');
    }
    expect((await attempt(user, 'x')).reply).toMatch(wrong);
  });

  it('while a mailbox is throttled: the time that is told is one of the new clock, and it ends', async () => {
    const throttle = (requestsPerMinute: 0 | null): Promise<unknown> =>
      perform(house.sandbox, 'throttle-mailbox', { mailbox: anna.name, requestsPerMinute, backoff: '5m' });
    await throttle(0);
    expect((await attempt(anna.name, password)).isIn).toBe(false);
    // From here on it is only the proxy that remembers.
    await throttle(null);
    const told = /throttled over IMAP until (\d\d):(\d\d) \(UTC\)/;
    expect((await attempt(anna.name, password)).reply).toMatch(told);
    clock.jump(jumpMs);
    if (jumpMs < 0) {
      const [, hours, minutes] = told.exec((await attempt(anna.name, password)).reply) ?? [];
      const at = new Date(clock.now());
      const left = Number(hours) * 60 + Number(minutes) - at.getUTCHours() * 60 - at.getUTCMinutes();
      expect((left + 1440) % 1440).toBeLessThanOrEqual(6);
      clock.advance('310s');
    }
    expect(await attempt(anna.name, password)).toMatchObject({ isIn: true });
  });

  it('enters with the token that there is, or with another', async () => {
    clock.jump(jumpMs);
    expect(await attempt(anna.name, password)).toMatchObject({ isIn: true });
  });
});

it('an app password with dates is good from the first moment to the last, whichever way the clock is set', async () => {
  const nowMs = clock.now();
  const limits = { fromMs: nowMs + hourMs, untilMs: nowMs + 3 * hourMs };
  const dated = await house.password(ben.name, limits);
  // A minute on each side: a busy machine takes some of it.
  const moves: ReadonlyArray<[number, RegExp]> = [
    [0, /^a1 NO .*It begins on/],
    [hourMs - 60_000, /^a1 NO .*It begins on/],
    [hourMs + 60_000, /^a1 OK/],
    [hourMs - 120_000, /^a1 NO .*It begins on/],
    [3 * hourMs - 60_000, /^a1 OK/],
    [3 * hourMs + 60_000, /^a1 NO .*Its last day was/],
    [2 * hourMs, /^a1 OK/],
  ];
  for (const [toMs, expected] of moves) {
    clock.jump(nowMs + toMs - clock.now());
    expect((await attempt(ben.name, dated)).reply).toMatch(expected);
  }
});
