// AADSTS numbers wherever they stand in a text: a number says the same whether it came by JSON, in a redirect, in a page's
// title or from a colleague. The forms that bring more with them have recognisers of their own.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recognise.ts';

const number = /AADSTS\s?:?\s?(\d{4,8})(?!\d)(?:\s*:\s*)?/gi;

export const aadsts: Recogniser = {
  name: 'AADSTS number',
  wants: /AADSTS/i,
  *line(line): Iterable<Evidence> {
    for (const match of line.text.matchAll(number)) {
      const rest = line.text.slice(match.index + match[0].length);
      yield {
        kind: 'oauth-error',
        numbers: [Number(match[1])],
        error: '',
        suberror: '',
        text: (rest.split(/\\r|\\n|"|\s(?:Trace ID|Correlation ID|Timestamp):/i)[0] ?? '')
          .slice(0, 500)
          .trim(),
        server: 'microsoft',
        endpoint: 'unknown',
        place: placeOf(line),
      };
    }
  },
};
