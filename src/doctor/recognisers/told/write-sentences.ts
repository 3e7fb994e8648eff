// All sentences as one text, which only prose has read (listened-for.ts). The words that an expression needs are read out of it
// here: to do so takes longer than they save.

import { groupsNeeded, writeGroups } from '../words-needed.ts';
import type { Told } from './sentence.ts';

/** @returns a line for each, with five fields: fact, value, words, flags, source */
export function writeSentences(sentences: readonly Told[]): string {
  return sentences
    .map(([fact, value, pattern]) =>
      [fact, value, writeGroups(groupsNeeded(pattern)), pattern.flags, pattern.source].join('\t'),
    )
    .join('\n');
}
