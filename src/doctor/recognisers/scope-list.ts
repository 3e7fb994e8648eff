// Lists of scopes that stand by themselves or behind the word: with spaces, commas, line breaks, as an array, percent-encoded.
// Those of a request and of a token answer are read with what they belong to.

import type { Evidence } from '../evidence.ts';
import { lineOf } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

const scope = worded(
  /^(?:https?:\/\/[a-z0-9.-]{3,100}(?::\d{1,5})?\/{1,2}[\w.\-/]{0,100}|api:\/\/[\w.-]{3,80}\/[\w.-]{1,80}|openid|profile|email|offline_access|\.default|(?:IMAP|POP|SMTP|EWS|EAS|Mail|User|Calendars|Contacts|Files|Directory|Group|Notes|Tasks|Sites|People|MailboxSettings|Mailbox|Application|AuditLog|Reports|Chat|Team|Presence)\.[A-Za-z.]{2,60}|full_access_as_user|mail-[rw]|[0-9a-f-]{36}\/[\w.]{2,60})$/i,
);
const assigned =
  /\b(?:oauth2?[_-]?)?scopes?(?:to(?:request|consent))?["'`]?\]?\s{0,16}(?::=|=>|=|:|are|is|of)\s{0,16}(?:new\s?(?:string)?\s?\[\d{0,3}\]\s?)?(\[[^\]]{0,4000}\]|\{(?:[^}:]|:\/\/){0,4000}\}|\([^)]{0,4000}\)|"[^"]{0,4000}"|'[^']{0,4000}'|[^\r\n"'&]{1,4000})/gi;
const inWords =
  /(?:\b(?:oauth2?_)?scopes?\b|スコープ)(?:\s?(?:are|is|was|were|of|like|such as|as|used|asked|requested|に(?:は)?|は|を|が))?[\s:：=「"'`]{1,4}((?:[^\s"'`]{3,150}[\s,"'`]{1,3}){0,30}[^\s"'`]{3,150})/gi;
/** What is read as a request or an answer, with its scopes. */
const elsewhere = worded(/AADSTS|error_description|\b(?:access_token|token_type)["']?\s{0,3}[:=]/);

export const scopeList: Recogniser = {
  name: 'scope list',
  wants: worded(
    anyOf(
      /offline_access|openid|\.default|AccessAsUser|AccessAsApp|SMTP\.Send|User\.Read/i,
      /Mail\.(?:Read|Send)|mail\.google|mail-[rw]|outlook\.office|graph\.microsoft/i,
    ),
  ),
  *whole(text): Iterable<Evidence> {
    const place = (at: number): Evidence['place'] =>
      placeOf(
        lineOf({
          text: text.slice(at, at + 400).replace(/\s+/g, ' '),
          number: text.slice(0, at).split('\n').length,
        }),
      );
    const all = listOf(text.length <= 8_192 ? text : '');
    if (all.list.length > 0 && all.other === 0) {
      yield { kind: 'scopes', list: all.list, from: 'given', place: place(0) };
      return;
    }
    if (/grant_type|response_type=/.test(text)) return;
    const answered = /\btoken_type["']?\s{0,3}[:=]/.test(text);
    let count = 0;
    for (const pattern of [assigned, inWords]) {
      for (const match of text.matchAll(pattern)) {
        const { list, other } = listOf(match[1] ?? '');
        if (list.length === 1 && !/AccessAs|SMTP\.Send|:\/\//.test(list[0] ?? '')) continue;
        if (elsewhere.test(lineAround(text, match.index))) continue;
        // A field of an answer that stands on lines of its own.
        if (answered && /["'`]$/.test(text.slice(0, match.index))) continue;
        // A sentence goes on after its list: what counts is that the list begins at once.
        if (list.length === 0 || (other > 0 && !scope.test(firstOf(match[1] ?? '')))) continue;
        yield { kind: 'scopes', list, from: 'given', place: place(match.index) };
        if ((count += 1) >= 5) return;
      }
      if (count > 0) return;
    }
  },
};

function lineAround(text: string, at: number): string {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(Math.max(from, at - 2_000), Math.min(end === -1 ? text.length : end, at + 2_000));
}

function pieces(text: string): string[] {
  return text
    .replace(/%(?:20|2[cC]|0[aAdD])/g, ' ')
    .replace(/%3[aA]/g, ':')
    .replace(/%2[fF]/g, '/')
    .split(/[\s,;+"'`[\](){}\\]+/)
    .filter((one) => one !== '');
}

function firstOf(text: string): string {
  return (pieces(text)[0] ?? '').replace(/[.?!]$/, '');
}

/** Scopes up to the first piece that is none, and how many pieces are none. */
function listOf(text: string): { list: string[]; other: number } {
  const all = pieces(text)
    .filter((one) => !/^scopes?[=:]?$/i.test(one))
    .map((one) => one.replace(/^scopes?[=:](?=.)/i, ''));
  const list: string[] = [];
  for (const one of all) {
    const plain = scope.test(one) ? one : one.replace(/[.?!]$/, '');
    if (!scope.test(plain)) break;
    list.push(plain);
  }
  // "email" and "profile" are words of any sentence.
  const telling = list.some((one) => /[/._-]/.test(one) || one === 'openid');
  return telling
    ? { list: list.slice(0, 100), other: all.length - list.length }
    : { list: [], other: all.length };
}
