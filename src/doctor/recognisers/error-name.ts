// Names of OAuth errors that stand alone, in a sentence or a log: "we get invalid_grant since Monday" (RFC 6749 4.1.2.1 and
// 5.2, RFC 8628 3.5, OpenID Connect 3.1.2.6). Where an answer or a redirect stands, its own recogniser says more.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { withoutEnumerated } from './enumerated.ts';
import { worded } from './worded.ts';

const names =
  /(?<![\w.-])(invalid_(?:grant|client|scope|resource|tenant|instance)|unauthorized_client|unsupported_(?:grant_type|response_type)|(?:consent|interaction|login)_required|access_denied|server_error|temporarily_unavailable|slow_down|expired_token)(?![\w-]|\.\w)/gi;
/** What they are called where each is a type of its own: oauthlib, authlib, and programs in Haskell, Rust and Scala. */
const types =
  /(?<![\w-])(Invalid(?:Grant|Client|Scope)|UnauthorizedClient|Unsupported(?:GrantType|ResponseType)|(?:Consent|Interaction|Login)Required)(?:Error|Exception)?(?!\w)/g;
/** Said, and not printed: what refuses a secret or an id of the client is another sentence. */
const spoken =
  /(?<![\w.-])(invalid|unauthorized)[ -](grant|client)\b(?![ -]?(?:\w+ )?(?:secret|id|credential|cert|assertion|type|app|name|key|authenti|library|version|software|program|hello|address|ip))/i;
/** What MSAL calls it, in its libraries for JavaScript and .NET. */
const ofMsal = worded(/\b(?:InteractionRequiredAuthError|MsalUiRequiredException)\b/);
/** ... where its own cache is empty. */
const cacheEmpty = worded(
  /\b(?:no_tokens_found|no_account_(?:error|found|in_silent_request)|user_null|cache_miss)\b/,
);
/** Only Google has these. */
const ofGoogle =
  /(?<![\w.-])(admin_policy_enforced|redirect_uri_mismatch|disallowed_useragent|org_internal|deleted_client)(?![\w-]|\.\w)/i;
/** Then it is part of something that is read as a whole. */
const answered = worded(
  /["']error["']\s{0,3}(?:=>|:)|\berror=|error%3D|AADSTS\s?\d|error 40\d|error_category|google/i,
);

export const errorName: Recogniser = {
  name: 'name of an OAuth error',
  wants: worded(
    anyOf(
      /(?:invalid|unauthorized)[ -](?:grant|client)/i,
      /_(?:grant|client|scope|resource|tenant|instance|type|required|denied|error|unavailable|down|token|enforced|mismatch|useragent|internal)\b/i,
      /Invalid(?:Grant|Client|Scope)|UnauthorizedClient|Unsupported(?:Grant|Resp)|(?:Consent|Login)Required/i,
      /InteractionRequired|MsalUiRequired|no_tokens|no_account_|user_null|cache_miss/i,
    ),
  ),
  *line(line): Iterable<Evidence> {
    const text = withoutEnumerated(line.text.slice(0, 8_192));
    const found = new Set(
      answered.test(text)
        ? []
        : [...text.matchAll(names), ...text.matchAll(types)].map(([, name = '']) => snakeOf(name)),
    );
    const said = answered.test(text) || found.size > 0 ? undefined : spoken.exec(text);
    if (said) found.add(`${said[1]}_${said[2]}`.toLowerCase());
    if (!/AADSTS/.test(text)) {
      if (cacheEmpty.test(text)) found.add('no_tokens_found');
      else if (ofMsal.test(text)) found.add('interaction_required');
    }
    const google = /error 40\d/i.test(text) ? undefined : ofGoogle.exec(text)?.[1]?.toLowerCase();
    if (google !== undefined)
      yield {
        kind: 'oauth-error',
        numbers: [],
        error: google,
        suberror: '',
        text: '',
        server: 'google',
        endpoint: 'authorize',
        place: placeOf(line),
      };
    for (const error of [...found].slice(0, 5)) {
      yield {
        kind: 'oauth-error',
        numbers: [],
        error,
        suberror: '',
        text: '',
        server: /yahoo/i.test(text) ? 'yahoo' : 'unknown',
        endpoint: /^(?:slow_down|expired_token)$/.test(error) ? 'device' : 'unknown',
        place: placeOf(line),
      };
    }
  },
};

function snakeOf(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}
