// Looks for sentences of programs in a text in which nobody else has said why.

import type { Evidence } from '../evidence.ts';
import { knowledge } from '../knowledge/knowledge.ts';
import { linesOf } from '../lines.ts';
import { says, saysInTurn, words } from '../phrase.ts';
import { withoutSecretsIn } from '../recognise.ts';
import { placeOf } from '../recogniser.ts';
import type { Saying } from './sentences.ts';

/** A log of a program has its sentence thousands of times; what is longer has more to tell than that. */
const textCharsMax = 64 * 1024;
const lineCharsMax = 4_000;

/** Each once, with the line that it stands in; one that is broken over two lines is found in the first of them. */
export function spokenByPrograms(text: string): readonly Evidence[] {
  if (text.length > textCharsMax) return [];
  const all = words(text);
  const heard = new Set<string>();
  const standing = knowledge()
    .programs()
    .filter((one) => {
      if (one.beside && !one.beside.some((word) => says(all, word))) return false;
      const found = one.says.filter((saying) => !heard.has(String(saying)) && isSaid(all, saying));
      for (const saying of found) heard.add(String(saying));
      return found.length > 0;
    });
  if (standing.length === 0) return [];
  const lines = [...linesOf(text)].filter((line) => line.text.length <= lineCharsMax);
  const said = lines.map((line) => words(line.text));
  return standing.flatMap((one) => {
    const spoken = (part: string): boolean => one.says.some((saying) => isSaid(part, saying));
    const at = said.findIndex(
      (line, number) => spoken(line) || spoken(`${line.trimEnd()}${said[number + 1] ?? ' '}`),
    );
    const line = lines[at];
    return line ? [withoutSecretsIn({ ...one.means, place: placeOf(line) })] : [];
  });
}

function isSaid(text: string, saying: Saying): boolean {
  return typeof saying === 'string' ? says(text, saying) : saysInTurn(text, saying);
}
