// Debian's Dovecot and Postfix as one mail system that takes the sandbox's tokens, with certificates of an authority of
// its own. Needs root, as they do.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Closers } from '../../src/base/closers.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { startDovecot } from './dovecot.ts';
import { startPostfix } from './postfix.ts';

export interface DebianServers {
  readonly servers: Readonly<Record<'imap' | 'pop' | 'smtp', MailServer>>;
  readonly caPem: string;
  readonly caFile: string;
  /** Maildirs: `{mail}/{address}/Maildir`. */
  readonly mail: string;
  close(): Promise<void>;
}

export async function debianServers(sandbox: Sandbox, recipients: readonly string[]): Promise<DebianServers> {
  const folder = mkdtempSync(join(tmpdir(), 'servers-'));
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
    const dovecot = await startDovecot({
      folder: forDovecot,
      tls,
      signingKey: sandbox.jwksForDovecot(),
      audience: sandbox.cloud.exchangeResource,
    });
    closers.push(() => dovecot.close());
    const { authSocket, mail } = dovecot;
    const postfix = await startPostfix({ folder: forPostfix, tls, authSocket, mail, recipients });
    closers.push(() => postfix.close());
    const host = 'localhost';
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
