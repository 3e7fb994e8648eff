import { describe, expect, it } from 'vitest';
import { readFacts } from './source-facts.ts';

const globals = (text: string): string[] => readFacts('a.ts', text).globals.map((use) => use.name);
const effects = (text: string): string[] => readFacts('a.ts', text).effects.map((effect) => effect.what);

describe('globals', () => {
  it.each([
    ['process.env.HOME', 'process.env'],
    [`process['env']`, 'process.env'],
    ['globalThis.process.env', 'process.env'],
    ['const { env: e } = process', 'process.env'],
    [`import { env as e } from 'node:process'`, 'process.env'],
    ['console.log(1)', 'console'],
    ['globalThis.console.log(1)', 'console'],
    ['Date.now()', 'Date.now'],
    ['new Date()', 'new Date()'],
    ['setTimeout(f, 1)', 'setTimeout'],
    ['const wait = setTimeout', 'setTimeout'],
    ['AbortSignal.timeout(1)', 'AbortSignal.timeout'],
  ])('sees through %s', (text, name) => {
    expect(globals(text)).toContain(name);
  });

  it.each([
    'clock.setTimeout(1)',
    'const o = { console: 1 }',
    'interface Io { console: string }',
    'new Date(0)',
    'Date.parse("x")',
    'exchange.fetch(url)',
    'let f: typeof fetch',
    'const { fetch } = exchange',
  ])('is not fooled by %s', (text) => {
    expect(globals(text).filter((name) => name !== 'Date.parse')).toEqual([]);
  });
});

describe('what happens when a file is imported', () => {
  it.each([
    ['const a = await f()', 'await'],
    ['const s = new Server()', 'new Server'],
    ['const s = { inner: [new Server()] }', 'new Server'],
    ['let cache = 1', 'a variable that changes'],
    ['start()', 'the statement `start()`'],
    ['if (x) y()', 'the statement `if (x) y()`'],
    ['const t = setTimeout(f, 1)', 'setTimeout()'],
    ['const s = createServer()', 'createServer()'],
    ['const s = (() => new Server())()', 'new Server'],
    ['class A { static b = new Server() }', 'new Server'],
    ['class A { static { new Server(); } }', 'new Server'],
  ])('%s does something', (text, what) => {
    expect(effects(text)).toContain(what);
  });

  it.each([
    'export const a = { b: [1, 2], c: new Set([1]), d: /x/ }',
    'export const schema = object({ a: string(), check: custom((x) => new Server(x)) })',
    'export const f = () => new Server()',
    'export async function f() { await g(); setTimeout(h, 1); }',
    'class A { b = new Server(); static c = 1; d() { return new Server(); } }',
    'const format = new Intl.NumberFormat()',
    'export type A = 1; export interface B {} export { c } from "./c.ts"',
  ])('%s does nothing', (text) => {
    expect(effects(text)).toEqual([]);
  });
});
