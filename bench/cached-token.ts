// A cached token out of 10,000 accounts: the broker beside MSAL Node, each with the same accounts and tokens in its
// memory, a random account at each call, every answer checked to be that account's. Neither may ask anybody.

import { type AccountInfo, type INetworkModule, PublicClientApplication } from '@azure/msal-node';
import { Bench as Tiny } from 'tinybench';
import { systemClock } from '../src/base/clock.ts';
import { Broker } from '../src/broker/broker.ts';
import { createProviders } from '../src/identity/providers.ts';
import { openStore } from '../src/store/open.ts';
import {
  addressOf,
  clientId,
  type LargeStore,
  makeLargeStore,
  objectIdOf,
  scopesOf,
  tenantId,
} from './large-store.ts';
import { type Bench, median, type Result, spread } from './result.ts';

const accounts = 10_000;
const rounds = 3;
const brokerCalls = 100_000;
const msalCalls = 5;
const microseconds = (value: number): string =>
  value < 1000 ? `${value.toFixed(2)} µs` : `${(value / 1000).toFixed(1)} ms`;

export const cachedToken: Bench = {
  name: 'cached-token',
  async run(say) {
    const clock = systemClock();
    const large = await makeLargeStore(accounts, clock, (done) => say(`${done} accounts`));
    const store = await openStore({
      path: large.path,
      key: { kind: 'file', path: large.keyFile },
      clock,
      create: false,
    });
    const refuse: typeof fetch = () => Promise.reject(new Error('a cached token asks nobody'));
    const broker = new Broker({ store, providers: createProviders(), fetch: refuse, clock });
    try {
      for (let index = 0; index < accounts; index += 1) {
        await broker.get(addressOf(index), 'imap');
        if (index % 1000 === 999) say(`${index + 1} tokens in the broker`);
      }
      const msal = filledMsal(large, Math.floor(clock.now() / 1000));
      const ours: number[] = [];
      const theirs: number[] = [];
      // Interleaved, so that both see the same machine.
      for (let round = 0; round < rounds; round += 1) {
        say(`round ${round + 1} of ${rounds}`);
        ours.push(await timed(brokerCalls, (account) => fromBroker(broker, large, account)));
        theirs.push(await timed(msalCalls, (account) => fromMsal(msal, large, account)));
      }
      return [result(ours, theirs)];
    } finally {
      await broker.close();
      await store.close();
      large.remove();
    }
  },
};

function result(ours: readonly number[], theirs: readonly number[]): Result {
  const [us, them] = [median(ours), median(theirs)];
  return {
    what: `cached token, ${accounts} accounts`,
    ours: microseconds(us),
    peer: `MSAL Node acquireTokenSilent ${microseconds(them)}`,
    ratio: them / us,
    target: 'at most 10 µs, 100 times faster',
    met: us <= 10 && them / us >= 100,
    how: `median of ${rounds} interleaved rounds of ${brokerCalls} and ${msalCalls} calls; middle half ${spread(ours, microseconds)}, MSAL ${spread(theirs, microseconds)}`,
  };
}

/** Microseconds a call. */
async function timed(calls: number, call: (account: number) => Promise<void>): Promise<number> {
  const bench = new Tiny({ iterations: 1, time: 0, warmup: false });
  bench.add('calls', async () => {
    for (let index = 0; index < calls; index += 1) await call(Math.floor(Math.random() * accounts));
  });
  const [task] = await bench.run();
  const done = task?.result;
  if (done?.state !== 'completed') throw new Error('a round did not end', { cause: done });
  return (done.totalTime * 1000) / (calls * done.latency.samplesCount);
}

async function fromBroker(broker: Broker, large: LargeStore, account: number): Promise<void> {
  const token = await broker.get(addressOf(account), 'imap');
  if (token.username !== addressOf(account)) throw new Error('the broker mixed accounts up');
  if (account % 100 === 0 && token.secret.reveal() !== large.token(account, 'exchange')) {
    throw new Error('the broker mixed tokens up');
  }
}

interface FilledMsal {
  readonly app: PublicClientApplication;
  readonly known: readonly AccountInfo[];
}

async function fromMsal({ app, known }: FilledMsal, large: LargeStore, account: number): Promise<void> {
  const info = known[account];
  if (!info) throw new Error('MSAL lost an account');
  const token = await app.acquireTokenSilent({ account: info, scopes: [...scopesOf.exchange] });
  if (token.accessToken !== large.token(account, 'exchange')) throw new Error('MSAL mixed tokens up');
  if (!token.fromCache) throw new Error('MSAL asked somebody');
}

/** MSAL's cache, filled in the format in which it saves it itself. */
function filledMsal(large: LargeStore, nowSeconds: number): FilledMsal {
  const refuse = (): Promise<never> => Promise.reject(new Error('a cached token asks nobody'));
  const networkClient: INetworkModule = { sendGetRequestAsync: refuse, sendPostRequestAsync: refuse };
  const environment = 'login.microsoftonline.com';
  const authority = `https://${environment}/${tenantId}`;
  const metadata = JSON.stringify({
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    issuer: `${authority}/v2.0`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  });
  const app = new PublicClientApplication({
    auth: { clientId, authority, authorityMetadata: metadata },
    system: { networkClient },
  });
  const account: Record<string, object> = {};
  const accessToken: Record<string, object> = {};
  const refreshToken: Record<string, object> = {};
  for (let index = 0; index < accounts; index += 1) {
    const oid = objectIdOf(index);
    const home = `${oid}.${tenantId}`;
    const common = { home_account_id: home, environment };
    account[`${home}-${environment}-${tenantId}`] = {
      ...common,
      realm: tenantId,
      local_account_id: oid,
      username: addressOf(index),
      authority_type: 'MSSTS',
      name: `User ${index}`,
    };
    refreshToken[`${home}-${environment}-refreshtoken-${clientId}--`] = {
      ...common,
      client_id: clientId,
      credential_type: 'RefreshToken',
      secret: 'r'.repeat(1200),
    };
    for (const resource of ['exchange', 'graph'] as const) {
      const target = scopesOf[resource].join(' ');
      accessToken[`${home}-${environment}-accesstoken-${clientId}-${tenantId}-${target.toLowerCase()}--`] = {
        ...common,
        client_id: clientId,
        credential_type: 'AccessToken',
        realm: tenantId,
        target,
        token_type: 'Bearer',
        secret: large.token(index, resource),
        cached_at: String(nowSeconds),
        expires_on: String(nowSeconds + 3600),
        extended_expires_on: String(nowSeconds + 3600),
      };
    }
  }
  const cache = {
    Account: account,
    AccessToken: accessToken,
    RefreshToken: refreshToken,
    IdToken: {},
    AppMetadata: {},
  };
  app.getTokenCache().deserialize(JSON.stringify(cache));
  // As MSAL describes an account; asking it for all of them takes it minutes.
  const known = Array.from({ length: accounts }, (_, index) => ({
    homeAccountId: `${objectIdOf(index)}.${tenantId}`,
    localAccountId: objectIdOf(index),
    environment,
    tenantId,
    username: addressOf(index),
  }));
  return { app, known };
}
