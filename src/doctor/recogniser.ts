// What a recogniser is, and what it is given: whoever asks them (recognise.ts) knows all of them, and they know nobody.

import type { Evidence } from './evidence.ts';
import type { Line } from './lines.ts';
import type { Expression } from './recognisers/worded.ts';

/** What the lines before have shown; recognisers read it and write it. */
export interface Reading {
  /** Unix milliseconds: what 'expired' is measured by. */
  readonly nowMs: number;
  /** Protocol of the dialogue that is being read. */
  protocol: 'imap' | 'pop' | 'smtp' | 'unknown';
  /** The client's last command by IMAP tag, or under '' for POP and SMTP. */
  readonly commands: Map<string, string>;
  /** Status of the HTTP answer that is being read; 0 before there is one. */
  httpStatus: number;
  /** Whose identity server the requests before went to. */
  server: 'microsoft' | 'google' | 'yahoo' | 'unknown';
  /** There is more than is read as one thing. */
  readonly long: boolean;
  /** Lines of prose that are still listened to: people write some, logs have no end of them. */
  proseLeft: number;
  /** From this line on prose is listened to whatever stood before it: what a thread ends with is what it came to. */
  readonly endsFrom: number;
  /** A server that was named without its port, and where. */
  host: { readonly host: string; readonly number: number } | undefined;
  /** Lines of an SMTP reply that goes on. */
  smtp:
    | { readonly code: number; enhanced: string; readonly texts: string[]; readonly line: Line }
    | undefined;
}

/** One kind of text that is understood. A recogniser never throws and never keeps a secret. */
export interface Recogniser {
  readonly name: string;
  /** A quick look, without backtracking: is this line worth reading? */
  readonly wants: Pick<Expression, 'test'>;
  line?(line: Line, reading: Reading): Iterable<Evidence>;
  /** It writes into the reading also where it has nothing to tell: it is asked about every line that it wants. */
  readonly keepsBooks?: boolean;
  /** An object that stood in the text, alone, in the middle of a line, or inside of another. */
  json?(value: Readonly<Record<string, unknown>>, line: Line, reading: Reading): Iterable<Evidence>;
  /** The text from its beginning to `limits.whole`, for what may be one thing over many lines. */
  whole?(text: string, reading: Reading): Iterable<Evidence>;
  /** After the last line. */
  end?(reading: Reading): Iterable<Evidence>;
}

/** Where a line stood. Its secrets are starred when it is known which pieces of evidence are kept. */
export function placeOf(line: Line): { readonly line: number; readonly quote: string } {
  return { line: line.number, quote: line.text };
}
