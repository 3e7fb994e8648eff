// Opens the store named in argv as the user "nobody" and prints the code of the error, or "opened".

import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import { isMailgrantError } from '../../src/errors/error.ts';
import { openStore } from '../../src/store/open.ts';

const path = process.argv[2] ?? '';
const key = { kind: 'env', value: new Secret('ab'.repeat(32)) } as const;
// Everything that has to be read from directories of root's is loaded before the privileges go.
await (await openStore({ path: ':memory:', key, clock: systemClock() })).close();
process.setgid?.(65534);
process.setuid?.(65534);
const outcome = await openStore({ path, key, clock: systemClock() }).then(
  async (store) => {
    await store.close();
    return 'opened';
  },
  (error: unknown) => (isMailgrantError(error) ? error.code : String(error)),
);
process.stdout.write(`${outcome}\n`);
