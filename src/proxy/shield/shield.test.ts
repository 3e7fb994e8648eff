import { describe, expect, it } from 'vitest';
import { type FakeClock, fakeClock } from '../../../test/kit/fake-clock.ts';
import { fail, type MailgrantError } from '../../errors/error.ts';
import { exchangeLimits, LimitsRegistry } from '../../mail/limits.ts';
import { proxyLimits, Shield, type Visit } from './shield.ts';

const anna: Visit = { service: 'imap', mailbox: 'anna@contoso.example' };
const ben: Visit = { service: 'imap', mailbox: 'ben@contoso.example' };

function house(): { clock: FakeClock; shield: Shield; limits: LimitsRegistry } {
  const clock = fakeClock(Date.UTC(2026, 10, 2, 14, 30, 0));
  const limits = new LimitsRegistry(clock, {
    ...exchangeLimits,
    atOnce: { imap: 20, pop: 2, smtp: 3, graph: 4 },
  });
  return { clock, limits, shield: new Shield({ clock, limits, random: () => 1 }) };
}

const host = 'outlook.office365.com';
const throttled = (retryAfterMs: number): MailgrantError =>
  fail(
    'mail-throttled',
    { host, account: 'anna', answer: 'Request is throttled', seconds: retryAfterMs / 1000 },
    { retryAfterMs },
  );
const trouble = (): MailgrantError =>
  fail('mail-refused', { host, doing: 'the sign-in', answer: '[SYS/TEMP] later' }, { retry: 'later' });
const notConnected = (): MailgrantError =>
  fail('mail-not-connected', { host, account: 'anna', mailbox: anna.mailbox, service: 'IMAP', answer: 'x' });

const fails = (error: Error) => (): Promise<never> => Promise.reject(error);
const works = (): Promise<string> => Promise.resolve('signed in');
async function settled<T>(promise: Promise<T>): Promise<unknown> {
  return promise.catch((error: unknown) => error);
}

describe('a server that asks for a time', () => {
  it('is left alone until then, and whoever comes is told until when', async () => {
    const { clock, shield } = house();
    await expect(shield.run(anna, fails(throttled(92_415)))).rejects.toMatchObject({
      code: 'mail-throttled',
    });
    let dialled = false;
    const refused = await settled(
      shield.run({ ...anna, mailbox: 'Anna@Contoso.example' }, () => {
        dialled = true;
        return works();
      }),
    );
    expect(refused).toMatchObject({
      code: 'proxy-mailbox-throttled',
      retry: 'later',
      message: expect.stringContaining('until 14:32 (UTC)') as string,
      details: { untilMs: clock.now() + 92_415, answer: 'Request is throttled' },
    });
    expect(dialled).toBe(false);
    await clock.advance(92_415);
    await expect(shield.run(anna, works)).resolves.toMatchObject({ result: 'signed in' });
  });

  it('is not taken for another service, nor for another mailbox', async () => {
    const { shield } = house();
    await settled(shield.run(anna, fails(throttled(60_000))));
    await expect(shield.run({ ...anna, service: 'smtp' }, works)).resolves.toBeDefined();
    await expect(shield.run(ben, works)).resolves.toBeDefined();
  });

  it('is waited for where it is a matter of seconds', async () => {
    const { clock, shield } = house();
    await settled(shield.run(anna, fails(throttled(3_000))));
    const next = shield.run(anna, works);
    await clock.advance(2_999);
    await clock.advance(1);
    await expect(next).resolves.toMatchObject({ result: 'signed in' });
    expect(clock.pending).toBe(0);
  });

  it('has a quarter of an hour at most, whatever number it names', async () => {
    const { clock, shield } = house();
    await settled(shield.run(anna, fails(throttled(999_999_999))));
    expect(shield.closedUntilMs(anna)).toBe(clock.now() + 15 * 60_000);
  });

  it('loses nothing by a clock that is set back, and nobody waits an hour for a minute', async () => {
    const { clock, shield } = house();
    await settled(shield.run(anna, fails(throttled(60_000))));
    clock.jump(-3_600_000);
    await expect(settled(shield.run(anna, works))).resolves.toMatchObject({
      code: 'proxy-mailbox-throttled',
    });
    await clock.advance(61_000);
    await expect(shield.run(anna, works)).resolves.toBeDefined();
  });

  it('is heard in the middle of a session as well', async () => {
    const { shield } = house();
    shield.heard(anna, throttled(60_000));
    await expect(shield.run(anna, works)).rejects.toMatchObject({ code: 'proxy-mailbox-throttled' });
  });
});

describe('trouble that passes', () => {
  it('is asked after less and less often, and forgotten when it is over', async () => {
    const { clock, shield } = house();
    const pauses: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      await settled(shield.run(anna, fails(trouble())));
      const waitMs = (shield.closedUntilMs(anna) ?? 0) - clock.now();
      pauses.push(waitMs / 1000);
      await clock.advance(waitMs);
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60]);
    (await shield.run(anna, works)).leave();
    await settled(shield.run(anna, fails(trouble())));
    expect(shield.closedUntilMs(anna)).toBe(clock.now() + 2_000);
  });

  it('is not what a refused token is', async () => {
    const { shield } = house();
    const refused = fail('mail-token-refused', { host, account: 'anna', service: 'IMAP', answer: 'no' });
    await expect(shield.run(anna, fails(refused))).rejects.toBe(refused);
    await expect(shield.run(anna, fails(new Error('a bug')))).rejects.toThrow('a bug');
    expect(shield.closedUntilMs(anna)).toBeUndefined();
  });
});

describe('sessions of one mailbox', () => {
  it('are as many as the number says; one more waits, and is refused when no place comes free', async () => {
    const { clock, shield, limits } = house();
    const open = await Promise.all(Array.from({ length: 20 }, () => shield.run(anna, works)));
    const waits = settled(shield.run(anna, works));
    await clock.advance(5_000);
    expect(await waits).toMatchObject({
      code: 'proxy-mailbox-full',
      retry: 'later',
      message: expect.stringContaining('20 sessions open over IMAP') as string,
    });
    const next = shield.run(anna, works);
    // Twice is once.
    for (let count = 0; count < 2; count += 1) open[0]?.leave();
    const last = await next;
    expect(limits.of(anna.mailbox).gate('imap').taken).toBe(20);
    for (const { leave } of [last, ...open.slice(1)]) leave();
    expect(limits.of(anna.mailbox).gate('imap').taken).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('are given up with their reason, and their place with them', async () => {
    const { clock, shield, limits } = house();
    const open = await Promise.all(Array.from({ length: 20 }, () => shield.run(anna, works)));
    const abort = new AbortController();
    const reason = new Error('the client has gone');
    const waits = settled(shield.run({ ...anna, signal: abort.signal }, works));
    await clock.advance(10);
    abort.abort(reason);
    expect(await waits).toBe(reason);
    for (const { leave } of open) leave();
    expect(limits.of(anna.mailbox).gate('imap').taken).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('do not queue without end', async () => {
    const { clock, shield } = house();
    const open = await Promise.all(Array.from({ length: 20 }, () => shield.run(anna, works)));
    const waiting = Array.from({ length: 50 }, () => settled(shield.run(anna, works)));
    await clock.advance(0);
    await expect(shield.run(anna, works)).rejects.toMatchObject({ code: 'proxy-mailbox-full' });
    await clock.advance(5_000);
    await Promise.all(waiting);
    for (const { leave } of open) leave();
    await expect(shield.run(anna, works)).resolves.toBeDefined();
  });

  it('one that is "not connected" beside others that are is one too many; alone it is what it says', async () => {
    const { shield } = house();
    await expect(shield.run(anna, fails(notConnected()))).rejects.toMatchObject({
      code: 'mail-not-connected',
    });
    expect(shield.closedUntilMs(anna)).toBeUndefined();
    const other = await shield.run(anna, works);
    await expect(shield.run(anna, fails(notConnected()))).rejects.toMatchObject({
      code: 'proxy-mailbox-full',
      details: { count: 1 },
      cause: { code: 'mail-not-connected' },
    });
    expect(shield.closedUntilMs(anna)).toBeDefined();
    other.leave();
  });
});

it('twenty thousand names leave nothing behind', async () => {
  const { clock, shield, limits } = house();
  for (let count = 0; count < 20_000; count += 1) {
    (await shield.run({ service: 'imap', mailbox: `${count}@contoso.example` }, works)).leave();
  }
  expect(limits.size).toBeLessThanOrEqual(1_000);
  expect(clock.pending).toBe(0);
});

it('lets hundreds in that come in one moment, where nobody has to wait', async () => {
  const clock = fakeClock();
  const shield = new Shield({ clock, limits: new LimitsRegistry(clock, proxyLimits) });
  const all = await Promise.all(Array.from({ length: 400 }, () => shield.run(anna, works)));
  expect(all.map(({ result }) => result)).toEqual(Array.from({ length: 400 }, () => 'signed in'));
});
