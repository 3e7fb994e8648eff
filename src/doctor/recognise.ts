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
  /** ... of which so many are alike: of one code and with one beginning, about other users or sessions. */
  alike: 16,
  /** Below that nothing is left out for being alike. */
  few: 64,
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
  // Of each shape of line: whom it is worth asking about it. Most shapes share one of a few lists.
  const shapes = new Map<number, readonly Recogniser[]>();
  const lists = new Map<string, readonly Recogniser[]>();
  for (const line of linesOf(input)) {
    const shape = reading.long ? shapeOf(line.text) : undefined;
    const known = shape === undefined ? undefined : shapes.get(shape);
    const asked = known ?? ofLines.filter(({ wants }) => wants.test(line.text));
    const told = asked.filter((recogniser) => {
      const count = recogniser.line ? kept.add(recogniser.line(line, reading)) : 0;
      return count > 0 || recogniser.keepsBooks === true;
    });
    if (shape !== undefined && known === undefined && shapes.size < limits.shapes)
      shapes.set(shape, sharedIn(lists, told));
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

function sharedIn(
  lists: Map<string, readonly Recogniser[]>,
  told: readonly Recogniser[],
): readonly Recogniser[] {
  const names = told.map(({ name }) => name).join();
  const known = lists.get(names);
  if (!known) lists.set(names, told);
  return known ?? told;
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
  readonly #slight = new Latest();
  readonly #weighty = new Latest();
  #order = 0;

  /** @returns how many pieces there were, new or not */
  add(found: Iterable<Evidence>): number {
    let count = 0;
    for (const evidence of found) {
      count += 1;
      const { place: _, ...what } = evidence;
      this.#order += 1;
      (isSlight(evidence) ? this.#slight : this.#weighty).set(JSON.stringify(what), {
        evidence,
        order: this.#order,
      });
    }
    return count;
  }

  list(): Evidence[] {
    return [...this.#weighty.list(), ...this.#slight.list()]
      .sort((a, b) => a.order - b.order)
      .map(({ evidence }) => withoutSecretsIn(evidence));
  }
}

interface Piece {
  readonly evidence: Evidence;
  readonly order: number;
}

/**
 * The latest pieces, each once: the same thing again is one thing, and the later place is nearer to where it failed. Too
 * many are thinned out now and then, into a map of their own. A map from which something is deleted for each that comes
 * is laid out anew all the time, and each layout keeps the next one alive until the old memory is collected: on a log of
 * distinct refusals that were 45 MB.
 */
class Latest {
  #pieces = new Map<string, Piece>();
  #roomFor: number = limits.few;

  set(key: string, piece: Piece): void {
    this.#pieces.set(key, piece);
    if (this.#pieces.size < this.#roomFor) return;
    this.#pieces = new Map(this.#thinned());
    this.#roomFor = Math.max(limits.few, 2 * this.#pieces.size);
  }

  list(): Piece[] {
    return this.#thinned(this.#pieces.size < limits.few).map(([, piece]) => piece);
  }

  #thinned(all = false): (readonly [string, Piece])[] {
    const ordered = [...this.#pieces].sort(([, a], [, b]) => b.order - a.order);
    const counts = new Map<string, number>();
    const kept = ordered.filter(([, { evidence }]) => {
      const gist = gistOf(evidence);
      const count = (counts.get(gist) ?? 0) + 1;
      counts.set(gist, count);
      return all || count <= limits.alike;
    });
    return kept.slice(0, limits.evidence / 2).reverse();
  }
}

/** Letters at the beginning of a sentence that tell it from others of the same code. */
const gistLetters = 24;
const ofOneCase: ReadonlySet<string> = new Set([
  'place',
  'user',
  'address',
  'traceId',
  'correlationId',
  'timestamp',
  'requestId',
  'expiresAt',
]);

/** What a piece says, whomever it is about. */
function gistOf(evidence: Evidence): string {
  return Object.entries(evidence)
    .filter(([field]) => !ofOneCase.has(field))
    .map(([field, value]) => (field === 'text' ? String(value).slice(0, gistLetters) : String(value)))
    .join('|');
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
