// The way back from the browser: whoever knocks there is told something, and the one who waits does not wait for ever.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LoopbackRedirect, openLoopbackRedirect } from '../../src/app/loopback.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';

let clock: FakeClock;
let redirect: LoopbackRedirect;
beforeEach(async () => {
  clock = fakeClock();
  redirect = await openLoopbackRedirect({ clock });
});
afterEach(() => redirect.close());

const wait = (signal?: AbortSignal) =>
  redirect.callback({ state: 'mine', limitMs: 900_000, account: 'anna', ...(signal ? { signal } : {}) });

it('says so when nobody comes back: the browser was closed', async () => {
  const waiting = expect(wait()).rejects.toMatchObject({
    code: 'login-timeout',
    hint: expect.stringContaining('mailgrant login') as string,
  });
  await clock.advance(900_000);
  await waiting;
});

it('ends at once when it was interrupted, also before it began to wait', async () => {
  const interrupted = new AbortController();
  const waiting = expect(wait(interrupted.signal)).rejects.toThrow('interrupted');
  interrupted.abort(new Error('interrupted'));
  await waiting;
  await expect(wait(interrupted.signal)).rejects.toThrow('interrupted');
});

it('has nothing for those who only look, and tells an old tab that it is old', async () => {
  const waiting = wait();
  expect((await fetch(`${redirect.redirectUri}/favicon.ico`)).status).toBe(404);
  const old = await fetch(`${redirect.redirectUri}/?code=c&state=of-yesterday`);
  expect(old.status).toBe(400);
  expect(await old.text()).toContain('earlier sign-in');
  const mine = fetch(`${redirect.redirectUri}/?code=c&state=mine`);
  const returned = await waiting;
  expect(returned.url.searchParams.get('code')).toBe('c');
  returned.answer({ ok: true, heading: 'Done <b>', text: 'Close it.' });
  expect(await (await mine).text()).toContain('Done &#60;b&#62;');
});
