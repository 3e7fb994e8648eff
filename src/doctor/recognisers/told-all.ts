// All sentences that told.ts listens for, in the order in which it does.

import { abroad } from './told-abroad.ts';
import { abroadSeen } from './told-abroad-seen.ts';
import { circumstances } from './told-circumstances.ts';
import { sentences, type Told } from './told-sentences.ts';
import { states } from './told-states.ts';
import { turnedOut } from './told-turned-out.ts';

export const allSentences: readonly Told[] = [
  ...sentences,
  ...circumstances,
  ...turnedOut,
  ...states,
  ...abroad,
  ...abroadSeen,
];
