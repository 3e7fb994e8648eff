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

const flipped = (bytes: Buffer, at: number): Uint8Array => bytes.with(at, (bytes.at(at) ?? 0) ^ 1);
it.each([
  ['cut short by one', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['cut short by two', (bytes: Buffer) => bytes.subarray(0, -2)],
  ['cut short behind the source', (bytes: Buffer) => bytes.subarray(0, 'exports.a = 1;'.length)],
  ['longer by two', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(2)])],
  ['empty', () => Buffer.alloc(0)],
  ['zeroes, as after a power cut', (bytes: Buffer) => Buffer.alloc(bytes.length)],
  ['zeroes behind the first piece', (bytes: Buffer) => Buffer.from(bytes).fill(0, bytes.length - 4)],
  ['one bit of the source another', (bytes: Buffer) => flipped(bytes, 0)],
  ['one bit of the first half another', (bytes: Buffer) => flipped(bytes, bytes.length - 4)],
  ['one bit of the second half another', (bytes: Buffer) => flipped(bytes, bytes.length - 1)],
])('what is not as it was written is not run: %s', (_, damage) => {
  keep('one');
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), damage(readFileSync(join(folder, name))));
  expect(kept()).toBeUndefined();
  keep('two');
  expect(kept()).toBe('two');
});

it('what a process that was killed left behind is cleared away', () => {
  keep('one');
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, `draft-${name}-${process.pid}`), 'half');
  writeFileSync(join(folder, `draft-${name}-1`), 'half');
  keep('two');
  expect(kept()).toBe('two');
  expect(readdirSync(folder)).toEqual([name]);
});

it('two files are kept beside each other, and each may be written by two processes at once', () => {
  const other = join(home, 'diagnosis.cjs');
  writeFileSync(other, 'exports.b = 1;');
  const first = readCompiled(folder, file);
  const second = readCompiled(folder, file);
  keep('one');
  writeCompiled(readCompiled(folder, other), Buffer.from('of another'));
  writeCompiled(first, Buffer.from('two'));
  writeCompiled(second, Buffer.from('three'));
  expect(kept()).toBe('three');
  expect(readCompiled(folder, other).compiled?.toString()).toBe('of another');
  expect(readdirSync(folder)).toHaveLength(2);
});

it.skipIf(process.platform === 'win32')('code that others could have written is not run', () => {
  keep('one');
  const [name = ''] = readdirSync(folder);
  chmodSync(join(folder, name), 0o620);
  expect(kept()).toBeUndefined();
});

it.skipIf(process.platform === 'win32')(
  'nor is code from a folder into which others can put something',
  () => {
    keep('one');
    chmodSync(folder, 0o777);
    expect(kept()).toBeUndefined();
    chmodSync(folder, 0o700);
    expect(kept()).toBe('one');
  },
);

it('a home in which nothing can be kept is no failure', () => {
  mkdirSync(join(home, 'cache'));
  writeFileSync(folder, 'a file where the folder should be');
  keep('one');
  expect(kept()).toBeUndefined();
  expect(existsSync(file)).toBe(true);
});
