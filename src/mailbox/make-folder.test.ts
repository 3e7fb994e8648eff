import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'make-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it.skipIf(!existsSync('/proc/self'))('ends where the folder above is there and takes nothing', async () => {
  await expect(makeFolder('/proc/nothing-of-ours/deeper')).rejects.toMatchObject({ code: 'ENOENT' });
});

it('does not take a file for a folder, nor put one below it', async () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'deeper'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it('makes what is missing, for its owner alone, and leaves what is there', async () => {
  const folder = join(root, 'a', 'b', 'c');
  await makeFolder(folder);
  await makeFolder(folder);
  await makeFolder('/');
  if (process.platform !== 'win32') expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o700);
  expect(statSync(folder).isDirectory()).toBe(true);
});
