// Who may enter, against a store in memory and a clock that moves when told. Refusals first.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeClock, fakeClock } from '../../../test/kit/fake-clock.ts';
import { newAccount, newApp } from '../../../test/store/records.ts';
import { silentLogger } from '../../base/logger.ts';
import { Secret } from '../../base/secret.ts';
import { isMailgrantError } from '../../errors/error.ts';
import type { AppPasswordLimits } from '../../store/app-password.ts';
import { openStore } from '../../store/open.ts';
import type { AccountRecord, NewAccount, Store } from '../../store/store.ts';
import type { ProxyProtocol } from '../front/front.ts';
import type { Admission } from './admission.ts';
import { type DoorkeeperOptions, HouseDoorkeeper } from './doorkeeper.ts';
import { newAppPassword } from './new-app-password.ts';

const wrong = 'aaaaa-aaaaa-aaaaa-aaaaa-aaaaa';
const key = { kind: 'env', value: new Secret('ab'.repeat(32)) } as const;
const day = 86_400_000;

let clock: FakeClock;
let store: Store;
let doorkeeper: HouseDoorkeeper;
let anna: AccountRecord;

beforeEach(async () => {
  clock = fakeClock();
  store = await openStore({ path: ':memory:', key, clock });
  anna = await connected();
  doorkeeper = open();
});
afterEach(async () => {
  await doorkeeper.close();
  await store.close();
});

function open(change: Partial<DoorkeeperOptions> = {}): HouseDoorkeeper {
  return new HouseDoorkeeper({ store, clock, log: silentLogger, ...change });
}

async function connected(change: Partial<NewAccount> = {}): Promise<AccountRecord> {
  const { id } = (await store.apps.get('default')) ?? (await store.apps.add(newApp()));
  const { account } = await store.grants.consent(newAccount(id, change), new Secret('r'), [], clock.now());
  return account;
}

async function made(
  limits: Partial<AppPasswordLimits> = {},
  { account = anna, name = 'office scanner' } = {},
): Promise<string> {
  const { password } = await newAppPassword(store, { account, name, limits });
  return password.reveal();
}

interface Try {
  user?: string;
  protocol?: ProxyProtocol;
  address?: string;
  signal?: AbortSignal;
}

const never = new AbortController().signal;

function signIn(password: string, given: Try = {}): Promise<Admission> {
  const { user = 'anna', protocol = 'imap', address = '192.0.2.7', signal = never } = given;
  const credentials = { user, password: new Secret(password), mechanism: 'LOGIN' } as const;
  return doorkeeper.admit({ protocol, credentials, address, signal });
}

const refused = { code: 'app-password-refused' };
const slowed = { code: 'proxy-guesses-slowed' };
const notForThis = { code: 'app-password-not-for-this' };

/** Wrong passwords that are each another guess. */
async function guess(count: number, given: Try = {}): Promise<string[]> {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  const codes: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // By their form none of ours: no hash is computed, and they are guesses all the same.
    const text = `${letters[index % 31]}${index}`;
    const outcome: unknown = await signIn(text, given).catch((error: unknown) => error);
    codes.push(isMailgrantError(outcome) ? outcome.code : 'admitted');
  }
  return codes;
}

describe('is refused, and by the words nobody learns why', () => {
  it.each([
    'nobody',
    'nobody@contoso.com',
    '',
    '@contoso.com',
    'a\tb',
    'x'.repeat(400),
    'anna@contoso.com%x',
  ])('the user "%s" with a password that is right for somebody else', async (user) => {
    const password = await made();
    const known = await signIn(wrong).catch((error: unknown) => error);
    const unknown = await signIn(password, { user }).catch((error: unknown) => error);
    expect(unknown).toMatchObject(refused);
    expect(JSON.stringify(unknown)).toBe(JSON.stringify(known));
  });

  it.each(['', wrong, 'password', 'x'.repeat(10_000), 'aaaaa-aaaaa-aaaaa-aaaaa-aaaa', 'äääää'])(
    'the password "%.40s"',
    async (password) => {
      await made();
      await expect(signIn(password)).rejects.toMatchObject(refused);
    },
  );

  it('a password that was revoked, at once and in the words of a wrong one', async () => {
    const password = await made();
    (await signIn(password)).leave();
    await store.appPasswords.revoke((await store.appPasswords.find('office scanner')).id);
    await expect(signIn(password)).rejects.toMatchObject(refused);
  });

  it('a password whose account is gone', async () => {
    const password = await made();
    await store.accounts.remove(anna.id);
    await expect(signIn(password)).rejects.toMatchObject(refused);
  });

  it("somebody else's password", async () => {
    const ben = await connected({ name: 'ben', address: 'ben@contoso.com' });
    await made();
    const password = await made({}, { account: ben });
    await expect(signIn(password)).rejects.toMatchObject(refused);
    expect((await signIn(password, { user: 'ben' })).accountName).toBe('ben');
  });

  it('whoever has gone away meanwhile', async () => {
    const password = await made();
    const why = new Error('gone');
    await expect(signIn(password, { signal: AbortSignal.abort(why) })).rejects.toBe(why);
  });
});

describe('a password is good for', () => {
  it.each<[string, Partial<AppPasswordLimits>, Try, RegExp]>([
    [
      'another protocol',
      { protocols: ['smtp'] },
      { protocol: 'imap' },
      /not good for IMAP.*It is for SMTP alone/s,
    ],
    ['another network', { networks: ['10.0.0.0/8'] }, {}, /It is for 10\.0\.0\.0\/8 alone/],
    [
      'another network by IPv6',
      { networks: ['2001:db8::/48'] },
      { address: '2001:db8:1::1' },
      /2001:db8::\/48/,
    ],
    ['no address of IP at all', { networks: ['0.0.0.0/0'] }, { address: '' }, /not good for clients/],
    ['a time to come', { fromMs: new Date(2026, 10, 3).getTime() }, {}, /begins on 2026-11-03/],
    ['a time gone by', { untilMs: new Date(2026, 9, 31).getTime() }, {}, /last day was 2026-10-30/],
    ['another mailbox', { mailboxes: ['info@contoso.com'] }, {}, /Sign in as info@contoso\.com/],
  ])('nothing but what it was made for: %s', async (_, limits, given, says) => {
    const password = await made(limits);
    const error: unknown = await signIn(password, given).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(notForThis);
    expect(isMailgrantError(error) && `${error.message} ${error.hint}`).toMatch(says);
    // Whoever knows the password is no guesser.
    for (let again = 0; again < 10; again += 1) {
      await expect(signIn(password, given)).rejects.toMatchObject(notForThis);
    }
  });

  it.each<[string, Partial<AppPasswordLimits>, Try]>([
    ['by IMAP and POP', { protocols: ['imap', 'pop'] }, { protocol: 'pop' }],
    ['from its network', { networks: ['10.0.0.0/8', '192.0.2.0/29'] }, {}],
    [
      'from its network, as a socket for both families shows it',
      { networks: ['192.0.2.7'] },
      { address: '::ffff:192.0.2.7' },
    ],
    ['between its days', { fromMs: Date.UTC(2026, 9, 31), untilMs: Date.UTC(2026, 10, 2) }, {}],
    ['by its address in any case', {}, { user: 'ANNA@Contoso.com' }],
    ['by an alias', { aliases: ['Anna.Old@contoso.com'] }, { user: 'anna.old@contoso.com' }],
  ])('what it was made for: %s', async (_, limits, given) => {
    const admission = await signIn(await made(limits), given);
    expect(admission).toMatchObject({
      account: anna.id,
      accountName: 'anna',
      mailbox: 'anna@contoso.com',
      passwordName: 'office scanner',
      senders: undefined,
    });
  });

  it('however it is typed: in capitals, without hyphens, with spaces', async () => {
    const password = await made();
    expect(password).toMatch(/^([2-9a-hjkmnp-z]{5}-){4}[2-9a-hjkmnp-z]{5}$/);
    for (const typed of [
      password.toUpperCase(),
      password.replaceAll('-', ''),
      ` ${password.replaceAll('-', ' ')}`,
    ]) {
      (await signIn(typed)).leave();
    }
  });

  it('the senders that it names', async () => {
    const admission = await signIn(await made({ senders: ['scan@contoso.com', '@print.contoso.com'] }));
    expect(admission.senders).toEqual(['scan@contoso.com', '@print.contoso.com']);
  });
});

describe('the mailbox is', () => {
  it('the one that the sign-in name says, in the words of the limits', async () => {
    const password = await made({ mailboxes: ['Info@contoso.com', 'anna@contoso.com'] });
    const as = async (user: string) => (await signIn(password, { user })).mailbox;
    expect(await as('info@contoso.com')).toBe('Info@contoso.com');
    expect(await as('anna')).toBe('anna@contoso.com');
  });

  it("the account's own, by sign-in name, primary address and aliases of the person", async () => {
    const account = await connected({
      name: 'ben',
      address: 'ben.berg@contoso.com',
      username: 'ben@corp.example',
      primaryAddress: 'ben.berg@contoso.com',
      aliases: ['Sales@contoso.com', 'ben.berg@contoso.onmicrosoft.com'],
    });
    const password = await made({}, { account });
    for (const user of ['Ben@corp.example', 'ben.berg@contoso.com', 'sales@Contoso.com', 'ben']) {
      expect(await signIn(password, { user })).toMatchObject({ mailbox: 'ben.berg@contoso.com' });
    }
    await expect(signIn(password, { user: 'berg@contoso.com' })).rejects.toMatchObject(refused);
  });

  it('not opened by an alias that the person has no more', async () => {
    const before = { name: 'ben', address: 'ben@contoso.com', aliases: ['sales@contoso.com'] };
    const password = await made({}, { account: await connected(before) });
    (await signIn(password, { user: 'sales@contoso.com' })).leave();
    await connected({ ...before, aliases: [] });
    await expect(signIn(password, { user: 'sales@contoso.com' })).rejects.toMatchObject(refused);
    (await signIn(password, { user: 'ben' })).leave();
  });

  it('each mailbox of a domain, where an app of its own may open them, and no other', async () => {
    const account = await connected({ name: 'daemon', address: 'daemon@contoso.com', kind: 'app' });
    const password = await made({ mailboxes: ['@contoso.com'] }, { account });
    for (const protocol of ['imap', 'pop', 'smtp'] as const) {
      expect(await signIn(password, { user: 'Ben@contoso.com', protocol })).toMatchObject({
        account: account.id,
        mailbox: 'Ben@contoso.com',
      });
    }
    await expect(signIn(password, { user: 'ben@sub.contoso.com' })).rejects.toMatchObject(refused);
  });
});

it.each<[string, Partial<AppPasswordLimits>]>([
  ['a domain, of an account that a person connected', { mailboxes: ['@contoso.com'] }],
  ['a mailbox that is no address', { mailboxes: ['info'] }],
  ['an alias that is a domain', { aliases: ['@contoso.com'] }],
  ['a sender with a line end', { senders: ['a@b\nc'] }],
  ['a network of 33 bits', { networks: ['10.0.0.0/33'] }],
  ['an end before the beginning', { fromMs: 2 * day, untilMs: day }],
  ['no protocol', { protocols: [] }],
])('a password is not made for %s', async (_, limits) => {
  await expect(made(limits)).rejects.toMatchObject({ code: 'app-password-limit-invalid' });
  expect(await store.appPasswords.list()).toEqual([]);
});

describe('guesses are slowed', () => {
  it('from one address for one user, longer each time, and never for more than half a minute', async () => {
    const password = await made();
    const codes = await guess(6);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => refused.code), slowed.code]);
    const error: unknown = await signIn(password).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ ...slowed, retryAfterMs: 1_000 });
    expect(isMailgrantError(error) && error.message).toContain('before 00:00:01 UTC');
    for (let round = 0; round < 12; round += 1) {
      await clock.advance(30_000);
      expect(await guess(2)).toEqual([refused.code, slowed.code]);
    }
    await clock.advance(30_000);
    (await signIn(password)).leave();
    expect(await guess(4)).toEqual(Array.from({ length: 4 }, () => refused.code));
  });

  it('and another address is let in at once, and another user from the same one', async () => {
    const ben = await connected({ name: 'ben', address: 'ben@contoso.com' });
    const [ofAnna, ofBen] = [await made(), await made({}, { account: ben })];
    await guess(20);
    await expect(signIn(ofAnna)).rejects.toMatchObject(slowed);
    (await signIn(ofAnna, { address: '192.0.2.8' })).leave();
    (await signIn(ofBen, { user: 'ben' })).leave();
  });

  it('but not for who was right before: a device with an old password locks out no other', async () => {
    const password = await made();
    (await signIn(password)).leave();
    await guess(20);
    (await signIn(password)).leave();
  });

  it('from a whole /64 of IPv6', async () => {
    const password = await made();
    for (let host = 1; host <= 5; host += 1) await guess(1, { address: `2001:db8:0:7::${host}` });
    await expect(signIn(password, { address: '2001:db8:0:7:1::' })).rejects.toMatchObject(slowed);
    (await signIn(password, { address: '2001:db8:0:8::1' })).leave();
  });

  it('for whoever tries one user after the other', async () => {
    const password = await made();
    for (let user = 0; user < 50; user += 1) await guess(1, { user: `user-${user}` });
    await expect(signIn(password)).rejects.toMatchObject({ ...slowed, retryAfterMs: 1_000 });
    (await signIn(password, { address: '192.0.2.8' })).leave();
  });

  it('on this machine for a quarter of a minute at the most', async () => {
    const password = await made();
    const address = '127.0.0.1';
    for (let user = 0; user < 100; user += 1) {
      await guess(1, { user: `user-${user}`, address });
      await clock.advance(15_000);
    }
    await guess(1, { user: 'user-100', address });
    await expect(signIn(password, { address })).rejects.toMatchObject({ ...slowed, retryAfterMs: 15_000 });
    await clock.advance(15_000);
    (await signIn(password, { address })).leave();
  });

  it('the same wrong password again is no further guess of its address', async () => {
    const password = await made();
    for (let round = 0; round < 200; round += 1) {
      await expect(signIn('old', { user: 'scanner' })).rejects.toMatchObject(refused);
      await clock.advance(30_000);
    }
    (await signIn(password)).leave();
  });

  it('from everywhere for one user: newcomers wait a little, and get in', async () => {
    const password = await made();
    (await signIn(password, { address: '198.51.100.1' })).leave();
    for (let host = 0; host < 150; host += 1) {
      const pending = guess(1, { address: `203.0.113.${host}` });
      await clock.advance(3_000);
      expect(await pending).toEqual([refused.code]);
    }
    const later = signIn(password, { address: '198.51.100.99' });
    let inside = false;
    void later.then(() => {
      inside = true;
    });
    // It has been right from another place, which is remembered: nothing is waited for.
    await clock.advance(1);
    (await later).leave();
    expect(inside).toBe(true);
    const fresh = await made({}, { account: anna, name: 'new phone' });
    const waiting = signIn(fresh, { address: '198.51.100.98' });
    await clock.advance(3_000);
    (await waiting).leave();
  });

  it('is forgotten after a quarter of an hour', async () => {
    await guess(49);
    await clock.advance(16 * 60_000);
    expect(await guess(5)).toEqual(Array.from({ length: 5 }, () => refused.code));
  });
});

describe('places', () => {
  it('of one mailbox are limited by protocol, and given back once', async () => {
    doorkeeper = open({ places: { perMailbox: 2 } });
    const password = await made();
    const [first] = [await signIn(password), await signIn(password, { address: '192.0.2.8' })];
    await expect(signIn(password)).rejects.toMatchObject({
      code: 'proxy-connections-exceeded',
      details: { whose: 'anna@contoso.com', count: 2, protocol: 'IMAP' },
    });
    const other = await signIn(password, { protocol: 'smtp' });
    first.leave();
    first.leave();
    (await signIn(password)).leave();
    other.leave();
    await signIn(password);
    await expect(signIn(password)).rejects.toMatchObject({ code: 'proxy-connections-exceeded' });
  });

  it('of one address are limited, refusals give theirs back', async () => {
    doorkeeper = open({ places: { perAddress: 1 } });
    const password = await made();
    for (let round = 0; round < 3; round += 1) await expect(signIn(wrong)).rejects.toMatchObject(refused);
    const inside = await signIn(password);
    await expect(signIn(password)).rejects.toMatchObject({
      code: 'proxy-connections-exceeded',
      details: { whose: '192.0.2.7' },
    });
    inside.leave();
    (await signIn(password)).leave();
  });
});

describe('clients that cannot sign in', () => {
  const byNetwork = (address: string, protocol: ProxyProtocol = 'smtp') =>
    doorkeeper.admit({ protocol, credentials: undefined, address, signal: never });

  it('are refused unless their network was written down, and by SMTP alone', async () => {
    await expect(byNetwork('127.0.0.1')).rejects.toMatchObject({ code: 'proxy-sign-in-needed' });
    doorkeeper = open({ trusted: [{ network: '10.7.0.0/16', account: 'anna' }] });
    expect([doorkeeper.trusts('10.7.1.1'), doorkeeper.trusts('10.8.0.1'), doorkeeper.trusts('')]).toEqual([
      true,
      false,
      false,
    ]);
    await expect(byNetwork('10.8.0.1')).rejects.toMatchObject({ code: 'proxy-sign-in-needed' });
    await expect(byNetwork('10.7.1.1', 'imap')).rejects.toMatchObject({ code: 'proxy-sign-in-needed' });
    expect(() => open({ trusted: [{ network: '10.7', account: 'anna' }] })).toThrow(/neither an address nor/);
  });

  it('send for the account of the narrowest network that has them', async () => {
    await connected({ name: 'scan', address: 'scan@contoso.com', username: 'anna@contoso.com' });
    const senders = ['scan@contoso.com'];
    doorkeeper = open({
      trusted: [
        { network: '10.0.0.0/8', account: 'anna' },
        { network: '10.7.0.0/16', account: 'scan', senders },
      ],
    });
    expect(await byNetwork('10.7.1.1')).toMatchObject({
      accountName: 'scan',
      mailbox: 'scan@contoso.com',
      passwordName: 'network 10.7.0.0/16',
      senders,
    });
    expect(await byNetwork('10.8.1.1')).toMatchObject({ accountName: 'anna', senders: undefined });
  });
});

describe('while a session lasts', () => {
  it('it is told within a second that its password was revoked, and no other is', async () => {
    const [scanner, phone] = [await made(), await made({}, { account: anna, name: 'phone' })];
    const [first, second] = [await signIn(scanner), await signIn(phone)];
    await clock.advance(5_000);
    expect(first.ended.aborted).toBe(false);
    await store.appPasswords.revoke((await store.appPasswords.find('office scanner')).id);
    await clock.advance(1_000);
    expect(first.ended.reason).toMatchObject({
      code: 'app-password-revoked',
      details: { name: 'office scanner' },
    });
    expect(second.ended.aborted).toBe(false);
    first.leave();
    second.leave();
  });

  it('it ends with the last day of its password', async () => {
    const session = await signIn(await made({ untilMs: clock.now() + 10_000 }));
    await clock.advance(9_500);
    expect(session.ended.aborted).toBe(false);
    await clock.advance(1_000);
    expect(session.ended.aborted).toBe(true);
    session.leave();
  });

  it('the use is written soon, and then twice a minute whatever happens', async () => {
    let writes = 0;
    const counted = {
      ...store,
      appPasswords: {
        ...store.appPasswords,
        used: (uses: Parameters<Store['appPasswords']['used']>[0]) => {
          writes += 1;
          return store.appPasswords.used(uses);
        },
      },
    };
    doorkeeper = open({ store: counted });
    const password = await made();
    const lastUse = async () => (await store.appPasswords.find('office scanner')).lastUse;
    const beganMs = clock.now();
    for (let login = 0; login < 100; login += 1) (await signIn(password, { address: '127.0.0.1' })).leave();
    expect(await lastUse()).toBeUndefined();
    await clock.advance(2_000);
    expect(await lastUse()).toEqual({ atMs: beganMs, from: '127.0.0.1', protocol: 'imap' });
    for (let second = 0; second < 60; second += 1) {
      (await signIn(password, { protocol: 'pop' })).leave();
      await clock.advance(1_000);
    }
    expect(writes).toBe(3);
    (await signIn(password, { protocol: 'smtp' })).leave();
    await doorkeeper.close();
    expect(await lastUse()).toMatchObject({ protocol: 'smtp', from: '192.0.2.7' });
  });

  it('nothing is left ticking when the last one has gone', async () => {
    (await signIn(await made())).leave();
    await clock.advance(60_000);
    expect(clock.pending).toBe(0);
  });
});
