// What the doctor knows, in the package: written once, as files beside the library, and read by the library and the command
// line alike (docs/adr/0064).

import { causes } from '../src/doctor/causes/index.ts';
import { pack, packedFiles } from '../src/doctor/knowledge/pack.ts';
import { corpus } from '../src/doctor/likeness/reports.ts';

const folder = 'knowledge';
const replaced = '/src/doctor/knowledge/packed.ts';

/** The parts of a bundler plugin that this needs; rolldown's own types are wider. */
interface BundleContext {
  emitFile(file: { type: 'asset'; fileName: string; source: string }): string;
}
type Bundle = Readonly<Record<string, { readonly fileName: string; readonly moduleIds?: readonly string[] }>>;

/** Writes the files. */
export function knowledgeFiles(): {
  name: string;
  generateBundle(this: BundleContext): void;
} {
  return {
    name: 'knowledge-files',
    generateBundle() {
      for (const file of packedFiles)
        this.emitFile({
          type: 'asset',
          fileName: `${folder}/${file}`,
          source: pack(file, causes, corpus),
        });
    },
  };
}

/** Reads them, from what is built into the folder above them or `up` from there. */
export function knowledgeRead(up: './' | '../'): {
  name: string;
  load(id: string): string | undefined;
  generateBundle(options: unknown, bundle: Bundle): void;
} {
  return {
    name: 'knowledge-read',
    load(id) {
      if (!id.endsWith(replaced)) return undefined;
      const place = `new URL(\`${up}${folder}/\${file}\`, import.meta.url)`;
      return `import { readFileSync } from 'node:fs';\nexport const packed = (file) => readFileSync(${place});\n`;
    },
    generateBundle(_, bundle) {
      for (const { fileName, moduleIds = [] } of Object.values(bundle)) {
        if (fileName.includes('/') && moduleIds.some((id) => id.endsWith(replaced)))
          throw new Error(`${fileName} reads ${folder}/ and does not lie where it is looked for`);
      }
    },
  };
}
