// A disk that is full while something is saved on it, and has room again afterwards. A container without the right to mount
// cannot have such a disk of its own.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readState, writeState } from '../../src/mailbox/watching/state-file.ts';
import { withFile } from '../kit/mail-corpus.ts';
import { memoryBox } from '../kit/memory-door.ts';

const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
const mount = join(folder, 'small');
mkdirSync(mount);
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', mount]).status === 0;
const withRoom = (size: string): void => {
  expect(spawnSync('mount', ['-o', `remount,size=${size}`, mount]).status).toBe(0);
};
beforeAll(() => {
  if (!isMounted) process.stderr.write('skipped: mount is not allowed here\n');
});
afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', mount]);
  rmSync(folder, { recursive: true, force: true });
});

const id = '<file.3.1@mail.contoso.example>';
const raw = withFile(3, 1, Date.UTC(2026, 10, 2), 600_000);

describe.skipIf(!isMounted)('a disk that is full', () => {
  it('leaves nothing of a message or an attachment, says so, and both are saved when there is room', async () => {
    const { box } = memoryBox([{ uid: 1, raw }]);
    const place = join(mount, 'saved');
    mkdirSync(place);
    const letter = join(place, 'letter.eml');
    const full = { code: 'save-disk-full', exit: 1 };
    await expect(box.saveMessage(id, letter)).rejects.toMatchObject(full);
    await expect(box.saveAttachments(id, place)).rejects.toMatchObject(full);
    expect(readdirSync(place)).toEqual([]);
    withRoom('4m');
    expect(await box.saveMessage(id, letter)).toMatchObject({ bytes: raw.length });
    expect(await box.saveAttachments(id, place)).toMatchObject([{ bytes: 600_000 }]);
    expect(readdirSync(place).sort()).toEqual(['letter.eml', 'week-1.bin']);
    expect(readFileSync(letter).equals(raw)).toBe(true);
    await box.close();
  });

  it('leaves the old state of a watch as it was', async () => {
    const file = join(mount, 'state', 'inbox.json');
    const [old, next] = ['old'.repeat(1_000), 'new'.repeat(400_000)];
    await writeState(file, old);
    rmSync(join(mount, 'saved'), { recursive: true });
    withRoom('256k');
    await expect(writeState(file, next)).rejects.toMatchObject({
      code: 'watch-state-unkept',
      details: { reason: 'ENOSPC' },
    });
    expect(await readState(file)).toBe(`${old}\n`);
    expect(readdirSync(join(mount, 'state'))).toEqual(['inbox.json']);
    withRoom('4m');
    await writeState(file, next);
    expect(await readState(file)).toBe(`${next}\n`);
  });
});
