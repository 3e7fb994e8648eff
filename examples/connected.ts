// What the other examples begin with: a sandbox, a store in a temporary directory, and anna signed in. With a real app
// registration none of this is needed: `mailgrant login anna@contoso.com` once, then openMailgrant() on its store.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browse } from '../src/app/demo/browse.ts';
import { openDemoWorld } from '../src/app/demo/open-world.ts';
import type { DemoWorld } from '../src/app/demo/world.ts';
import { openLoopbackRedirect } from '../src/app/loopback.ts';
import { systemClock } from '../src/base/clock.ts';
import { type Mailgrant, openMailgrant } from '../src/index.ts';

export interface Connected {
  readonly world: DemoWorld;
  readonly mailgrant: Mailgrant;
  readonly account: string;
  close(): Promise<void>;
}

export async function connected(): Promise<Connected> {
  const clock = systemClock();
  const world = await openDemoWorld(clock);
  const folder = await mkdtemp(join(tmpdir(), 'mailgrant-example-'));
  const mailgrant = await openMailgrant({
    store: join(folder, 'mailgrant.db'),
    key: { kind: 'file', path: join(folder, 'key') },
    caPem: world.ca,
  });
  await mailgrant.store.apps.add({
    name: 'sandbox',
    provider: 'microsoft',
    clientId: world.clientId,
    tenant: 'organizations',
    cloud: JSON.stringify(world.cloud),
    credential: { kind: 'none' },
  });
  const account = world.anna.address;
  const loopback = await openLoopbackRedirect({ clock });
  const { signal } = new AbortController();
  try {
    const { redirectUri } = loopback;
    const wish = { services: ['imap', 'pop', 'smtp', 'graph'] } as const;
    const { url, state } = await mailgrant.consents.begin({
      app: 'sandbox',
      wish,
      signInAs: account,
      redirectUri,
    });
    await browse({ world, person: world.anna, url, state, loopback, signal }, (callback) =>
      mailgrant.consents.complete(callback, signal),
    );
  } finally {
    await loopback.close();
  }
  return {
    world,
    mailgrant,
    account,
    async close() {
      await mailgrant.close();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
