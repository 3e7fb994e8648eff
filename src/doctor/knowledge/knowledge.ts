// All that the doctor knows, read when it is first asked and no more of it than the question needs: whoever asks what an
// error means waits for it.

import { invariant } from '../../base/invariant.ts';
import type { Clue } from '../cause.ts';
import { type Likeness, likenessBy } from '../likeness/likeness.ts';
import type { HeardOfProgram } from '../programs/sentences.ts';
import { type ListenedFor, readSentences } from '../recognisers/told/listened-for.ts';
import type { Language } from '../said.ts';
import { packed } from './packed.ts';
import type { CausePage } from './page.ts';

export interface Knowledge {
  /** Of every cause. */
  readonly clues: readonly Clue[];
  page(id: string, language: Language): CausePage;
  /** By the place of a cause among the clues. */
  readonly likeness: Likeness;
  /** What people say of their case. */
  told(): readonly ListenedFor[];
  programs(): readonly HeardOfProgram[];
}

let known: Knowledge | undefined;

export function knowledge(): Knowledge {
  known ??= open();
  return known;
}

function open(): Knowledge {
  // Written by pack.ts, of the same version.
  const clues = JSON.parse(textOf(packed('clues.json'))) as Clue[];
  const numbers = new Map(clues.map(({ id }, number) => [id, number]));
  const lines = new Map<Language, Uint8Array[]>();
  let likeness: Likeness | undefined;
  let told: readonly ListenedFor[] | undefined;
  let programs: readonly HeardOfProgram[] | undefined;
  return {
    clues,
    page(id, language) {
      let all = lines.get(language);
      if (!all) lines.set(language, (all = linesOf(packed(`pages.${language}.jsonl`))));
      const line = all[numbers.get(id) ?? -1];
      invariant(line, `there is a page for ${id}`);
      return JSON.parse(textOf(line)) as CausePage;
    },
    likeness(text) {
      likeness ??= likenessBy(textOf(packed('likeness.txt')), clues.length);
      return likeness(text);
    },
    told: () => (told ??= readSentences(textOf(packed('told.txt')))),
    programs: () => (programs ??= JSON.parse(textOf(packed('programs.json'))) as HeardOfProgram[]),
  };
}

/** A TextDecoder takes Node.js 20 ten times as long, 4 ms for the first text. */
function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines;
}
