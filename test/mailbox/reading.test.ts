// Reading, saving and exporting by every door, against the sandbox; and what other programs make of an export.

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { messagePage } from '../../src/cli/screen/message-page.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { exportCorpus } from '../kit/export-corpus.ts';
import { needs } from '../kit/interop.ts';
import { memoryBox } from '../kit/memory-door.ts';
import { shapes } from '../kit/message-shapes.ts';
import { anna, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

const payload = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251));

const mail = Buffer.from(
  [
    'From: Ben Ito <ben@contoso.example>',
    `To: ${anna}`,
    'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
    'Date: Mon, 02 Nov 2026 09:00:00 +0000',
    'Message-ID: <read-me@contoso.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    '<p onclick="x()">Grüße</p><img src="https://t.example/x.gif">',
    '--b',
    'Content-Type: application/octet-stream; name="../../.bashrc"',
    'Content-Transfer-Encoding: base64',
    '',
    payload.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b',
    'Content-Type: text/plain; name="notes.txt"',
    '',
    'notes',
    '--b--',
    '',
  ].join('\r\n'),
);
const id = '<read-me@contoso.example>';

/** What a machine says, in a message of its shape. */
const said = [
  {
    name: 'meeting',
    about: 'calendar',
    lines: [/Meeting request/, /What +Budget, and more/, /Where +Room 5/],
  },
  {
    name: 'an answer to a meeting, as a file',
    about: 'calendar',
    lines: [/Answer to a .* request/, /accepted/],
  },
  {
    name: 'a meeting that is cancelled, in its place and as a file; the method in the type alone',
    about: 'calendar',
    lines: [/Meeting cancelled/],
  },
  { name: 'report of Exchange', about: 'delivery', lines: [/failed +nobody@fabrikam\.example \(5\.1\.10\)/] },
  { name: 'bounce of qmail', about: 'delivery', lines: [/About +Grüße/, /failed +full@.* \(4\.2\.2\)/] },
  { name: 'receipt', about: 'receipt', lines: [/Read receipt/, /Was +displayed/] },
] as const;
const same = (text: string): string => text;
const plain = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

let world: World;
let box: Mailbox;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  world.faces.mail.deliver(mail, anna);
  for (const [index, { name }] of said.entries()) {
    const raw = shapes.find((one) => one.name === name)?.raw ?? Buffer.alloc(0);
    world.faces.mail.deliver(
      Buffer.concat([Buffer.from(`Message-ID: <shape-${index}@contoso.example>\r\n`), raw]),
      anna,
    );
  }
  box = sendingWorld(world, { connected: ['imap', 'pop', 'smtp', 'graph'] }).box;
});
afterAll(async () => {
  await box.close();
  await world.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reading-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['imap', 'pop', 'graph'] as const)('by %s', (via) => {
  it('reads what a message says', async () => {
    const message = await box.read(id, { via });
    expect(message.text).toBe('Grüße');
    expect(message.html?.safe).toBe('<p>Grüße</p><img>');
    expect(message.html?.blockedImages).toBe(1);
    expect(message.header.subject).toBe('Grüße');
    expect(message.summary.messageId).toBe(id);
    expect(message.attachments.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['../../.bashrc', payload.length],
      ['notes.txt', 5],
    ]);
  });

  it.each(said)('knows $name, and a terminal says so', async ({ name, about, lines }) => {
    const shape = shapes.find((one) => one.name === name);
    const opened = await box.read(`<shape-${said.findIndex((one) => one.name === name)}@contoso.example>`, {
      via,
    });
    expect(shape?.expected[about]).toBeDefined();
    expect(opened[about]).toMatchObject(shape?.expected[about] as object);
    const page = messagePage({ width: 78, utf8: true, paint: plain }, opened).join('\n');
    for (const line of lines) expect(page).toMatch(line);
  });

  it('saves attachments under names that stay in the folder', async () => {
    const told: boolean[] = [];
    const saved = await box.saveAttachments(id, folder, {
      via,
      onProgress: ({ done }) => void told.push(done),
    });
    expect(saved.map(({ file, bytes, part }) => [file, bytes, part])).toEqual([
      [join(folder, 'bashrc'), payload.length, '2'],
      [join(folder, 'notes.txt'), 5, '3'],
    ]);
    expect(readFileSync(join(folder, 'bashrc')).equals(payload)).toBe(true);
    expect(statSync(join(folder, 'bashrc')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['bashrc', 'notes.txt']);
    expect(told.filter((done) => done)).toHaveLength(2);
  });

  it('saves the message and exports the folder to the byte', async () => {
    const { file, bytes } = await box.saveMessage(id, folder, { via });
    expect(file).toBe(join(folder, '2026-11-02 0900 Grüße.eml'));
    expect(bytes).toBe(mail.length);
    expect(readFileSync(file).equals(mail)).toBe(true);
    const into = join(folder, 'all');
    const { exported } = await box.export('inbox', { via, format: 'eml', into });
    const files = readdirSync(into).filter((name) => name.endsWith('.eml'));
    expect(files).toHaveLength(exported);
    expect(files.some((name) => readFileSync(join(into, name)).equals(mail))).toBe(true);
    expect(await box.export('inbox', { via, format: 'eml', into })).toMatchObject({
      exported: 0,
      already: exported,
    });
  });
});

describe('saving', () => {
  it('replaces nothing unless told, and says what it has saved', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await expect(box.saveAttachments(id, folder)).rejects.toMatchObject({
      code: 'save-exists',
      details: { file: join(folder, 'notes.txt'), saved: [join(folder, 'bashrc')] },
    });
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['bashrc', 'notes.txt']);
    await box.saveAttachments(id, folder, { overwrite: true });
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('notes');
  });

  it('does not write through a link that somebody has laid', async () => {
    const elsewhere = join(folder, 'elsewhere');
    symlinkSync(elsewhere, join(folder, 'notes.txt'));
    await expect(box.saveAttachments(id, folder, { only: ['notes.txt'] })).rejects.toMatchObject({
      code: 'save-exists',
    });
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('takes only what was named, by part or by name', async () => {
    expect((await box.saveAttachments(id, folder, { only: ['3'] })).map(({ name }) => name)).toEqual([
      'notes.txt',
    ]);
    await expect(box.saveAttachments(id, folder, { only: ['nothing.pdf'] })).rejects.toMatchObject({
      code: 'attachment-unknown',
    });
  });

  it('refuses a folder that cannot be', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(box.saveAttachments(id, join(folder, 'file', 'deeper'))).rejects.toMatchObject({
      code: 'save-refused',
    });
  });

  it('leaves nothing half when the message breaks off', async () => {
    const { box: broken } = memoryBox([{ uid: 1, raw: mail }], {
      fault: () => new Error('the line is dead'),
    });
    await expect(broken.saveAttachments(id, folder)).rejects.toThrow('the line is dead');
    expect(readdirSync(folder)).toEqual([]);
    await broken.close();
  });
});

describe('an attachment is read as it comes', () => {
  it('may be left in the middle', async () => {
    const sizes: number[] = [];
    for await (const { content } of box.attachments(id)) {
      for await (const piece of content) {
        sizes.push(piece.length);
        break;
      }
    }
    expect(sizes).toHaveLength(2);
  });
});

const python = needs('python3', 'python3');
describe('other programs read an export', () => {
  it.skipIf(python.missing)('Python, every message of each format', async () => {
    const corpus = exportCorpus(140);
    const memory = memoryBox(corpus);
    for (const format of ['maildir', 'mbox'] as const) {
      const into = join(folder, format);
      await memory.box.export('inbox', { format, into });
      const script = `
import mailbox, sys, json
box = ${format === 'maildir' ? 'mailbox.Maildir(sys.argv[1], create=False)' : 'mailbox.mbox(sys.argv[1], create=False)'}
print(json.dumps([len(box), sum(1 for m in box if m['Message-ID'] is not None), sum(1 for m in box if 'S' in m.get_flags())]))
`;
      const [count, named, seen] = JSON.parse(
        execFileSync('python3', ['-c', script, into], { encoding: 'utf8' }),
      ) as number[];
      expect(count).toBe(corpus.length);
      expect(named).toBeGreaterThan(40);
      if (format === 'maildir') expect(seen).toBe(corpus.filter(({ flags }) => flags?.seen).length);
    }
    await memory.box.close();
  });
});
