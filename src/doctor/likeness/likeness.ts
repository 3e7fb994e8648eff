// How much the words of a text are those of each cause, as points. It knows no meaning: whoever asks must know already that
// somebody tells of a failure, because a poem is like some cause as well.

import { featuresOf } from './features.ts';

/** Words may outweigh a guess, not what a server said. */
const pointsMax = 100;

/** Points of each cause, in the order of the table. */
export type Likeness = (text: string) => readonly number[];

/** @param table - of `learn` */
export function likenessBy(table: string): Likeness {
  const lines = table.split('\n').slice(0, -1);
  return (text) => {
    const features = featuresOf(text);
    return lines.map((line) =>
      Math.min(pointsMax, Math.round(sumOf(line, features) / Math.sqrt(features.size || 1))),
    );
  };
}

function sumOf(line: string, features: ReadonlySet<string>): number {
  let sum = 0;
  for (const group of line.split('\t')) {
    const [points, ...words] = group.split(',');
    for (const word of words) if (features.has(word)) sum += Number(points);
  }
  return sum;
}
