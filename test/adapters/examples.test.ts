// The examples are run as the first line of each says, against the sandbox that they start.

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const examples = readdirSync(join(root, 'examples')).filter((file) => file !== 'connected.ts');

describe('the examples', () => {
  it('are there for each adapter, the ten lines, and the sandbox alone', () => {
    expect(examples.sort()).toEqual([
      'graph.ts',
      'imapflow.ts',
      'nodemailer.ts',
      'sandbox.ts',
      'ten-lines.ts',
    ]);
  });

  it.each(examples)('%s runs', async (file) => {
    expect(readFileSync(join(root, 'examples', file), 'utf8')).toContain(`npx tsx examples/${file}`);
    const words = ['--import', 'tsx', join('examples', file)];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, timeout: 60_000 });
    expect(stdout.trim()).not.toBe('');
    // A token would be a long word without spaces.
    expect(stdout).not.toMatch(/eyJ[\w-]{200}/);
  });
});
