// Sets of message numbers such as `2,4:7,*` (RFC 3501 section 9, sequence-set), kept as ranges: `1:*` of a large folder
// is one range and not a million numbers.

export type SequenceRange = readonly [from: number, to: number];

export const rangesMax = 10_000;

/** Ranges in the order written, `*` replaced by `largest`; undefined for what is no sequence set. */
export function parseSequenceSet(text: string, largest: number): SequenceRange[] | undefined {
  const pieces = text.split(',');
  if (pieces.length > rangesMax) return undefined;
  const ranges: SequenceRange[] = [];
  for (const piece of pieces) {
    const match = /^(\*|[1-9]\d{0,9})(?::(\*|[1-9]\d{0,9}))?$/.exec(piece);
    if (!match) return undefined;
    const [a, b] = [match[1], match[2] ?? match[1]].map((end) => (end === '*' ? largest : Number(end)));
    if (a === undefined || b === undefined) return undefined;
    ranges.push(a <= b ? [a, b] : [b, a]);
  }
  return ranges;
}

/** Ascending and without overlaps, so that every number in the set is met once. */
export function mergeRanges(ranges: readonly SequenceRange[]): SequenceRange[] {
  const merged: Array<[number, number]> = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** The shortest way to write `numbers` in their order: `1:3,7`. Empty for none. */
export function formatSequenceSet(numbers: readonly number[]): string {
  const pieces: string[] = [];
  let from: number | undefined;
  let last: number | undefined;
  const flush = (): void => {
    if (from !== undefined) pieces.push(from === last ? `${from}` : `${from}:${last}`);
  };
  for (const number of numbers) {
    if (last !== undefined && number === last + 1) last = number;
    else {
      flush();
      from = number;
      last = number;
    }
  }
  flush();
  return pieces.join(',');
}
