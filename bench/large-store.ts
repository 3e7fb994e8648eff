// A store of many accounts, each connected to Exchange and Graph, written through the store's own code: every grant and
// token in it is sealed as a real one is. In memory-backed folders this takes a third of a millisecond an account.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../src/base/clock.ts';
import { Secret } from '../src/base/secret.ts';
import type { ResourceId } from '../src/base/token-source.ts';
import { openStore } from '../src/store/open.ts';

export interface LargeStore {
  readonly path: string;
  readonly keyFile: string;
  /** Made up, but of a real token's length and, for work accounts, shape. */
  token(account: number, resource: 'exchange' | 'graph'): string;
  remove(): void;
}

export const tenantId = '11111111-c047-4050-8a11-000000000001';
export const clientId = '22222222-c047-4050-8a11-000000000001';
export const addressOf = (account: number): string => `user${account}@contoso.example`;

/** Bytes of an Exchange token as logs show it. */
const tokenLength = 2_100;
const lifetimeMs = 3_600_000;

export const scopesOf = {
  exchange: [
    'https://outlook.office.com/IMAP.AccessAsUser.All',
    'https://outlook.office.com/POP.AccessAsUser.All',
    'https://outlook.office.com/SMTP.Send',
  ],
  graph: ['https://graph.microsoft.com/Mail.ReadWrite', 'https://graph.microsoft.com/User.Read'],
} as const;

export async function makeLargeStore(
  accounts: number,
  clock: Clock,
  progress: (done: number) => void,
): Promise<LargeStore> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bench-'));
  const path = join(folder, 'mail.db');
  const keyFile = join(folder, 'key');
  const token = (account: number, resource: string): string => {
    const claims = { aud: resource, upn: addressOf(account) };
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.${body}.`.padEnd(tokenLength, 'x');
  };
  const store = await openStore({ path, key: { kind: 'file', path: keyFile }, clock });
  try {
    const app = await store.apps.add({
      name: 'default',
      provider: 'microsoft',
      clientId,
      tenant: 'common',
      cloud: 'worldwide',
      credential: { kind: 'none' },
    });
    const nowMs = clock.now();
    for (let index = 0; index < accounts; index += 1) {
      await store.grants.consent(
        {
          name: `user${index}`,
          address: addressOf(index),
          appId: app.id,
          kind: 'delegated',
          personal: false,
          displayName: `User ${index}`,
          username: addressOf(index),
          tenantId,
          objectId: objectIdOf(index),
          issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
          subject: `subject-${index}`,
          wish: JSON.stringify({ services: ['imap', 'pop', 'smtp', 'graph'] }),
        },
        new Secret(`1.${'r'.repeat(1_200)}${index}`),
        (['exchange', 'graph'] as const).map((resource) => ({
          resource: resource as ResourceId,
          accessToken: new Secret(token(index, resource)),
          scopes: scopesOf[resource],
          obtainedAtMs: nowMs,
          expiresAtMs: nowMs + lifetimeMs,
        })),
        nowMs,
      );
      if (index % 1000 === 999) progress(index + 1);
    }
  } finally {
    await store.close();
  }
  return { path, keyFile, token, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function objectIdOf(account: number): string {
  return `44444444-c047-4050-8a11-${String(account).padStart(12, '0')}`;
}
