// Programs of other people that a test is run against. Where one is not installed the test says so and is skipped;
// with MAILGRANT_REQUIRE_INTEROP set (CI) its absence is a failure.

import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** Servers live in sbin, which a user's PATH often leaves out. */
const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Where a program is, or undefined. What is named by its whole path need not be executable: a library, for example. */
export function whereIs(program: string): string | undefined {
  if (path.isAbsolute(program)) return existsSync(program) ? program : undefined;
  return folders.map((folder) => path.join(folder, program)).find(isExecutable);
}

/**
 * For `describe.skipIf(missing)(title)`: whether one of `programs` is not installed, and a title that says which.
 *
 * @throws Error where one is missing and the interop tests are required.
 */
export function needs(title: string, ...programs: string[]): { missing: boolean; title: string } {
  const absent = programs.filter((program) => whereIs(program) === undefined);
  if (absent.length === 0) return { missing: false, title };
  const list = absent.join(', ');
  if (process.env['MAILGRANT_REQUIRE_INTEROP']) throw new Error(`not installed, and required here: ${list}`);
  return { missing: true, title: `${title} (SKIPPED, not installed: ${list})` };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
