// Fields with parameters: Content-Type and Content-Disposition (RFC 2045 section 5.1, RFC 2183). Parameters in pieces and in
// charsets (RFC 2231), and names in encoded words, which no RFC allows and every program writes.

import { decodeText } from '../charset/charset.ts';
import { decodeWords } from './words.ts';

export interface Parameterised {
  /** In lower case: `text/plain`, `attachment`. Empty where the field has none. */
  readonly value: string;
  /** By name in lower case, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

interface Piece {
  readonly order: number;
  readonly text: string;
  /** True where it is in percent notation. */
  readonly extended: boolean;
}

const parametersMax = 500;

/** @param field - unfolded, a byte in each character */
export function parseParameters(field: string, otherwise?: string): Parameterised {
  const [first, ...rest] = valueApart(split(field));
  const value = first.replace(/\s+/g, '').toLowerCase();
  const plain = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  for (const part of rest.slice(0, parametersMax)) {
    const at = part.indexOf('=');
    if (at === -1) continue;
    const name = part.slice(0, at).trim().toLowerCase();
    const text = part.slice(at + 1).trim();
    const found = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(name);
    if (!found) continue;
    const [, base = '', order, extended] = found;
    if (order === undefined && extended === undefined) {
      // Of two the first counts, as with fields.
      if (!plain.has(base)) plain.set(base, decodeWords(text, otherwise));
    } else {
      const known = pieces.get(base) ?? [];
      known.push({ order: Number(order ?? 0), text, extended: extended !== undefined });
      pieces.set(base, known);
    }
  }
  const parameters = new Map(plain);
  // RFC 6266 section 4.3: who writes both means the extended one.
  for (const [name, list] of pieces) parameters.set(name, joined(list, otherwise));
  return { value, parameters };
}

/** The value by itself also where the semicolon behind it, or the value in front of the parameters, was forgotten. */
function valueApart([first = '', ...rest]: readonly string[]): readonly [string, ...string[]] {
  const [, value = '', parameter] = /^([^=]*?)(?:^|[\s,]+)([\w*-]+\s*=[^]*)$/.exec(first) ?? [];
  return parameter === undefined ? [first, ...rest] : [value, parameter, ...rest];
}

function joined(pieces: readonly Piece[], otherwise: string | undefined): string {
  const inOrder = [...pieces].sort((a, b) => a.order - b.order);
  const charset = inOrder[0]?.extended ? /^([^']*)'[^']*'/.exec(inOrder[0].text) : undefined;
  const bytes = inOrder.map(({ text, extended }, index) => {
    const own = index === 0 && charset ? text.slice(charset[0].length) : text;
    return Buffer.from(extended ? unpercent(own) : own, 'latin1');
  });
  const whole = Buffer.concat(bytes);
  // Without a charset: some programs cut an encoded word into pieces.
  if (!charset) return decodeWords(whole.toString('latin1'), otherwise);
  return decodeText(whole, charset[1] || undefined, otherwise);
}

function unpercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** At semicolons outside of quotes and comments; quotes, backslashes and comments are taken away. */
function split(field: string): readonly string[] {
  const parts: string[] = [];
  let text = '';
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < field.length; at += 1) {
    const sign = field.charAt(at);
    if (quoted) {
      if (sign === '\\' && /["\\]/.test(field.charAt(at + 1))) {
        at += 1;
        text += field.charAt(at);
      } else if (sign === '"') quoted = false;
      else text += sign;
    } else if (depth > 0) {
      if (sign === '\\') at += 1;
      else if (sign === '(') depth += 1;
      else if (sign === ')') depth -= 1;
    } else if (sign === '"') quoted = true;
    // A bracket in an unquoted file name is no comment: comments stand behind a space.
    else if (sign === '(' && /[\s;]|^$/.test(field.charAt(at - 1)) && field.indexOf(')', at) !== -1)
      depth += 1;
    else if (sign === ';') {
      parts.push(text);
      text = '';
    } else text += sign;
  }
  parts.push(text);
  return parts;
}
