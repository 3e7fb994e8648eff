import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { fail } from '../../src/errors/error.ts';
import { type ExportFormat, exportFormats } from '../../src/mailbox/export/export.ts';
import { exportCorpus } from '../kit/export-corpus.ts';
import { type KeptMessage, memoryBox } from '../kit/memory-door.ts';
import { wordsFor } from '../kit/programs/programs.ts';
import { seeded } from '../kit/seeded.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function place(format: ExportFormat): string {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  folders.push(folder);
  return join(folder, format === 'mbox' ? 'inbox.mbox' : 'inbox');
}

/** Every message that is there, in an order that does not depend on the format; lines ended by a line feed. */
function contents(format: ExportFormat, into: string): string[] {
  if (format === 'mbox') return mboxMessages(readFileSync(into, 'latin1')).sort();
  const parts = format === 'maildir' ? ['new', 'cur'] : ['.'];
  const files = parts.flatMap((part) => readdirSync(join(into, part)).map((name) => join(into, part, name)));
  const mail = files.filter((file) => format === 'maildir' || file.endsWith('.eml'));
  return mail.map((file) => readFileSync(file, 'latin1').replace(/\r\n/g, '\n')).sort();
}

/** A reader of mboxrd, by its definition alone. */
function mboxMessages(text: string): string[] {
  return text
    .split(/^From .*\n/m)
    .slice(1)
    .map((message) => message.replace(/\n$/, '').replace(/^>(>*From )/gm, '$1'));
}

function expected(format: ExportFormat, messages: readonly KeptMessage[]): string[] {
  const texts = messages.map(({ raw }) => Buffer.from(raw).toString('latin1').replace(/\r\n/g, '\n'));
  // In an mbox every message ends in a line feed.
  return texts.map((text) => (format === 'mbox' && !text.endsWith('\n') ? `${text}\n` : text)).sort();
}

describe.each(exportFormats)('export as %s', (format) => {
  it('writes every message once, and again only what is new', async () => {
    const messages = exportCorpus(300);
    const memory = memoryBox(messages.slice(0, 280), { pieceBytes: 61 });
    const into = place(format);
    const told: number[] = [];
    const first = await memory.box.export('Inbox', {
      format,
      into,
      onProgress: ({ done }) => void told.push(done),
    });
    expect(first).toMatchObject({ exported: 280, already: 0, gone: 0, folder: 'inbox' });
    expect(told.at(-1)).toBe(280);
    expect(contents(format, into)).toEqual(expected(format, messages.slice(0, 280)));
    memory.messages.push(...messages.slice(280));
    memory.asked.length = 0;
    expect(await memory.box.export('inbox', { format, into })).toMatchObject({ exported: 20, already: 280 });
    expect(memory.asked).toHaveLength(20);
    expect(contents(format, into)).toEqual(expected(format, messages));
  });

  it('takes a new twin, and no message again whose folder was made anew', async () => {
    const [one] = exportCorpus(1);
    if (!one) throw new Error('there is one');
    const memory = memoryBox([one]);
    const into = place(format);
    await memory.box.export('inbox', { format, into });
    memory.messages.push({ ...one, uid: 2 });
    expect(await memory.box.export('inbox', { format, into })).toMatchObject({ exported: 1 });
    memory.uidValidity = '2';
    expect(await memory.box.export('inbox', { format, into })).toMatchObject({ exported: 0, already: 2 });
    memory.messages.push({ ...one, uid: 3 });
    expect(await memory.box.export('inbox', { format, into })).toMatchObject({ exported: 1 });
    expect(contents(format, into)).toHaveLength(3);
  });

  it.each([60, 100_000])(
    'takes each that has no Message-ID once, by what is in it (%i bytes)',
    async (bytes) => {
      // As programs write them: the same sender and subject, no date, and something else to say each time.
      const note = (uid: number, text: string): KeptMessage => ({
        uid,
        raw: Buffer.from(
          `From: cron@contoso.example\r\nSubject: report\r\n\r\n${text.padEnd(bytes, '.')}\r\n`,
        ),
      });
      const memory = memoryBox([note(1, 'monday'), note(2, 'tuesday'), note(3, 'tuesday')], {
        pieceBytes: 50,
      });
      const into = place(format);
      expect(await memory.box.export('inbox', { format, into })).toMatchObject({ exported: 3 });
      // One goes and another one comes: it is not the old one.
      memory.messages.splice(0, 1);
      memory.messages.push(note(4, 'wednesday'));
      const again = await memory.box.export('inbox', { format, into });
      expect(again).toMatchObject({ exported: 1, already: 3, gone: 0 });
      // The folder is made anew, with one more of them.
      memory.uidValidity = '2';
      memory.messages.push(note(5, 'tuesday'), note(6, 'thursday'));
      const anew = await memory.box.export('inbox', { format, into });
      expect(anew).toMatchObject({ exported: 2, already: 4, gone: 0 });
      const texts = contents(format, into).map((text) => /\n\n([a-z]+)/.exec(text)?.[1]);
      expect(texts.sort()).toEqual(['monday', 'thursday', 'tuesday', 'tuesday', 'tuesday', 'wednesday']);
      expect(await memory.box.export('inbox', { format, into })).toMatchObject({ exported: 0, gone: 0 });
    },
  );

  it('keeps what was whole when the line is lost, and goes on after it', async () => {
    const messages = exportCorpus(60);
    let left = 1;
    const fault = (uid: number): Error | undefined =>
      uid === 40 && left-- > 0
        ? fail('mail-timeout', { host: 'memory', doing: 'the fetch', seconds: 1 })
        : undefined;
    const memory = memoryBox(messages, { pieceBytes: 50, fault });
    const into = place(format);
    await expect(memory.box.export('inbox', { format, into })).rejects.toThrow();
    expect(contents(format, into)).toEqual(expected(format, messages.slice(0, 39)));
    expect(await memory.box.export('inbox', { format, into })).toMatchObject({ already: 39, exported: 21 });
    expect(contents(format, into)).toEqual(expected(format, messages));
  });

  it('says that the disk is full, leaves nothing half, and goes on when there is room', async () => {
    const messages = exportCorpus(200);
    const memory = memoryBox(messages);
    const into = place(format);
    const room = { bytes: 60_000 };
    const failed = memory.box.export('inbox', {
      format,
      into,
      disk: { open: (...args) => fullDisk(room, ...args) },
    });
    await expect(failed).rejects.toMatchObject({ code: 'save-disk-full' });
    const there = contents(format, into);
    const all = expected(format, messages);
    for (const text of there) expect(all).toContain(text);
    await memory.box.export('inbox', { format, into });
    expect(contents(format, into)).toEqual(all);
    expect(leftovers(into)).toEqual([]);
  });

  it("is nobody else's: another folder, format or a second process at the same time", async () => {
    const memory = memoryBox(exportCorpus(3));
    const into = place(format);
    await memory.box.export('inbox', { format, into });
    await expect(memory.box.export('inbox', { format, into, resume: false })).rejects.toMatchObject({
      code: 'export-exists',
    });
    const lock = format === 'mbox' ? `${into}.lock` : join(into, 'mailgrant-export.lock');
    writeFileSync(lock, `${process.ppid}\n`);
    await expect(memory.box.export('inbox', { format, into })).rejects.toMatchObject({ code: 'export-busy' });
    // A process that is no more holds nothing.
    writeFileSync(lock, '4194304\n');
    expect(await memory.box.export('inbox', { format, into })).toMatchObject({ already: 3 });
    const journal =
      format === 'mbox' ? `${into}.mailgrant-export.jsonl` : join(into, 'mailgrant-export.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('anna@', 'ben@'));
    await expect(memory.box.export('inbox', { format, into })).rejects.toMatchObject({
      code: 'export-of-another',
    });
    writeFileSync(journal, 'no journal\n');
    await expect(memory.box.export('inbox', { format, into })).rejects.toMatchObject({
      code: 'export-journal-damaged',
    });
  });

  it('goes on after it was killed at any moment', async () => {
    const count = 250;
    const seed = Number(process.env['MAILGRANT_SEED'] ?? 11);
    const random = seeded(seed);
    const into = place(format);
    let kills = 0;
    for (let run = 0; run < 3; run += 1)
      if (!(await killedRun(format, into, count, random.below(100)))) kills += 1;
    const memory = memoryBox(exportCorpus(count));
    await memory.box.export('inbox', { format, into });
    expect(kills, `seed ${seed}`).toBeGreaterThan(0);
    expect(contents(format, into), `seed ${seed}`).toEqual(expected(format, exportCorpus(count)));
    expect(leftovers(into)).toEqual([]);
  }, 60_000);
});

describe('export as mbox', () => {
  it('does not grow a file that is not its own, nor cut what others have added', async () => {
    const memory = memoryBox(exportCorpus(3));
    const into = place('mbox');
    writeFileSync(into, 'From me\n\nmine\n\n');
    await expect(memory.box.export('inbox', { format: 'mbox', into })).rejects.toMatchObject({
      code: 'save-exists',
    });
    rmSync(into);
    rmSync(`${into}.mailgrant-export.jsonl`);
    await memory.box.export('inbox', { format: 'mbox', into });
    appendFileSync(into, 'From ben@contoso.example Mon Nov  2 09:00:00 2026\nSubject: theirs\n\nx\n\n');
    memory.messages.push({ uid: 9, raw: Buffer.from('Message-ID: <late@x>\r\n\r\nlate\r\n') });
    await memory.box.export('inbox', { format: 'mbox', into });
    const found = mboxMessages(readFileSync(into, 'latin1'));
    expect(found).toHaveLength(5);
    expect(found[3]).toContain('theirs');
    rmSync(into);
    expect(await memory.box.export('inbox', { format: 'mbox', into })).toMatchObject({ exported: 4 });
  });
});

describe('export as Maildir', () => {
  it('tells flags and times as mail programs read them', async () => {
    const raw = Buffer.from('Message-ID: <a@x>\r\n\r\na\r\n');
    const receivedAtMs = Date.UTC(2020, 1, 2, 3, 4, 5);
    const memory = memoryBox([
      {
        uid: 1,
        raw,
        receivedAtMs,
        flags: { seen: true, answered: true, flagged: true, forwarded: true, draft: true },
      },
      { uid: 2, raw: Buffer.from('Message-ID: <b@x>\r\n\r\nb\r\n') },
    ]);
    const into = place('maildir');
    await memory.box.export('inbox', { format: 'maildir', into });
    const [name = ''] = readdirSync(join(into, 'cur'));
    expect(name).toMatch(/^1580612645\.[0-9a-f]{24}\.mailgrant:2,DFPRS$/);
    const { mtimeMs, mode } = statSync(join(into, 'cur', name));
    expect(mtimeMs).toBe(receivedAtMs);
    expect(mode & 0o777).toBe(0o600);
    expect(readdirSync(join(into, 'new'))).toHaveLength(1);
    expect(readdirSync(join(into, 'tmp'))).toEqual([]);
  });
});

/** Files that only a run in progress has. */
function leftovers(into: string): string[] {
  const folder = existsSync(join(into, 'tmp')) ? join(into, 'tmp') : join(into, '..');
  return readdirSync(folder).filter(
    (name) => /\.part$|\.lock$|\.stale$/.test(name) || folder.endsWith('tmp'),
  );
}

async function fullDisk(
  room: { bytes: number },
  file: string,
  flags: string,
  mode: number,
): Promise<FileHandle> {
  const handle = await open(file, flags, mode);
  const write = handle.write.bind(handle) as (...args: unknown[]) => Promise<{ bytesWritten: number }>;
  const limited = async (piece: Uint8Array, at = 0, length = piece.length - at, ...rest: unknown[]) => {
    if (room.bytes < length) throw Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    room.bytes -= length;
    return write(piece, at, length, ...rest);
  };
  return Object.assign(handle, { write: limited });
}

/** True where it came to its end before it was killed. */
async function killedRun(format: ExportFormat, into: string, count: number, after: number): Promise<boolean> {
  const running = spawn(
    process.execPath,
    [...wordsFor('test/kit/export-child.ts'), format, into, String(count)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => void running.once('exit', () => resolve()));
  let all = false;
  let seen = 0;
  for await (const line of createInterface(running.stdout)) {
    all ||= line === 'all';
    seen += 1;
    if (seen > after) running.kill('SIGKILL');
  }
  await ended;
  return all;
}
