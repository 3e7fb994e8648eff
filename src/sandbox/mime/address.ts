// Address lists of header fields (RFC 5322 section 3.4), read tolerantly: what real mail contains, not only what the
// grammar allows. Groups are kept, because IMAP's ENVELOPE shows them.

import { decodeWords } from './decode.ts';

export interface Address {
  /** As written, encoded words included: ENVELOPE wants it so. */
  readonly name: string | undefined;
  readonly mailbox: string;
  readonly host: string;
}

export interface AddressGroup {
  readonly group: string;
  readonly members: readonly Address[];
}

export type AddressEntry = Address | AddressGroup;

const entriesMax = 2000;

export function parseAddresses(text: string): AddressEntry[] {
  const tokens = tokenize(text);
  const entries: AddressEntry[] = [];
  let members: Address[] | undefined;
  let groupName = '';
  let words: Token[] = [];
  const finish = (): void => {
    const address = readAddress(words);
    words = [];
    if (address && entries.length < entriesMax) (members ?? entries).push(address);
  };
  for (const token of tokens) {
    if (token.kind === 'special' && token.text === ',') finish();
    else if (token.kind === 'special' && token.text === ':' && !members && !words.some(isAngle)) {
      groupName = joinWords(words);
      words = [];
      members = [];
    } else if (token.kind === 'special' && token.text === ';' && members) {
      finish();
      entries.push({ group: groupName, members });
      members = undefined;
    } else words.push(token);
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

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s+|"((?:[^"\\]|\\.)*)"?|\(((?:[^()\\]|\\.)*)\)?|<([^>]*)>?|([,:;])|[^\s",:;<(]+|[\s\S]/g;
  for (const match of text.matchAll(pattern)) {
    const [whole, quoted, comment, angle, special] = match;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replace(/\\(.)/g, '$1') });
    else if (comment !== undefined) tokens.push({ kind: 'comment', text: comment.replace(/\\(.)/g, '$1') });
    else if (angle !== undefined) tokens.push({ kind: 'angle', text: angle.trim() });
    else if (special !== undefined) tokens.push({ kind: 'special', text: special });
    else if (whole.trim() !== '') tokens.push({ kind: 'word', text: whole });
  }
  return tokens;
}

function readAddress(words: readonly Token[]): Address | undefined {
  const angle = words.find(isAngle);
  const comment = words.find((token) => token.kind === 'comment')?.text;
  if (angle) {
    const name = joinWords(words.filter((token) => token.kind !== 'angle' && token.kind !== 'comment'));
    // A source route (RFC 5322 section 4.4) is obsolete and dropped.
    const spec = angle.text.replace(/^@[^:]*:/, '');
    if (spec === '' && name === '') return undefined;
    return { name: name || comment || undefined, ...splitAddress(spec) };
  }
  const plain = words.filter((token) => token.kind !== 'comment');
  if (plain.length === 0) return undefined;
  const spec = plain
    .map((token) => token.text)
    .join(plain.some((token) => token.text.includes('@')) ? '' : ' ');
  return { name: comment, ...splitAddress(spec) };
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
