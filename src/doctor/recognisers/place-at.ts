// Where something stood that was found in the whole text.

import type { Place } from '../evidence.ts';
import { lineOf } from '../lines.ts';
import { placeOf } from '../recogniser.ts';

export function placeAt(text: string, at: number): Place {
  const from = text.lastIndexOf('\n', at) + 1;
  return placeOf(
    lineOf({
      text: text.slice(from, from + 300).split('\n')[0] ?? '',
      number: text.slice(0, at).split('\n').length,
    }),
  );
}
