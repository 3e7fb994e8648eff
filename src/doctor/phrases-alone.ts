// Words that are known of a refusal, and stand alone: somebody typed them from a screen, or a program printed them in a
// frame of its own, so that no recogniser saw whose they are. Looked for last, and only where nothing else has a cause: whoever
// writes a symptom down has taught this, too.

import type { Clue, Symptom } from './cause.ts';
import type { Evidence } from './evidence.ts';
import { linesOf } from './lines.ts';
import { isJapanese, says, words } from './phrase.ts';
import { withoutSecretsIn } from './recognise.ts';
import { placeOf } from './recogniser.ts';
import { sentence } from './recognisers/reply-text.ts';

/** In a log they would be read in their frame. */
const textCharsMax = 12_000;
const lineCharsMax = 2_000;
const foundMax = 20;
/** Fewer words are said of anything. */
const wordsMin = 3;
const charactersMin = 14;
/** A letter of Japanese says as much as two or three. */
const japaneseMin = 8;
/** What a symptom may want of its evidence that words alone can stand for. */
const fieldsKnown: ReadonlySet<string> = new Set(['protocol', 'status', 'command', 'server', 'error']);

/** Nothing for a long text, a question, or words that are as much everybody's as a server's. */
export function phrasesAlone(text: string, clues: readonly Clue[]): readonly Evidence[] {
  if (text.length > textCharsMax) return [];
  // Of hundreds hardly any stands in the text at all: only those are looked for line by line.
  const all = words(text);
  const standing = clues.flatMap(({ symptoms }) =>
    symptoms.flatMap((symptom) => {
      const phrases = symptom.says?.filter((phrase) => isTelling(phrase) && says(all, phrase)) ?? [];
      return phrases.length > 0 ? [{ symptom, phrases }] : [];
    }),
  );
  const found = new Map<string, Evidence>();
  for (const line of linesOf(text)) {
    if (line.text.length > lineCharsMax || /\?\s{0,3}$|^\s{0,8}(?:if|how)\b/i.test(line.text)) continue;
    const said = words(line.text);
    for (const { symptom, phrases } of standing) {
      if (!phrases.some((phrase) => says(said, phrase))) continue;
      const evidence = evidenceFor(symptom, sentence(line.text));
      if (!evidence) continue;
      found.set(JSON.stringify(evidence), withoutSecretsIn({ ...evidence, place: placeOf(line) }));
      if (found.size >= foundMax) return [...found.values()];
    }
  }
  return [...found.values()];
}

function isTelling(phrase: string): boolean {
  if (isJapanese(phrase)) return phrase.length >= japaneseMin;
  const letters = phrase.replace(/[#*]|\.\.\./g, ' ').trim();
  return letters.length >= charactersMin && letters.split(/\s+/).length >= wordsMin;
}

type Alone = Evidence extends infer One ? (One extends Evidence ? Omit<One, 'place'> : never) : never;

/** What fits the symptom, or undefined where that wants a number that nobody has read. */
function evidenceFor({ on, where = {} }: Symptom, text: string): Alone | undefined {
  if (Object.keys(where).some((field) => !fieldsKnown.has(field))) return undefined;
  // A symptom names fields of its own kind alone.
  const wanted = where as Readonly<Record<string, string | readonly string[] | undefined>>;
  const first = <T extends string>(field: string, otherwise: T): T => {
    const value = wanted[field];
    return ((typeof value === 'string' ? value : value?.[0]) ?? otherwise) as T;
  };
  if (on === 'reply')
    return {
      kind: 'reply',
      protocol: first('protocol', 'unknown'),
      status: first('status', 'no'),
      code: 0,
      enhanced: '',
      responseCode: '',
      command: first('command', ''),
      text,
    };
  if (on === 'oauth-error')
    return {
      kind: 'oauth-error',
      numbers: [],
      error: first('error', ''),
      suberror: '',
      text,
      server: first('server', 'unknown'),
      endpoint: 'unknown',
    };
  // Their status is a number.
  if ('status' in wanted) return undefined;
  if (on === 'graph-error') return { kind: 'graph-error', status: 0, code: '', text, challenge: '' };
  if (on === 'dsn') return { kind: 'dsn', action: 'failed', status: '', text };
  return undefined;
}
