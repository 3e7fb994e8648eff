import { describe, expect, it } from 'vitest';
import { checkFloors, recordReveals } from './floor-rules.ts';
import type { FloorTable } from './floors.ts';

const table: FloorTable = {
  places: [
    { path: 'src/base', floor: 0, never: ['node:fs'] },
    { path: 'src/net', floor: 1 },
    { path: 'src/store', floor: 1 },
    { path: 'src/sandbox', floor: 2, only: ['src/base'] },
    { path: 'src/cli', floor: 3 },
  ],
  exceptions: [],
  globals: [{ what: 'process.exit', only: ['src/cli'], why: 'only cli/ ends the process' }],
  modules: [],
  effects: [{ file: 'src/cli/main.ts', why: 'the bin' }],
};

const inOrder = {
  'src/base/secret.ts': 'export class Secret { reveal() { return ""; } }',
  'src/net/dial.ts': `import { Secret } from '../base/secret.ts';\nexport const send = (s: Secret) => s.reveal();`,
  'src/store/open.ts': `import type { Secret } from '../base/secret.ts';\nexport type Row = Secret;`,
  'src/sandbox/face.ts': `import { Secret } from '../base/secret.ts';\nexport const face = (s: Secret) => s;`,
  'src/cli/main.ts': `import { send } from '../net/dial.ts';\nprocess.exit(send.length);`,
};

function check(changes: Record<string, string | undefined>, tables: Partial<FloorTable> = {}): string[] {
  const files = new Map(
    Object.entries({ ...inOrder, ...changes }).filter((entry): entry is [string, string] => !!entry[1]),
  );
  return checkFloors({ table: { ...table, ...tables }, files, revealSites: { 'src/net/dial.ts': 1 } });
}

describe('imports', () => {
  it.each([
    ['upwards', 'src/base/a.ts', `import { x } from '../net/dial.ts';`, 'floor 0 may not import floor 1'],
    ['upwards for a type', 'src/base/a.ts', `import type { X } from '../net/dial.ts';`, 'floor 0 may not'],
    [
      'upwards by import()',
      'src/base/a.ts',
      `export const a = () => import('../net/dial.ts');`,
      'floor 0 may',
    ],
    [
      'upwards by a type query',
      'src/base/a.ts',
      `export type A = import('../net/dial.ts').X;`,
      'floor 0 may',
    ],
    [
      'upwards by re-export',
      'src/base/a.ts',
      `export * from '../net/dial.ts';`,
      'floor 0 may not import floor 1',
    ],
    ['sideways', 'src/net/a.ts', `import { x } from '../store/open.ts';`, 'floor 1 may not import sideways'],
    [
      'a lower floor it refuses',
      'src/sandbox/a.ts',
      `import { x } from '../net/dial.ts';`,
      'refuses to know src/net',
    ],
    ['a test file', 'src/net/a.ts', `import { x } from './b.test.ts';`, 'a test file is imported by nobody'],
    ['the tests', 'src/net/a.ts', `import { x } from '../../test/kit/b.ts';`, 'it is not part of src'],
    [
      'a module it refuses',
      'src/base/a.ts',
      `import { x } from 'node:fs/promises';`,
      'src/base refuses to know it',
    ],
    ['the same without node:', 'src/base/a.ts', `import { x } from 'fs';`, 'src/base refuses to know it'],
  ])('refuses %s', (_, file, text, problem) => {
    const findings = check({ [file]: `\n${text}` });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(new RegExp(`^${file}:2 imports `));
    expect(findings[0]).toContain(problem);
  });

  it('refuses a file that no entry of the table covers', () => {
    expect(check({ 'src/misc/a.ts': 'export {};' })).toEqual([
      'src/misc/a.ts:1 has no floor: give its folder an entry in tools/floors.ts',
    ]);
  });

  it('lets a test file import whom it likes', () => {
    expect(check({ 'src/base/a.test.ts': `import { x } from '../net/dial.ts';` })).toEqual([]);
  });

  it('lets a listed pair import sideways', () => {
    const exceptions = [{ from: 'src/net/a.ts', to: 'src/store', why: 'test' }];
    expect(check({ 'src/net/a.ts': `import { x } from '../store/open.ts';` }, { exceptions })).toEqual([]);
  });

  it('takes a file in its own folder and on floors below', () => {
    expect(check({})).toEqual([]);
  });
});

describe('stale entries', () => {
  it('refuses a place that does not exist', () => {
    const places = [...table.places, { path: 'src/relay', floor: 2 }];
    expect(check({}, { places })).toEqual(['tools/floors.ts is stale: there is no src/relay']);
  });

  it('refuses an exception that nothing uses', () => {
    const exceptions = [{ from: 'src/net', to: 'src/store', why: 'test' }];
    expect(check({}, { exceptions })).toEqual([
      'tools/floors.ts is stale: nothing uses the exception from src/net to src/store',
    ]);
  });

  it('refuses a permission that nothing uses', () => {
    const globals = [{ what: 'process.exit', only: ['src/cli', 'src/net'], why: 'test' }];
    expect(check({}, { globals })).toEqual(['tools/floors.ts is stale: src/net does not use process.exit']);
  });

  it('refuses an excuse for a file whose import does nothing', () => {
    const effects = [...table.effects, { file: 'src/net/dial.ts', why: 'test' }];
    expect(check({}, { effects })).toEqual([
      'tools/floors.ts is stale: src/net/dial.ts does nothing when it is imported',
    ]);
  });
});

describe('globals', () => {
  it('refuses one outside its home, and names file and line', () => {
    expect(check({ 'src/net/a.ts': '\n\nexport const f = () => process.exit(1);' })).toEqual([
      'src/net/a.ts:3 uses process.exit: only cli/ ends the process',
    ]);
  });

  it('refuses a library outside its home', () => {
    const modules = [{ what: 'kysely', only: ['src/store'], why: 'SQL lives in store/' }];
    const use = `import { Kysely } from 'kysely';`;
    const findings = check({ 'src/store/a.ts': use, 'src/net/a.ts': use }, { modules });
    expect(findings).toEqual(['src/net/a.ts:1 uses kysely: SQL lives in store/']);
  });
});

describe('reveal sites', () => {
  it('refuses a call in a file that is not listed', () => {
    const [finding] = check({ 'src/net/a.ts': 'export const f = (s: { reveal(): string }) => s.reveal();' });
    expect(finding).toContain('src/net/a.ts:1 calls reveal() 1 times, tools/reveal-sites.json says 0');
  });

  it('refuses one more, and one fewer, than listed', () => {
    const call = `export const f = (s) => s.reveal() + s?.reveal();`;
    expect(check({ 'src/net/dial.ts': call })[0]).toContain('2 times');
    expect(check({ 'src/net/dial.ts': 'export const send = 1;' })[0]).toContain('0 times');
  });

  it('refuses a listed file that is gone', () => {
    const findings = check({ 'src/net/dial.ts': undefined, 'src/net/b.ts': 'export {};' });
    expect(findings).toContain('tools/reveal-sites.json is stale: there is no src/net/dial.ts');
  });

  it('records what is there, tests aside', () => {
    const files = new Map([
      ['src/net/a.ts', `export const f = (s) => [s.reveal(), s['reveal']()];`],
      ['src/net/a.test.ts', 's.reveal()'],
      ['src/base/secret.ts', 'export class Secret { reveal() {} }'],
    ]);
    expect(recordReveals(files)).toEqual({ 'src/net/a.ts': 2 });
  });
});
