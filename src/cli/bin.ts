#!/usr/bin/env node
// What `mailgrant` runs once it is built: main.ts, with the compiled form of its core kept from one start to the next.
// Compiling it takes a fifth of the time in which a mail client is given a cached token (docs/adr/0002). From source,
// main.ts is run as it is.

import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { cacheFolder } from '../config/paths.ts';
import { readCompiled, writeCompiled } from './compiled.ts';

const load = createRequire(import.meta.url);
const core = fileURLToPath(new URL('core.cjs', import.meta.url));
const kept = readCompiled(cacheFolder(process.env, process.platform), core);

// The function in which Node.js itself puts a CommonJS file. There is no import() in it (tsdown.config.ts sees to that):
// for one, Node.js 20 would have to be told where to look, and warns on stderr about the way to tell it.
const script = new Script(Module.wrap(kept.source), {
  filename: core,
  ...(kept.compiled ? { cachedData: kept.compiled } : {}),
});
const made = Object.assign(new Module(core), { filename: core, loaded: true });
const body = script.runInThisContext() as (...given: unknown[]) => void;
body(made.exports, createRequire(core), made, core, dirname(core));
load.cache[core] = made;

if (!kept.compiled || script.cachedDataRejected) {
  // At the end, when the functions that were needed have been compiled too.
  process.once('exit', () => writeCompiled(kept, script.createCachedData()));
}
load('./main.cjs');
