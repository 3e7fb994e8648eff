// $search on messages: the part of KQL (Keyword Query Language) that mail programs write. Words and phrases, properties
// with a colon, AND, OR, NOT and parentheses; words beside each other are joined by AND.

import { badRequest } from '../error.ts';

/** What can be searched in a message; the text is asked for only when a query needs it. */
export interface Searched {
  text(property: SearchProperty): string;
  readonly receivedMs: number;
  readonly hasAttachments: boolean;
  readonly isRead: boolean;
  readonly sizeBytes: number;
  readonly importance: string;
}
export type SearchProperty =
  | 'subject'
  | 'body'
  | 'from'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'attachment'
  | 'category'
  /** Everything that a query without a property looks at. */
  | 'any';

type Test = (message: Searched) => boolean;

const textProperties: Readonly<Record<string, readonly SearchProperty[]>> = {
  subject: ['subject'],
  subjecttitle: ['subject'],
  body: ['body'],
  from: ['from'],
  to: ['to'],
  cc: ['cc'],
  bcc: ['bcc'],
  recipients: ['to', 'cc', 'bcc'],
  participants: ['from', 'to', 'cc', 'bcc'],
  attachment: ['attachment'],
  category: ['category'],
};
const charsMax = 2000;
const depthMax = 20;

/** @throws GraphError 400 for what is not KQL. */
export function parseSearch(text: string, nowMs: number): Test {
  const query = unwrapped(text.trim());
  if (query.length > charsMax) throw badRequest('The search query is too long.', 'ErrorInvalidSearchQuery');
  const words = tokens(query);
  let at = 0;
  const peek = (): string | undefined => words[at];
  const either = (depth: number): Test => {
    if (depth > depthMax) throw invalid(text);
    const tests = [both(depth)];
    while (peek() === 'OR') {
      at += 1;
      tests.push(both(depth));
    }
    return (message) => tests.some((test) => test(message));
  };
  const both = (depth: number): Test => {
    const tests = [single(depth)];
    for (;;) {
      const word = peek();
      if (word === undefined || word === 'OR' || word === ')') break;
      if (word === 'AND') at += 1;
      tests.push(single(depth));
    }
    return (message) => tests.every((test) => test(message));
  };
  const single = (depth: number): Test => {
    const word = peek();
    at += 1;
    if (word === undefined || word === 'AND' || word === 'OR' || word === ')') throw invalid(text);
    if (word === 'NOT') {
      const test = single(depth + 1);
      return (message) => !test(message);
    }
    if (word === '(') {
      const test = either(depth + 1);
      if (peek() !== ')') throw invalid(text);
      at += 1;
      return test;
    }
    return restriction(word, nowMs, text);
  };
  const test = either(0);
  if (at < words.length) throw invalid(text);
  return test;
}

/** The whole is given in quotation marks; inside, they are escaped or doubled. */
function unwrapped(text: string): string {
  const inner = /^"([\s\S]*)"$/.exec(text)?.[1];
  if (inner === undefined) return text;
  return inner.replaceAll('\\"', '"').replaceAll('\\\\', '\\');
}

function tokens(query: string): string[] {
  const pattern = /[()]|-?[A-Za-z]+(?::|>=|<=|<|>|=)"[^"]*"|"[^"]*"|[^\s()"]+|"/g;
  return [...query.matchAll(pattern)].map(([word]) => word);
}

function restriction(word: string, nowMs: number, whole: string): Test {
  if (word.startsWith('-') && word.length > 1) {
    const test = restriction(word.slice(1), nowMs, whole);
    return (message) => !test(message);
  }
  const [, name, op = ':', written = ''] = /^([A-Za-z]+)(:|>=|<=|<|>|=)([\s\S]*)$/.exec(word) ?? [];
  const property = name?.toLowerCase() ?? '';
  const value = (name === undefined ? word : written).replace(/^"|"$/g, '');
  if (name === undefined) return contains(['any'], value);
  if (value === '') throw invalid(whole);
  const texts = Object.hasOwn(textProperties, property) ? textProperties[property] : undefined;
  if (texts) return contains(texts, value);
  switch (property) {
    case 'hasattachment':
    case 'hasattachments':
      return (message) => message.hasAttachments === isTrue(value);
    case 'isread':
    case 'read':
      return (message) => message.isRead === isTrue(value);
    case 'importance':
      return (message) => message.importance === value.toLowerCase();
    case 'size':
      return compared(op, (message) => message.sizeBytes, Number(value), whole);
    case 'received':
    case 'sent':
      return inTime(op, value, nowMs, whole);
    case 'kind':
      return () => value.toLowerCase() === 'email';
    default:
      // Not a property of mail: a word with a colon in it.
      return contains(['any'], word);
  }
}

/** Whole words; the last may be the beginning of one, as Exchange's index matches. */
function contains(properties: readonly SearchProperty[], wanted: string): Test {
  const clean = wanted.replace(/\*+$/, '').toLowerCase().trim();
  if (clean === '') return () => true;
  const escaped = clean.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const begins = /^[\p{L}\p{N}]/u.test(clean) ? '(?<![\\p{L}\\p{N}])' : '';
  const pattern = new RegExp(`${begins}${escaped}`, 'u');
  // Languages without spaces have no word borders to look for.
  const plain = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(clean);
  return (message) =>
    properties.some((property) => {
      const text = message.text(property).toLowerCase();
      return plain ? text.includes(clean) : pattern.test(text);
    });
}

function inTime(op: string, value: string, nowMs: number, whole: string): Test {
  const day = 86_400_000;
  const today = Math.floor(nowMs / day) * day;
  const range = /^(\S+)\.\.(\S+)$/.exec(value);
  const dateOf = (text: string): number => {
    const named = { today, yesterday: today - day }[text.toLowerCase()];
    const ms = named ?? Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : `${text} UTC`);
    const known = Number.isNaN(ms) ? Date.parse(text) : ms;
    if (Number.isNaN(known)) throw invalid(whole);
    return known;
  };
  if (range?.[1] && range[2]) {
    const [from, to] = [dateOf(range[1]), dateOf(range[2]) + day];
    return ({ receivedMs }) => receivedMs >= from && receivedMs < to;
  }
  const at = dateOf(value);
  // A date is a whole day.
  if (op === ':' || op === '=') return ({ receivedMs }) => receivedMs >= at && receivedMs < at + day;
  if (op === '>') return ({ receivedMs }) => receivedMs >= at + day;
  if (op === '<=') return ({ receivedMs }) => receivedMs < at + day;
  return op === '>=' ? ({ receivedMs }) => receivedMs >= at : ({ receivedMs }) => receivedMs < at;
}

function compared(op: string, read: (message: Searched) => number, wanted: number, whole: string): Test {
  if (Number.isNaN(wanted)) throw invalid(whole);
  return (message) => {
    const value = read(message);
    if (op === '>') return value > wanted;
    if (op === '<') return value < wanted;
    if (op === '>=') return value >= wanted;
    return op === '<=' ? value <= wanted : value === wanted;
  };
}

function isTrue(value: string): boolean {
  return /^(true|yes|1)$/i.test(value);
}

function invalid(text: string): Error {
  return badRequest(`Syntax error: the search query '${text}' is not valid.`, 'ErrorInvalidSearchQuery');
}
