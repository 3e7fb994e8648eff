// What `npm run build` makes of src/: one file for each export and bin of package.json, and the chunks they share.
// Why three libraries are bundled and the rest is not: docs/adr/0002-runtime-and-packaging.md.

import { existsSync } from 'node:fs';
import { defineConfig } from 'tsdown';
import manifest from './package.json' with { type: 'json' };
import { thirdPartyNotices } from './tools/third-party.ts';

/** Pure JavaScript that `mailgrant token` loads: as one file each they start up to 77 ms sooner. */
const bundled = ['commander', 'kysely', 'valibot'];

const outputs = [
  ...Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target.default],
  ),
  ...Object.values(manifest.bin),
];
const entry: Record<string, string> = Object.fromEntries(
  outputs
    .map((output) => output.replace(/^\.\/dist\/(.*)\.js$/, '$1'))
    .map((name) => [name, `src/${name}.ts`] as const),
);
const missing = Object.entries(entry).filter(([, file]) => !existsSync(file));
for (const [name, file] of missing) {
  if (process.env['CI']) throw new Error(`package.json promises dist/${name}.js, but there is no ${file}`);
  process.stderr.write(`not built: there is no ${file} yet\n`);
  delete entry[name];
}

export default defineConfig({
  entry,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  hash: false,
  dts: true,
  clean: true,
  deps: { alwaysBundle: bundled, onlyBundle: bundled },
  plugins: [thirdPartyNotices()],
});
