import { afterEach, describe, expect, it } from 'vitest';
import { type FakeClock, fakeClock } from '../../test/kit/fake-clock.ts';
import { exchange, type FakeProvider, fakeProvider } from '../../test/kit/fake-provider.ts';
import { Secret } from '../base/secret.ts';
import { fail, MailgrantError } from '../errors/error.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { Broker } from './broker.ts';
import { Consents } from './consent.ts';
import type { BrokerEvent } from './events.ts';
import { Schedule } from './schedule.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

interface World {
  clock: FakeClock;
  provider: FakeProvider;
  store: Store;
  broker: Broker;
  consents: Consents;
  events: BrokerEvent[];
}

const worlds: World[] = [];

/** A broker over a store in memory, with Anna connected for both resources. */
async function world(): Promise<World> {
  const clock = fakeClock();
  const provider = fakeProvider(clock);
  const key = { kind: 'env', value: new Secret(Buffer.alloc(32, 7).toString('base64')) } as const;
  const store = await openStore({ path: ':memory:', key, clock });
  const parts = { store, providers: new Map([['fake', provider]]), fetch, clock };
  const broker = new Broker({ ...parts, random: () => 0.5 });
  const consents = new Consents({ ...parts, broker });
  await store.apps.add({
    name: 'default',
    provider: 'fake',
    clientId: 'c',
    tenant: 'common',
    cloud: 'worldwide',
    credential: { kind: 'none' },
  });
  const events: BrokerEvent[] = [];
  broker.on((event) => events.push(event));
  const made = { clock, provider, store, broker, consents, events };
  worlds.push(made);
  await connect(made);
  provider.asked.length = 0;
  events.length = 0;
  return made;
}

async function connect({ consents }: World): Promise<void> {
  const wish = { services: ['imap', 'graph'] } as const;
  const redirectUri = 'http://localhost:1';
  const begun = await consents.begin({ app: 'default', wish, signInAs: 'anna@contoso.example', redirectUri });
  const outcome = await consents.complete(new URL(`${redirectUri}/?code=c&state=${begun.state}`));
  expect(outcome.kind).toBe('connected');
}

const revoked = (): MailgrantError => dead('grant-revoked');
function dead(code: 'grant-revoked'): MailgrantError {
  return new MailgrantError(code, { deadGrant: true }, { retry: 'signIn' });
}
const unreachable = (retryAfterMs?: number): MailgrantError =>
  fail('refresh-timeout', { account: 'x', seconds: 1 }, { retry: 'later', retryAfterMs });

afterEach(async () => {
  for (const { broker, store } of worlds.splice(0)) {
    await broker.close();
    await store.close();
  }
});

describe('a refusal that was remembered', () => {
  it('ends with the next step it had when it was given, and the command', async () => {
    const { broker, provider, clock } = await world();
    const error = new MailgrantError('grant-revoked', {}, { retry: 'signIn', hint: 'Ask Carla first.' });
    provider.refusals.push({ resource: '*', error });
    clock.jump(58 * minute);
    await broker.get('anna', 'imap');
    clock.jump(5 * minute);
    await expect(broker.get('anna', 'imap')).rejects.toMatchObject({
      hint: 'Ask Carla first. Run: mailgrant login anna',
    });
    expect(provider.asked).toHaveLength(1);
  });
});

describe('a token that is asked for', () => {
  it('is unknown for an account that nobody connected', async () => {
    const { broker } = await world();
    await expect(broker.get('ben', 'imap')).rejects.toMatchObject({ code: 'account-unknown' });
  });

  it('is refused for a service that was not asked for', async () => {
    const { broker } = await world();
    await expect(broker.get('anna', 'smtp')).rejects.toMatchObject({
      code: 'service-not-connected',
      exit: 4,
    });
  });

  it('comes from the store without asking anybody while it lives', async () => {
    const { broker, provider } = await world();
    const token = await broker.get('anna', 'imap');
    expect(token.secret.reveal()).toMatch(/^access-exchange-/);
    expect(await broker.get('ANNA@contoso.example', 'imap')).toMatchObject({
      expiresAtMs: token.expiresAtMs,
    });
    expect(provider.asked).toEqual([]);
  });

  it('is refreshed once for a thousand callers', async () => {
    const { broker, provider, clock } = await world();
    clock.jump(58 * minute);
    const tokens = await Promise.all(Array.from({ length: 1_000 }, () => broker.get('anna', 'imap')));
    expect(new Set(tokens.map((token) => token.secret.reveal())).size).toBe(1);
    expect(provider.asked).toHaveLength(1);
  });

  it('uses the refresh token that the last refresh brought', async () => {
    const { broker, provider, clock } = await world();
    clock.jump(58 * minute);
    await broker.get('anna', 'imap');
    clock.jump(58 * minute);
    await broker.get('anna', 'graph');
    const [first, second] = provider.asked;
    expect(first).toMatch(/^refresh exchange /);
    expect(second).toMatch(/^refresh graph refresh-\d+$/);
    expect(second?.split(' ')[2]).not.toBe(first?.split(' ')[2]);
  });

  it('comes with the name that the door wants beside it, also after a refresh', async () => {
    const { broker, clock, store } = await world();
    const anna = await broker.get('anna', 'imap');
    const [app] = await store.apps.list();
    if (!app) throw new Error('the world has an app');
    await store.grants.consent(
      {
        name: 'info',
        address: 'info@contoso.example',
        appId: app.id,
        kind: 'delegated',
        personal: false,
        displayName: undefined,
        username: 'anna@contoso.example',
        tenantId: undefined,
        objectId: undefined,
        issuer: undefined,
        subject: undefined,
        wish: '{"services":["imap","smtp","graph"]}',
      },
      new Secret('refresh-of-info'),
      [],
      clock.now(),
    );
    const named = async (service: 'imap' | 'smtp' | 'graph'): Promise<string> =>
      (await broker.get('info', service)).username;
    const info = 'info@contoso.example';
    // Exchange wants the delegate to send, whoever the mailbox belongs to.
    expect([await named('imap'), await named('smtp'), await named('graph')]).toEqual([
      info,
      'anna@contoso.example',
      info,
    ]);
    await broker.refresh('info', anna.resource);
    expect([await named('imap'), await named('smtp')]).toEqual([info, 'anna@contoso.example']);
  });

  it('is fetched anew after a server has refused it', async () => {
    const { broker, provider } = await world();
    const old = await broker.get('anna', 'imap');
    await broker.invalidate(old);
    const next = await broker.get('anna', 'imap');
    expect(next.secret.equals(old.secret)).toBe(false);
    await broker.invalidate(old);
    expect((await broker.get('anna', 'imap')).secret.equals(next.secret)).toBe(true);
    expect(provider.asked).toHaveLength(1);
  });
});

describe('a clock that jumps', () => {
  it('back by an hour: the token, whose real age nobody knows any more, is replaced once', async () => {
    const { broker, provider, clock } = await world();
    const old = await broker.get('anna', 'imap');
    clock.jump(-60 * minute);
    const next = await broker.get('anna', 'imap');
    expect(next.secret.equals(old.secret)).toBe(false);
    expect((await broker.get('anna', 'imap')).secret.equals(next.secret)).toBe(true);
    expect(provider.asked).toHaveLength(1);
  });

  it('back, after a failure: nobody waits for the moment before which nothing should be asked', async () => {
    const { broker, provider, clock } = await world();
    clock.jump(61 * minute);
    provider.refusals.push({ resource: exchange, error: unreachable() });
    await expect(broker.get('anna', 'imap')).rejects.toMatchObject({ retry: 'later' });
    clock.jump(-30 * minute);
    await expect(broker.refresh('anna', exchange)).resolves.toBeDefined();
  });

  it('ahead by a day: one refresh, no grant is given up', async () => {
    const { broker, provider, clock } = await world();
    clock.jump(day);
    await expect(broker.get('anna', 'imap')).resolves.toBeDefined();
    clock.jump(-day);
    await expect(broker.get('anna', 'imap')).resolves.toBeDefined();
    expect(provider.asked).toHaveLength(2);
  });
});

describe('when the identity platform cannot be reached', () => {
  it('serves the old token while it lives, and does not ask again at once', async () => {
    const { broker, provider, clock, events } = await world();
    const old = await broker.get('anna', 'imap');
    clock.jump(57 * minute);
    provider.refusals.push({ resource: exchange, error: unreachable() });
    expect((await broker.get('anna', 'imap')).secret.equals(old.secret)).toBe(true);
    expect((await broker.get('anna', 'imap')).secret.equals(old.secret)).toBe(true);
    expect(provider.asked).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(['refresh-failed']);
    clock.jump(2_000);
    expect((await broker.get('anna', 'imap')).secret.equals(old.secret)).toBe(false);
  });

  it('fails with "later" once the old token is dead, and honours Retry-After', async () => {
    const { broker, provider, clock } = await world();
    clock.jump(61 * minute);
    provider.refusals.push({ resource: exchange, error: unreachable(30_000) });
    await expect(broker.get('anna', 'imap')).rejects.toMatchObject({ retry: 'later' });
    clock.jump(29_000);
    await expect(broker.get('anna', 'imap')).rejects.toMatchObject({ retry: 'later' });
    expect(provider.asked).toHaveLength(1);
    clock.jump(1_001);
    await expect(broker.get('anna', 'imap')).resolves.toBeDefined();
  });
});

describe('when a grant is refused', () => {
  it('remembers a dead grant, tells it once and names the command that repairs it', async () => {
    const { broker, provider, clock, events } = await world();
    clock.jump(61 * minute);
    provider.refusals.push({ resource: exchange, error: revoked() });
    const error = await broker.get('anna', 'imap').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'grant-revoked', retry: 'signIn' });
    expect((error as MailgrantError).hint).toContain('mailgrant login anna');
    await expect(broker.get('anna', 'graph')).rejects.toMatchObject({ code: 'grant-revoked' });
    expect(provider.asked).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(['revoked']);
  });

  it('keeps the grant when one resource only is refused', async () => {
    const { broker, provider, clock, events } = await world();
    clock.jump(61 * minute);
    const error = new MailgrantError(
      'consent-missing-for-resource',
      { deadGrant: false },
      { retry: 'signIn' },
    );
    provider.refusals.push({ resource: exchange, error });
    await expect(broker.get('anna', 'imap')).rejects.toMatchObject({ code: 'consent-missing-for-resource' });
    await expect(broker.get('anna', 'graph')).resolves.toBeDefined();
    expect(events.map(({ type }) => type)).toEqual(['consent-needed', 'refreshed']);
  });

  it("adopts a sibling's rotated token before it asks a human", async () => {
    const { broker, provider, clock, store } = await world();
    clock.jump(61 * minute);
    const account = await store.accounts.get('anna');
    const grant = account && (await store.grants.get(account.id));
    if (!account || !grant) throw new Error('anna is connected');
    provider.refusals.push({ resource: exchange, error: revoked() });
    provider.meanwhile = async () => {
      provider.meanwhile = () => Promise.resolve();
      await store.grants.refreshed(account.id, grant.generation, {
        refreshToken: new Secret('from-a-sibling'),
        token: {
          resource: exchange,
          accessToken: new Secret('short-lived'),
          scopes: [],
          obtainedAtMs: clock.now(),
          expiresAtMs: clock.now() + 1,
        },
        nowMs: clock.now(),
      });
    };
    await expect(broker.get('anna', 'imap')).resolves.toBeDefined();
    expect(provider.asked[1]).toBe('refresh exchange from-a-sibling');
  });

  it('repeats once what the service is known to refuse by mistake', async () => {
    const { broker, provider, clock } = await world();
    clock.jump(61 * minute);
    const hiccup = new MailgrantError(
      'grant-revoked',
      { deadGrant: true, retryOnce: true },
      { retry: 'signIn' },
    );
    provider.refusals.push({ resource: exchange, error: hiccup });
    await expect(broker.get('anna', 'imap')).resolves.toBeDefined();
    expect(provider.asked).toHaveLength(2);
  });
});

describe('a late result', () => {
  it('is dropped when the account was signed out meanwhile', async () => {
    const { broker, provider, clock, store } = await world();
    clock.jump(61 * minute);
    provider.meanwhile = async () => {
      provider.meanwhile = () => Promise.resolve();
      await broker.signOut('anna');
    };
    await expect(broker.get('anna', 'imap')).rejects.toMatchObject({ code: 'account-signed-out' });
    const account = await store.accounts.get('anna');
    expect(account && (await store.grants.get(account.id))?.refreshToken).toBeUndefined();
  });

  it('of an older consent does not overwrite the newer one', async () => {
    const made = await world();
    const { broker, provider, clock } = made;
    clock.jump(61 * minute);
    provider.meanwhile = async () => {
      provider.meanwhile = () => Promise.resolve();
      await connect(made);
    };
    const token = await broker.get('anna', 'imap');
    expect(token.generation).toBe(2);
  });
});

describe('the schedule', () => {
  it('replaces a token in use before it runs out, and leaves an unused one alone', async () => {
    const { broker, provider, clock, store } = await world();
    const schedule = new Schedule({ broker, store, clock });
    schedule.start();
    const old = await broker.get('anna', 'imap');
    await clock.advance(46 * minute);
    expect(provider.asked.filter((line) => line.startsWith('refresh exchange'))).toHaveLength(1);
    expect((await broker.get('anna', 'imap')).secret.equals(old.secret)).toBe(false);
    await schedule.stop();
    expect(clock.pending).toBe(0);
  });

  it('uses every idle grant once a week', async () => {
    const { broker, provider, clock, store } = await world();
    const schedule = new Schedule({ broker, store, clock });
    clock.jump(6 * day);
    expect(await schedule.keepAlive()).toEqual({ refreshed: 0, failed: 0 });
    clock.jump(2 * day);
    expect(await schedule.keepAlive()).toEqual({ refreshed: 1, failed: 0 });
    expect(provider.asked).toHaveLength(1);
  });
});
