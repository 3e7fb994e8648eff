// The words that the doctor looks for before it runs an expression, written down when it is built: to read them out of the
// expressions takes longer than they save (src/doctor/recognisers/told/words.ts).

import { toldWords } from '../src/doctor/recognisers/told/words.ts';
import { writeGroup } from '../src/doctor/recognisers/words-needed.ts';

const replaced = '/src/doctor/recognisers/told/words.ts';

export function toldWordsRead(): { name: string; load(id: string): string | undefined } {
  return {
    name: 'told-words-read',
    load(id) {
      if (!id.endsWith(replaced)) return undefined;
      const written = JSON.stringify(toldWords.map((groups) => groups.map(writeGroup).join('&')).join('\n'));
      return `import { groupsOf } from '../worded.ts';\nexport const toldWords = ${written}.split('\\n').map(groupsOf);\n`;
    },
  };
}
