// What is looked for, as SEARCH keys (RFC 3501 section 6.4.4). A flat list, all of which must hold: Exchange answers nested
// OR with "Command Argument Error". Dates of IMAP are days in the server's own reckoning, so days are asked for with
// room to spare and the time is compared afterwards.

import { headerFits, type SearchQuery, timeFits } from '../search-query.ts';
import { astring, atom, type Token } from './command.ts';
import type { MessageRow } from './rows.ts';

const dayMs = 86_400_000;
/** The clocks of the world are between 12 hours behind and 14 ahead of UTC. */
const zoneMs = 14 * 3_600_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const headerKeys = ['from', 'to', 'cc', 'subject'] as const;
const flagKeys = ['seen', 'flagged', 'answered', 'draft'] as const;

export function searchKeys(query: SearchQuery): readonly Token[] {
  const keys: Token[] = [];
  for (const text of query.text ?? []) keys.push(atom('TEXT'), astring(text));
  for (const key of [...headerKeys, 'body'] as const) {
    const text = query[key];
    // SEARCH FROM "" is for all that have such a field at all.
    if (text !== undefined && text !== '') keys.push(atom(key.toUpperCase()), astring(text));
  }
  if (query.sinceMs !== undefined) keys.push(atom('SINCE'), atom(dayOf(query.sinceMs - zoneMs)));
  if (query.beforeMs !== undefined) keys.push(atom('BEFORE'), atom(dayOf(query.beforeMs + zoneMs + dayMs)));
  for (const key of flagKeys) {
    const wanted = query[key];
    if (wanted !== undefined) keys.push(atom(`${wanted ? '' : 'UN'}${key.toUpperCase()}`));
  }
  if (query.largerThanBytes !== undefined) keys.push(atom('LARGER'), atom(count(query.largerThanBytes)));
  if (query.smallerThanBytes !== undefined) keys.push(atom('SMALLER'), atom(count(query.smallerThanBytes)));
  return keys.length === 0 ? [atom('ALL')] : keys;
}

/** SENTSINCE and SENTBEFORE around a Date field: its day, in whichever zone it was written. */
export function sentAround(atMs: number): readonly Token[] {
  return [
    atom('SENTSINCE'),
    atom(dayOf(atMs - zoneMs - dayMs)),
    atom('SENTBEFORE'),
    atom(dayOf(atMs + zoneMs + dayMs)),
  ];
}

/** The same question for a server that cannot compare such characters, and what is then compared here. */
export function withoutForeign(query: SearchQuery): { asked: SearchQuery; beyond: string | undefined } {
  const kept = headerKeys.map((key) => [key, isForeign(query[key]) ? undefined : query[key]] as const);
  const beyond = isForeign(query.body) ? 'body' : query.text?.some(isForeign) ? 'text' : undefined;
  return { asked: { ...query, ...Object.fromEntries(kept) }, beyond };
}

export function hasForeign(query: SearchQuery): boolean {
  const { from, to, cc, subject, body, text = [] } = query;
  return [from, to, cc, subject, body, ...text].some(isForeign);
}

/** What the server was not asked for, or not exactly. */
export function fits(row: MessageRow, query: SearchQuery, options: { headers: boolean }): boolean {
  const { receivedAtMs, hasAttachments } = row;
  if (receivedAtMs !== undefined && !timeFits(receivedAtMs, query)) return false;
  if (query.hasAttachments !== undefined && (hasAttachments ?? false) !== query.hasAttachments) return false;
  return !options.headers || headerFits(row, query);
}

function dayOf(atMs: number): string {
  // The first and last days that four digits can name.
  const date = new Date(Math.min(Math.max(atMs, Date.UTC(1970, 0, 1)), Date.UTC(9999, 11, 31)));
  return `${date.getUTCDate()}-${months[date.getUTCMonth()]}-${String(date.getUTCFullYear()).padStart(4, '0')}`;
}

/** A number of 32 bits, as the grammar has it. */
function count(bytes: number): string {
  return String(Math.min(Math.max(0, Math.floor(bytes)), 2 ** 32 - 1));
}

function isForeign(text: string | undefined): boolean {
  return text !== undefined && /[^\x20-\x7e]/.test(text);
}
