// The programs that people copy a folder into a Maildir with, each set up as its manual says, with the same token at the
// same server. Whole processes.

import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DovecotMailbox } from '../../test/kit/dovecot-mailbox.ts';
import { mailboxAt, tokensFrom } from '../../test/kit/mailbox-at.ts';

export interface Exporter {
  readonly name: string;
  /** Prepares an empty place; the run is what is timed. */
  prepare(): Promise<void> | void;
  run(): Promise<void>;
  /** What arrived. */
  outcome(): { count: number; bytes: number };
  clean(): void;
}

/** In this process: from source a process of its own would spend its time on compiling. Ours starts in a tenth of a second. */
export function mailgrantExport(server: DovecotMailbox): Exporter {
  const folder = join(server.folder, 'mailgrant');
  const into = join(folder, 'Maildir');
  const { imap, ca, address, token } = server;
  return {
    name: 'mailgrant',
    prepare: () => void mkdirSync(folder, { recursive: true }),
    async run() {
      const box = await mailboxAt({ imap }, { ca, address, tokens: tokensFrom(address, () => token) });
      try {
        await box.export('inbox', { format: 'maildir', into, via: 'imap' });
      } finally {
        await box.close();
      }
    },
    outcome: () => maildirOutcome(into),
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function mbsync(server: DovecotMailbox): Exporter {
  const folder = join(server.folder, 'mbsync');
  const inbox = join(folder, 'Mail', 'INBOX');
  const config = join(folder, 'mbsyncrc');
  return {
    name: 'mbsync',
    prepare() {
      mkdirSync(join(folder, 'Mail'), { recursive: true });
      writeFileSync(
        config,
        `IMAPStore far
Host localhost
Port ${server.imap.port}
SSLType IMAPS
CertificateFile ${server.caFile}
AuthMechs XOAUTH2
User ${server.address}
PassCmd "cat ${server.tokenFile}"

MaildirStore near
Path ${join(folder, 'Mail')}/
Inbox ${inbox}

Channel all
Far :far:
Near :near:
Create Near
Sync Pull
SyncState *
`,
      );
    },
    run: () => program('mbsync', ['-q', '-c', config, 'all'], folder),
    outcome: () => maildirOutcome(inbox),
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function offlineimap(server: DovecotMailbox): Exporter {
  const folder = join(server.folder, 'offlineimap');
  const config = join(folder, 'offlineimaprc');
  return {
    name: 'offlineimap',
    prepare() {
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        config,
        `[general]
accounts = box
metadata = ${join(folder, 'meta')}
[Account box]
localrepository = near
remoterepository = far
[Repository near]
type = Maildir
localfolders = ${join(folder, 'Mail')}
[Repository far]
type = IMAP
readonly = True
remotehost = localhost
remoteport = ${server.imap.port}
remoteuser = ${server.address}
ssl = yes
sslcacertfile = ${server.caFile}
auth_mechanisms = XOAUTH2
oauth2_access_token = ${server.token}
folderfilter = lambda name: name == 'INBOX'
`,
        { mode: 0o600 },
      );
    },
    run: () => program('offlineimap', ['-o', '-u', 'quiet', '-c', config], folder),
    outcome: () => maildirOutcome(join(folder, 'Mail', 'INBOX')),
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @throws Error with what it said, where it does not end with 0 */
async function program(command: string, args: readonly string[], home: string): Promise<void> {
  await promisify(execFile)(command, [...args], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' },
    timeout: 300_000,
    maxBuffer: 64 << 20,
  });
}

function maildirOutcome(folder: string): { count: number; bytes: number } {
  let [count, bytes] = [0, 0];
  for (const part of ['cur', 'new']) {
    for (const name of readdirSync(join(folder, part))) {
      count += 1;
      bytes += statSync(join(folder, part, name)).size;
    }
  }
  return { count, bytes };
}
