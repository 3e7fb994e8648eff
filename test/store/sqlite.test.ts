// The embedded store against the promises that every store makes: in a file and in memory.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import { openStore } from '../../src/store/open.ts';
import { storeConformance } from './conformance.ts';

const directory = mkdtempSync(join(tmpdir(), 'mailgrant-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

const key = { kind: 'env', value: new Secret('ab'.repeat(32)) } as const;
let count = 0;

storeConformance('a file', () =>
  openStore({ path: join(directory, `${++count}.db`), key, clock: systemClock() }),
);
storeConformance('memory', () => openStore({ path: ':memory:', key, clock: systemClock() }));
