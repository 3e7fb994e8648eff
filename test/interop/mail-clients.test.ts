// The snippets of docs/mail-clients.md, taken out of the page and given to the programs they are for, with nothing
// changed but hosts, ports, names and folders. Each program asks `mailgrant token` for its password.

import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { needs } from '../kit/interop.ts';

const anna = seed.contoso.anna.name;
const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'mail-clients.md'), 'utf8');

let sandbox: Sandbox;
let home: ConnectedHome;
beforeAll(async () => {
  sandbox = await startSandbox();
  home = await connectedHome(sandbox);
});
afterAll(async () => {
  home.close();
  await sandbox.close();
});

/** The indented block that follows `text` on the page. */
function snippet(text: string, nth = 0): string {
  const after = page.split(text)[1] ?? '';
  const blocks = after.match(/(?:^ {4}.*\n|^\n(?= {4}))+/gm) ?? [];
  const block = blocks[nth]?.replace(/^ {4}/gm, '');
  if (block === undefined) throw new Error(`the page has no snippet after "${text}"`);
  return block;
}

/** Said for the real service, meant for the sandbox. */
function here(text: string): string {
  const { imaps, pops, smtp } = sandbox.servers;
  return text
    .replaceAll('anna@contoso.com', anna)
    .replaceAll('imaps://outlook.office365.com/', `imaps://localhost:${imaps.port}/`)
    .replaceAll('smtp.office365.com:587', `localhost:${smtp.port}`)
    .replaceAll('smtp.office365.com', 'localhost')
    .replaceAll('outlook.office365.com', 'localhost')
    .replaceAll(/^(port|remoteport|Port)( = | )993$/gm, `$1$2${imaps.port}`)
    .replaceAll(/^(port)( )587$/gm, `$1$2${smtp.port}`)
    .replaceAll(/^(port = )995$/gm, `$1${pops.port}`)
    .replaceAll(/\/etc\/ssl\/certs\/ca-certificates\.crt|OS-DEFAULT/g, home.caFile)
    .replaceAll('~/', `${home.folder}/`);
}

function run(program: string, args: readonly string[], input = ''): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      [...args],
      { env: { ...home.env, TERM: 'dumb', SSL_CERT_FILE: home.caFile }, timeout: 60_000, cwd: home.folder },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, out: stdout + stderr });
      },
    );
    child.stdin?.end(input);
  });
}

function write(name: string, text: string): string {
  const file = join(home.folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function deliver(subject: string): void {
  const head = `From: ben@contoso.example\r\nTo: ${anna}\r\nSubject: ${subject}\r\n`;
  sandbox.mail.deliver(
    `${head}Message-ID: <${subject}@contoso.example>\r\n\r\nHello from the test.\r\n`,
    anna,
  );
}

/** Everything below a Maildir, as text. */
function maildir(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

function sent(subject: string): string {
  const found = sandbox.mail.submissions.filter(({ raw }) => raw.includes(`Subject: ${subject}`));
  expect(found, `${subject} was sent once`).toHaveLength(1);
  return found[0]?.raw.toString() ?? '';
}

describe.each(['mutt', 'neomutt'])('%s', (program) => {
  const { missing, title } = needs('with the snippet of the page', program);
  describe.skipIf(missing)(title, () => {
    const settings = (): string => {
      const trust = [`set ssl_ca_certificates_file="${home.caFile}"`, 'set ssl_usesystemcerts=no'];
      const quiet = [
        'set header_cache=""',
        `set tmpdir="${home.folder}"`,
        `set certificate_file="${home.caFile}"`,
      ];
      const own = program === 'mutt' ? [...trust, ...quiet] : [...trust.slice(0, 1), ...quiet];
      return write(`${program}rc`, `${here(snippet('## mutt and neomutt'))}\n${own.join('\n')}\n`);
    };

    it('sends', async () => {
      const subject = `By ${program}`;
      const { code, out } = await run(
        program,
        ['-F', settings(), '-s', subject, 'ben@contoso.example'],
        'Hello.\n',
      );
      expect(code, out).toBe(0);
      expect(sent(subject)).toContain('Hello.');
    });

    it('reads', async () => {
      deliver(`For-${program}`);
      // It opens the inbox, saves the newest message as a file of its own, and quits.
      const saved = join(home.folder, `${program}.mbox`);
      const keys = `push '<last-entry><copy-message><kill-line>${saved}<enter><exit>'`;
      const words = ['-F', settings(), '-e', 'set confirmcreate=no confirmappend=no quit=yes', '-e', keys];
      const { out } = await run('script', ['-qec', [program, ...words].map(quoted).join(' '), '/dev/null']);
      expect(existsSync(saved), out.slice(-2_000)).toBe(true);
      expect(readFileSync(saved, 'utf8')).toContain(`Subject: For-${program}`);
    });
  });
});

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

describe('msmtp', () => {
  const { missing, title } = needs('with the snippet of the page', 'msmtp');
  it.skipIf(missing)(title, async () => {
    const file = write(
      'msmtprc',
      here(snippet('## msmtp')).replace('tls on\n', `tls on\ntls_trust_file ${home.caFile}\n`),
    );
    const message = `From: ${anna}\nTo: ben@contoso.example\nSubject: By msmtp\n\nHello.\n`;
    const { code, out } = await run('msmtp', ['-C', file, 'ben@contoso.example'], message);
    expect(code, out).toBe(0);
    expect(sent('By msmtp')).toContain('Hello.');
  });
});

describe('mbsync', () => {
  const { missing, title } = needs('with the snippet of the page', 'mbsync');
  it.skipIf(missing)(title, async () => {
    deliver('For-mbsync');
    const trust = `SSLType IMAPS\nCertificateFile ${home.caFile}`;
    const text = here(snippet('## mbsync (isync)')).replace('SSLType IMAPS', trust);
    mkdirSync(join(home.folder, 'Mail', 'anna'), { recursive: true });
    const { code, out } = await run('mbsync', ['-c', write('mbsyncrc', text), 'anna']);
    expect(code, out).toBe(0);
    expect(maildir(join(home.folder, 'Mail', 'anna', 'INBOX'))).toContain('Subject: For-mbsync');
  });
});

describe('getmail', () => {
  const { missing, title } = needs('with the snippet of the page', 'getmail');
  it.skipIf(missing)(title, async () => {
    deliver('For-getmail');
    const folder = join(home.folder, 'Mail', 'getmail');
    for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(folder, name), { recursive: true });
    let text = here(snippet('## getmail6')).replace(/^path = .*$/m, `path = ${folder}/`);
    // As root it insists on delivering as somebody else, who has to get there.
    if (process.getuid?.() === 0) {
      const nobody = 65_534;
      text = text.replace('type = Maildir\n', 'type = Maildir\nuser = nobody\n');
      for (const path of [home.folder, join(home.folder, 'Mail')]) chmodSync(path, 0o711);
      for (const path of ['', 'cur', 'new', 'tmp']) chownSync(join(folder, path), nobody, nobody);
    }
    mkdirSync(join(home.folder, 'getmail'));
    const words = ['--getmaildir', join(home.folder, 'getmail'), '--rcfile', write('getmailrc', text)];
    const { code, out } = await run('getmail', words);
    expect(code, out).toBe(0);
    expect(maildir(folder)).toContain('Subject: For-getmail');
  });
});

describe('offlineimap', () => {
  const { missing, title } = needs('with the snippet of the page', 'offlineimap');
  it.skipIf(missing)(title, async () => {
    deliver('For-offlineimap');
    write('.offlineimap.py', snippet('## offlineimap'));
    const folder = join(home.folder, 'Mail', 'offline');
    const text = here(snippet('and in `~/.offlineimaprc`')).replace(
      /^localfolders = .*$/m,
      `localfolders = ${folder}`,
    );
    const { code, out } = await run('offlineimap', ['-o', '-c', write('offlineimaprc', text), '-u', 'basic']);
    expect(code, out).toBe(0);
    expect(maildir(folder)).toContain('Subject: For-offlineimap');
  });
});
