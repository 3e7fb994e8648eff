// The child of large-store-opens.ts: opens a store, hands out one token, says how long that took.

import { systemClock } from '../src/base/clock.ts';
import { Broker } from '../src/broker/broker.ts';
import { createProviders } from '../src/identity/providers.ts';
import { openStore } from '../src/store/open.ts';

const [path = '', keyFile = '', account = ''] = process.argv.slice(2);
const clock = systemClock();
const startedAt = performance.now();
const store = await openStore({ path, key: { kind: 'file', path: keyFile }, clock, create: false });
const refuse: typeof fetch = () => Promise.reject(new Error('a cached token asks nobody'));
const broker = new Broker({ store, providers: createProviders(), fetch: refuse, clock });
const token = await broker.get(account, 'imap');
const ms = performance.now() - startedAt;
if (token.username !== account) throw new Error("somebody else's token");
process.stdout.write(JSON.stringify({ ms, rssMb: process.memoryUsage.rss() / 1_000_000 }));
await broker.close();
await store.close();
