// JSON and what looks like it, wherever it stands in a text. One walk over the characters with a stack of open brackets: a
// bracket that never closes hides nothing behind it, and brackets that close in vain cost no more than the budget.

import { looseJson } from './loose-json.ts';

export interface Block {
  readonly text: string;
  /** Line of its first character, counted from 1. */
  readonly number: number;
  readonly value: object;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  /** Complete brackets inside: what is left to try where the whole is no JSON. */
  readonly inner: readonly Span[];
}

/** A longer one is a file, not an answer; what is inside of it is looked at nevertheless. */
const longest = 256 * 1024;
const deepest = 500;
/** Characters that are parsed at all, and again inside of what was no JSON. */
const budgetOf = (text: string): number => 2 * text.length + 64 * 1024;

export function* jsonBlocks(text: string): Generator<Block> {
  let budget = budgetOf(text);
  for (const span of spansOf(text)) {
    const waiting: Span[] = [span];
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const length = one.end - one.start;
      // An object has a quote, a colon or an arrow in it; log levels in brackets do not.
      const piece = text.slice(one.start, one.end);
      if (length > 2 && length <= longest && budget > 0 && /["':=]/.test(piece)) {
        budget -= length;
        const value = parsed(piece);
        if (value) {
          yield { text: piece, number: one.number, value };
          continue;
        }
      }
      for (const inner of one.inner.slice(0, 200)) waiting.push(inner);
    }
  }
}

/** Outermost pairs of brackets, each as soon as nothing open could enclose it. */
function* spansOf(text: string): Generator<Span> {
  const open: { at: number; close: string; number: number }[] = [];
  let spans: Span[] = [];
  let number = 1;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 0x0a) {
      number += 1;
      // No string of JSON goes on in the next line; a single quotation mark in a sentence would.
      inString = false;
    } else if (character === 0x5c) at += text.charCodeAt(at + 1) === 0x0a ? 0 : 1;
    else if (character === 0x22) inString = open.length > 0 && !inString;
    else if (inString) continue;
    else if (character === 0x7b || character === 0x5b) {
      if (open.length >= deepest) open.splice(0, deepest / 2);
      open.push({ at, close: character === 0x7b ? '}' : ']', number });
    } else if (character === 0x7d || character === 0x5d) {
      const close = character === 0x7d ? '}' : ']';
      let from = open.length - 1;
      // A bracket of the other kind may have been left open, but not many: looking far for each would cost.
      const far = Math.max(-1, from - 4);
      while (from > far && open[from]?.close !== close) from -= 1;
      if (from === far) continue;
      const opened = open[from];
      if (!opened) continue;
      open.length = from;
      const outside = spans.findLastIndex((span) => span.start < opened.at) + 1;
      const inner = spans.slice(outside);
      if (at + 1 - opened.at <= longest) {
        spans.length = outside;
        spans.push({ start: opened.at, end: at + 1, number: opened.number, inner });
      }
      if (from === 0 || spans.length > 1_000) {
        yield* spans;
        spans = [];
      }
    } else continue;
    const oldest = open[0];
    if (oldest && at - oldest.at > longest) {
      open.shift();
      inString = false;
      const next = open[0]?.at ?? Number.POSITIVE_INFINITY;
      yield* spans.filter((span) => span.start < next);
      spans = spans.filter((span) => span.start >= next);
    }
  }
  yield* spans;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return looseJson(text);
    throw thrown;
  }
}
