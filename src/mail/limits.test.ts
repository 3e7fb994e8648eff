import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { exchangeLimits, LimitsRegistry, MailboxLimits } from './limits.ts';

/** Starts `count` sends and notes after how many milliseconds each of them may go. */
function sends(limits: MailboxLimits, clock: { now(): number }, count: number): number[] {
  const startMs = clock.now();
  const at: number[] = [];
  for (let each = 0; each < count; each += 1) {
    void limits.sendInTurn().then(() => at.push(clock.now() - startMs));
  }
  return at;
}

describe('the limits of a mailbox', () => {
  it('count everybody who names the mailbox, in whatever letters, and nobody else', () => {
    const registry = new LimitsRegistry(fakeClock());
    expect(registry.of('Anna@Contoso.Example')).toBe(registry.of('anna@contoso.example'));
    expect(registry.of('ben@contoso.example')).not.toBe(registry.of('anna@contoso.example'));
  });

  it('let four requests at Graph and three submissions in at a time', async () => {
    const limits = new MailboxLimits(fakeClock());
    for (const [service, places] of Object.entries(exchangeLimits.atOnce)) {
      const gate = limits.gate(service as keyof typeof exchangeLimits.atOnce);
      for (let each = 0; each < places; each += 1) await gate.enter();
      let entered = false;
      void gate.enter().then(() => {
        entered = true;
      });
      await new Promise((resolve) => setImmediate(resolve));
      expect([service, gate.taken, entered]).toEqual([service, places, false]);
    }
    expect(exchangeLimits.atOnce).toMatchObject({ graph: 4, smtp: 3 });
  });

  it('pause one service of one mailbox, and no other', async () => {
    const clock = fakeClock();
    const registry = new LimitsRegistry(clock);
    const anna = registry.of('anna@contoso.example');
    anna.pause('graph', 30_000);
    anna.pause('graph', 1_000);
    (await anna.gate('imap').enter())();
    (await registry.of('ben@contoso.example').gate('graph').enter())();
    let entered = false;
    void anna
      .gate('graph')
      .enter()
      .then(() => {
        entered = true;
      });
    await clock.advance(29_999);
    expect(entered).toBe(false);
    await clock.advance(1);
    expect(entered).toBe(true);
  });

  it('end the oldest of the connections that rest where another one would be too many', async () => {
    const limits = new MailboxLimits(fakeClock());
    const ended: string[] = [];
    for (const name of ['oldest', 'used', 'older']) {
      const used = limits.rest('smtp', () => ended.push(name));
      if (name === 'used') used();
    }
    limits.rest('imap', () => ended.push('another service'));
    const leave = await limits.gate('smtp').enter();
    limits.makeRoom('smtp');
    expect([ended, limits.isIdle]).toEqual([[], false]);
    await limits.gate('smtp').enter();
    limits.makeRoom('smtp');
    limits.makeRoom('smtp');
    expect(ended).toEqual(['oldest']);
    leave();
  });

  it('let thirty messages go at once and the next when the first is a minute old', async () => {
    const clock = fakeClock();
    const limits = new MailboxLimits(clock);
    const at = sends(limits, clock, 70);
    await clock.advance(59_999);
    expect(at).toEqual(Array.from({ length: 30 }, () => 0));
    await clock.advance(1);
    expect(at).toHaveLength(60);
    await clock.advance(60_000);
    expect(at).toEqual(Array.from({ length: 70 }, (_, index) => Math.floor(index / 30) * 60_000));
  });

  it('never let more than thirty go within any minute, and waste no turn', async () => {
    const clock = fakeClock();
    const limits = new MailboxLimits(clock);
    const at = sends(limits, clock, 20);
    await clock.advance(40_000);
    const later = sends(limits, clock, 20);
    await clock.advance(0);
    expect([at.length, later.length]).toEqual([20, 10]);
    // The first twenty are a minute old.
    await clock.advance(20_000);
    expect(later).toEqual([
      ...Array.from({ length: 10 }, () => 0),
      ...Array.from({ length: 10 }, () => 20_000),
    ]);
  });

  it('give the turn of who gives up to the next', async () => {
    const clock = fakeClock();
    const limits = new MailboxLimits(clock);
    const at = sends(limits, clock, 30);
    await clock.advance(0);
    expect(at).toHaveLength(30);
    const giveUp = new AbortController();
    const lost = limits.sendInTurn(giveUp.signal);
    const next = sends(limits, clock, 1);
    await clock.advance(1_000);
    giveUp.abort(new Error('no longer'));
    await expect(lost).rejects.toThrow('no longer');
    await clock.advance(59_000);
    expect(next).toEqual([60_000]);
    expect(clock.pending).toBe(0);
  });

  it('wait a minute at most when the clock was an hour fast and is set right', async () => {
    const clock = fakeClock();
    const limits = new MailboxLimits(clock);
    sends(limits, clock, 30);
    await clock.advance(0);
    clock.jump(-3_600_000);
    const at = sends(limits, clock, 1);
    await clock.advance(60_000);
    expect(at).toEqual([60_000]);
  });
});
