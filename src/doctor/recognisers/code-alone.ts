// A code with nothing around it, as somebody types it who has only that: `5.7.57`, `#550`, `NDR 5.7.708`, `50126`. Enhanced
// codes are those of RFC 3463, replies those of RFC 5321 and 4954, numbers those of Microsoft Entra.

import type { Evidence } from '../evidence.ts';
import type { Recogniser } from '../recogniser.ts';

const label = '(?:(?:smtp|ndr|dsn|bounce|reply|status|error|enhanced|code|エラー|コード)[ :#-]{0,2}){0,3}';
const alone = new RegExp(
  `^\\s*${label}#?(?:([245]\\.\\d{1,3}\\.\\d{1,3})|(421|432|45[0-5]|521|53[0458]|55[0-6])|(\\d{5,8}))[.\\s]*$`,
  'i',
);
/** How Entra's numbers begin: other numbers have five digits and more, too. */
const ofEntra = /^(?:16|28|5[0-4]|65|7[05]|8[01]|90|100\d{4}|120|130|135|140)/;
/** It may be looked for in a text of this length at most, in characters. */
const longest = 48;

export const codeAlone: Recogniser = {
  name: 'code alone',
  wants: /^.{0,40}\d/,
  *whole(text): Iterable<Evidence> {
    if (text.length > longest) return;
    const [, enhanced = '', reply = '', number = ''] = alone.exec(text) ?? [];
    const place = { line: 1, quote: text.trim() };
    if (ofEntra.test(number))
      yield {
        kind: 'oauth-error',
        numbers: [Number(number)],
        error: '',
        suberror: '',
        text: '',
        server: 'microsoft',
        endpoint: 'unknown',
        place,
      };
    // Exchange says these with 535, and of a sign-in alone.
    const code = reply || (/^5\.7\.(?:3|8|9|139)$/.test(enhanced) ? '535' : '');
    const shown = enhanced || reply;
    if (shown === '') return;
    yield {
      kind: 'reply',
      protocol: 'smtp',
      status: shown.startsWith('4') ? 'later' : 'no',
      code: Number(code),
      enhanced,
      responseCode: '',
      command: /^53[458]$/.test(code) ? 'AUTH' : '',
      text: '',
      place,
    };
  },
};
