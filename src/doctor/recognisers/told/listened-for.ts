// Sentences as they are when the doctor runs: read out of one text, and their expressions made when they are first asked for.

import type { FactName } from '../../facts.ts';
import { groupsOf } from '../worded.ts';
import type { Group } from '../words-needed.ts';

export interface ListenedFor {
  readonly fact: FactName;
  readonly value: string;
  /** The pattern fits no text without them. */
  readonly words: readonly Group[];
  pattern(): RegExp;
}

/** @param written - by write-sentences.ts */
export function readSentences(written: string): readonly ListenedFor[] {
  return written.split('\n').map((line) => {
    const [fact = '', value = '', words = '', flags = '', source = ''] = line.split('\t');
    let made: RegExp | undefined;
    return {
      // Of the same version.
      fact: fact as FactName,
      value,
      words: groupsOf(words),
      pattern: () => (made ??= new RegExp(source, flags)),
    };
  });
}
