import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { seeded } from '../../test/kit/seeded.ts';
import { Gate } from './gate.ts';
import { InvariantViolation } from './invariant.ts';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Enters, and notes in `order` when it is inside. */
function visitor(gate: Gate, name: string, order: string[], signal?: AbortSignal): Promise<() => void> {
  return gate.enter(signal).then((leave) => {
    order.push(name);
    return leave;
  });
}

describe('a gate', () => {
  it('lets nobody in whose signal is aborted already', async () => {
    const gate = new Gate(fakeClock(), 1);
    await expect(gate.enter(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    expect(gate.taken).toBe(0);
  });

  it('forgets who gives up in the queue, and serves those behind in their order', async () => {
    const gate = new Gate(fakeClock(), 1);
    const order: string[] = [];
    const first = await visitor(gate, 'first', order);
    const giveUp = new AbortController();
    const second = visitor(gate, 'second', order, giveUp.signal);
    const third = visitor(gate, 'third', order);
    const fourth = visitor(gate, 'fourth', order);
    giveUp.abort(new Error('no longer'));
    await expect(second).rejects.toThrow('no longer');
    first();
    (await third)();
    (await fourth)();
    expect(order).toEqual(['first', 'third', 'fourth']);
    expect(gate.taken).toBe(0);
  });

  it('gives the place on when its next owner gives up in the very moment of getting it', async () => {
    const gate = new Gate(fakeClock(), 1);
    const leave = await gate.enter();
    const giveUp = new AbortController();
    const next = gate.enter(giveUp.signal);
    leave();
    giveUp.abort(new Error('no longer'));
    await expect(next).rejects.toThrow('no longer');
    expect(gate.taken).toBe(0);
  });

  it('has fewer places where others take of them, and one more after every ten seconds', async () => {
    const clock = fakeClock();
    const gate = new Gate(clock, 4);
    const order: string[] = [];
    const inside = await Promise.all(['a', 'b', 'c', 'd'].map((name) => visitor(gate, name, order)));
    for (const name of ['e', 'f', 'g']) void visitor(gate, name, order);
    gate.narrow();
    gate.narrow();
    inside[0]?.();
    inside[1]?.();
    await turns();
    expect([order, gate.taken]).toEqual([['a', 'b', 'c', 'd'], 2]);
    await clock.advance(10_000);
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
    await clock.advance(10_000);
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(clock.pending).toBe(0);
  });

  it('never has fewer than one', async () => {
    const gate = new Gate(fakeClock(), 2);
    for (let each = 0; each < 5; each += 1) gate.narrow();
    (await gate.enter())();
    (await gate.enter())();
    expect(gate.taken).toBe(0);
  });

  it('has those who waited for the end of a pause queue again where they are too many by then', async () => {
    const clock = fakeClock();
    const gate = new Gate(clock, 3);
    const order: string[] = [];
    gate.closeUntil(clock.now() + 1_000);
    const leaving = ['a', 'b', 'c'].map((name) => visitor(gate, name, order));
    gate.narrow();
    gate.narrow();
    await clock.advance(1_000);
    expect([order.length, gate.taken]).toEqual([1, 1]);
    for (const leave of leaving) void leave.then((leave) => leave());
    await clock.advance(0);
    await turns();
    expect([order.sort(), gate.taken]).toEqual([['a', 'b', 'c'], 0]);
  });

  it('gives the place back of who gives up in a pause, and keeps no timer', async () => {
    const clock = fakeClock();
    const gate = new Gate(clock, 1);
    gate.closeUntil(clock.now() + 60_000);
    const giveUp = new AbortController();
    const entering = gate.enter(giveUp.signal);
    const behind = gate.enter();
    await turns();
    giveUp.abort(new Error('no longer'));
    await expect(entering).rejects.toThrow('no longer');
    await clock.advance(60_000);
    (await behind)();
    expect([gate.taken, clock.pending]).toEqual([0, 0]);
  });

  it('takes a place back once, however often it is given', async () => {
    const gate = new Gate(fakeClock(), 2);
    const [first, second] = [await gate.enter(), await gate.enter()];
    first();
    first();
    first();
    expect(gate.taken).toBe(1);
    second();
    expect(gate.taken).toBe(0);
  });

  it('gives the place back when the work throws', async () => {
    const gate = new Gate(fakeClock(), 1);
    await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(gate.taken).toBe(0);
  });

  it('shortens no pause, and lengthens it for those who wait already', async () => {
    const clock = fakeClock();
    const gate = new Gate(clock, 2);
    gate.closeUntil(clock.now() + 10_000);
    gate.closeUntil(clock.now() + 1_000);
    const order: string[] = [];
    const entering = visitor(gate, 'inside', order);
    await clock.advance(9_999);
    expect(order).toEqual([]);
    gate.closeUntil(clock.now() + 5_000);
    await clock.advance(4_999);
    expect(order).toEqual([]);
    await clock.advance(1);
    (await entering)();
    expect(order).toEqual(['inside']);
  });

  it('lets who is inside stay there during a pause', async () => {
    const clock = fakeClock();
    const gate = new Gate(clock, 1);
    await gate.run(() => {
      gate.closeUntil(clock.now() + 10_000);
      return Promise.resolve();
    });
    expect(gate.taken).toBe(0);
  });

  it('makes no hour of a minute when the clock is set back, and repeats no pause that is over', async () => {
    const clock = fakeClock();
    const gate = new Gate(clock, 1);
    gate.closeUntil(clock.now() + 60_000);
    clock.jump(-3_600_000);
    const entering = gate.enter();
    await clock.advance(60_000);
    (await entering)();
    clock.jump(-3_600_000);
    (await gate.enter())();
    expect(clock.pending).toBe(0);
  });

  it('refuses a pause without an end instead of forgetting every later one', () => {
    expect(() => new Gate(fakeClock(), 1).closeUntil(Number.NaN)).toThrow(InvariantViolation);
  });

  it('never lets too many in, loses no place and no visitor, whatever they do (seeds 1 to 20)', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seeded(seed);
      const clock = fakeClock();
      const gate = new Gate(clock, 3);
      let inside = 0;
      let most = 0;
      const visits = Array.from({ length: 60 }, async () => {
        const controller = new AbortController();
        const lasts = random.below(500);
        if (random.chance(0.3)) clock.after(random.below(800), () => controller.abort(new Error('left')));
        try {
          await gate.run(async () => {
            inside += 1;
            most = Math.max(most, inside);
            if (random.chance(0.1)) gate.closeUntil(clock.now() + random.below(300));
            await new Promise<void>((resolve) => void clock.after(lasts, resolve));
            inside -= 1;
          }, controller.signal);
          return 'served';
        } catch (error) {
          return error instanceof Error ? error.message : 'strange';
        }
      });
      const all = Promise.all(visits);
      await clock.advance(60_000);
      const outcomes = new Set(await all);
      outcomes.delete('served');
      outcomes.delete('left');
      expect({ seed, most, inside, taken: gate.taken, outcomes }).toEqual({
        seed,
        most: 3,
        inside: 0,
        taken: 0,
        outcomes: new Set(),
      });
    }
  });
});
