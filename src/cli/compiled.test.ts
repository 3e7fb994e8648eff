import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCompiled, writeCompiled } from './compiled.ts';

let home: string;
let file: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mailgrant-compiled-'));
  file = join(home, 'core.cjs');
  folder = join(home, 'cache', 'mailgrant');
  writeFileSync(file, 'exports.a = 1;');
});
afterEach(() => rmSync(home, { recursive: true }));

const keep = (text: string): void => writeCompiled(readCompiled(folder, file), Buffer.from(text));
const kept = (): string | undefined => readCompiled(folder, file).compiled?.toString();

it('nothing is there at first, and what was kept is there afterwards, for its owner alone', () => {
  expect(kept()).toBeUndefined();
  keep('one');
  expect(kept()).toBe('one');
  const [name = ''] = readdirSync(folder);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('other bytes of the same length and time have nothing kept, and their own takes the place of the old', () => {
  utimesSync(file, 1, 1);
  keep('one');
  writeFileSync(file, 'exports.a = 2;');
  utimesSync(file, 1, 1);
  expect(kept()).toBeUndefined();
  keep('two');
  expect(readdirSync(folder)).toHaveLength(1);
});

it.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['empty', () => Buffer.alloc(0)],
  ['zeroes, as after a power cut', (bytes: Buffer) => Buffer.alloc(bytes.length)],
  ['one bit of another', (bytes: Buffer) => bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1)],
])('what is not as it was written is not run: %s', (_, damage) => {
  keep('one');
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), damage(readFileSync(join(folder, name))));
  expect(kept()).toBeUndefined();
  keep('two');
  expect(kept()).toBe('two');
});

it('what a process that was killed left behind is cleared away', () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `draft-${process.pid}`), 'half');
  writeFileSync(join(folder, 'draft-1'), 'half');
  keep('one');
  expect(kept()).toBe('one');
  expect(readdirSync(folder)).toHaveLength(1);
});

it.skipIf(process.platform === 'win32')('code that others could have written is not run', () => {
  keep('one');
  const [name = ''] = readdirSync(folder);
  chmodSync(join(folder, name), 0o620);
  expect(kept()).toBeUndefined();
});

it('a home in which nothing can be kept is no failure', () => {
  mkdirSync(join(home, 'cache'));
  writeFileSync(folder, 'a file where the folder should be');
  keep('one');
  expect(kept()).toBeUndefined();
  expect(existsSync(file)).toBe(true);
});
