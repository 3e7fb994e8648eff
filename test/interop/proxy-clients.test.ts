// Mail programs that keep a copy, with a password, through the whole proxy: 5,000 messages by mbsync compared byte for byte,
// at first and after changes on both sides; getmail and offlineimap for a few.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../src/sandbox/index.ts';
import { needs } from '../kit/interop.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { seeded } from '../kit/seeded.ts';

const { anna } = seed.contoso;
const count = 5_000;
const nobody = 65_534;

let house: ProxyHouse;
let password: string;
let folder: string;
beforeAll(async () => {
  house = await openProxyHouse([anna]);
  password = await house.password(anna.name);
  folder = mkdtempSync(join(tmpdir(), 'proxy-clients-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house?.close();
});

function run(program: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const env = { HOME: folder, PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' };
    const options = { env, timeout: 120_000, maxBuffer: 1 << 26 };
    const child = execFile(program, [...args], options, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out: out + err }),
    );
    child.stdin?.end();
  });
}

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function clear(): void {
  const box = house.sandbox.mail.mailbox(anna.name);
  for (const item of box?.items() ?? []) box?.expunge(item);
}

/** Of each message in the Inbox, as a Maildir has it: mbsync adds one line to what it copies, and takes the CRs. */
function onServer(): string[] {
  return house.sandbox.mail
    .list(anna.name, 'INBOX')
    .map(({ content, flags }) => `${digest(content.raw)} ${[...flags].sort().join(' ')}`)
    .sort();
}

/** Octets of every value, and lines of every length, as far as mail may have them; the seed is the number. */
function deliver(messages: number): void {
  const random = seeded(messages);
  for (let number = 1; number <= messages; number += 1) {
    const line = (): string =>
      Array.from({ length: random.below(78) }, () => String.fromCharCode(32 + random.below(224))).join('');
    const body = Array.from({ length: random.below(20) }, line).join('\r\n');
    const head = `From: Ben <ben@contoso.example>\r\nMessage-ID: <${messages}.${number}@proxy.example>\r\nSubject: ${number}`;
    const flags = random.chance(0.5) ? (['\\Seen'] as const) : [];
    house.sandbox.mail.deliver(Buffer.from(`${head}\r\n\r\n${body}\r\n`, 'latin1'), anna.name, { flags });
  }
}

function digest(raw: Buffer): string {
  const text = raw
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^X-TUID: .*\n/m, '');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

function inMaildir(path: string): string[] {
  return ['cur', 'new']
    .flatMap((part) => readdirSync(join(path, part)).map((name) => join(path, part, name)))
    .map((file) => {
      const letters = /:2,(\w*)$/.exec(file)?.[1] ?? '';
      const flags = [
        ['D', '\\Draft'],
        ['F', '\\Flagged'],
        ['R', '\\Answered'],
        ['S', '\\Seen'],
      ].flatMap(([letter = '', flag = '']) => (letters.includes(letter) ? [flag] : []));
      return `${digest(readFileSync(file))} ${flags.sort().join(' ')}`;
    })
    .sort();
}

describe('mbsync', () => {
  const { missing, title } = needs(`keeps ${count} messages the same, byte for byte`, 'mbsync');
  it.skipIf(missing)(title, { timeout: 240_000 }, async () => {
    clear();
    deliver(count);
    const inbox = join(folder, 'Mail', 'INBOX');
    mkdirSync(join(folder, 'Mail'));
    const config = write(
      'mbsyncrc',
      `IMAPStore far
Host localhost
Port ${house.ports.tls.port}
SSLType IMAPS
CertificateFile ${house.caFile}
AuthMechs LOGIN
User ${anna.name}
PassCmd "cat ${write('password', password)}"

MaildirStore near
Path ${folder}/Mail/
Inbox ${inbox}

Channel inbox
Far :far:INBOX
Near :near:INBOX
Create Near
Expunge Both
SyncState *
`,
    );
    const sync = async (): Promise<void> => {
      const { code, out } = await run('mbsync', ['-q', '-c', config, 'inbox']);
      expect(code, out).toBe(0);
      expect(inMaildir(inbox)).toEqual(onServer());
    };
    await sync();
    expect(onServer()).toHaveLength(count);
    // On the server: new ones, one gone, one flagged. In the Maildir: one gone, one flagged, one new.
    deliver(50);
    const box = house.sandbox.mail.mailbox(anna.name);
    const [first, second] = box?.wellKnown('inbox').items ?? [];
    if (!box || !first || !second) throw new Error('the Inbox is empty');
    box.expunge(first);
    box.setFlags(second, new Set(['\\Flagged']));
    const files = readdirSync(join(inbox, 'cur')).map((name) => join(inbox, 'cur', name));
    const [gone = '', seen = ''] = files.slice(-2);
    rmSync(gone);
    renameSync(seen, `${seen.replace(/:2,.*$/, '')}:2,FRS`);
    writeFileSync(
      join(inbox, 'new', '1.here'),
      'Subject: made here\nMessage-ID: <made@here.example>\n\nText.\n',
    );
    await sync();
  });
});

describe('a few messages', () => {
  const subjects = ['one', 'two', 'three'];
  beforeAll(() => {
    clear();
    for (const subject of subjects) {
      house.sandbox.mail.deliver(`Subject: ${subject}\r\n\r\nText.\r\n`, anna.name);
    }
  });
  const subjectsIn = (path: string): string[] =>
    readdirSync(path)
      .map((name) => /^Subject: (.*)$/m.exec(readFileSync(join(path, name), 'utf8'))?.[1] ?? name)
      .sort();

  const getmail = needs('are fetched by getmail', 'getmail');
  it.skipIf(getmail.missing)(getmail.title, { timeout: 60_000 }, async () => {
    const path = join(folder, 'getmail');
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(path, part), { recursive: true });
    // As root it insists on delivering as somebody else, who has to get there.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      chmodSync(folder, 0o711);
      for (const part of ['', 'cur', 'new', 'tmp']) chownSync(join(path, part), nobody, nobody);
    }
    const rc = write(
      'getmailrc',
      `[retriever]
type = SimpleIMAPSSLRetriever
server = localhost
port = ${house.ports.tls.port}
ca_certs = ${house.caFile}
username = ${anna.name}
password = ${password}
mailboxes = ("INBOX",)

[destination]
type = Maildir
${isRoot ? 'user = nobody\n' : ''}path = ${path}/
`,
    );
    const { code, out } = await run('getmail', ['--getmaildir', folder, '--rcfile', rc]);
    expect(code, out).toBe(0);
    expect(subjectsIn(join(path, 'new'))).toEqual([...subjects].sort());
  });

  const offlineimap = needs('are kept by offlineimap', 'offlineimap');
  it.skipIf(offlineimap.missing)(offlineimap.title, { timeout: 60_000 }, async () => {
    const rc = write(
      'offlineimaprc',
      `[general]
accounts = anna
metadata = ${folder}/offlineimap
ui = basic
[Account anna]
localrepository = near
remoterepository = far
[Repository near]
type = Maildir
localfolders = ${folder}/offline
[Repository far]
type = IMAP
remotehost = localhost
remoteport = ${house.ports.tls.port}
remoteuser = ${anna.name}
remotepass = ${password}
ssl = yes
sslcacertfile = ${house.caFile}
folderfilter = lambda name: name.upper() == 'INBOX'
`,
    );
    const { code, out } = await run('offlineimap', ['-c', rc, '-o']);
    expect(code, out).toBe(0);
    const kept = ['cur', 'new'].flatMap((part) => subjectsIn(join(folder, 'offline', 'Inbox', part)));
    expect(kept.sort()).toEqual([...subjects].sort());
  });
});
