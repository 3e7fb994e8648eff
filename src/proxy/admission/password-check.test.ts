// What checking a password costs, counted in hashes: a clock would only tell how busy this machine is.

import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { newPassword } from '../../../test/store/records.ts';
import { systemClock } from '../../base/clock.ts';
import { Secret } from '../../base/secret.ts';
import type { AccountId } from '../../base/token-source.ts';
import type { AppPasswordCandidate, AppPasswordId, AppPasswordRecord } from '../../store/app-password.ts';
import type { AccountRecord } from '../../store/store.ts';
import { PasswordCheck } from './password-check.ts';
import { newPasswordText, plainPassword } from './password-text.ts';
import { type HashSettings, hashPassword, newHashSettings, parseVerifier, verifierText } from './verifier.ts';

/** Cheap ones: what is counted is how often. */
const settings = (): HashSettings => ({ ...newHashSettings(), costLog2: 4 });

async function candidate(text: Secret, under: HashSettings): Promise<AppPasswordCandidate> {
  const hash = await hashPassword(plainPassword(text) ?? '', under);
  const password: AppPasswordRecord = {
    ...newPassword('acc_1' as AccountId, { verifier: verifierText({ settings: under, hash }) }),
    id: `pw_${randomBytes(8).toString('hex')}` as AppPasswordId,
    createdAtMs: 0,
    revokedAtMs: undefined,
    lastUse: undefined,
  };
  // Nothing of the account is looked at here.
  return { password, account: {} as AccountRecord };
}

const signal = new AbortController().signal;
setMaxListeners(0, signal);
const beforeHashing = (): void => {};
let check: PasswordCheck;

beforeEach(() => {
  check = new PasswordCheck(systemClock());
});

describe('one hash', () => {
  it('for a user whom nobody knows, as for one with a wrong password', async () => {
    const known = [await candidate(newPasswordText(), settings())];
    const ask = { typed: newPasswordText(), neighbour: 'a', signal, beforeHashing };
    expect(await check.check({ ...ask, candidates: known })).toBeUndefined();
    expect(check.hashes).toBe(1);
    expect(await check.check({ ...ask, candidates: [] })).toBeUndefined();
    expect(check.hashes).toBe(2);
  });

  it('for an account however many passwords it has, and whichever is right', async () => {
    const under = settings();
    const texts = Array.from({ length: 20 }, newPasswordText);
    const candidates = await Promise.all(texts.map((text) => candidate(text, under)));
    for (const [index, typed] of texts.entries()) {
      const before = check.hashes;
      const right = await check.check({ typed, candidates, neighbour: 'a', signal, beforeHashing });
      expect(right).toBe(candidates[index]);
      expect(check.hashes - before).toBe(1);
    }
  });

  it('for eight hundred sign-ins at once, and none for those that follow', async () => {
    const typed = newPasswordText();
    const candidates = [await candidate(typed, settings())];
    const ask = { typed, candidates, neighbour: 'a', signal, beforeHashing };
    const rights = await Promise.all(Array.from({ length: 800 }, () => check.check(ask)));
    expect(new Set(rights)).toEqual(new Set(candidates));
    expect(check.hashes).toBe(1);
    expect(check.remembered(typed, candidates)).toBe(candidates[0]);
    await check.check({ ...ask, neighbour: 'b' });
    expect(check.hashes).toBe(1);
  });
});

it('what cannot be one of ours is not hashed for anybody', async () => {
  const candidates = [await candidate(newPasswordText(), settings())];
  for (const list of [candidates, []]) {
    const ask = { typed: new Secret('Passw0rd!'), candidates: list, neighbour: 'a', signal, beforeHashing };
    expect(await check.check(ask)).toBeUndefined();
  }
  expect(check.hashes).toBe(0);
});

it('what is remembered lets nobody in whose password is no candidate any more', async () => {
  const typed = newPasswordText();
  const under = settings();
  const candidates = [await candidate(typed, under)];
  const others = [await candidate(newPasswordText(), under)];
  await check.check({ typed, candidates, neighbour: 'a', signal, beforeHashing });
  expect(check.remembered(typed, [])).toBeUndefined();
  expect(check.remembered(typed, others)).toBeUndefined();
  expect(
    await check.check({ typed, candidates: others, neighbour: 'a', signal, beforeHashing }),
  ).toBeUndefined();
});

it('whoever leaves does not take the computation away from those who stay', async () => {
  const typed = newPasswordText();
  const candidates = [await candidate(typed, settings())];
  const leaving = new AbortController();
  const why = new Error('gone');
  const ask = { typed, candidates, neighbour: 'a', beforeHashing };
  const left = check.check({ ...ask, signal: leaving.signal });
  const stays = check.check({ ...ask, signal });
  leaving.abort(why);
  await expect(left).rejects.toBe(why);
  expect(await stays).toBe(candidates[0]);
});

it('a refusal that comes before hashing refuses its own neighbour alone', async () => {
  const typed = newPasswordText();
  const candidates = [await candidate(typed, settings())];
  const why = new Error('slowed');
  const slowed = check.check({
    typed,
    candidates,
    neighbour: 'a',
    signal,
    beforeHashing: () => {
      throw why;
    },
  });
  const other = check.check({ typed, candidates, neighbour: 'b', signal, beforeHashing });
  await expect(slowed).rejects.toBe(why);
  expect(await other).toBe(candidates[0]);
});

it('more than a thousand waiting at once are told to come back', async () => {
  const leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
  const asked = Array.from({ length: 1_001 }, (_, index) =>
    check.check({
      typed: newPasswordText(),
      candidates: [],
      neighbour: `${index}`,
      signal: leaving.signal,
      beforeHashing: () => leaving.signal.throwIfAborted(),
    }),
  );
  await expect(asked.at(-1)).rejects.toMatchObject({ code: 'proxy-sign-ins-waiting', retry: 'later' });
  leaving.abort(new Error('enough'));
  await Promise.allSettled(asked);
});

it('a verifier is the text that others write as well, and comes back as it was', async () => {
  // Test vector of RFC 7914 section 12, its first 32 octets.
  const rfc = { costLog2: 10, blockSize: 8, parallelization: 16, salt: Buffer.from('NaCl') };
  const hash = await hashPassword('password', rfc);
  expect(hash.toString('hex')).toBe('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162');
  const text = verifierText({ settings: rfc, hash });
  expect(text).toMatch(/^\$scrypt\$ln=10,r=8,p=16\$TmFDbA\$[A-Za-z0-9+/]{43}$/);
  expect(parseVerifier(text)).toEqual({ settings: rfc, hash });
  expect(() => parseVerifier('$argon2id$v=19$x$y')).toThrow();
});

it('a new password is none that was there before', () => {
  const texts = Array.from({ length: 1_000 }, () => newPasswordText().reveal());
  expect(new Set(texts).size).toBe(1_000);
  const letters = new Set(texts.join(''));
  expect([...letters].sort().join('')).toBe('-23456789abcdefghjkmnpqrstuvwxyz');
});
