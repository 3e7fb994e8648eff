import { getMaxListeners } from 'node:events';
import { expect, it } from 'vitest';
import { heardByMany } from './heard-by-many.ts';

/** What Node.js would print on standard error. */
async function warningsOf(signal: AbortSignal | undefined): Promise<readonly string[]> {
  const warnings: string[] = [];
  const onWarning = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', onWarning);
  for (let count = 0; count < 20; count += 1) signal?.addEventListener('abort', () => count);
  // Warnings are told in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', onWarning);
  return warnings;
}

it('is quiet with twenty listeners, and leaves the caller’s signal as it is', async () => {
  const { signal } = new AbortController();
  const before = getMaxListeners(signal);
  expect(await warningsOf(heardByMany(signal))).toEqual([]);
  // What Node.js allows by itself: ten, and any number on Node.js 24.
  expect(getMaxListeners(signal)).toBe(before);
});

it('is aborted with its caller, for the same reason', () => {
  const caller = new AbortController();
  const own = heardByMany(caller.signal);
  caller.abort(new Error('enough'));
  expect(own?.reason).toBe(caller.signal.reason);
});

it('is nothing where nobody can abort', () => {
  expect(heardByMany(undefined)).toBeUndefined();
});
