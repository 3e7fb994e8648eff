// From what somebody brings (a paste, a log, a token) to evidence. Walks the text twice: by lines, each recogniser being asked
// only about lines that may be its own, and by brackets. Limits hold whatever is brought: a binary file or ten megabytes of
// one brace end in time.

import { encodedParts } from './encoded-parts.ts';
import type { Evidence } from './evidence.ts';
import { jsonBlocks } from './json-blocks.ts';
import { shapeOf } from './line-shape.ts';
import { lineOf, linesOf } from './lines.ts';
import type { Reading, Recogniser } from './recogniser.ts';
import { recognisers } from './recognisers/index.ts';
import { quote, withoutSecrets } from './redact.ts';
import { settled } from './settle.ts';
import { longestInput } from './text-of.ts';

export const limits = {
  /** Octets that are worth handing over. */
  bytes: longestInput,
  /** Characters that are read of a paste or a file: its end, because that is where it failed. */
  text: 16 * 1024 * 1024,
  /** Pieces of evidence that differ. */
  evidence: 400,
  prose: 400,
  /** Characters at the end. */
  ending: 16 * 1024,
  /** Shapes of lines that are remembered. */
  shapes: 20_000,
  /** What is read as one thing. */
  whole: 64 * 1024,
  /** Objects inside of one block of JSON, and how deep. */
  objects: 500,
  depth: 10,
} as const;

export function recognise(text: string, nowMs: number): Evidence[] {
  const whole = text.length > limits.text ? text.slice(-limits.text) : text;
  const input = whole + encodedParts(whole);
  const reading: Reading = {
    nowMs,
    protocol: 'unknown',
    commands: new Map(),
    httpStatus: 0,
    server: 'unknown',
    long: input.length > limits.whole,
    proseLeft: limits.prose,
    endsFrom: lineAt(input, input.length - limits.ending),
    host: undefined,
    smtp: undefined,
  };
  const kept = new Kept();
  const beginning = withoutColours(input.slice(0, limits.whole));
  for (const recogniser of recognisers) {
    if (recogniser.whole && recogniser.wants.test(beginning)) kept.add(recogniser.whole(beginning, reading));
  }
  const ofLines = recognisers.filter((recogniser) => recogniser.line);
  // Of each shape of line: whom it is worth asking about it.
  const shapes = new Map<number, readonly Recogniser[]>();
  for (const line of linesOf(input)) {
    const shape = reading.long ? shapeOf(line.text) : undefined;
    const known = shape === undefined ? undefined : shapes.get(shape);
    const asked = known ?? ofLines.filter(({ wants }) => wants.test(line.text));
    const told = asked.filter((recogniser) => {
      const count = recogniser.line ? kept.add(recogniser.line(line, reading)) : 0;
      return count > 0 || recogniser.keepsBooks === true;
    });
    if (shape !== undefined && known === undefined && shapes.size < limits.shapes) shapes.set(shape, told);
  }
  for (const recogniser of recognisers) if (recogniser.end) kept.add(recogniser.end(reading));
  const ofJson = recognisers.filter((recogniser) => recogniser.json);
  for (const block of jsonBlocks(input)) {
    const wanting = ofJson.filter(({ wants }) => wants.test(block.text));
    if (wanting.length === 0) continue;
    const line = lineOf({ text: block.text.slice(0, 1_000), number: block.number });
    for (const value of objectsIn(block.value)) {
      for (const recogniser of wanting) if (recogniser.json) kept.add(recogniser.json(value, line, reading));
    }
  }
  return settled(kept.list());
}

/** The number of the line in which a character stands, from 1. */
function lineAt(text: string, place: number): number {
  let number = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < place; at = text.indexOf('\n', at + 1)) number += 1;
  return number;
}

/** Of a terminal; those in lines are left out by lines.ts. */
function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(/\x1b\[[0-9;]{0,20}[A-Za-z]/g, '') : text;
}

/** Differing pieces, up to the limit; of too many the slight ones go first, and the older ones. */
class Kept {
  readonly #slight = new Map<string, { evidence: Evidence; order: number }>();
  readonly #weighty = new Map<string, { evidence: Evidence; order: number }>();
  #order = 0;

  /** @returns how many pieces there were, new or not */
  add(found: Iterable<Evidence>): number {
    let count = 0;
    for (const evidence of found) {
      count += 1;
      const { place: _, ...what } = evidence;
      const key = JSON.stringify(what);
      const pool = isSlight(evidence) ? this.#slight : this.#weighty;
      // The same thing again is one thing; the later place is nearer to where it failed.
      pool.delete(key);
      this.#order += 1;
      pool.set(key, { evidence, order: this.#order });
      if (pool.size <= limits.evidence / 2) continue;
      const [oldest] = pool.keys();
      if (oldest !== undefined) pool.delete(oldest);
    }
    return count;
  }

  list(): Evidence[] {
    return [...this.#weighty.values(), ...this.#slight.values()]
      .sort((a, b) => a.order - b.order)
      .map(({ evidence }) => withoutSecretsIn(evidence));
  }
}

function isSlight(evidence: Evidence): boolean {
  if (evidence.kind === 'reply') return evidence.status === 'ok' || evidence.status === 'preauth';
  return evidence.kind === 'host' || evidence.kind === 'sign-in' || evidence.kind === 'user';
}

/** The last guard: whatever a recogniser took for a plain value is starred where it looks like a secret. */
export function withoutSecretsIn(evidence: Evidence): Evidence {
  const { place, ...fields } = evidence;
  const safe = Object.entries(fields).map(([name, value]): [string, unknown] => [name, safeValue(value)]);
  // Same fields, same types: strings stay strings.
  return {
    ...(Object.fromEntries(safe) as typeof fields),
    place: { line: place.line, quote: quote(place.quote) },
  };
}

function safeValue(value: unknown): unknown {
  if (typeof value === 'string') return value.length < 8 ? value : withoutSecrets(value);
  return Array.isArray(value) ? value.map(safeValue) : value;
}

/** The value itself and the objects in it, also in strings that are JSON again. */
function* objectsIn(root: object): Generator<Readonly<Record<string, unknown>>> {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let count = 0, at = 0; at < waiting.length && count < limits.objects; at += 1) {
    const { value: raw, depth } = waiting[at] ?? { value: undefined, depth: 0 };
    const value = typeof raw === 'string' ? again(raw) : raw;
    if (typeof value !== 'object' || value === null || depth > limits.depth) continue;
    if (!Array.isArray(value)) {
      count += 1;
      yield { ...value };
    }
    for (const inner of Object.values(value)) {
      if (waiting.length < 4 * limits.objects && (typeof inner === 'object' || typeof inner === 'string'))
        waiting.push({ value: inner, depth: depth + 1 });
    }
  }
}

function again(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  for (const { value } of jsonBlocks(text)) return value;
  return undefined;
}
