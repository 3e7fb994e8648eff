// One thing that may be known of a case: its values, and the question that would settle it.

import type { Said } from '../said.ts';

export interface FactSheet {
  readonly values: readonly string[];
  /** What to look at or to run, as one sentence. */
  readonly question: Said;
}
