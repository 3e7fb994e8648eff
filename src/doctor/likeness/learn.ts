// Which words are those of a cause: learned from its page and from the reports that are known to be its own. Term frequency by
// rarity, and of each cause the mean of its texts (a nearest centroid). The same texts give the same table.

import { letterOf } from './steps.ts';

export interface Lesson {
  /** Of `featuresOf`. */
  readonly features: ReadonlySet<string>;
  /** Ids of causes: one, or those that the text does not tell apart. */
  readonly is: readonly string[];
}

/** What one text alone says, or two, is how their writers talk. */
const textsMin = 3;
/** So that a text of a cause's own reports gets about as many points as a symptom that is seldom anything else. */
const scale = 100;

/**
 * A line a feature, sorted by UTF-16 code units: the feature, a tab, and of each cause that it speaks for how many places
 * among `ids` it stands after the one before it, and a letter, which stands for its points. `likeness.ts` looks them up,
 * which is why it is sorted.
 */
export function learn(ids: readonly string[], lessons: readonly Lesson[]): string {
  const counts = new Map<string, number>();
  for (const { features } of lessons)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const rarity = (feature: string): number =>
    Math.log((lessons.length + 1) / ((counts.get(feature) ?? 0) + 1));
  const sums = new Map(ids.map((id) => [id, new Map<string, number>()]));
  for (const { is, features } of lessons) {
    const weights = unit([...features].map((feature) => [feature, rarity(feature)]));
    for (const id of is) {
      const sum = sums.get(id);
      for (const [feature, weight] of sum ? weights : []) sum?.set(feature, (sum.get(feature) ?? 0) + weight);
    }
  }
  const table = new Map<string, { line: string; place: number }>();
  for (const [place, id] of ids.entries()) {
    const known = [...(sums.get(id) ?? [])].filter(([feature]) => (counts.get(feature) ?? 0) >= textsMin);
    for (const [feature, weight] of unit(known)) {
      const letter = letterOf(scale * weight * rarity(feature));
      if (letter === '') continue;
      const before = table.get(feature) ?? { line: `${feature}\t`, place: 0 };
      table.set(feature, { line: `${before.line}${place - before.place}${letter}`, place });
    }
  }
  return [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { line }]) => `${line}\n`)
    .join('');
}

type Weighed = readonly [feature: string, weight: number];

/** Of length 1, so that a long text counts no more than a short one. */
function unit(weights: readonly Weighed[]): Weighed[] {
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
  return weights.map(([feature, weight]) => [feature, weight / length]);
}
