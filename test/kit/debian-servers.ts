// Debian's Dovecot and Postfix as one mail system that takes the sandbox's tokens, with certificates of an authority of
// its own. Needs root, as they do.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Closers } from '../../src/base/closers.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { type Dovecot, type DovecotOptions, startDovecot } from './dovecot.ts';
import { startPostfix } from './postfix.ts';

/** Whose tokens are believed. */
export type Issuer = Pick<DovecotOptions, 'signingKey' | 'audience'>;

export interface DebianServersOptions {
  readonly recipients: readonly string[];
  /** By what name or address they are reached. */
  readonly host?: 'localhost' | '127.0.0.1';
  /** In which folder theirs is made. */
  readonly parent?: string;
  readonly dovecot?: Partial<Pick<DovecotOptions, 'separator' | 'special'>>;
}

export interface DebianServers {
  readonly servers: Readonly<Record<'imap' | 'pop' | 'smtp', MailServer>>;
  readonly caPem: string;
  readonly caFile: string;
  /** Maildirs: `{mail}/{address}/Maildir`. */
  readonly mail: string;
  close(): Promise<void>;
}

export function issuerOf(sandbox: Sandbox): Issuer {
  return { signingKey: sandbox.jwksForDovecot(), audience: sandbox.cloud.exchangeResource };
}

export async function debianServers(
  issuer: Issuer,
  { recipients, host = 'localhost', parent = tmpdir(), ...options }: DebianServersOptions,
): Promise<DebianServers> {
  const folder = mkdtempSync(join(parent, 'servers-'));
  const closers = new Closers();
  chmodSync(folder, 0o755);
  closers.push(async () => rmSync(folder, { recursive: true, force: true }));
  try {
    const authority = await createAuthority({ name: 'Debian servers', nowMs: Date.now() });
    const tls = await authority.issue();
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, authority.pem);
    const [forDovecot, forPostfix] = [join(folder, 'dovecot'), join(folder, 'postfix')];
    mkdirSync(forDovecot);
    mkdirSync(forPostfix);
    const dovecot: Dovecot = await startDovecot({ folder: forDovecot, tls, ...issuer, ...options.dovecot });
    closers.push(() => dovecot.close());
    const { authSocket, mail } = dovecot;
    const postfix = await startPostfix({ folder: forPostfix, tls, authSocket, mail, recipients });
    closers.push(() => postfix.close());
    return {
      servers: {
        imap: { host, port: dovecot.imapPort, security: 'tls' },
        pop: { host, port: dovecot.popPort, security: 'tls' },
        smtp: { host, port: postfix.port, security: 'starttls' },
      },
      caPem: authority.pem,
      caFile,
      mail,
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}
