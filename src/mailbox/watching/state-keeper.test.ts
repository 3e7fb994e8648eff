import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../../../test/kit/fake-clock.ts';
import { StateKeeper } from './state-keeper.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hour = 3_600_000;

describe('StateKeeper', () => {
  const begun = async () => {
    const clock = fakeClock();
    const file = join(folder, 'state');
    const keeper = new StateKeeper(file, clock);
    await keeper.keep(() => 'first', { isEvent: false });
    return { clock, file, keeper, kept: () => readFileSync(file, 'utf8').trim() };
  };

  it('has the first state on disk when it answers, and the last when it is closed', async () => {
    const { keeper, kept } = await begun();
    expect(kept()).toBe('first');
    await keeper.keep(() => 'second', { isEvent: true });
    expect(kept()).toBe('first');
    await keeper.close();
    expect(kept()).toBe('second');
  });

  it('writes once a second at most, and what came last', async () => {
    const { clock, keeper, kept } = await begun();
    let made = 0;
    for (let at = 0; at < 100; at += 1) {
      await keeper.keep(() => `event ${at} (${++made})`, { isEvent: true });
    }
    await clock.advance(999);
    expect(kept()).toBe('first');
    await clock.advance(1);
    await expect.poll(kept).toBe('event 99 (1)');
    await keeper.close();
  });

  it('writes what came while it was writing, though nothing comes after it', async () => {
    const { clock, keeper, kept } = await begun();
    await clock.advance(1_000);
    await keeper.keep(() => 'being written', { isEvent: true });
    await keeper.keep(() => 'meanwhile', { isEvent: true });
    await expect.poll(kept).toBe('being written');
    await expect
      .poll(async () => {
        await clock.advance(1_000);
        return kept();
      })
      .toBe('meanwhile');
    await keeper.close();
  });

  it.each([
    ['forwards', hour],
    ['backwards', -3 * hour],
  ])('does not wait for hours when the clock is set %s', async (_, ms) => {
    const { clock, keeper, kept } = await begun();
    clock.jump(ms);
    await keeper.keep(() => 'after the jump', { isEvent: true });
    await clock.advance(1_000);
    await expect.poll(kept).toBe('after the jump');
    await keeper.keep(() => 'and on', { isEvent: true });
    await clock.advance(1_000);
    await expect.poll(kept).toBe('and on');
    await keeper.close();
  });

  it('throws what a write has met, at the next event and at the end', async () => {
    const { clock, keeper } = await begun();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await clock.advance(2_000);
    const goOn = async (): Promise<void> => {
      for (;;) {
        await keeper.keep(() => 'more', { isEvent: true });
        await clock.advance(1_000);
      }
    };
    await expect(goOn()).rejects.toMatchObject({ code: 'watch-state-unkept' });
    await expect(keeper.close()).rejects.toMatchObject({ code: 'watch-state-unkept' });
  });
});
