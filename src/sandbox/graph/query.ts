// The OData options of a list of messages: $top, $skip, $select, $orderby, $count and the few $filter forms that the
// sandbox understands. What it does not understand is refused by name rather than ignored.

import type { Item } from '../mailboxes/item.ts';
import { headerText } from '../mime/parse.ts';
import { badRequest, GraphError } from './error.ts';

export interface MessageQuery {
  readonly top: number;
  readonly skip: number;
  readonly count: boolean;
  readonly select: readonly string[] | undefined;
  readonly matches: (item: Item) => boolean;
  readonly compare: (a: Item, b: Item) => number;
}

const known = new Set([
  '$top',
  '$skip',
  '$select',
  '$orderby',
  '$count',
  '$filter',
  '$skiptoken',
  '$deltatoken',
]);

/** @throws GraphError 400 for a value out of range, 501 for an option that is not there. */
export function readQuery(url: URL): MessageQuery {
  for (const name of url.searchParams.keys()) {
    if (name.startsWith('$') && !known.has(name)) {
      throw new GraphError(501, 'NotImplemented', `The sandbox does not understand ${name} here.`);
    }
  }
  const text = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  return {
    top: readNumber('$top', text('$top'), { min: 1, max: 1000, otherwise: 10 }),
    skip: readNumber('$skip', text('$skip'), { min: 0, max: Number.MAX_SAFE_INTEGER, otherwise: 0 }),
    count: text('$count')?.toLowerCase() === 'true',
    select: text('$select')
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    matches: readFilter(text('$filter')),
    compare: readOrder(text('$orderby')),
  };
}

/** Only the wanted properties; the id and the etag are always there. */
export function selected(
  message: Record<string, unknown>,
  select: readonly string[] | undefined,
): Record<string, unknown> {
  if (!select || select.includes('*')) return message;
  const wanted = new Set(['id', ...select.map((name) => name.toLowerCase())]);
  return Object.fromEntries(
    Object.entries(message).filter(([name]) => name.startsWith('@') || wanted.has(name.toLowerCase())),
  );
}

function readNumber(
  name: string,
  text: string | undefined,
  limits: { min: number; max: number; otherwise: number },
): number {
  if (text === undefined) return limits.otherwise;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= limits.min && value <= limits.max) return value;
  throw badRequest(`Invalid value '${text}' for ${name} query option found.`, 'ErrorInvalidParameter');
}

function readFilter(text: string | undefined): (item: Item) => boolean {
  if (text === undefined || text.trim() === '') return () => true;
  const tests = text.split(/\s+and\s+/i).map((clause) => {
    const test = readClause(clause.trim());
    if (!test)
      throw new GraphError(501, 'NotImplemented', `The sandbox does not understand the filter '${clause}'.`);
    return test;
  });
  return (item) => tests.every((test) => test(item));
}

function readClause(clause: string): ((item: Item) => boolean) | undefined {
  const id = /^internetMessageId\s+eq\s+'((?:[^']|'')*)'$/i.exec(clause)?.[1]?.replace(/''/g, "'");
  if (id !== undefined) return (item) => headerText(item.content.mime, 'message-id') === id;
  const flag = /^(isRead|isDraft)\s+(eq|ne)\s+(true|false)$/i.exec(clause);
  if (flag) {
    const name = flag[1]?.toLowerCase() === 'isread' ? '\\Seen' : '\\Draft';
    const wanted = (flag[3]?.toLowerCase() === 'true') === (flag[2]?.toLowerCase() === 'eq');
    return (item) => item.flags.has(name) === wanted;
  }
  const time = /^receivedDateTime\s+(ge|gt|le|lt)\s+'?(\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?)'?$/i.exec(clause);
  const at = Date.parse(time?.[2] ?? '');
  if (!time || Number.isNaN(at)) return undefined;
  switch ((time[1] ?? '').toLowerCase()) {
    case 'ge':
      return (item) => item.receivedMs >= at;
    case 'gt':
      return (item) => item.receivedMs > at;
    case 'le':
      return (item) => item.receivedMs <= at;
    default:
      return (item) => item.receivedMs < at;
  }
}

function readOrder(text: string | undefined): (a: Item, b: Item) => number {
  const match = /^receivedDateTime(?:\s+(asc|desc))?$/i.exec((text ?? 'receivedDateTime desc').trim());
  if (!match) throw new GraphError(501, 'NotImplemented', `The sandbox does not sort by '${text ?? ''}'.`);
  const sign = match[1]?.toLowerCase() === 'desc' ? -1 : 1;
  return (a, b) => sign * (a.receivedMs - b.receivedMs || a.uid - b.uid);
}
