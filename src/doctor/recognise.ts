// From what somebody brings (a paste, a log, a token) to evidence. Walks the lines once; each recogniser is asked only about
// lines that may be its own. Limits hold whatever is brought: a binary file or ten megabytes of one brace end in time.

import type { Evidence } from './evidence.ts';
import { recognisers } from './recognisers/index.ts';
import { quote } from './redact.ts';

export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
}

/** What the lines before have shown; recognisers read it and write it. */
export interface Reading {
  /** Unix milliseconds: what 'expired' is measured by. */
  readonly nowMs: number;
  /** Protocol of the dialogue that is being read. */
  protocol: 'imap' | 'pop' | 'smtp' | 'unknown';
  /** The client's last command by IMAP tag, or under '' for POP and SMTP. */
  readonly commands: Map<string, string>;
}

/** One kind of text that is understood. A recogniser never throws and never keeps a secret. */
export interface Recogniser {
  readonly name: string;
  /** A quick look, without backtracking: is this line worth reading? */
  readonly wants: RegExp;
  line?(line: Line, reading: Reading): Iterable<Evidence>;
  /** A JSON object or array that stood in the text, alone or in the middle of a line. */
  json?(value: object, line: Line, reading: Reading): Iterable<Evidence>;
}

export const limits = {
  /** Octets that are read of a paste or a file. */
  bytes: 16 * 1024 * 1024,
  /** A longer line is read to here. */
  lineLength: 64 * 1024,
  /** Pieces of evidence that differ. */
  evidence: 400,
  jsonLength: 256 * 1024,
  /** JSON objects that are parsed. */
  jsonObjects: 2_000,
} as const;

export function recognise(text: string, nowMs: number): Evidence[] {
  const reading: Reading = { nowMs, protocol: 'unknown', commands: new Map() };
  const seen = new Map<string, Evidence>();
  const keep = (found: Iterable<Evidence>): void => {
    for (const evidence of found) {
      const { place: _, ...what } = evidence;
      const key = JSON.stringify(what);
      if (seen.size < limits.evidence || seen.has(key)) {
        // The same thing again is one thing; the later place is nearer to where it failed.
        seen.delete(key);
        seen.set(key, evidence);
      }
    }
  };
  let jsonLeft: number = limits.jsonObjects;
  let block: { text: string; depth: number; line: Line } | undefined;
  for (const line of linesOf(text)) {
    for (const recogniser of recognisers) {
      if (recogniser.line && recogniser.wants.test(line.text)) keep(recogniser.line(line, reading));
    }
    block = jsonLeft > 0 ? grow(block, line) : undefined;
    if (block && block.depth === 0) {
      jsonLeft -= 1;
      const value = parsed(block.text);
      const first = block.line;
      if (value) {
        for (const recogniser of recognisers) {
          if (recogniser.json && recogniser.wants.test(block.text))
            keep(recogniser.json(value, first, reading));
        }
      }
      block = undefined;
    }
  }
  return [...seen.values()];
}

/** Lines with what shells and mail programs break joined again: a backslash at the end goes on in the next line. */
function* linesOf(text: string): Generator<Line> {
  let at = 0;
  let number = 0;
  let joined = '';
  let start = 1;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end === -1 ? text.length : end;
    number += 1;
    const raw = text.slice(at, Math.min(stop, at + limits.lineLength)).replace(/\r$/, '');
    at = stop + 1;
    if (joined === '') start = number;
    if (/[^\\]\\$|^\\$/.test(raw) && joined.length < limits.lineLength) {
      joined += `${raw.slice(0, -1)} `;
      continue;
    }
    const whole = (joined + raw).slice(0, limits.lineLength);
    joined = '';
    if (whole.trim() !== '') yield { text: whole, number: start };
  }
  if (joined.trim() !== '') yield { text: joined, number: start };
}

/** Collects a JSON value that begins at a brace or bracket, over as many lines as it has. Depth 0: complete. */
function grow(
  block: { text: string; depth: number; line: Line } | undefined,
  line: Line,
): { text: string; depth: number; line: Line } | undefined {
  if (block && block.text.length + line.text.length > limits.jsonLength) return undefined;
  let piece = line.text;
  if (!block) {
    const open = piece.search(/[{[]\s*(?:["{[]|$)/);
    if (open === -1) return undefined;
    piece = piece.slice(open);
  }
  let text = block?.text ?? '';
  let depth = block?.depth ?? 0;
  let inString = false;
  for (let at = 0; at < piece.length; at += 1) {
    const character = piece[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return { text: text + piece.slice(0, at + 1), depth: 0, line: block?.line ?? line };
    }
  }
  text += `${piece}\n`;
  return { text, depth, line: block?.line ?? line };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** Where a line stood, as it may be shown. */
export function placeOf(line: Line): { readonly line: number; readonly quote: string } {
  return { line: line.number, quote: quote(line.text) };
}
