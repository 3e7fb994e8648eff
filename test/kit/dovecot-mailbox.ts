// Dovecot with one mailbox, a key and a token of its own, filled by writing into its Maildir: ten thousand messages are
// there in a second. No part of the sandbox runs.

import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { Closers } from '../../src/base/closers.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { startDovecot } from './dovecot.ts';
import type { CorpusMessage } from './mail-corpus.ts';

export interface DovecotMailbox {
  readonly folder: string;
  readonly address: string;
  readonly imap: MailServer;
  readonly pop: MailServer;
  readonly ca: string;
  readonly caFile: string;
  readonly tokenFile: string;
  readonly token: string;
  /** Puts messages into a folder; the count and the octets of what was put. */
  fill(folder: string, messages: Iterable<CorpusMessage>): { count: number; bytes: number };
  close(): Promise<void>;
}

const nobody = 65_534;
const audience = 'https://outlook.office.com';
const letters = { '\\Seen': 'S', '\\Answered': 'R', '\\Flagged': 'F' } as const;

/** @param options.parent - where the mail is kept; default: the machine's folder for what does not last */
export async function dovecotMailbox(
  options: { address?: string; parent?: string } = {},
): Promise<DovecotMailbox> {
  const { address = 'anna@contoso.example', parent = tmpdir() } = options;
  const folder = mkdtempSync(join(parent, 'dovecot-'));
  const closers = new Closers();
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const authority = await createAuthority({ name: 'Dovecot', nowMs: Date.now() });
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const kid = 'of-this-run';
    const token = await new SignJWT({ upn: address })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setSubject(address)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('12h')
      .sign(privateKey);
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const [caFile, tokenFile] = [join(folder, 'ca.pem'), join(folder, 'token')];
    writeFileSync(caFile, authority.pem);
    writeFileSync(tokenFile, token, { mode: 0o600 });
    const server = join(folder, 'server');
    mkdirSync(server);
    chmodSync(folder, 0o755);
    const dovecot = await startDovecot({
      folder: server,
      tls: await authority.issue(),
      signingKey: { kid, pem },
      audience,
    });
    closers.push(() => dovecot.close());
    const maildir = join(dovecot.mail, address, 'Maildir');
    const own = (path: string): string => {
      mkdirSync(path, { recursive: true });
      chownSync(path, nobody, nobody);
      return path;
    };
    own(join(dovecot.mail, address));
    own(maildir);
    let sequence = 0;
    return {
      folder,
      address,
      imap: { host: 'localhost', port: dovecot.imapPort, security: 'tls' },
      pop: { host: 'localhost', port: dovecot.popPort, security: 'tls' },
      ca: authority.pem,
      caFile,
      tokenFile,
      token,
      fill(name, messages) {
        const top = name.toUpperCase() === 'INBOX' ? maildir : own(join(maildir, `.${name}`));
        for (const part of ['cur', 'new', 'tmp']) own(join(top, part));
        let [count, bytes] = [0, 0];
        for (const { raw, receivedMs, flags } of messages) {
          sequence += 1;
          const seconds = receivedMs / 1000;
          const info = flags.map((flag) => letters[flag]).sort();
          // Dovecot numbers what it finds by name: the number keeps the order.
          const unique = `1000000000.M${String(sequence).padStart(8, '0')}.corpus`;
          const path = join(top, 'cur', `${unique},S=${raw.length}:2,${info.join('')}`);
          writeFileSync(path, raw);
          utimesSync(path, seconds, seconds);
          chownSync(path, nobody, nobody);
          count += 1;
          bytes += raw.length;
        }
        return { count, bytes };
      },
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}
