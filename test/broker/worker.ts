// One of several processes: `worker.ts STORE URL CALLERS`. Says "ready", waits for a line, asks as many times as told,
// prints the distinct tokens.

import { createInterface } from 'node:readline';
import { openWorld } from './world.ts';

const [path = '', url = '', callers = '1'] = process.argv.slice(2);
const { store, broker } = await openWorld(path, url);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
// What is loaded lazily is loaded now, so that the time after "go" is the time of a refresh.
await store.accounts.list({ limit: 1 });
process.stdout.write('ready\n');
await lines.next();
const tokens = await Promise.all(Array.from({ length: Number(callers) }, () => broker.get('anna', 'imap')));
process.stdout.write(`${[...new Set(tokens.map((token) => token.secret.reveal()))].join(',')}\n`);
await broker.close();
await store.close();
process.stdin.destroy();
