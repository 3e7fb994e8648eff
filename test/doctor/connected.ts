// A sandbox of one's own, and mailgrant with anna connected to it for every service: what a visit of the doctor needs.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mailgrant, openMailgrant } from '../../src/app/mailgrant.ts';
import type { TokensOptions } from '../../src/app/tokens.ts';
import { systemClock } from '../../src/base/clock.ts';
import { Closers } from '../../src/base/closers.ts';
import { Secret } from '../../src/base/secret.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

export interface Home extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly mailgrant: Mailgrant;
}

export async function connected(
  client?: 'web' | 'daemon',
  through?: TokensOptions['through'],
  permission?: string,
): Promise<Home> {
  const closers = new Closers();
  const sandbox = await startSandbox();
  closers.push(() => sandbox.close());
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const mailgrant = await openMailgrant({
    store: join(folder, 'mailgrant.db'),
    key: { kind: 'file', path: join(folder, 'key') },
    caPem: sandbox.ca.pem,
    clock: systemClock(),
    through,
    schedule: false,
  });
  closers.push(() => mailgrant.close());
  const { web, desktop, daemon } = seed.apps;
  const registered = client === undefined ? { ...desktop, secret: undefined } : { web, daemon }[client];
  const { secret } = registered;
  await mailgrant.store.apps.add({
    name: 'default',
    provider: 'microsoft',
    clientId: registered.appId,
    tenant: client === 'daemon' ? 'contoso.example' : 'common',
    cloud: JSON.stringify(sandbox.cloud),
    credential: secret === undefined ? { kind: 'none' } : { kind: 'secret', secret: new Secret(secret) },
  });
  const wish = {
    services: ['imap', 'pop', 'smtp', 'graph'],
    ...(permission !== undefined && { permissions: [permission] }),
  } as const;
  const { name: user, password } = seed.contoso.anna;
  if (client === 'daemon') {
    // It was given Exchange's app roles, and none of Graph's.
    const services = ['imap', 'pop', 'smtp'] as const;
    await mailgrant.consents.appOnly({ app: 'default', wish: { services }, mailbox: user, name: 'anna' });
    return { sandbox, mailgrant, [Symbol.asyncDispose]: () => closers.close() };
  }
  const redirectUri = client === 'web' ? web.redirectUri : 'http://localhost:4321/';
  const { url } = await mailgrant.consents.begin({ app: 'default', wish, redirectUri });
  await mailgrant.consents.complete(await sandbox.newVisitor().visit(url, { user, password }));
  return { sandbox, mailgrant, [Symbol.asyncDispose]: () => closers.close() };
}
