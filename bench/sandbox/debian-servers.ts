// Dovecot and Postfix beside the sandbox, for the same clients with the same tokens: Dovecot checks them with the
// sandbox's public key, Postfix asks Dovecot.

import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { debianServers } from '../../test/kit/debian-servers.ts';
import { whereIs } from '../../test/kit/interop.ts';
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
  const { servers, caPem, close } = await debianServers(
    { signingKey: await signingKey(served), audience: 'https://outlook.office.com' },
    { recipients: [options.user], parent },
  );
  return { imapPort: servers.imap.port, smtpPort: servers.smtp.port, ca: caPem, close };
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
