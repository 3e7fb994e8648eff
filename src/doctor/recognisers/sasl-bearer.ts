// Base64 strings of XOAUTH2 and OAUTHBEARER: alone, behind AUTHENTICATE or AUTH, or broken over lines.

import { beginsLikeBearer, readBearer } from '../bearer-reading.ts';
import type { Evidence } from '../evidence.ts';
import { type Line, lineOf } from '../lines.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { readToken } from '../token-reading.ts';
import { worded } from './worded.ts';

const run = /(?<![A-Za-z0-9+/=])(?:dXNlcj|bixhP|biws|ZFhObGNq|Yml4aF|Yml3c)[A-Za-z0-9+/_-]{6,60000}={0,3}/g;
const wholly = worded(
  /^[\s"'`]{0,20}(?:dXNlcj|bixhP|biws|ZFhObGNq|Yml4aF|Yml3c)[A-Za-z0-9+/_=\s-]{6,}["'`]?\s{0,20}$/,
);

/** Somebody left the rest out, or put something in its place. */
const cutAway = /^[ \t]?(?:\.{2}|…|\*|[[<({#]|\\x|xx)/i;
const starred = /(?:x{4,}|X{4,})={0,2}$/;

/** Decoded by somebody: what stands between may be a control character that nobody can see. */
const decoded = worded(
  /\buser=([\w.+-]{1,64}@[\w.-]{1,80}?)((?:[^\w@.-].{0,7})?)auth=Bearer\b\s{0,3}(.{0,8192})/i,
);
/** What stands for the byte where it was printed, or typed in its place. */
const written = /^(?:\\x0?1|\\u0001|\\0{0,2}1|\^A|%x?01|<SOH>|\u2401)$/i;
/** A token, and what is left of the line behind it; not an expression that will be one. */
const withToken = /^[\w.~+/*-]{8,8000}={0,2}(.{0,40})$/;

export const saslBearer: Recogniser = {
  name: 'XOAUTH2 string',
  wants: worded(/dXNlcj|bixhP|biws|ZFhObGNq|Yml4aF|Yml3c|auth=Bearer/i),
  *whole(text, reading): Iterable<Evidence> {
    // Several lines that are one string; one line is met as a line.
    if (!wholly.test(text) || !/\S\s+\S/.test(text)) return;
    yield* told(text.replace(/["'`]/g, ''), lineOf({ text: text.replace(/\s+/g, ''), number: 1 }), reading);
  },
  *line(line, reading): Iterable<Evidence> {
    const [, user = '', gap = '', rest = ''] = decoded.exec(line.text) ?? [];
    if (user !== '') {
      const flaw = gapFlaw(gap, rest);
      yield { kind: 'bearer', mechanism: 'xoauth2', user, flaw, place: placeOf(line) };
    }
    let count = 0;
    for (const match of line.text.matchAll(run)) {
      if ((count += 1) > 5) return;
      if (!beginsLikeBearer.test(match[0])) continue;
      const after = line.text.slice(match.index + match[0].length, match.index + match[0].length + 4);
      yield* told(match[0], line, reading, cutAway.test(after) || starred.test(match[0]));
    }
  },
};

function gapFlaw(gap: string, rest: string): string {
  // What a terminal prints of a string that is right: the byte has no width.
  if (gap === '') return '';
  if (gap.trim() === '') return 'separator-unseen';
  const behind = withToken.exec(rest)?.[1]?.replace(/["'`\s]{1,3}$/, '');
  if (behind === undefined) return '';
  // One where there must be two; where there is none, whoever showed it cut it off.
  if (behind === gap && (gap === '\x01' || written.test(gap))) return 'end-missing';
  return written.test(gap) ? 'separator-written' : '';
}

function* told(raw: string, line: Line, { nowMs }: Reading, cut = false): Iterable<Evidence> {
  const read = readBearer(raw);
  if (!read) return;
  const { token, ...fields } = read;
  const place = placeOf(line);
  if (cut) {
    // What is not there is no flaw of the string's; an address that was cut is none.
    const flaw = /^(?:base64url|double-base64|literal-escapes)$/.test(fields.flaw) ? fields.flaw : '';
    yield { kind: 'bearer', ...fields, user: token === undefined ? '' : fields.user, flaw, place };
    return;
  }
  yield { kind: 'bearer', ...fields, place };
  // What was cut away or starred before it was encoded is no flaw of the token's.
  if (token === undefined || token === '' || /^[*.…x]+$/i.test(token)) return;
  // Nor is what came of the string around it.
  if (/^(?:end-missing|literal-escapes|separator-missing|no-bearer)$/.test(read.flaw)) return;
  yield { kind: 'token', ...readToken(token, nowMs), place };
}
