// Addresses of a header field: RFC 5322 section 3.4 with its obsolete forms, groups opened into their members, names decoded.
// And what people's programs make of it: semicolons between addresses, unclosed quotes, no address at all.

import { decodeWords, plainLine } from './words.ts';

export interface Address {
  readonly name: string | undefined;
  /** Addr-spec. Empty where a field has a name alone. */
  readonly address: string;
}

/** The largest distribution lists that are written out have a few thousand. */
const addressesMax = 10_000;

interface Token {
  readonly kind: 'text' | 'quoted' | 'comment' | 'sign';
  readonly text: string;
}

/** @param value - unfolded, a byte in each character */
export function parseAddresses(value: string, otherwise?: string): readonly Address[] {
  const found: Address[] = [];
  let current: Token[] = [];
  const close = (): void => {
    const address = addressOf(current, otherwise);
    if (address) found.push(address);
    current = [];
  };
  let inAngle = false;
  for (const token of tokens(value)) {
    if (found.length >= addressesMax) break;
    const sign = token.kind === 'sign' ? token.text : '';
    if (sign === '<') inAngle = true;
    if (sign === '>') inAngle = false;
    if (!inAngle && (sign === ',' || sign === ';')) close();
    // What stands before a colon is the name of a group, unless it is within an address: source routes and literals.
    else if (!inAngle && sign === ':') current = [];
    else current.push(token);
  }
  close();
  return found;
}

function addressOf(all: readonly Token[], otherwise: string | undefined): Address | undefined {
  const start = all.findIndex(({ kind, text }) => kind === 'sign' && text === '<');
  const comments = all.filter(({ kind }) => kind === 'comment').map(({ text }) => text);
  const shown = (text: string): string | undefined => plainLine(decodeWords(text, otherwise)) || undefined;
  if (start !== -1) {
    const end = all.findIndex(({ kind, text }, index) => index > start && kind === 'sign' && text === '>');
    const inside = all.slice(start + 1, end === -1 ? undefined : end);
    const before = all.slice(0, start).filter(({ kind }) => kind !== 'comment');
    const name = shown(phrase(before)) ?? shown(comments.join(' '));
    const address = spec(inside, otherwise);
    return name === undefined && address === '' ? undefined : { name, address };
  }
  const words = all.filter(({ kind }) => kind !== 'comment');
  const text = words.map(({ text: piece }) => piece).join('');
  if (text.trim() === '') return undefined;
  // Without angle brackets: an address, or a name that lacks one, or a name with the address somewhere in it.
  if (words.every(({ kind }) => kind === 'quoted')) return named(phrase(words), shown);
  const bare = spec(words, otherwise);
  if (!/\s/.test(bare.replace(/"[^"]*"/, '')) && bare.includes('@'))
    return { name: shown(comments.join(' ')), address: bare };
  const within = /\S+@\S+/.exec(text)?.[0];
  if (within !== undefined) {
    return { name: shown(text.replace(within, ' ')), address: plainLine(decodeWords(within, otherwise)) };
  }
  // `root` alone is an address at this host; more than a word is somebody's name.
  return /\s/.test(text.trim()) || /=\?/.test(text) || !/^[\x21-\x7e]+$/.test(text.trim())
    ? named(phrase(words), shown)
    : { name: shown(comments.join(' ')), address: text.trim() };
}

function named(text: string, shown: (text: string) => string | undefined): Address | undefined {
  const name = shown(text);
  // "anna@contoso.example" in quotes and nothing else is an address all the same.
  if (name !== undefined && /^[^\s@]+@[^\s@]+$/.test(name)) return { name: undefined, address: name };
  return name === undefined ? undefined : { name, address: '' };
}

/** Quoted pieces without their quotes: the space between pieces is theirs. */
function phrase(all: readonly Token[]): string {
  return all.map(({ text }) => text).join('');
}

/** Addr-spec without white space and without a source route; a quoted local part keeps its quotes. */
function spec(all: readonly Token[], otherwise: string | undefined): string {
  const text = all
    .filter(({ kind }) => kind !== 'comment')
    .map(({ kind, text: piece }) =>
      kind === 'quoted' ? `"${piece.replace(/["\\]/g, '\\$&')}"` : piece.replace(/\s*([.@])\s*/g, '$1'),
    )
    .join('')
    .trim()
    .replace(/^@[^:]*:/, '')
    // Some programs write a link's address here.
    .replace(/^(?:mailto|smtp):(?=[^\s@]+@[^\s@]+$)/i, '');
  return plainLine(decodeWords(text.replace(/^"([\w.+-]+)"@/, '$1@'), otherwise));
}

/** Quoted strings and comments without their marks and backslashes; each of `<>,;:` outside of them by itself. */
function tokens(value: string): readonly Token[] {
  const found: Token[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') found.push({ kind: 'text', text });
    text = '';
  };
  for (let at = 0; at < value.length; at += 1) {
    const sign = value.charAt(at);
    if (sign === '"' || sign === '(') {
      const closed = enclosed(value, at);
      if (closed) {
        flush();
        found.push({ kind: sign === '"' ? 'quoted' : 'comment', text: closed.text });
        at = closed.end;
        // An unclosed quote or bracket is a sign like any other.
      } else if (sign === '(') text += sign;
    } else if (sign === '[') {
      const end = value.indexOf(']', at);
      const literal = end === -1 || end - at > 255 ? sign : value.slice(at, end + 1);
      text += literal;
      at += literal.length - 1;
    } else if ('<>,;:'.includes(sign)) {
      flush();
      found.push({ kind: 'sign', text: sign });
    } else text += sign;
  }
  flush();
  return found;
}

/** No quoted string and no comment is longer; the bound keeps thousands of unclosed ones cheap. */
const enclosedCharsMax = 4000;

function enclosed(value: string, start: number): { text: string; end: number } | undefined {
  const quoted = value.charAt(start) === '"';
  let depth = 1;
  let text = '';
  for (let at = start + 1; at < Math.min(value.length, start + enclosedCharsMax); at += 1) {
    const sign = value.charAt(at);
    if (sign === '\\' && at + 1 < value.length) {
      at += 1;
      text += value.charAt(at);
      continue;
    }
    if (quoted ? sign === '"' : sign === ')') depth -= 1;
    else if (!quoted && sign === '(') depth += 1;
    if (depth === 0) return { text, end: at };
    text += sign;
  }
  return undefined;
}
