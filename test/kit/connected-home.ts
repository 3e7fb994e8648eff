// A home directory in which `mailgrant` is connected to a sandbox, for programs that run the command: a launcher on
// PATH, the store, the key file and the authority's certificate.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailgrant } from '../../src/app/mailgrant.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';
import { wordsFor } from './programs/programs.ts';

export interface ConnectedHome {
  readonly folder: string;
  readonly caFile: string;
  /** For child processes: HOME, PATH with `mailgrant` first, where the key is. */
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

/** One sign-in for each person, as she would do it. */
export async function connectedHome(
  sandbox: Sandbox,
  people: ReadonlyArray<{ name: string; password: string }> = [seed.contoso.anna],
  options: {
    /** Mail servers in the place of the sandbox's. */
    servers?: Partial<Record<'imap' | 'pop' | 'smtp', MailServer>>;
    /** Beyond what the services imply. */
    permissions?: readonly string[];
  } = {},
): Promise<ConnectedHome> {
  const { servers = {}, permissions = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'home-'));
  const bin = join(folder, 'bin');
  const share = join(folder, '.local', 'share', 'mailgrant');
  const config = join(folder, '.config', 'mailgrant');
  for (const path of [bin, share, config]) mkdirSync(path, { recursive: true, mode: 0o700 });
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, sandbox.ca.pem);
  const launcher = join(bin, 'mailgrant');
  const words = [process.execPath, ...wordsFor('src/cli/main.ts')].map((word) => `"${word}"`).join(' ');
  writeFileSync(launcher, `#!/bin/sh\nexec ${words} "$@"\n`);
  chmodSync(launcher, 0o755);

  const mailgrant = await openMailgrant({
    store: join(share, 'mailgrant.db'),
    key: { kind: 'file', path: join(config, 'key') },
    caPem: sandbox.ca.pem,
    clock: systemClock(),
    schedule: false,
  });
  try {
    await mailgrant.store.apps.add({
      name: 'default',
      provider: 'microsoft',
      clientId: seed.apps.desktop.appId,
      tenant: 'common',
      cloud: JSON.stringify({ ...sandbox.cloud, servers: { ...sandbox.cloud.servers, ...servers } }),
      credential: { kind: 'none' },
    });
    for (const { name: user, password } of people) {
      const redirectUri = 'http://localhost:4321/';
      const wish = { services: ['imap', 'pop', 'smtp', 'graph'], permissions } as const;
      const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
      await mailgrant.consents.complete(await sandbox.newVisitor().visit(url, { user, password }));
    }
  } finally {
    await mailgrant.close();
  }
  const env = {
    HOME: folder,
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    MAILGRANT_KEY_SOURCE: 'file',
    MAILGRANT_CA_FILE: caFile,
  };
  return { folder, caFile, env, close: () => rmSync(folder, { recursive: true, force: true }) };
}
