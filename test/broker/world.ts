// A broker on a store file, with a provider that talks to the test's token server: what each process of the tests
// about several processes opens.

import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import { Broker } from '../../src/broker/broker.ts';
import { MailgrantError } from '../../src/errors/error.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { exchange, fakeProvider } from '../kit/fake-provider.ts';

export async function openWorld(path: string, url: string): Promise<{ store: Store; broker: Broker }> {
  const clock = systemClock();
  const key = { kind: 'env', value: new Secret(Buffer.alloc(32, 7).toString('base64')) } as const;
  const store = await openStore({ path, key, clock });
  const provider = {
    ...fakeProvider(clock),
    async refresh(_app: unknown, refreshToken: Secret) {
      const answer = await fetch(url, { method: 'POST', body: refreshToken.reveal() });
      if (!answer.ok) throw new MailgrantError('grant-revoked', { deadGrant: true }, { retry: 'signIn' });
      const { access, refresh } = (await answer.json()) as { access: string; refresh: string };
      return {
        resource: exchange,
        accessToken: new Secret(access),
        refreshToken: new Secret(refresh),
        expiresAtMs: clock.now() + 3_599_000,
        scopes: [],
        missingScopes: [],
      };
    },
  };
  const broker = new Broker({ store, providers: new Map([['fake', provider]]), fetch, clock });
  return { store, broker };
}

/** Anna, with a refresh token and no access token. */
export async function connectAnna(store: Store): Promise<void> {
  const app = await store.apps.add({
    name: 'default',
    provider: 'fake',
    clientId: 'c',
    tenant: 'common',
    cloud: 'worldwide',
    credential: { kind: 'none' },
  });
  await store.grants.consent(
    {
      name: 'anna',
      address: 'anna@contoso.example',
      appId: app.id,
      kind: 'delegated',
      personal: false,
      displayName: undefined,
      username: undefined,
      tenantId: undefined,
      objectId: undefined,
      issuer: undefined,
      subject: undefined,
      wish: '{"services":["imap"]}',
    },
    new Secret('first'),
    [],
    Date.now(),
  );
}
