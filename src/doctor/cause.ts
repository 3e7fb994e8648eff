// What a cause is: data, one file each below causes/. How to add one: CONTRIBUTING.md, "A cause that the doctor does not
// know". Nothing here decides anything; reason.ts does, and it is told no more of a cause than its clue.

import type { EvidenceKind, FieldsOf } from './evidence.ts';
import type { FactPattern } from './facts.ts';
import type { Said } from './said.ts';

/**
 * What a piece of evidence looks like where this is the cause. Every field that is named must be equal to one of the
 * values; of a list, one must be in it.
 */
export type Symptom = { readonly [K in EvidenceKind]: SymptomOf<K> }[EvidenceKind];

interface SymptomOf<K extends EvidenceKind> {
  readonly on: K;
  readonly where?: { readonly [F in keyof FieldsOf<K>]?: Wanted<FieldsOf<K>[F]> };
  /** The evidence's `text` says one of these: phrases as in phrase.ts, understood whatever the case and punctuation. */
  readonly says?: readonly string[];
  /** ... and none of these. */
  readonly saysNot?: readonly string[];
  /** ... and these facts are known: for what is no refusal, and wrong only together with something else. */
  readonly given?: FactPattern;
  /**
   * 0 to 100: how far this alone speaks for the cause. 90: it names this cause and no other. 70: it is what this cause
   * looks like, and seldom anything else. 50: one of two or three. 30: one of many. 10: it does not exclude it.
   */
  readonly weight: number;
}

// In brackets, so that a union is taken as one: a list may mix its values.
type Wanted<V> = [V] extends [readonly (infer One)[]] ? One | readonly One[] : V | readonly V[];

/** What else is known of the case and makes the cause likelier or less likely. */
export interface Weighing {
  readonly when: FactPattern;
  /** -100 to 100, added to the best symptom's weight. -100 says: then it cannot be this. */
  readonly add: number;
}

export interface Condition extends Weighing {
  /** One clause, for `--why`: 'the token is for Graph'. */
  readonly because: Said;
}

/** What one reader should do. Steps are sentences; code stands in backquotes, longer code in `code`. */
export interface Remedy {
  readonly steps: readonly Said[];
  /** Commands or requests to copy, the same in every language. `<...>` is what the reader fills in. */
  readonly code?: string;
}

/** documented: by Microsoft or an RFC. reported: seen in public logs or reports. inferred: follows from these. unsettled: reports contradict. */
export type Certainty = 'documented' | 'reported' | 'inferred' | 'unsettled';

/** What of a cause decides whether it is the one. */
export interface Clue {
  /** Kebab-case; the name of its page, never renamed. */
  readonly id: string;
  readonly symptoms: readonly Symptom[];
  readonly conditions?: readonly Weighing[];
  readonly certainty: Certainty;
  /** Points for how often people meet it, below 0 for what is seldom met. Counted (knowledge/usual.ts), not written. */
  readonly usual?: number;
}

export interface Cause extends Omit<Clue, 'usual'> {
  /** As people search for it: the error text first, then what it means. */
  readonly title: Said;
  /** What happened, in one or two sentences. */
  readonly what: Said;
  /** Why it happens. */
  readonly why: Said;
  readonly conditions?: readonly Condition[];
  /** At least one. */
  readonly remedies: {
    readonly user?: Remedy;
    readonly developer?: Remedy;
    readonly administrator?: Remedy;
  };
  /** RFC sections, titles of Microsoft's pages, or 'public reports'. */
  readonly sources: readonly string[];
  /** Ids of other causes. */
  readonly related?: readonly string[];
}
