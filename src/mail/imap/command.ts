// A command whose whole answer matters. imapflow's own methods say `false` for a NO, leave out what they do not know of an
// answer, and take a message to append as one piece; its exec() does none of that, and is what they are made of.

import type { ImapFlow, ImapFlowError } from 'imapflow';

/** A token as the library compiles and parses it; an array is a parenthesized list. */
export type Token =
  | { readonly type: 'ATOM' | 'SEQUENCE' | 'STRING' | 'TEXT'; readonly value: string }
  | { readonly type: 'LITERAL'; readonly value: Buffer }
  | readonly Token[];

/** A line of the server. A quoted string and an atom have text, a literal has bytes, NIL is null. */
export interface Answer {
  readonly command: string;
  readonly attributes?: readonly AnswerToken[];
}

export type AnswerToken =
  | {
      readonly value?: string | Uint8Array;
      readonly section?: readonly AnswerToken[];
    }
  | readonly AnswerToken[]
  | null;

interface Exec {
  exec(
    command: string,
    attributes: readonly Token[],
    options: {
      untagged?: Readonly<Record<string, (line: Answer) => Promise<void>>>;
      onPlusTag?: () => Promise<void>;
    },
  ): Promise<{ readonly response: Answer; next(): void }>;
}

/** The code in brackets and what stands behind it: ['APPENDUID', '14', '5']. */
export async function command(
  client: ImapFlow,
  name: string,
  tokens: readonly Token[],
  options: {
    untagged?: Readonly<Record<string, (line: Answer) => void>>;
    /** The server waits for the literal that ends the command. */
    onContinuation?: () => Promise<void>;
  } = {},
): Promise<readonly AnswerToken[]> {
  const untagged = Object.fromEntries(
    Object.entries(options.untagged ?? {}).map(([key, hear]) => [key, async (line: Answer) => hear(line)]),
  );
  const { onContinuation } = options;
  // exec() is left out of the published types only.
  const { response, next } = await (client as unknown as Exec).exec(name, tokens, {
    untagged,
    ...(onContinuation ? { onPlusTag: onContinuation } : {}),
  });
  next();
  return codeOf(response);
}

/** @returns [] for an answer without a code */
export function codeOf(answer: Answer | undefined): readonly AnswerToken[] {
  const first = answer?.attributes?.[0];
  return (isList(first) ? undefined : first?.section) ?? [];
}

/** NO or BAD, whichever words: [BADCHARSET], "Command Argument Error. 11". */
export function isRefusal(thrown: unknown): boolean {
  const { responseStatus, code } = thrown as Partial<ImapFlowError>;
  return (responseStatus === 'NO' || responseStatus === 'BAD') && code !== 'ETHROTTLE';
}

/** The name of the code in brackets in a refusal: 'BADCHARSET', 'TRYCREATE'. */
export function refusalCode(thrown: unknown): string {
  const { response } = thrown as { response?: Answer };
  return textOf(codeOf(response)[0]).toUpperCase();
}

export function textOf(token: AnswerToken | undefined): string {
  if (token === null || token === undefined || isList(token)) return '';
  const { value } = token;
  return typeof value === 'string' ? value : Buffer.from(value ?? []).toString();
}

export function isList(token: AnswerToken | undefined): token is readonly AnswerToken[] {
  return Array.isArray(token);
}

export function atom(value: string): Token {
  return { type: 'ATOM', value };
}

/** RFC 3501's astring: quoted where that can carry it, else a literal. */
export function astring(text: string): Token {
  const bytes = Buffer.from(text, 'utf8');
  // Quoted strings carry 7-bit text without line ends, and some servers allow no long line.
  const fits = bytes.length <= 200 && /^[\x20-\x7e]*$/.test(text);
  return fits ? { type: 'STRING', value: text } : { type: 'LITERAL', value: bytes };
}

/** `1:3,7`, ascending, in pieces of at most `uidsMax` UIDs and a line's length. */
export function uidSets(uids: readonly number[], uidsMax = 1000): readonly string[] {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const sets: string[] = [];
  let ranges: string[] = [];
  let count = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (count + (end - at) + 1 < uidsMax && sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    ranges.push(end === at ? String(sorted[at]) : `${sorted[at]}:${sorted[end]}`);
    count += end - at + 1;
    at = end + 1;
    if (count >= uidsMax || at >= sorted.length) {
      sets.push(ranges.join(','));
      ranges = [];
      count = 0;
    }
  }
  return sets;
}
