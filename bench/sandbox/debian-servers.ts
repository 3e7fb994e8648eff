// Dovecot and Postfix beside the sandbox, for the same clients with the same tokens: Dovecot checks them with the
// sandbox's public key, Postfix asks Dovecot.

import { createPublicKey } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Closers } from '../../src/base/closers.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { startDovecot } from '../../test/kit/dovecot.ts';
import { whereIs } from '../../test/kit/interop.ts';
import { startPostfix } from '../../test/kit/postfix.ts';
import type { Served } from './served.ts';

export interface DebianServers {
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly ca: string;
  close(): Promise<void>;
}

/** Why there is no peer, or undefined where there can be one. */
export function missingServers(): string | undefined {
  const absent = ['dovecot', 'postfix'].filter((name) => whereIs(name) === undefined);
  if (absent.length > 0) return `not installed: ${absent.join(', ')}`;
  return process.getuid?.() === 0 ? undefined : 'needs root';
}

/** @param onDisk - the queue and the mail on a real file system; otherwise in memory where there is one. */
export async function startDebianServers(
  served: Served,
  options: { user: string; onDisk: boolean },
): Promise<DebianServers> {
  const parent = !options.onDisk && existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(parent, 'bench-servers-'));
  chmodSync(folder, 0o755);
  const closers = new Closers();
  closers.push(async () => rmSync(folder, { recursive: true, force: true }));
  try {
    const authority = await createAuthority({ name: 'Debian servers', nowMs: Date.now() });
    const tls = await authority.issue();
    const [forDovecot, forPostfix] = [join(folder, 'dovecot'), join(folder, 'postfix')];
    mkdirSync(forDovecot);
    mkdirSync(forPostfix);
    const dovecot = await startDovecot({
      folder: forDovecot,
      tls,
      signingKey: await signingKey(served),
      audience: 'https://outlook.office.com',
    });
    closers.push(() => dovecot.close());
    const { authSocket, mail, imapPort } = dovecot;
    const recipients = [options.user];
    const postfix = await startPostfix({ folder: forPostfix, tls, authSocket, mail, recipients });
    closers.push(() => postfix.close());
    return { imapPort, smtpPort: postfix.port, ca: authority.pem, close: () => closers.close() };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** The key that signs work accounts' tokens, from the published set: the first token says which it is. */
async function signingKey(served: Served): Promise<{ kid: string; pem: string }> {
  const { accessToken } = await served.mint('anna@contoso.example', 'https://outlook.office.com/SMTP.Send');
  const header = Buffer.from(accessToken.split('.')[0] ?? '', 'base64url').toString();
  const { kid } = JSON.parse(header) as { kid: string };
  const response = await fetch(`${served.urls.entraHttp}/organizations/discovery/v2.0/keys`);
  const { keys } = (await response.json()) as { keys: { kid: string }[] };
  const key = keys.find((one) => one.kid === kid);
  if (!key) throw new Error(`the key ${kid} is not published`);
  const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  return { kid, pem: pem.toString() };
}
