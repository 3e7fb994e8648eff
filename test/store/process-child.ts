// One of several processes on one store: `hold` a lock, `write` tokens (or `pace`, with pauses) and acknowledge
// each, or `create` the store.
// Says what it has done on stdout, a line at a time; ends when stdin does, or when it is killed.

import { sleep, systemClock } from '../../src/base/clock.ts';
import { invariant } from '../../src/base/invariant.ts';
import { Secret } from '../../src/base/secret.ts';
import { fail } from '../../src/errors/error.ts';
import { openStore } from '../../src/store/open.ts';
import { newToken } from './records.ts';

const clock = systemClock();
const [task = '', path = '', keyFile] = process.argv.slice(2);
const refuse = () => Promise.reject(fail('store-keyring-unavailable', { reason: 'not in tests' }));
const store = await openStore({
  path,
  key: keyFile ? { kind: 'auto', keyFile } : { kind: 'env', value: new Secret('ab'.repeat(32)) },
  keyring: { get: refuse, set: refuse },
  clock,
});
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const ended = new Promise((resolve) => {
  process.stdin.once('end', resolve).resume();
});

if (task === 'create') {
  say('open');
} else {
  const account = await store.accounts.get('anna');
  invariant(account, 'the test has connected anna');
  if (task === 'hold') {
    const release = await store.lockGrant(account.id, new AbortController().signal);
    say('held');
    await ended;
    release();
  } else {
    let stop = false;
    void ended.then(() => {
      stop = true;
    });
    for (let number = 1; !stop; number += 1) {
      const token = newToken({ accessToken: new Secret(`access-${number}`), expiresAtMs: number });
      const refreshToken = new Secret(`refresh-${number}`);
      await store.grants.refreshed(account.id, 1, { refreshToken, token, nowMs: number });
      // To a pipe this is synchronous: the line is out when the call returns.
      say(String(number));
      // SQLite hands its write lock to whoever asks first, and a loop without a pause is always first.
      if (task === 'pace') await sleep(clock, 2);
      else if (number % 20 === 0) await sleep(clock, 0);
    }
  }
}
await store.close();
