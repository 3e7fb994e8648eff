// AADSTS numbers wherever they stand in a text: a number says the same whether it came by JSON, in a redirect, in a page's
// title or from a colleague. The forms that bring more with them have recognisers of their own.

import { oauthErrorOfQuery } from '../../identity/oauth-error.ts';
import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { ids } from './entra-error.ts';
import { worded } from './worded.ts';

const number = /AADSTS[\s:#_-]{0,3}(\d{4,8})(?!\d)(?:\s{0,3}:\s{0,3})?/gi;
/** "error_codes: [65001]", "error code 50011 from Entra", "https://login.microsoftonline.com/error?code=50011". */
const bare = anyOf(
  /\/error\?code=(\d{4,8})\b/gi,
  /(?<![A-Za-z])(?:error_codes?|sts error|entra(?: id)? error|azure ad error|aad error|sign-?in error code|エラー ?コード)["']?\s{0,3}[:=#]?\s{0,3}\[?(\d{5,8})\b(?![.\d])/gi,
);
/** "invalid_grant / 700082", "invalid_client (7000222)". */
const besideName =
  /\b(?:invalid_(?:grant|client|request|scope|resource)|unauthorized_client|interaction_required|consent_required|access_denied)\b[^\w\n]{1,6}(?:code |error )?((?:5\d{4,5}|65\d{3,4}|70\d{3,5}|90\d{3,5})\b)(?![.\d])/gi;
/** "error 65001", with nothing of Microsoft's name: only numbers that Entra gives. */
const numberAlone =
  /(?<![\w-])error(?: (?:code|number|no\.?))?[ :#=]{1,3}((?:16000|28\d{3}|5[0-4]\d{3}|5[03]\d{4}|65\d{3,4}|70\d{3}|700\d{3}|7000\d{3}|80\d{3}|90\d{3}|900\d{3}|900[12]\d{3}|1000\d{3}))\b(?![.\d])/gi;
const ending = /\\r|\\n|(?<!\\)"|\s(?:Trace ID|Correlation ID|Timestamp):|&error_uri=/i;

export const aadsts: Recogniser = {
  name: 'AADSTS number',
  wants: worded(
    anyOf(
      /AADSTS|error[_ ]?code|error\?code=|(?:sts|id|entra|ad|aad|sign-?in) error|error[ :#=]{1,3}\d/i,
      /error number/i,
      /コード/i,
      /_(?:grant|client|request|scope|resource|required|denied)\b/i,
    ),
  ),
  *line(line): Iterable<Evidence> {
    let count = 0;
    for (const match of line.text.matchAll(number)) {
      if ((count += 1) > 20) return;
      const rest = line.text.slice(match.index + match[0].length, match.index + 4_000);
      const said = /^[^\s]{12}/.test(rest) && /%20|\+\w+\+/.test(rest.slice(0, 200)) ? unescaped(rest) : rest;
      const read = oauthErrorOfQuery(
        new URLSearchParams({ error_description: said.replace(/(?:\\+r)?\\+n/g, ' ') }),
      );
      yield {
        kind: 'oauth-error',
        numbers: [Number(match[1])],
        error: '',
        suberror: '',
        text: part((said.split(ending)[0] ?? '').split(/\s{2,}at /)[0] ?? '', 0, 500),
        server: 'microsoft',
        endpoint: 'unknown',
        ...ids(read),
        place: placeOf(line),
      };
    }
    if (count > 0) return;
    for (const match of [
      ...line.text.matchAll(bare),
      ...line.text.matchAll(besideName),
      ...line.text.matchAll(numberAlone),
    ]) {
      if ((count += 1) > 20) return;
      yield {
        kind: 'oauth-error',
        numbers: [Number(match[1] ?? match[2])],
        error: '',
        suberror: '',
        text: '',
        server: 'microsoft',
        endpoint: 'unknown',
        place: placeOf(line),
      };
    }
  },
};

function unescaped(text: string): string {
  return text
    .replace(/\+/g, ' ')
    .replace(/%0[dDaA]/g, ' ')
    .replace(/%([2-7][0-9A-Fa-f])/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
