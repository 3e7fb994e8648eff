// How much the words of a text are those of each cause, as points. It knows no meaning: whoever asks must know already that
// somebody tells of a failure, because a poem is like some cause as well.

import { featuresOf } from './features.ts';
import { pointsOf } from './steps.ts';

/** Words may outweigh a guess, not what a server said. */
const pointsMax = 100;

/** Points of each cause, in the order of the table. */
export type Likeness = (text: string) => readonly number[];

/** @param table - of `learn`; nothing of it is read but the lines of what the text has */
export function likenessBy(table: string, causes: number): Likeness {
  return (text) => {
    const features = featuresOf(text);
    const sums = new Array<number>(causes).fill(0);
    for (const feature of features) {
      let at = 0;
      for (const [, places, letter = ''] of lineOf(table, feature).matchAll(/(\d+)([a-zA-Z])/g)) {
        at += Number(places);
        sums[at] = (sums[at] ?? 0) + pointsOf(letter);
      }
    }
    const length = Math.sqrt(features.size || 1);
    return sums.map((sum) => Math.min(pointsMax, Math.round(sum / length)));
  };
}

/** What stands behind the feature; empty for one that the table does not have. The lines are sorted: each look halves them. */
function lineOf(table: string, feature: string): string {
  let [from, to] = [0, table.length];
  while (from < to) {
    const start = table.lastIndexOf('\n', (from + to) >> 1) + 1;
    const begin = Math.max(start, from);
    const tab = table.indexOf('\t', begin);
    const end = table.indexOf('\n', tab);
    const found = table.slice(begin, tab);
    if (found === feature) return table.slice(tab + 1, end);
    if (found < feature) from = end + 1;
    else to = begin - 1;
  }
  return '';
}
