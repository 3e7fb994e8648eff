import { expect, it } from 'vitest';
import { checkProse } from './prose-rules.ts';

const inOrder = {
  'README.md': '# Product\n\nSee [the map](ARCHITECTURE.md#in-one-picture) and `src/base/`.',
  'ARCHITECTURE.md': '# Map\n\n## In one picture\n\n[up](README.md)',
  'docs/adr/0001-a.md': '# A\n\n[map](../../ARCHITECTURE.md), [site](https://example.com/x)',
  'src/base/clock.ts': 'export {};',
};

const check = (changes: Record<string, string>): string[] =>
  checkProse({ files: new Map(Object.entries({ ...inOrder, ...changes })) });

it('refuses a README of more than a screen', () => {
  expect(check({ 'README.md': 'line\n'.repeat(61) })).toEqual([
    'README.md has 61 lines: one screen is at most 60',
  ]);
});

it('refuses to do without a README', () => {
  expect(checkProse({ files: new Map() })).toEqual(['README.md is missing']);
});

it('refuses a link to a file that is not there', () => {
  expect(check({ 'docs/a.md': 'x\n[b](b.md)' })).toEqual([
    'docs/a.md:2 links to docs/b.md, which is not there',
  ]);
});

it('refuses a link to a heading that is not there', () => {
  expect(check({ 'docs/a.md': '[b](../ARCHITECTURE.md#nowhere) [c](#mine)\n# Mine' })).toEqual([
    'docs/a.md:1 links to ARCHITECTURE.md#nowhere, but there is no such heading',
  ]);
});

it('refuses the name of a file that is not there', () => {
  expect(check({ 'docs/a.md': 'See `src/base/gone.ts`.' })).toEqual([
    'docs/a.md:1 names src/base/gone.ts, which is not there',
  ]);
});

it.each(['work', 'farm', 'home'])('refuses a path below the %s folder of a machine', (folder) => {
  const machinePath = ['', folder, 'dora'].join('/');
  expect(check({ 'src/base/clock.ts': `// see\n// ${machinePath}` })).toEqual([
    'src/base/clock.ts:2 names a path of one machine',
  ]);
});

it('takes what only looks like such a path', () => {
  const text = ['https://example.com/home/x', '~/home', './work/a', 'net/work', '/home/anna/mail.db'].join(
    ' ',
  );
  expect(check({ 'docs/a.md': text })).toEqual([]);
});

it('reads no links and names in a code block', () => {
  expect(check({ 'docs/a.md': '```\n[b](b.md) `src/gone.ts`\n```\n' })).toEqual([]);
});

it('takes a tree whose links all lead somewhere', () => {
  expect(check({})).toEqual([]);
});
