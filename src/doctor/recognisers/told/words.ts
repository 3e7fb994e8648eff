// For each sentence of told.ts the words that it needs. From source they are read out of its expression; the build writes
// down what was read (tools/told-words.ts).

import { type Group, groupsNeeded } from '../words-needed.ts';
import { allSentences } from './all.ts';

export const toldWords: readonly (readonly Group[])[] = allSentences.map(([, , pattern]) =>
  groupsNeeded(pattern),
);
