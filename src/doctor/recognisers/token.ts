// Tokens: the whole of what was brought, behind "Bearer", in a field that is named after one, or by their shape alone.

import type { Evidence } from '../evidence.ts';
import { lineOf } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { readToken, type TokenFields } from '../token-reading.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

const shape =
  /(?<![A-Za-z0-9._/+-])(?:eyJ[A-Za-z0-9_-]{16,}(?:\.[A-Za-z0-9_-]{0,60000}){0,4}|Ew[A-Z][A-Za-z0-9+/=%]{60,}|[01]\.A[A-Za-z0-9._-]{60,}|M\.[A-Z]\d{0,3}_[A-Za-z0-9_.*!$-]{20,}|ya29\.[A-Za-z0-9._-]{16,}|1\/\/0[A-Za-z0-9._-]{16,})/g;
/** `Authorization: Bearer ...`; what is no token there is a mistake worth naming. */
const header = worded(
  /\bauthorization["']?\s{0,3}[:=,]\s{0,3}(?:[bfr]{1,2}(?=["'`]))?["'`]?\s{0,3}(bearer\s{0,4}(?:bearer\s{1,4})?)?([^\r\n]*)/i,
);
const wholly = worded(
  /^[\s"'`“]{0,40}(?:bearer[\s:]{1,10}){0,3}["'`]?(?:eyJ|Ew[A-Z]|[01]\.A|M\.[A-Z]\d{0,3}_|ya29\.|1\/\/0)[A-Za-z0-9._~+/=*!$%\s-]{16,}["'`”\s]{0,40}$/i,
);
const placeholderLine = worded(
  /^\s{0,10}["'`]?(?:undefined|null|\[object Object\]|(?:[a-z_]{1,20}\.)?(?:AccessToken|accessToken|access_token))["'`]?\s{0,10}$/,
);

/** A variable in quotation marks, handed to whatever signs in: its name is sent. */
const nameInMarks = worded(/,\s{0,3}["'](?:[A-Za-z_]\w{0,30}\.){1,3}access_?token["']\s{0,3}\)/i);

export const token: Recogniser = {
  name: 'token',
  wants: worded(
    anyOf(
      /eyJ|\bEw[A-Z]|\b[01]\.A|\bM\.[A-Z]\d|ya29\.|1\/\/0|bearer|authorization|AccessToken/i,
      /access_token|undefined|null|\[object/i,
    ),
  ),
  *whole(text, { nowMs }): Iterable<Evidence> {
    if ((wholly.test(text) && isOne(text)) || placeholderLine.test(text)) {
      // Without its line breaks, so that no piece of it is short enough to pass for a word.
      const line = lineOf({ text: text.replace(/\s+/g, ''), number: 1 });
      yield { kind: 'token', ...readToken(text.replace(/[\r\n]+$/, ''), nowMs), place: placeOf(line) };
      return;
    }
    // A token that fills the first line and has something else below it, such as what a server said to it.
    const first = firstLine.exec(text)?.[0] ?? '';
    const line = lineOf({ text: first, number: 1 });
    for (const [found] of first.matchAll(shape)) {
      if (!fills(found, first) || (found.startsWith('eyJ') && !isHeader(found))) continue;
      yield { kind: 'token', ...readToken(found, nowMs), place: placeOf(line) };
    }
  },
  *line(line, { nowMs }): Iterable<Evidence> {
    if (nameInMarks.test(line.text)) {
      yield { kind: 'token', ...readToken('access_token', nowMs), place: placeOf(line) };
      return;
    }
    const sent = header.exec(line.text);
    const after = sent?.[2] ?? '';
    if (sent && sent[1] !== undefined && after !== '') {
      const field = readHeader(sent[1], after, nowMs);
      if (field) yield { kind: 'token', ...field, place: placeOf(line) };
      return;
    }
    if (
      /["'](?:id_token|refresh_token)["']|\b(?:assertion|id_token_hint|client_assertion|refresh_token|id_token)=/.test(
        line.text,
      )
    )
      return;
    let count = 0;
    for (const match of line.text.matchAll(shape)) {
      if ((count += 1) > 5) return;
      // One that fills the first line has been read, as the whole or as the beginning of what was brought.
      if (line.number === 1 && fills(match[0], line.text)) return;
      if (match[0].startsWith('eyJ') && !isHeader(match[0])) continue;
      const read = readToken(match[0], nowMs);
      // In the middle of a report somebody left out the rest of it, as one should.
      const flaw = read.flaw === 'truncated' && match[0].length < shortened ? '' : read.flaw;
      yield { kind: 'token', ...read, flaw, place: placeOf(line) };
    }
  },
};

/** No buffer that cuts tokens is as short: those seen cut at 255 characters and more. */
const shortened = 200;

function readHeader(bearer: string, after: string, nowMs: number): TokenFields | undefined {
  const doubled = /bearer\s+bearer/i.test(bearer);
  const value = /^(?:\\?["'`]?)(?:[^\s"'`,;)}\]\\]{1,60000}|<[^<>]{1,60}>)?\\?["'`]?/.exec(after)?.[0] ?? '';
  // What is starred was starred by whoever pasted it.
  if (/^[*…x.]{3,}|^\W{0,2}\*{2,}|^\W{0,2}<?(?:redacted|removed|hidden)|^\.\.\./i.test(value))
    return undefined;
  // A variable of a shell or a template, whose value nobody sees.
  if (/^\\?["'`]?(?:\$\{?\w|\{\{|%\w+%|<\w)/.test(value)) return undefined;
  const inner = value.replace(/\\?["'`]$/, '');
  if (inner === '' || (inner.length < 12 && !/^(?:undefined|null|none|\W)/i.test(inner))) return undefined;
  const read = readToken(inner, nowMs);
  return doubled ? { ...read, flaw: 'has-bearer' } : read;
}

const firstLine = /^[^\r\n]*/;

/** Nothing but a name or quotation marks stands beside it. */
function fills(found: string, line: string): boolean {
  return found.length + 24 > line.trim().length;
}

/** White space inside of a token is where it was wrapped: what stands between is long, but for the last piece. */
function isOne(text: string): boolean {
  const pieces = text
    .trim()
    .replace(/^["'`“]{0,40}(?:bearer[\s:]{1,10}){0,3}/i, '')
    .split(/\s+/);
  return pieces.every((piece, index) => piece.length >= 20 || index === pieces.length - 1);
}

/** The first part is a JSON object with an algorithm; base64 of any other JSON begins alike. */
function isHeader(jwt: string): boolean {
  const [first = ''] = jwt.split('.');
  return /"(?:alg|typ|kid|enc)"/.test(Buffer.from(first.slice(0, 400), 'base64url').toString('latin1'));
}
