import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { DoorMessage } from '../doors/door.ts';
import { realDisk } from '../reading/whole-file.ts';
import { openMaildir } from './maildir.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'maildir-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const message = (receivedAtMs: number | undefined, sentAtMs: () => number | undefined): DoorMessage => ({
  locator: { by: 'imap', folder: 'INBOX', uidValidity: '1', uid: 7 },
  messageId: '<one@contoso.example>',
  subject: '',
  from: undefined,
  to: [],
  cc: [],
  receivedAtMs,
  flags: undefined,
  bytes: undefined,
  hasAttachments: undefined,
  preview: undefined,
  get sentAtMs() {
    return sentAtMs();
  },
});

async function written(message: DoorMessage): Promise<{ name: string; text: string }> {
  const sink = await openMaildir(root, { disk: realDisk, clock: systemClock() });
  sink.addWhole?.({ message, key: 'imap/1/7', name: 'one' }, Buffer.from('Subject: a\r\n\r\nb\rc\r\n'));
  await sink.seal();
  await sink.publish();
  await sink.close();
  const [name = ''] = readdirSync(join(root, 'new'));
  return { name, text: readFileSync(join(root, 'new', name), 'latin1') };
}

it('has no header read for the time in a name, where the time of arrival is known', async () => {
  const { name, text } = await written(
    message(Date.UTC(2026, 10, 26), () => {
      throw new Error('the header was read');
    }),
  );
  expect(name).toMatch(/^1795651200\./);
  expect(text).toBe('Subject: a\n\nb\rc\n');
});

it('takes the time of the header before the message is written over, where it has to', async () => {
  const { name } = await written(message(undefined, () => Date.UTC(2026, 0, 1)));
  expect(name).toMatch(/^1767225600\./);
});
