import { afterEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { exchange, fakeProvider } from '../../test/kit/fake-provider.ts';
import { Secret } from '../base/secret.ts';
import { MailgrantError } from '../errors/error.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { Broker } from './broker.ts';
import { Consents } from './consent.ts';

const redirectUri = 'http://localhost:1';
const wish = { services: ['imap', 'smtp', 'graph'] } as const;
const stores: Store[] = [];

async function world() {
  const clock = fakeClock();
  const provider = fakeProvider(clock);
  const key = { kind: 'env', value: new Secret(Buffer.alloc(32, 7).toString('base64')) } as const;
  const store = await openStore({ path: ':memory:', key, clock });
  stores.push(store);
  const parts = { store, providers: new Map([['fake', provider]]), fetch, clock };
  const broker = new Broker(parts);
  const consents = new Consents({ ...parts, broker });
  const app = { name: 'default', provider: 'fake', clientId: 'c', tenant: 'common', cloud: 'worldwide' };
  await store.apps.add({ ...app, credential: { kind: 'none' } });
  const begin = (signInAs?: string, mailbox?: string) =>
    consents.begin({ app: 'default', wish, redirectUri, signInAs, mailbox });
  return { clock, provider, store, broker, consents, begin };
}

const back = (state: string): URL => new URL(`${redirectUri}/?code=c&state=${state}`);

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

describe('a consent', () => {
  it('is refused when its state is nobody’s', async () => {
    const { consents } = await world();
    await expect(consents.complete(back('made-up'))).rejects.toMatchObject({ code: 'consent-unknown' });
  });

  it('is good once, so that a reloaded page cannot redeem the code twice', async () => {
    const { consents, begin, provider } = await world();
    const { state } = await begin();
    await consents.complete(back(state));
    await expect(consents.complete(back(state))).rejects.toMatchObject({ code: 'consent-unknown' });
    expect(provider.asked.filter((line) => line.startsWith('code'))).toHaveLength(1);
  });

  it('expires', async () => {
    const { consents, begin, clock } = await world();
    const { state, expiresAtMs } = await begin();
    clock.jump(expiresAtMs - clock.now() + 1);
    await expect(consents.complete(back(state))).rejects.toMatchObject({ code: 'consent-unknown' });
  });

  it('stores nothing when another account signed in than was expected', async () => {
    const { consents, begin, store } = await world();
    const { state } = await begin('ben@contoso.example');
    await expect(consents.complete(back(state))).rejects.toMatchObject({ code: 'consent-wrong-account' });
    expect(await store.accounts.list()).toEqual([]);
  });

  it('brings a token for every resource: the code for the first, the refresh token for the other', async () => {
    const { consents, begin, provider } = await world();
    const outcome = await consents.complete(back((await begin('anna@contoso.example')).state));
    expect(provider.asked).toEqual(['code graph+exchange', 'refresh exchange refresh-1']);
    expect(outcome).toMatchObject({ kind: 'connected', account: { name: 'anna' } });
    if (outcome.kind === 'connected')
      expect(outcome.resources.map(({ resource }) => resource)).toEqual(['graph', 'exchange']);
  });

  it('asks the browser once more where the account was not asked for the second resource', async () => {
    const { consents, begin, provider } = await world();
    provider.refusals.push({ resource: exchange, error: missingConsent() });
    const first = await consents.complete(back((await begin()).state));
    if (first.kind !== 'one-more') throw new Error('one more trip was expected');
    expect(first.next.url.searchParams.get('scope')).toBe('exchange/scope');
    const second = await consents.complete(back(first.next.state));
    expect(second).toMatchObject({ kind: 'connected', refused: [] });
  });

  it('does not ask for ever: a resource that is refused after its own trip is reported, the other works', async () => {
    const { consents, begin, provider, broker } = await world();
    provider.refusals.push({ resource: exchange, error: missingConsent() });
    const first = await consents.complete(back((await begin()).state));
    if (first.kind !== 'one-more') throw new Error('one more trip was expected');
    provider.refusals.push({ resource: exchange, error: missingConsent() });
    await expect(consents.complete(back(first.next.state))).rejects.toMatchObject({
      code: 'consent-missing-for-resource',
    });
    await expect(broker.get('anna', 'graph')).rejects.toMatchObject({ code: 'account-unknown' });
  });

  it('names a shared mailbox as the mailbox, and the person as the one who signs in', async () => {
    const { consents, begin } = await world();
    const { state } = await begin('anna@contoso.example', 'info@contoso.example');
    const outcome = await consents.complete(back(state));
    expect(outcome).toMatchObject({
      kind: 'connected',
      account: { address: 'info@contoso.example', name: 'info' },
    });
  });

  it('can come from somebody’s refresh token', async () => {
    const { consents, provider, broker } = await world();
    await consents.importRefreshToken({ app: 'default', wish }, new Secret('theirs'));
    expect(provider.asked[0]).toBe('refresh graph theirs');
    await expect(broker.get('anna', 'smtp')).resolves.toMatchObject({ username: 'anna@contoso.example' });
  });

  it('is not needed where the app itself has access', async () => {
    const { consents, provider, broker, clock } = await world();
    await consents.appOnly({ app: 'default', wish: { services: ['imap'] }, mailbox: 'scan@contoso.example' });
    clock.jump(3_600_000);
    await broker.get('scan', 'imap');
    expect(provider.asked).toEqual(['client exchange', 'client exchange']);
  });
});

function missingConsent(): MailgrantError {
  return new MailgrantError('consent-missing-for-resource', { deadGrant: false }, { retry: 'signIn' });
}
