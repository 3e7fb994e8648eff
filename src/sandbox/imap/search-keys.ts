// The search keys of RFC 3501 section 6.4.4 as a predicate over messages. Depth is limited: Exchange, too, gives up
// on deep OR trees.

import type { ImapScanner } from '../../wire/imap/scanner.ts';
import { parseDay } from '../../wire/imap/write.ts';
import type { Flag } from '../mailboxes/item.ts';
import { decodeWords } from '../mime/decode.ts';
import { fieldText, headerText } from '../mime/parse.ts';
import { sentDay } from '../mime/read.ts';
import { hasText } from '../mime/search-text.ts';
import type { Quirks } from '../quirks.ts';
import { shownSize } from '../shown-size.ts';
import { findByNumber, findByUid, type Numbered } from './message-set.ts';
import type { Selected } from './selected.ts';

export type SearchKey = (message: Numbered) => boolean;

export interface SearchContext {
  readonly selected: Selected;
  readonly quirks: Quirks;
}

const depthMax = 20;
const dayMs = 86_400_000;

/** All keys up to the end or to `)`; undefined when one of them is not understood. */
export function readSearchKeys(
  scanner: ImapScanner,
  context: SearchContext,
  depth = 0,
): SearchKey | undefined {
  const keys: SearchKey[] = [];
  do {
    const key = readKey(scanner, context, depth);
    if (!key) return undefined;
    keys.push(key);
  } while (scanner.space());
  return (message) => keys.every((key) => key(message));
}

function readKey(scanner: ImapScanner, context: SearchContext, depth: number): SearchKey | undefined {
  const { selected, quirks } = context;
  if (depth > depthMax) return undefined;
  if (scanner.skip('(')) {
    const inner = readSearchKeys(scanner, context, depth + 1);
    return inner && scanner.skip(')') ? inner : undefined;
  }
  const before = scanner.at;
  const set = scanner.sequenceSet();
  if (set !== undefined) return isOneOf(findByNumber(selected, set));
  scanner.at = before;
  const name = scanner.atom()?.toUpperCase();
  if (name === undefined) return undefined;
  const text = (): string | undefined =>
    scanner.space() ? scanner.astring()?.bytes.toString('utf8') : undefined;
  const next = (): SearchKey | undefined =>
    scanner.space() ? readKey(scanner, context, depth + 1) : undefined;
  const flag = flagKeys[name];
  if (flag) return ({ item }) => item.flags.has(flag.flag) === flag.set;
  const field = addressFields[name];
  if (field) return inText(text(), ({ item }) => headerText(item.content.mime, field));
  switch (name) {
    case 'ALL':
      return () => true;
    case 'RECENT':
      return ({ item }) => selected.isRecent(item);
    case 'OLD':
      return ({ item }) => !selected.isRecent(item);
    case 'NEW':
      return ({ item }) => selected.isRecent(item) && !item.flags.has('\\Seen');
    case 'KEYWORD':
    case 'UNKEYWORD': {
      const keyword = text()?.toLowerCase();
      if (keyword === undefined) return undefined;
      return ({ item }) =>
        [...item.flags].some((known) => known.toLowerCase() === keyword) === (name === 'KEYWORD');
    }
    case 'HEADER': {
      const header = text()?.toLowerCase();
      const value = text()?.toLowerCase();
      if (header === undefined || value === undefined) return undefined;
      return ({ item: { content } }) =>
        content.mime.fields.some(
          (known) =>
            known.name.toLowerCase() === header &&
            decodeWords(fieldText(content.mime, known)).toLowerCase().includes(value),
        );
    }
    case 'BODY':
    case 'TEXT': {
      const wanted = text()?.toLowerCase();
      if (wanted === undefined) return undefined;
      return ({ item }) => hasText(item.content.mime, wanted, name === 'TEXT');
    }
    case 'LARGER':
    case 'SMALLER': {
      const size = scanner.space() ? scanner.number() : undefined;
      if (size === undefined) return undefined;
      return ({ item }) => {
        const shown = shownSize(item, quirks);
        return name === 'LARGER' ? shown > size : shown < size;
      };
    }
    case 'BEFORE':
    case 'ON':
    case 'SINCE':
      return onDay(text(), name, ({ item }) => item.receivedMs);
    case 'SENTBEFORE':
    case 'SENTON':
    case 'SENTSINCE':
      return onDay(text(), name.slice(4), ({ item }) => sentDay(item.content.mime));
    case 'UID': {
      const uids = scanner.space() ? scanner.sequenceSet() : undefined;
      return uids === undefined ? undefined : isOneOf(findByUid(selected, uids));
    }
    case 'NOT': {
      const key = next();
      return key && ((message) => !key(message));
    }
    case 'OR': {
      const first = next();
      const second = first && next();
      return first && second && ((message) => first(message) || second(message));
    }
    default:
      return undefined;
  }
}

const flagKeys: Record<string, { flag: Flag; set: boolean }> = {
  ANSWERED: { flag: '\\Answered', set: true },
  UNANSWERED: { flag: '\\Answered', set: false },
  DELETED: { flag: '\\Deleted', set: true },
  UNDELETED: { flag: '\\Deleted', set: false },
  DRAFT: { flag: '\\Draft', set: true },
  UNDRAFT: { flag: '\\Draft', set: false },
  FLAGGED: { flag: '\\Flagged', set: true },
  UNFLAGGED: { flag: '\\Flagged', set: false },
  SEEN: { flag: '\\Seen', set: true },
  UNSEEN: { flag: '\\Seen', set: false },
};

const addressFields: Record<string, string> = {
  FROM: 'from',
  TO: 'to',
  CC: 'cc',
  BCC: 'bcc',
  SUBJECT: 'subject',
};

function inText(
  wanted: string | undefined,
  read: (message: Numbered) => string | undefined,
): SearchKey | undefined {
  if (wanted === undefined) return undefined;
  const lower = wanted.toLowerCase();
  return (message) => {
    const text = read(message);
    return text !== undefined && decodeWords(text).toLowerCase().includes(lower);
  };
}

function onDay(
  text: string | undefined,
  name: string,
  read: (message: Numbered) => number | undefined,
): SearchKey | undefined {
  const day = text === undefined ? undefined : parseDay(text);
  if (day === undefined) return undefined;
  return (message) => {
    const at = read(message);
    if (at === undefined) return false;
    if (name === 'BEFORE') return at < day;
    return name === 'SINCE' ? at >= day : at >= day && at < day + dayMs;
  };
}

function isOneOf(messages: Numbered[] | undefined): SearchKey | undefined {
  if (!messages) return undefined;
  const uids = new Set(messages.map(({ item }) => item.uid));
  return ({ item }) => uids.has(item.uid);
}
