#!/usr/bin/env node
// What `mailgrant` runs once it is built: main.ts, with the compiled form of what it needs kept from one start to the next.
// Compiling takes a third of the time in which an error is explained (docs/adr/0117). From source, main.ts is run as it is.
//
// It asks Node.js for as little as it can: `module` and `require` are those of a CommonJS file, which this is once built.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder } from '../config/paths.ts';
import { type Kept, readCompiled, writeCompiled } from './compiled.ts';

const cache = cacheFolder(process.env, process.platform);
// The types know a module's constructor as any function.
const Module = module.constructor as unknown as {
  new (id: string): NodeJS.Module;
  wrap(source: string): string;
};

/** By the names by which they ask for each other: Node.js takes a millisecond to find each, and finds it in this folder. */
const loaded = new Map<string, unknown>();

/** The files that tsdown.config.ts sorts the code into, in the order in which one needs another. */
const [first = ''] = process.argv.slice(2);
run('rolldown-runtime');
load('core');
if (first === 'explain') load('diagnosis');
else if (first !== '' && !first.startsWith('-')) load('tokens');
run('main');

function load(part: string): void {
  const filename = fileOf(part);
  const kept = readCompiled(cache, filename);
  const script = run(part, kept);
  if (!kept.compiled || script.cachedDataRejected) keepAtTheEnd(kept, script);
}

/** What is not kept is a line. */
function run(part: string, kept?: Kept): Script {
  const filename = fileOf(part);
  // The function in which Node.js itself puts a CommonJS file. There is no import() in it (tsdown.config.ts sees to that):
  // for one, Node.js 20 would have to be told where to look, and warns on stderr about the way to tell it.
  const script = new Script(Module.wrap(kept?.source ?? readFileSync(filename, 'utf8')), {
    filename,
    ...(kept?.compiled ? { cachedData: kept.compiled } : {}),
  });
  const made = Object.assign(new Module(filename), { filename, loaded: true });
  const body = script.runInThisContext() as (...given: unknown[]) => void;
  // All parts lie in this folder and ask for nothing but built-in modules, packages and each other, as this file does.
  body(made.exports, needed, made, filename, __dirname);
  require.cache[filename] = made;
  loaded.set(`./${part}.cjs`, made.exports);
  return script;
}

function needed(id: string): unknown {
  return loaded.get(id) ?? require(id);
}

function fileOf(part: string): string {
  return join(__dirname, `${part}.cjs`);
}

/** When the functions that were needed have been compiled too. */
function keepAtTheEnd(kept: Kept, script: Script): void {
  process.once('exit', () => writeCompiled(kept, script.createCachedData()));
}
