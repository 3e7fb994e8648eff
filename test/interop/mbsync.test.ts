// mbsync both ways over a few hundred odd messages: what was put in on one side is compared byte for byte, flag for
// flag and minute for minute with what arrives on the other. The random choices come from a printed seed.
//
// mbsync itself changes three things, which the comparison knows: a Maildir has LF where the wire has CRLF, a message
// that it has copied carries one X-TUID line, and it leaves a message without an end of its header where it is.

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { encodeModifiedUtf7 } from '../../src/wire/imap/modified-utf7.ts';
import { needs } from '../kit/interop.ts';
import { type OddMessage, oddMessages } from '../kit/odd-messages.ts';
import { seeded } from '../kit/seeded.ts';
import { type TokenHome, tokenHome } from '../kit/token-home.ts';

const anna = seed.contoso.anna.name;
const chosenSeed = Number(process.env['MBSYNC_SEED'] ?? 20_261_125);
const random = seeded(chosenSeed);
const folders = ['INBOX', 'Archive', 'Archive/2026', 'Deleted Items', 'Projekty – žluťoučký & co'] as const;
type FolderName = (typeof folders)[number];

const letters = { '\\Seen': 'S', '\\Answered': 'R', '\\Flagged': 'F', '\\Draft': 'D' } as const;
type Flag = keyof typeof letters;
const allFlags = Object.keys(letters) as [Flag, ...Flag[]];

/** What one message is on either side: where, which octets, which flags, when it came. */
interface State {
  folder: FolderName;
  readonly raw: Buffer;
  readonly flags: Set<Flag>;
  readonly atMs: number;
}

describe(`mbsync, seed ${chosenSeed}`, () => {
  const { missing, title } = needs('keeps a Maildir and the mailbox the same', 'mbsync');
  describe.skipIf(missing)(title, () => {
    let sandbox: Sandbox;
    let home: TokenHome;
    /** By Message-ID: what both sides have to be after the next run. */
    const expected = new Map<string, State>();

    beforeAll(async () => {
      sandbox = await startSandbox();
      home = tokenHome(sandbox);
      const mailbox = sandbox.mail.mailbox(anna);
      for (const item of mailbox?.items() ?? []) mailbox?.expunge(item);
      mailbox?.createFolder('2026', mailbox.wellKnown('archive'));
      mailbox?.createFolder('Projekty – žluťoučký & co');
      mkdirSync(join(home.folder, 'Mail'), { recursive: true });
    });
    afterAll(async () => {
      home?.close();
      await sandbox?.close();
    });

    const sync = async (security: 'IMAPS' | 'STARTTLS' = 'IMAPS'): Promise<string> => {
      const { imap, imaps } = sandbox.servers;
      const file = home.write(
        'mbsyncrc',
        `IMAPStore far
Host localhost
Port ${security === 'IMAPS' ? imaps.port : imap.port}
SSLType ${security}
CertificateFile ${home.caFile}
AuthMechs XOAUTH2
User ${anna}
PassCmd "cat ${home.tokenFile('imap')}"

MaildirStore near
SubFolders Verbatim
Path ${home.folder}/Mail/
Inbox ${home.folder}/Mail/INBOX

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Expunge Both
CopyArrivalDate yes
SyncState *
`,
      );
      const { code, out } = await home.run('mbsync', ['-V', '-c', file, 'all']);
      expect(code, out).toBe(0);
      // It says so and goes on where a message or a flag could not be brought over.
      expect(out).not.toMatch(/warning|error|failed/i);
      return out;
    };

    const putOnServer = (message: OddMessage, folder: FolderName): void => {
      const state = { folder, raw: message.raw, flags: someFlags(), atMs: someTime() };
      expected.set(message.id, state);
      sandbox.mail.deliver(state.raw, anna, {
        folder,
        flags: [...state.flags],
        receivedMs: state.atMs,
      });
    };
    const itemOf = (id: string) =>
      folders
        .flatMap((folder) => sandbox.mail.list(anna, folder))
        .find(({ content }) => idOf(content.raw) === id);

    const maildir = (folder: FolderName): string => join(home.folder, 'Mail', nameOnDisk(folder));
    const putLocally = (message: OddMessage, folder: FolderName): void => {
      const state = { folder, raw: message.raw, flags: someFlags(), atMs: someTime() };
      expected.set(message.id, state);
      const flags = [...state.flags].map((flag) => letters[flag]).sort();
      const name = `${state.atMs}.${message.id.split('@')[0]}.here`;
      const file = join(maildir(folder), flags.length === 0 ? 'new' : 'cur', `${name}:2,${flags.join('')}`);
      writeFileSync(flags.length === 0 ? file.replace(/:2,$/, '') : file, withoutCr(message.raw));
      utimesSync(flags.length === 0 ? file.replace(/:2,$/, '') : file, state.atMs / 1000, state.atMs / 1000);
    };
    const localFiles = (): Map<string, { folder: FolderName; path: string }> => {
      const found = new Map<string, { folder: FolderName; path: string }>();
      for (const folder of folders) {
        for (const part of ['cur', 'new']) {
          for (const name of readdirSync(join(maildir(folder), part))) {
            const path = join(maildir(folder), part, name);
            const id = idOf(readFileSync(path));
            expect(found.has(id), `${id} is in the Maildirs once`).toBe(false);
            found.set(id, { folder, path });
          }
        }
      }
      return found;
    };
    const setLocalFlags = (path: string, flags: ReadonlySet<Flag>, more = ''): void => {
      const to = [...[...flags].map((flag) => letters[flag]), ...more].sort().join('');
      const name = basename(path).replace(/:2,.*$/, '');
      renameSync(path, join(path, '..', '..', 'cur', `${name}:2,${to}`));
    };

    const compareServer = (): void => {
      const seen = new Set<string>();
      for (const folder of folders) {
        for (const { content, flags, receivedMs } of sandbox.mail.list(anna, folder)) {
          const id = idOf(content.raw);
          const state = expected.get(id);
          expect(state, `${id} is in ${folder} and was expected`).toBeDefined();
          expect(seen.has(id), `${id} is there once`).toBe(false);
          seen.add(id);
          expect(folder, id).toBe(state?.folder);
          expectSameBytes(content.raw, state?.raw, id);
          expect([...flags].sort(), id).toEqual([...(state?.flags ?? [])].sort());
          expect(receivedMs, id).toBe(state?.atMs);
        }
      }
      expect(seen.size).toBe(expected.size);
    };
    const compareMaildirs = (): void => {
      const files = localFiles();
      for (const [id, { folder, path }] of files) {
        const state = expected.get(id);
        expect(state, `${id} is in ${folder} and was expected`).toBeDefined();
        expect(folder, id).toBe(state?.folder);
        expectSameBytes(readFileSync(path), state && withoutCr(state.raw), id);
        const flags = [...(state?.flags ?? [])].map((flag) => letters[flag]).sort();
        expect(/:2,(\w*)$/.exec(path)?.[1] ?? '', id).toBe(flags.join(''));
        expect(statSync(path).mtimeMs, id).toBe(state?.atMs);
      }
      expect(files.size).toBe(expected.size);
    };

    it('brings everything over at first', async () => {
      for (const message of messages({ seed: chosenSeed, count: 240 })) {
        putOnServer(message, random.pick(folders));
      }
      await sync();
      compareMaildirs();
      compareServer();
    });

    it('brings over what changed on both sides', async () => {
      const before = [...expected.keys()];
      const files = localFiles();
      const mailbox = sandbox.mail.mailbox(anna);
      for (const message of messages({ seed: chosenSeed + 1, count: 60, prefix: 'far' })) {
        putOnServer(message, random.pick(folders));
      }
      for (const message of messages({ seed: chosenSeed + 2, count: 60, prefix: 'near' })) {
        putLocally(message, random.pick(folders));
      }
      for (const id of before) {
        const state = expected.get(id);
        const item = itemOf(id);
        const file = files.get(id);
        if (!state || !item || !file || !mailbox) throw new Error(`${id} is missing on one side`);
        const flag = random.pick(allFlags);
        const other = random.pick(allFlags);
        switch (random.below(8)) {
          case 0: {
            if (state.flags.has(flag)) state.flags.delete(flag);
            else state.flags.add(flag);
            mailbox.setFlags(item, state.flags);
            break;
          }
          case 1: {
            if (state.flags.has(flag)) state.flags.delete(flag);
            else state.flags.add(flag);
            setLocalFlags(file.path, state.flags);
            break;
          }
          case 2: {
            // Both sides at once: each side's change counts.
            mailbox.setFlags(item, new Set([...state.flags, flag]));
            setLocalFlags(file.path, new Set([...state.flags, other]));
            state.flags.add(flag).add(other);
            break;
          }
          case 3:
            expected.delete(id);
            mailbox.expunge(item);
            break;
          case 4:
            expected.delete(id);
            setLocalFlags(file.path, state.flags, 'T');
            break;
          case 5:
            expected.delete(id);
            rmSync(file.path);
            break;
          case 6: {
            const to = random.pick(folders);
            const folder = mailbox.folder(to);
            if (to === state.folder || !folder) break;
            mailbox.move(item, folder);
            state.folder = to;
            break;
          }
          default: {
            const to = random.pick(folders);
            if (to === state.folder) break;
            // As mail programs do it: without the UID, which belongs to the folder that it leaves.
            renameSync(file.path, join(maildir(to), 'cur', basename(file.path).replace(/,U=\d+/, '')));
            state.folder = to;
          }
        }
      }
      await sync('STARTTLS');
      compareServer();
      compareMaildirs();
    });

    it('finds nothing more to do', async () => {
      let changes = 0;
      const stop = sandbox.mail.onChange(() => {
        changes += 1;
      });
      const before = [...localFiles().values()].map(({ path }) => path).sort();
      await sync();
      stop();
      expect(changes).toBe(0);
      expect([...localFiles().values()].map(({ path }) => path).sort()).toEqual(before);
    });

    it('makes a folder on the server that was made here', async () => {
      for (const part of ['cur', 'new', 'tmp']) {
        mkdirSync(join(home.folder, 'Mail', nameOnDisk('Neu/Ünter'), part), { recursive: true });
      }
      await sync();
      expect(sandbox.mail.folders(anna)).toContain('Neu/Ünter');
    });
  });
});

function messages(options: Parameters<typeof oddMessages>[0]): OddMessage[] {
  return oddMessages(options).filter(({ kind }) => kind !== 'a header and nothing after it');
}

/** mbsync calls folders on disk what they are called on the wire (RFC 3501 section 5.1.3). */
function nameOnDisk(folder: string): string {
  return folder.split('/').map(encodeModifiedUtf7).join('/');
}

function someFlags(): Set<Flag> {
  return new Set(allFlags.filter(() => random.chance(0.3)));
}

/** Whole seconds of the years before: what INTERNALDATE can carry. */
function someTime(): number {
  return Date.UTC(2024, 0, 1) + random.below(2 * 365 * 86_400) * 1000;
}

function withoutCr(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

function idOf(raw: Buffer): string {
  return /^Message-ID:\s*<(.*)>\r?$/m.exec(raw.toString('latin1'))?.[1] ?? 'no Message-ID';
}

function expectSameBytes(actual: Buffer, wanted: Buffer | undefined, id: string): void {
  const got = Buffer.from(actual.toString('latin1').replace(/^X-TUID: .{12}\r?\n/m, ''), 'latin1');
  if (wanted && got.equals(wanted)) return;
  // A diff that a person can read; only when there is one.
  expect(got.toString('latin1'), id).toBe(wanted?.toString('latin1'));
}
