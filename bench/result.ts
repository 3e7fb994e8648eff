// What a benchmark says, and how it is printed: the figure, the peer beside it in the same run, the target, and whether
// it was met. A figure that is missed is said to be missed.

export interface Result {
  readonly what: string;
  readonly ours: string;
  /** The peer and its figure, or why there is none. */
  readonly peer: string;
  /** Peer divided by ours, or ours by the peer, as the sentence of `target` means it. */
  readonly ratio: number | undefined;
  readonly target: string;
  readonly met: boolean | undefined;
  /** How it was measured: rounds, spread. */
  readonly how: string;
  /** Where the time goes, by function; for what was missed. */
  readonly profile?: readonly string[];
}

export interface Bench {
  readonly name: string;
  run(say: (text: string) => void): Promise<Result[]>;
}

export function printTable(results: readonly Result[], out: (line: string) => void): void {
  const head = ['what', 'mailgrant', 'peer', 'ratio', 'target', 'met'];
  const rows = results.map((result) => [
    result.what,
    result.ours,
    result.peer,
    result.ratio === undefined ? '-' : result.ratio.toFixed(result.ratio < 10 ? 2 : 0),
    result.target,
    result.met === undefined ? '-' : result.met ? 'yes' : 'MISSED',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  out(line(head));
  out(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of rows) out(line(row));
  out('');
  for (const { what, how, profile = [] } of results) {
    out(`${what}: ${how}.`);
    for (const line of profile) out(`    ${line}`);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The middle half of the values, as 'from to'. */
export function spread(values: readonly number[], show: (value: number) => string): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return `${show(at(0.25))} to ${show(at(0.75))}`;
}
