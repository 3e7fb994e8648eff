// The walk: one consent, a token per resource, and every door of the mailbox opened with them. Everything is done by
// the product's own parts, against a Microsoft 365 that lives on this machine.

import type { Clock } from '../../base/clock.ts';
import { Closers } from '../../base/closers.ts';
import { openLoopbackRedirect } from '../loopback.ts';
import type { Mailgrant } from '../mailgrant.ts';
import { browse } from './browse.ts';
import { throughTheDoors } from './doors.ts';
import { expectSame, type Steps, Unexpected } from './show.ts';
import { readClaims } from './token-claims.ts';
import type { DemoWorld } from './world.ts';

export interface WalkOptions {
  readonly world: DemoWorld;
  readonly mailgrant: Mailgrant;
  readonly steps: Steps;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const appName = 'sandbox';

/** @throws StepFailed after the first step that was not as it should be */
export async function walk(options: WalkOptions): Promise<void> {
  const closers = new Closers();
  try {
    await signIn(options);
    await showTokens(options);
    const { world, mailgrant, steps, signal } = options;
    const box = await mailgrant.mailbox(world.anna.address);
    closers.push(() => box.close());
    await throughTheDoors({ box, steps, signal, closers });
  } finally {
    await closers.close();
  }
}

async function signIn({ world, mailgrant, steps, clock }: WalkOptions): Promise<void> {
  await steps.step(
    'App registration stored',
    () =>
      mailgrant.store.apps.add({
        name: appName,
        provider: 'microsoft',
        clientId: world.clientId,
        tenant: 'organizations',
        cloud: JSON.stringify(world.cloud),
        credential: { kind: 'none' },
      }),
    ({ clientId }) => `${clientId}, public client`,
  );
  await steps.step(
    'Signed in, once',
    async (signal) => {
      const loopback = await openLoopbackRedirect({ clock });
      try {
        const begun = await mailgrant.consents.begin({
          app: appName,
          wish: { services: ['imap', 'pop', 'smtp', 'graph'] },
          signInAs: world.anna.address,
          redirectUri: loopback.redirectUri,
        });
        const { url, state } = begun;
        const outcome = await browse(
          { world, person: world.anna, url, state, loopback, signal },
          (callback) => mailgrant.consents.complete(callback, signal),
        );
        if (outcome.kind !== 'connected') {
          throw new Unexpected('one trip to the sign-in page', 'connected', outcome.kind);
        }
        expectSame('resources refused', 0, outcome.refused.length);
        expectSame('resources of one consent', 2, outcome.resources.length);
        return outcome.account;
      } finally {
        await loopback.close();
      }
    },
    ({ address, displayName }) => `${address} (${displayName ?? 'no name'})`,
  );
}

/** Two tokens of one consent: shown by what they are good for, never by what they are. */
async function showTokens({ world, mailgrant, steps, clock }: WalkOptions): Promise<void> {
  const audiences: string[] = [];
  for (const service of ['imap', 'graph'] as const) {
    const shown = await steps.step(
      `Token for ${service === 'imap' ? 'Exchange' : 'Graph'}`,
      async () => {
        const token = await mailgrant.tokens.get(world.anna.address, service);
        const { audience } = readClaims(token.secret);
        const minutes = Math.round((token.expiresAtMs - clock.now()) / 60_000);
        return { token, audience, minutes };
      },
      ({ token, audience }) => `${token.resource}, audience ${audience}`,
    );
    steps.detail(`expires in ${shown.minutes} min; scopes:`);
    for (const scope of shown.token.scopes) steps.detail(scope);
    audiences.push(shown.audience);
  }
  expectSame('different audiences', 2, new Set(audiences).size);
}
