import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { durationMs, sandboxClock } from './clock.ts';

it('advances by a duration, and what falls due on the way happens in order', () => {
  const clock = sandboxClock(fakeClock(1000));
  const rung: string[] = [];
  clock.after(86_400_000, () => rung.push('a day'));
  clock.after(3_600_000, () => rung.push('an hour'));
  clock.after(92 * 86_400_000, () => rung.push('too late'));
  clock.advance('91d');
  expect(clock.now()).toBe(1000 + 91 * 86_400_000);
  expect(rung).toEqual(['an hour', 'a day']);
  expect(() => clock.advance(-1)).toThrow(/ahead/);
});

describe('a duration', () => {
  it.each(['91', '1w', '-1d', 'd', '', '1d 2h', Number.NaN, -1])('is not %j', (given) => {
    expect(durationMs(given)).toBeUndefined();
  });

  it.each([
    ['45s', 45_000],
    ['1.5h', 5_400_000],
    ['91d', 91 * 86_400_000],
    [250, 250],
  ])('%j is so many milliseconds', (given, ms) => {
    expect(durationMs(given)).toBe(ms);
  });
});
