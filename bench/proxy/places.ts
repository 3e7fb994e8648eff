// The three ways to the same server, and the processes whose cost is counted: straight to it, through Dovecot's proxy,
// and through ours.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Closers } from '../../src/base/closers.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { startDovecotProxy } from '../../test/kit/dovecot-proxy.ts';
import { mailFolder } from '../mail/setting.ts';
import { child } from './child.ts';
import { ourProxy } from './our-proxy.ts';

export interface Way {
  readonly port: number;
  readonly tls: boolean;
  readonly user: string;
  /** One of the two. */
  readonly password?: string;
  readonly token?: string;
}

export interface Places {
  readonly direct: Way;
  readonly directSubmission: Way;
  readonly dovecot: Way & { readonly pid: number };
  readonly ours: Way & { readonly pid: number };
  readonly oursSubmission: Way;
  close(): Promise<void>;
}

/** @param largeBytes - of the one message that the server has */
export async function startPlaces(largeBytes: number): Promise<Places> {
  const closers = new Closers();
  try {
    const folder = mkdtempSync(join(mailFolder, 'bench-proxy-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    // Dovecot reads its table of users as a user of its own.
    chmodSync(folder, 0o755);
    const authority = await createAuthority({ name: 'the server of a benchmark', nowMs: Date.now() });
    const leaf = await authority.issue();
    const [cert, key] = [join(folder, 'server.pem'), join(folder, 'server-key.pem')];
    writeFileSync(cert, leaf.cert);
    writeFileSync(key, leaf.key);
    const upstream = child([join(import.meta.dirname, 'fake-upstream.mjs'), cert, key, String(largeBytes)]);
    closers.push(() => upstream.end());
    const { imapPort, smtpPort } = await upstream.next<{ imapPort: number; smtpPort: number }>();
    const ours = await ourProxy({ caPem: authority.pem, imapPort, smtpPort });
    closers.push(() => ours.close());
    const dovecot = await startDovecotProxy({
      folder: mkdtempSync(join(folder, 'dovecot-')),
      users: [{ address: ours.user, password: 'a-password', token: ours.token }],
      upstream: { imapPort },
      tls: leaf,
    });
    closers.push(() => dovecot.close());
    const { user, password, token } = ours;
    return {
      direct: { port: imapPort, tls: true, user, token },
      directSubmission: { port: smtpPort, tls: true, user, token },
      dovecot: { port: dovecot.imapPort, tls: false, user, password: 'a-password', pid: dovecot.pid },
      ours: { port: ours.imapPort, tls: false, user, password, pid: ours.pid },
      oursSubmission: { port: ours.smtpPort, tls: false, user, password },
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}
