import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { backoffMs } from './backoff.ts';
import { sleep, systemClock } from './clock.ts';
import { Closers } from './closers.ts';
import { DeadlineExceeded, withDeadline } from './deadline.ts';
import { Secret } from './secret.ts';
import { SingleFlight } from './single-flight.ts';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it('prints as stars wherever it may be printed by accident', () => {
    const shown = [
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 5 }),
      String([secret]),
    ];
    expect(shown.join()).not.toContain('hunter2');
    expect(shown.join()).toContain('***');
    expect(Object.values(secret)).toEqual([]);
  });

  it('compares by value, whatever the lengths', () => {
    expect(secret.equals(new Secret('hunter2'))).toBe(true);
    expect(secret.equals(new Secret('hunter22'))).toBe(false);
  });
});

describe('withDeadline', () => {
  it('ends work that does not listen, and names the limit', async () => {
    const clock = fakeClock();
    const work = expect(
      withDeadline({ clock, limitMs: 500 }, () => new Promise(() => undefined)),
    ).rejects.toEqual(new DeadlineExceeded(500));
    await clock.advance(500);
    await work;
    expect(clock.pending).toBe(0);
  });

  it("passes the caller's reason on, also when the caller was earlier", async () => {
    const reason = new Error('no longer wanted');
    const signal = AbortSignal.abort(reason);
    await expect(
      withDeadline({ clock: fakeClock(), limitMs: 5, signal }, () => Promise.resolve(1)),
    ).rejects.toBe(reason);
  });

  it('leaves no timer behind', async () => {
    const clock = fakeClock();
    await expect(withDeadline({ clock, limitMs: 5 }, () => Promise.resolve(1))).resolves.toBe(1);
    expect(clock.pending).toBe(0);
  });
});

describe('sleep', () => {
  it('is ended by an abort and forgets its timer', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const slept = expect(sleep(clock, 1_000, controller.signal)).rejects.toThrow('stop');
    controller.abort(new Error('stop'));
    await slept;
    expect(clock.pending).toBe(0);
  });

  it('takes delays that are longer than setTimeout can', () => {
    const timer = systemClock().after(2 ** 40, () => undefined, { background: true });
    timer.cancel();
  });
});

describe('SingleFlight', () => {
  it('shares a failure with everybody on board and starts anew afterwards', async () => {
    const flights = new SingleFlight<string, number>();
    let started = 0;
    const start = (): Promise<number> => {
      started += 1;
      return started === 1 ? Promise.reject(new Error('down')) : Promise.resolve(started);
    };
    const both = [flights.run('a', start), flights.run('a', start)];
    for (const one of both) await expect(one).rejects.toThrow('down');
    expect(flights.size).toBe(0);
    expect(await flights.run('a', start)).toBe(2);
  });
});

describe('backoffMs', () => {
  it('doubles, is capped, and is never shorter than what the other side asked for', () => {
    const options = { firstMs: 1_000, maxMs: 8_000, random: () => 0.999 };
    const waits = [1, 2, 3, 4, 5, 60].map((attempt) => backoffMs(attempt, options));
    expect(waits.map((wait) => Math.round(wait / 1_000))).toEqual([1, 2, 4, 8, 8, 8]);
    expect(backoffMs(1, options, 92_415)).toBe(92_415);
  });
});

describe('Closers', () => {
  it('closes last-in first-out, runs every closer, and throws the first failure', async () => {
    const closers = new Closers();
    const closed: string[] = [];
    closers.push(() => void closed.push('store'));
    closers.push(() => {
      closed.push('broker');
      throw new Error('first');
    });
    closers.push(async () => {
      closed.push('schedule');
      await Promise.resolve();
    });
    await expect(closers.close()).rejects.toThrow('first');
    expect(closed).toEqual(['schedule', 'broker', 'store']);
    await expect(closers.close()).rejects.toThrow('close() is called once');
  });
});
