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

it('is quiet with twenty listeners, where the signal itself is not', async () => {
  const caller = new AbortController();
  expect(await warningsOf(heardByMany(caller.signal))).toEqual([]);
  expect(await warningsOf(caller.signal)).toEqual(['MaxListenersExceededWarning']);
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
