// What people type to search, after the customs of webmail: `from:ben subject:"annual report" since:2026-01-01 unread
// larger:5MB words`. Each word of the command line is one condition, as the shell has quoted it; one with double quotes in it
// is taken apart here. All conditions must hold.

import { fail } from '../../errors/error.ts';
import type { SearchQuery } from '../../mail/search-query.ts';

type Writable = { -readonly [name in keyof SearchQuery]: SearchQuery[name] };

export interface Search {
  readonly query: SearchQuery;
  /** `in:archive`. */
  readonly folder: string | undefined;
}

const texts = ['from', 'to', 'cc', 'subject', 'body'] as const;
const dates = { since: 'sinceMs', after: 'sinceMs', before: 'beforeMs' } as const;
const sizes = { larger: 'largerThanBytes', smaller: 'smallerThanBytes' } as const;
const states: Readonly<Record<string, SearchQuery>> = {
  unread: { seen: false },
  read: { seen: true },
  flagged: { flagged: true },
  unflagged: { flagged: false },
  answered: { answered: true },
  unanswered: { answered: false },
  draft: { draft: true },
};
/** These few also without `is:`; whoever looks for the word itself says text:unread. */
const bareStates = ['unread', 'flagged'];

const keys = [...texts, ...Object.keys(dates), ...Object.keys(sizes), 'has', 'is', 'in', 'text'];

/** @throws `usage` */
export function searchOf(words: readonly string[], nowMs: number): Search {
  const query: Writable = {};
  let folder: string | undefined;
  for (const term of words.flatMap(termsOf)) {
    const [, key = '', value = ''] = /^([a-z]+):(?!\/\/)(.*)$/is.exec(term) ?? [];
    const name = key.toLowerCase();
    if (key === '') {
      if (bareStates.includes(term.toLowerCase())) Object.assign(query, states[term.toLowerCase()]);
      else query.text = [...(query.text ?? []), term];
    } else if (!keys.includes(name)) {
      throw strange(`no condition is called "${key}:"; there are ${keys.map((one) => `${one}:`).join(' ')}`);
    } else if (value === '') {
      throw strange(`"${term}" has nothing after the colon`);
    } else if (name === 'in') folder = value;
    else if (name === 'text') query.text = [...(query.text ?? []), value];
    else Object.assign(query, condition(name, value, nowMs));
  }
  return { query, folder };
}

function condition(name: string, value: string, nowMs: number): SearchQuery {
  if (isKey(dates, name)) return { [dates[name]]: moment(value, nowMs) };
  if (isKey(sizes, name)) return { [sizes[name]]: bytes(value) };
  if (name === 'has') {
    if (/^attachments?$/i.test(value)) return { hasAttachments: true };
    throw strange(`has: knows attachment, not "${value}"`);
  }
  if (name === 'is') {
    const state = states[value.toLowerCase()];
    if (state) return state;
    throw strange(`is: knows ${Object.keys(states).join(', ')}, not "${value}"`);
  }
  return { [name]: value };
}

/** `subject:"annual report" unread` in one word; without double quotes it is one condition as it stands. */
function termsOf(word: string): string[] {
  if (!word.includes('"')) return word.trim() === '' ? [] : [word];
  const terms = word.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return terms.map((term) => term.replaceAll('"', '')).filter((term) => term !== '');
}

/** A day of the local zone, a moment, or how long ago. */
function moment(text: string, nowMs: number): number {
  const [, ago, unit] = /^(\d{1,5})(h|d|w|m|y)$/i.exec(text) ?? [];
  const day = new Date(nowMs);
  if (ago !== undefined && unit?.toLowerCase() === 'h') return nowMs - Number(ago) * 3_600_000;
  day.setHours(0, 0, 0, 0);
  if (ago !== undefined) {
    const count = Number(ago);
    if (/d/i.test(unit ?? '')) day.setDate(day.getDate() - count);
    if (/w/i.test(unit ?? '')) day.setDate(day.getDate() - 7 * count);
    if (/m/i.test(unit ?? '')) day.setMonth(day.getMonth() - count);
    if (/y/i.test(unit ?? '')) day.setFullYear(day.getFullYear() - count);
    return day.getTime();
  }
  if (text.toLowerCase() === 'today') return day.getTime();
  if (text.toLowerCase() === 'yesterday') return day.setDate(day.getDate() - 1);
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text);
  const at =
    year !== undefined
      ? new Date(Number(year), Number(month) - 1, Number(date))
      : new Date(whole ? text : '');
  // 2026-02-31 would quietly be a day of March.
  if (Number.isNaN(at.getTime()) || (date !== undefined && at.getDate() !== Number(date))) {
    throw strange(`"${text}" is no date; dates are 2026-01-31, today, yesterday, or 7d, 2w, 6m, 1y ago`);
  }
  return at.getTime();
}

const multiples: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

function bytes(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  const multiple = multiples[unit.toLowerCase()];
  if (number !== undefined && multiple !== undefined) return Math.round(Number(number) * multiple);
  throw strange(`"${text}" is no size; sizes are 500kB, 5MB, 1.5GB`);
}

function isKey<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

function strange(problem: string): Error {
  return fail('usage', { problem, help: 'mailgrant search --help' });
}
