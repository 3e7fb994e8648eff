// What `npm run build` makes of src/: a library of ES modules, one file for each export of package.json and the chunks
// they share; and the command line, as CommonJS, which Node 20 starts sooner. Why, and why three libraries are bundled
// and the rest is not: docs/adr/0002-runtime-and-packaging.md.

import { existsSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'tsdown';
import manifest from './package.json' with { type: 'json' };
import { wordingsJoined } from './tools/any-of.ts';
import { expressionWordsRead } from './tools/expression-words.ts';
import { knowledgeFiles, knowledgeRead } from './tools/knowledge.ts';
import { thirdPartyNotices } from './tools/third-party.ts';

const shared = {
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  hash: false,
  // White space, comments and long names of variables take Node.js time to skip at every start, and room in the package
  // (docs/adr/0128); the names of functions, classes and properties stay, for stack traces.
  minify: { compress: false, mangle: { toplevel: false, keepNames: true } },
} as const satisfies UserConfig;

/** Pure JavaScript that is made part of what we publish: as one file each they load up to 77 ms sooner. */
function bundling(...packages: string[]): Pick<UserConfig, 'deps'> {
  return { deps: { alwaysBundle: packages, onlyBundle: packages } };
}

/** The sources that package.json's targets in `folder` are made of, by their names there. */
function entries(folder: string, targets: readonly string[]): Record<string, string> {
  const names = targets.map((target) => target.replace(/^\.\/dist\/(.*)\.c?js$/, '$1'));
  for (const name of names) {
    if (!existsSync(`src/${name}.ts`))
      throw new Error(`package.json promises ${name}, but there is no source`);
  }
  return Object.fromEntries(names.map((name) => [name.slice(folder.length), `src/${name}.ts`]));
}

const exported = Object.values(manifest.exports).flatMap((target) =>
  typeof target === 'string' ? [] : [target.default],
);

/**
 * What a command loads that must be quick, as few files as can be: on Node 20 each file of a program costs about as much as
 * 10 kB of code. src/cli/bin.ts keeps the compiled form of these three.
 */
const parts = [
  {
    name: 'core',
    // The command line, and what the other two have in common: the build stops where something is missing.
    test: /\/src\/(?:cli\/run-command-line|identity\/(?:jwt-claims|microsoft\/(?:clouds|nearest|permissions|services|tenants)))\.ts$/,
    priority: 3,
  },
  {
    name: 'tokens',
    test: /\/src\/(?:cli\/(?:commands\/token|tokens-options)|config\/settings)\.ts$/,
    priority: 2,
  },
  { name: 'diagnosis', test: /\/src\/cli\/commands\/explain\.ts$/, priority: 1 },
];

interface Chunk {
  readonly type: string;
  readonly name?: string;
  readonly fileName: string;
  code?: string;
  readonly imports?: readonly string[];
}

/**
 * Each is one file of its name that needs no other but the core. They are run by vm.Script, where an import() of an ES module
 * is another matter than in a file (src/cli/bin.ts).
 */
const partsAlone = {
  name: 'parts-alone',
  generateBundle(_: unknown, bundle: Readonly<Record<string, Chunk>>) {
    for (const { name } of parts) {
      const { code = '', imports = [] } = bundle[`${name}.cjs`] ?? {};
      if (code === '') throw new Error(`there is no ${name}.cjs`);
      const [found] = /\bimport\([^)]*\)/.exec(code) ?? [];
      if (found)
        throw new Error(`${name} says ${found}; put it into a file that is loaded when it is needed`);
      const other = parts.find((part) => part.name !== 'core' && imports.includes(`${part.name}.cjs`));
      if (other) throw new Error(`${name} needs something of ${other.name}; sort it into the core`);
    }
  },
};

/**
 * What else a text has, written as an escape: of a file that is ASCII alone Node.js keeps an octet a character. Outside of
 * literals there is nothing else once comments are gone; in them it means the same, but for `String.raw`.
 */
const asciiAlone = {
  name: 'ascii-alone',
  generateBundle(_: unknown, bundle: Readonly<Record<string, Chunk>>) {
    for (const { name } of parts) {
      const chunk = bundle[`${name}.cjs`];
      if (chunk?.code === undefined) continue;
      if (/String\.raw`[^`]*[^\0-\x7f]/.test(chunk.code))
        throw new Error(`${name}: String.raw is given more than ASCII`);
      chunk.code = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};

const commandLine = {
  ...shared,
  outDir: 'dist/cli',
  format: 'cjs',
  dts: false,
} as const satisfies UserConfig;

export default defineConfig([
  {
    ...shared,
    ...bundling('kysely', 'valibot'),
    entry: entries('', exported),
    format: 'esm',
    dts: true,
    clean: ['dist/*', '!dist/cli'],
    plugins: [
      thirdPartyNotices(),
      knowledgeFiles(),
      knowledgeRead('./'),
      wordingsJoined(),
      expressionWordsRead(),
    ],
  },
  {
    ...commandLine,
    ...bundling('commander', 'kysely', 'valibot'),
    entry: { main: 'src/cli/main.ts' },
    clean: ['dist/cli/*', '!dist/cli/bin.cjs'],
    outputOptions: { codeSplitting: { groups: parts } },
    plugins: [
      thirdPartyNotices(),
      partsAlone,
      asciiAlone,
      knowledgeRead('../'),
      wordingsJoined(),
      expressionWordsRead(),
    ],
  },
  // By itself: it is there before the parts are.
  { ...commandLine, entry: entries('cli/', Object.values(manifest.bin)), clean: false },
]);
