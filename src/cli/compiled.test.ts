import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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

it('another file, by its length or its time, has nothing kept, and its own takes the place of the old', () => {
  keep('one');
  utimesSync(file, 1, 1);
  expect(kept()).toBeUndefined();
  keep('two');
  expect(readdirSync(folder)).toHaveLength(1);
  writeFileSync(file, 'exports.b = 22;');
  expect(kept()).toBeUndefined();
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
