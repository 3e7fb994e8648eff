// A code that somebody quotes in a sentence, with nothing of what the server said: '"5.2.1" since Monday', 「NO [OVERQUOTA]」.
// Enhanced codes are those of RFC 3463, response codes those of RFC 5530 and RFC 3206.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';

const enhanced = /(?<![:=]\s{0,2})["'`「『]#?([45]\.[1-7]\.\d{1,3})["'`」』]/g;
const response =
  /["'`「『(](?:(NO|BAD|-ERR) )?\[(UNAVAILABLE|SYS\/(?:TEMP|PERM)|IN-?USE|LOGIN-DELAY|OVERQUOTA|NONEXISTENT|TRYCREATE|AUTHORIZATIONFAILED|AUTHENTICATIONFAILED|CONTACTADMIN|EXPIRED|LIMIT)\]["'`」』)]/g;
/** There a number with dots is a version, or a field of a program's. */
const noSentence = anyOf(
  /["'][\w.@/-]{1,60}["']\s{0,3}[:=]\s{0,3}["'{[\d]/i,
  /\b(?:versions?|releases?|upgrad\w{1,3}|updat\w{1,3}|firmware|kernel)\b/i,
  /バージョン/i,
);
const foundMax = 6;

export const quotedCode: Recogniser = {
  name: 'quoted code',
  wants: /["'`「『(](?:#?[45]\.[1-7]\.\d|(?:NO |BAD |-ERR )?\[[A-Z])/,
  *line(line): Iterable<Evidence> {
    const text = line.text.slice(0, 2_000);
    if (noSentence.test(text)) return;
    let count = 0;
    const alike = { kind: 'reply', code: 0, command: '', text: '', place: placeOf(line) } as const;
    for (const [, code = ''] of text.matchAll(enhanced)) {
      if ((count += 1) > foundMax) return;
      const status = code.startsWith('4') ? 'later' : 'no';
      yield { ...alike, protocol: 'smtp', status, enhanced: code, responseCode: '' };
    }
    for (const [, said, responseCode = ''] of text.matchAll(response)) {
      if ((count += 1) > foundMax) return;
      const pop = said === '-ERR' || /^(?:IN-USE|LOGIN-DELAY|SYS)/.test(responseCode);
      const status = pop ? 'err' : said === 'BAD' ? 'bad' : 'no';
      yield { ...alike, protocol: pop ? 'pop' : 'imap', status, enhanced: '', responseCode };
    }
  },
};
