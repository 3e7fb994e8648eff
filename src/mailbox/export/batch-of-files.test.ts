import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { doorMessage } from '../../../test/kit/door-message.ts';
import type { Clock } from '../../base/clock.ts';
import { realDisk } from '../reading/whole-file.ts';
import { BatchOfFiles } from './batch-of-files.ts';
import type { ToWrite } from './sink.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'batch-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const given = (key: string): ToWrite => ({
  message: doorMessage(`<${key}@contoso.example>`),
  key,
  name: key,
});

/** On which each look at the clock takes so long: one is taken before a batch, one after each file that was finished in place. */
function clockOf(stepMs: number): { clock: Clock; looks: () => number } {
  let looks = 0;
  const clock: Clock = {
    now: () => stepMs * (looks += 1),
    after: () => {
      throw new Error('nobody waits here');
    },
  };
  return { clock, looks: () => looks };
}

async function writeBatch(files: BatchOfFiles, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    files.addWhole(given(key), Buffer.from(key), { temporary: `.${key}.part`, file: `${key}.eml` });
  }
  expect((await files.seal()).map(({ key }) => key)).toEqual(keys);
  await files.publish();
}

const there = (): string[] =>
  readdirSync(root)
    .sort()
    .map((name) => `${name} ${readFileSync(join(root, name), 'utf8')}`);

it('syncs in place where the disk answers at once', async () => {
  const { clock, looks } = clockOf(0.01);
  const files = new BatchOfFiles(root, { disk: realDisk, clock });
  await writeBatch(files, ['a', 'b', 'c']);
  await writeBatch(files, ['d']);
  expect(looks()).toBe(4 + 2);
  expect(there()).toEqual(['a.eml a', 'b.eml b', 'c.eml c', 'd.eml d']);
});

it('leaves syncs to the threads for good, once the disk has been slow', async () => {
  const { clock, looks } = clockOf(11);
  const files = new BatchOfFiles(root, { disk: realDisk, clock });
  await writeBatch(files, ['a', 'b', 'c']);
  await writeBatch(files, ['d', 'e']);
  expect(looks()).toBe(2 + 1);
  expect(there()).toEqual(['a.eml a', 'b.eml b', 'c.eml c', 'd.eml d', 'e.eml e']);
});
