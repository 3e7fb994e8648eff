// Source code that puts the XOAUTH2 string together wrongly, of the kinds that compile and run: an escape that the language
// does not read there, and an encoding that the library does itself. What is right, or may be, is not told.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { worded } from './worded.ts';

/** In one line, or what is left of it. */
const builds = worded(/\buser=.{0,160}?auth=Bearer/i);
/** Two backslashes: a program's own escape for one, so that the server reads the letters "\x01". */
const escapedTwice = worded(/\\\\(?:x0?1|u0001|0{0,2}1)auth=Bearer/i);
/** PHP, Perl, Ruby and shells read no escapes between single quotation marks. */
const singleQuoted = worded(/'[^'"]{0,120}\\(?:x01|001|u0001)auth=Bearer[^'"]{0,120}'/i);
const readsNoEscapes = worded(/\$[a-z_]\w*|<\?php|=>|->|#\{|\becho\b/i);
/** C#, C++ and C read up to four, or all, hexadecimal digits: "\x01a" is one character. */
const greedy = worded(/"[^"]{0,120}\\x01auth=Bearer/i);
const greedyLanguage = worded(
  /\b(?:Convert\.ToBase64String|Encoding\.(?:UTF8|ASCII)|std::|using System|string\.Format|var \w+ = \$?")/,
);
/** imaplib encodes what its callback returns. */
const encodesAgain = worded(
  /\.authenticate\(\s{0,4}["']XOAUTH2["'].{0,80}\b(?:b64encode|encodebytes|to_?base64)\b/i,
);

/** Between quotation marks, with something to be put in: what an editor shows of the byte is copied as two letters. */
const caret = worded(/["'`]user=[^@\n]{0,120}\^Aauth=Bearer.{0,80}\^A/i);
/** Nothing between, or a space: the byte was lost when it was copied, or was never there. */
const nothing = worded(
  /["'`]user=(?:["'`]\s{0,2}[+.]\s{0,2}[\w$.>()[\]-]{1,60}\s{0,2}[+.]\s{0,2}["'`]|[$%]?\{[\w.]{0,60}\}|%s|\$\w{1,60}) {0,2}auth=Bearer/i,
);

const oneEscape = worded(/(?:\\(?:x0?1|u0001|0{0,2}1)|\^A|chr\(1\))$/i);
const everyEscape = /\\(?:x0?1|u0001|0{0,2}1)|\^A|chr\(1\)/gi;

export const bearerCode: Recogniser = {
  name: 'code that builds an XOAUTH2 string',
  wants: worded(/auth=Bearer|b64encode|encodebytes/i),
  *line(line): Iterable<Evidence> {
    const text = line.text.slice(0, 2_000);
    const flaw = flawOf(text);
    if (flaw !== '') yield { kind: 'bearer', mechanism: 'xoauth2', user: '', flaw, place: placeOf(line) };
  },
};

/** Written as an escape before the token, and not twice behind it, where the expression ends in this line. */
function endsShort(text: string): boolean {
  const at = text.search(/auth=Bearer/i);
  const rest = text.slice(at).replace(/\s(?:\/\/|#|--)\s.*$/, '');
  if (!oneEscape.test(text.slice(0, at)) || !/["'`)]\s{0,3};?\s{0,3}$/.test(rest)) return false;
  if (/ctrl|soh|separator|\\0|\bsep\b/i.test(rest.replace(everyEscape, ''))) return false;
  return rest.length < 200 && [...rest.matchAll(everyEscape)].length < 2;
}

function flawOf(text: string): string {
  if (encodesAgain.test(text)) return 'double-base64';
  if (!builds.test(text)) return '';
  if (escapedTwice.test(text)) return 'literal-escapes';
  if (singleQuoted.test(text) && readsNoEscapes.test(text)) return 'literal-escapes';
  if (greedy.test(text) && greedyLanguage.test(text)) return 'separator-missing';
  if (endsShort(text)) return 'end-missing';
  if (caret.test(text)) return 'separator-written';
  if (nothing.test(text)) return 'separator-unseen';
  return '';
}
