// Address lists of header fields (RFC 5322 sections 3.4 and 4.4), read tolerantly: what real mail contains, not only
// what the grammar allows. Groups and routes are kept, because IMAP's ENVELOPE shows them.

import { decodeWords } from './decode.ts';

export interface Address {
  /** As written, encoded words included: ENVELOPE wants it so. */
  readonly name: string | undefined;
  /** `@a,@b` of an obsolete source route. */
  readonly route?: string;
  /** Without the quotes that it may have been written in. */
  readonly mailbox: string;
  readonly host: string;
}

export interface AddressGroup {
  readonly group: string;
  readonly members: readonly Address[];
}

export type AddressEntry = Address | AddressGroup;

const entriesMax = 2000;

/** What most fields are, for speed: one address, with a name in plain words or without. */
const single =
  /^(?:(?:([\w!#$%&'*+\-/=?^`{|}~.]+(?: [\w!#$%&'*+\-/=?^`{|}~.]+)*) )?<([^\s<>@",:;()\\[\]]+)@([^\s<>@",:;()\\[\]]+)>|([^\s<>@",:;()\\[\]]+)@([^\s<>@",:;()\\[\]]+))$/;

export function parseAddresses(text: string): AddressEntry[] {
  const simple = text.length < 320 ? single.exec(text) : null;
  if (simple) {
    const [, name, mailbox = simple[4] ?? '', host = simple[5] ?? ''] = simple;
    return [{ name, mailbox, host }];
  }
  const entries: AddressEntry[] = [];
  let members: Address[] | undefined;
  let groupName = '';
  let words: Token[] = [];
  let count = 0;
  const finish = (): void => {
    const address = readAddress(words);
    words = [];
    count += 1;
    if (address && count <= entriesMax) (members ?? entries).push(address);
  };
  for (const token of tokenize(text)) {
    if (token.kind !== 'special') words.push(token);
    else if (token.text === ':' && !members && !words.some(isAngle)) {
      groupName = joinWords(words);
      words = [];
      members = [];
    } else if (token.text === ';' && members) {
      finish();
      entries.push({ group: groupName, members });
      members = undefined;
    } // Outside of a group a semicolon is Outlook's comma.
    else if (token.text !== ':') finish();
  }
  finish();
  if (members) entries.push({ group: groupName, members });
  return entries;
}

/** All addresses, groups opened, names decoded: what a person or Graph wants to see. */
export function flatAddresses(text: string | undefined): Array<{ name: string; address: string }> {
  if (!text) return [];
  return parseAddresses(text)
    .flatMap((entry) => ('group' in entry ? entry.members : [entry]))
    .map(({ name, mailbox, host }) => ({
      name: decodeWords(name ?? ''),
      address: host ? `${mailbox}@${host}` : mailbox,
    }));
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'comment' | 'angle' | 'special';
  readonly text: string;
}

const isAngle = (token: Token): boolean => token.kind === 'angle';

/** A quote that is never closed is skipped as a slip of the pen. */
function* tokenize(text: string): Generator<Token> {
  const pattern =
    /\s+|"((?:[^"\\]|\\.)*)"|<((?:"(?:[^"\\]|\\.)*"|[^>"])*)>?|([,:;])|\[[^\]]*\]|[^\s",:;<([]+|"|[\s\S]/g;
  while (pattern.lastIndex < text.length) {
    if (text[pattern.lastIndex] === '(') {
      const end = commentEnd(text, pattern.lastIndex);
      yield { kind: 'comment', text: unescape(text.slice(pattern.lastIndex + 1, end)).trim() };
      pattern.lastIndex = end + 1;
      continue;
    }
    const match = pattern.exec(text);
    if (!match) return;
    const [whole, quoted, angle, special] = match;
    if (quoted !== undefined) yield { kind: 'quoted', text: unescape(quoted) };
    else if (angle !== undefined) yield { kind: 'angle', text: angle.trim() };
    else if (special !== undefined) yield { kind: 'special', text: special };
    else if (whole.trim() !== '' && whole !== '"') yield { kind: 'word', text: whole };
  }
}

/** Where the bracket at `at` is closed; comments nest (RFC 5322 section 3.2.2). */
function commentEnd(text: string, at: number): number {
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '\\') index += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return text.length;
}

function readAddress(words: readonly Token[]): Address | undefined {
  const angle = words.findIndex(isAngle);
  if (angle >= 0) {
    const name = joinWords(words.filter((_, index) => index !== angle));
    const spec = readSpec(words[angle]?.text ?? '');
    if (spec.mailbox === '' && spec.host === '' && name === '') return undefined;
    const comment = words.find(({ kind }, index) => kind === 'comment' && index > angle)?.text;
    return { name: name || comment || undefined, ...spec };
  }
  const plain = words.filter((token) => token.kind !== 'comment');
  if (plain.length === 0) return undefined;
  const last = words.indexOf(plain.at(-1) ?? words[0] ?? { kind: 'word', text: '' });
  const comment = words.find(({ kind }, index) => kind === 'comment' && index > last)?.text;
  const joined = plain.some((token) => token.text.includes('@')) ? '' : ' ';
  return { name: comment || undefined, ...splitAddress(plain.map((token) => token.text).join(joined)) };
}

/** What stands between angle brackets: route, local part in quotes or not, domain; spaces mean nothing. */
function readSpec(text: string): Omit<Address, 'name'> {
  const route = /^\s*(@[^:]*):/.exec(text);
  const spec = route ? text.slice(route[0].length) : text;
  const quoted = /^\s*"((?:[^"\\]|\\.)*)"\s*@?(.*)$/s.exec(spec);
  const address =
    quoted?.[1] === undefined
      ? splitAddress(spec.replace(/\s+/g, ''))
      : { mailbox: unescape(quoted[1]), host: (quoted[2] ?? '').replace(/\s+/g, '') };
  return route?.[1] === undefined ? address : { ...address, route: route[1].replace(/\s+/g, '') };
}

function joinWords(words: readonly Token[]): string {
  return words
    .filter((token) => token.kind === 'word' || token.kind === 'quoted')
    .map((token) => token.text)
    .join(' ');
}

function splitAddress(spec: string): { mailbox: string; host: string } {
  const at = spec.lastIndexOf('@');
  return at < 0 ? { mailbox: spec, host: '' } : { mailbox: spec.slice(0, at), host: spec.slice(at + 1) };
}

function unescape(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, '$1') : text;
}
