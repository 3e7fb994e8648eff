// Which words are those of a cause: learned from its page and from the reports that are known to be its own. Term frequency by
// rarity, and of each cause the mean of its texts (a nearest centroid). The same texts give the same table.

import { letterOf } from './steps.ts';

export interface Lesson {
  /** Of `featuresOf`. */
  readonly features: ReadonlySet<string>;
  /** Ids of causes: one, or those that the text does not tell apart. */
  readonly is: readonly string[];
}

/** Of a cause: enough to know it by, few enough for all causes to be read at once. */
const featuresMax = 60;
/** What one text alone says is how its writer talks. */
const textsMin = 2;
/** So that a text of a cause's own reports gets about as many points as a symptom that is seldom anything else. */
const scale = 100;

/**
 * A line a feature, sorted by UTF-16 code units: the feature, a tab, and of each cause that it speaks for the place among
 * `ids` and a letter, which stands for its points. `likeness.ts` looks them up, which is why it is sorted.
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
  const table = new Map<string, string[]>();
  for (const [place, id] of ids.entries()) {
    const known = [...(sums.get(id) ?? [])].filter(([feature]) => (counts.get(feature) ?? 0) >= textsMin);
    const strongest = known.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, featuresMax);
    for (const [feature, weight] of unit(strongest)) {
      const letter = letterOf(scale * weight * rarity(feature));
      if (letter === '') continue;
      const entry = `${place}${letter}`;
      const entries = table.get(feature);
      if (entries) entries.push(entry);
      else table.set(feature, [entry]);
    }
  }
  return [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([feature, entries]) => `${feature}\t${entries.join('')}\n`)
    .join('');
}

type Weighed = readonly [feature: string, weight: number];

/** Of length 1, so that a long text counts no more than a short one. */
function unit(weights: readonly Weighed[]): Weighed[] {
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
  return weights.map(([feature, weight]) => [feature, weight / length]);
}
