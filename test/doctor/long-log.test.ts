// What is kept of a long log is bounded, and so is what keeping it leaves behind. Each reading is a process of its own.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { limits } from '../../src/doctor/recognise.ts';
import { wordsFor } from '../kit/programs/programs.ts';

/** It is three, and was fifty while each piece that was kept drew the ones before it along. */
const grownMbMax = 20;
/** What else the machine does can only add to a reading. */
const readingsMax = 3;

it('a log of distinct refusals leaves little behind', { timeout: 60_000 }, async () => {
  let least = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < readingsMax && least > grownMbMax; reading += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, wordsFor('test/doctor/long-log-child.ts'));
    const { grownMb, kept } = JSON.parse(stdout) as { grownMb: number; kept: number };
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThanOrEqual(limits.evidence);
    least = Math.min(least, grownMb);
  }
  expect(least).toBeLessThan(grownMbMax);
});
