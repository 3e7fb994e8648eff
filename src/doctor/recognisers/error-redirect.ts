// Redirects and form posts that carry a refusal back to an application: `?error=...&error_description=...`, in the query, in
// the fragment, in a log line of a web server, encoded once or twice, with `&amp;` out of a page (RFC 6749 4.1.2.1).

import { oauthErrorOfQuery } from '../../identity/oauth-error.ts';
import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { ids, numbersIn, serverOf, withoutNumber } from './entra-error.ts';
import { worded } from './worded.ts';

const parameters = worded(
  /(?:^|[?#&\s'"(])((?:[a-z_]{1,30}=[^\s'"<>&]{0,4096}&(?:amp;)?){0,12}error(?:=|%3D)[a-z_A-Z]{3,60}[^\s'"<>)]{0,8192})/,
);

export const errorRedirect: Recogniser = {
  name: 'redirect with an error',
  wants: worded(/\berror(?:=|%3D)[a-zA-Z_]/),
  *line(line, reading): Iterable<Evidence> {
    // Only around the word: the rest of a long line has nothing to do with it.
    const at = line.text.search(/\berror(?:=|%3D)/);
    const part = line.text.slice(Math.max(0, at - 2_000), at + 10_000);
    const match = parameters.exec(part)?.[1];
    if (match === undefined) return;
    const once = match.replace(/&amp;/g, '&').replace(/^.*?[?#](?=[a-z_]{1,30}=)/, '');
    const query = new URLSearchParams(/error%3D/i.test(once) ? decoded(once) : once);
    const description = query.get('error_description');
    if (description && /%20|\+/.test(description) && !/\s/.test(description)) {
      query.set('error_description', decoded(description.replace(/\+/g, ' ')));
    }
    const read = oauthErrorOfQuery(query);
    if (read.error === '') return;
    if (
      description === null &&
      !query.has('state') &&
      !query.has('error_uri') &&
      !query.has('error_subcode') &&
      !/^(?:access_denied|invalid_|consent_|login_|interaction_|unauthorized_|unsupported_|server_error|temporarily_|redirect_uri)/.test(
        read.error,
      )
    )
      return;
    const numbers = read.numbers.length > 0 ? read.numbers : numbersIn(read.said);
    const fields = { error: read.error, error_description: read.said };
    yield {
      kind: 'oauth-error',
      numbers,
      error: read.error,
      suberror: read.suberror ?? query.get('error_subcode') ?? '',
      text: withoutNumber(read.said),
      server: /login\.(?:microsoftonline|live|windows)|error_uri=[^&]{0,40}microsoft/i.test(line.text)
        ? 'microsoft'
        : serverOf(fields, numbers, reading),
      endpoint: 'authorize',
      ...ids(read),
      place: placeOf(line),
    };
  },
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (thrown) {
    if (thrown instanceof URIError) return text;
    throw thrown;
  }
}
