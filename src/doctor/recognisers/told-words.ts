// For each sentence of told.ts the words of which it needs one. From source they are read out of its expression; the build
// writes down what was read (tools/told-words.ts).

import { allSentences } from './told-all.ts';
import { wordsNeeded } from './words-needed.ts';

export const toldWords: readonly (readonly string[] | undefined)[] = allSentences.map(([, , pattern]) =>
  wordsNeeded(pattern),
);
