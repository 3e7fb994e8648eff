// Rows of what goes onto the disk: messages and attachments saved, folders exported.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { deliverAll, message, type Row } from './row.ts';

const reading = ['imap', 'graph', 'pop'] as const;

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verb-table-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withAttachment = (subject: string): string =>
  message(subject, { text: '' }).replace(
    '\r\n\r\n',
    [
      '',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'see below',
      '--x',
      "Content-Type: application/pdf; name*=utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf",
      "Content-Disposition: attachment; filename*=utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf",
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('%PDF content').toString('base64'),
      '--x--',
      '',
    ].join('\r\n'),
  );

export const keepingRows: readonly Row[] = [
  {
    title: 'saves a message as it is, and its attachment under its name',
    by: reading,
    run: async (stage) => {
      const raw = withAttachment('bill');
      deliverAll(stage, [raw]);
      const box = stage.world.box(stage.person);
      const { via } = stage;
      await inFolder(async (folder) => {
        const saved = await box.saveMessage('inbox:bill@contoso.example', join(folder, 'bill.eml'), { via });
        expect(saved.bytes).toBe(raw.length);
        expect(readFileSync(saved.file, 'latin1')).toBe(raw);
        await expect(
          box.saveMessage('inbox:bill@contoso.example', saved.file, { via }),
        ).rejects.toMatchObject({ code: 'save-exists' });
        const [only, ...others] = await box.saveAttachments('inbox:bill@contoso.example', folder, { via });
        expect(others).toEqual([]);
        expect(only?.file).toBe(join(folder, '請求書.pdf'));
        expect(readFileSync(only?.file ?? '', 'utf8')).toBe('%PDF content');
      });
    },
  },
  {
    title: 'exports a folder as files, byte for byte, and later only what is new',
    by: reading,
    run: async (stage) => {
      const { world, person, via } = stage;
      const raws = ['one', 'two', 'three'].map((subject) => message(subject));
      deliverAll(stage, raws);
      const read = (folder: string): string[] =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.eml'))
          .map((name) => readFileSync(join(folder, name), 'latin1'))
          .sort();
      await inFolder(async (folder) => {
        const into = join(folder, 'inbox');
        const first = await (await world.again(person)).export('inbox', { format: 'eml', into, via });
        expect(first).toMatchObject({ exported: 3, already: 0, gone: 0 });
        expect(read(into)).toEqual([...raws].sort());
        const late = message('late');
        world.deliver(late, person);
        const second = await (await world.again(person)).export('inbox', { format: 'eml', into, via });
        expect(second).toMatchObject({ exported: 1, already: 3 });
        expect(read(into)).toEqual([...raws, late].sort());
      });
    },
  },
  {
    title: 'exports to a Maildir, flags and all',
    by: ['imap', 'graph'],
    run: async (stage) => {
      const { world, person, via } = stage;
      deliverAll(stage, [message('seen'), message('new')]);
      await world.box(person).flag(['inbox:seen@contoso.example'], { seen: true, flagged: true }, { via });
      await inFolder(async (folder) => {
        const box = world.box(person);
        await box.export('inbox', { format: 'maildir', into: join(folder, 'Maildir'), via });
        const parts = ['cur', 'new'].flatMap((part) => readdirSync(join(folder, 'Maildir', part)));
        const flags = parts.map((name) => name.split(':2,')[1] ?? '').sort();
        expect(flags).toEqual(['', 'FS']);
      });
    },
  },
];
