// The words that the doctor looks for before it compiles an expression, written down when it is built: to read them out of the
// expressions takes longer than they save (src/doctor/recognisers/worded.ts). They become the second argument of `worded`.

import { groupsNeeded, writeGroups } from '../src/doctor/recognisers/words-needed.ts';

const reader = '/src/doctor/recognisers/words-needed.ts';

export function expressionWordsRead(): {
  name: string;
  load(id: string): string | undefined;
  transform(code: string, id: string): string | undefined;
} {
  return {
    name: 'expression-words-read',
    load(id) {
      // All has been read by then.
      return id.endsWith(reader) ? 'export const groupsNeeded = () => [];\n' : undefined;
    },
    transform(code, id) {
      if (!/\/src\/doctor\/.*(?<!\/worded)\.ts$/.test(id) || !code.includes('worded(')) return undefined;
      return withWords(code, id);
    },
  };
}

/** A call, up to the end of the expression that it is given; or what it is given instead. */
const call = /\bworded\((\s*)(?:\/((?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)|(\S+))/g;

/** @throws where anything else than an expression as it is written is given to `worded` */
export function withWords(code: string, file: string): string {
  return code.replace(call, (whole, _space: string, source?: string, flags = '', other = '') => {
    if (source === undefined) throw new Error(`${file}: worded is given ${other}, and no expression`);
    const words = writeGroups(groupsNeeded(new RegExp(source, flags)));
    return `${whole}, ${JSON.stringify(words)}`;
  });
}

/** @returns every expression that is given to `worded` */
export function expressionsIn(code: string): RegExp[] {
  return [...code.matchAll(call)].map(([, , source = '', flags]) => new RegExp(source, flags));
}
