// Token answers that are no error (RFC 6749 section 5.1): what was granted, whether a refresh token came along, and what the
// access token is for. Values never leave this file.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { readToken } from '../token-reading.ts';
import { worded } from './worded.ts';

/** Its fields without the brackets around them: the middle of a printed dictionary, a form. */
const loose = worded(/["']?\btoken_type["']?\s{0,3}(?:=>|[:=])\s{0,3}["']?bearer\b/i);
const looseScope = worded(/["']?\bscope["']?\s{0,3}(?:=>|[:=])\s{0,3}["']([^"'\r\n]{3,4000})["']/i);

export const tokenAnswer: Recogniser = {
  name: 'token answer',
  wants: worded(/access_token|accessToken|token_type|tokenType|refresh_token/),
  *line(line): Iterable<Evidence> {
    const { text } = line;
    if (!loose.test(text) || /[{[]/.test(text) || /error/.test(text)) return;
    const scope = looseScope.exec(text)?.[1] ?? '';
    if (scope === '' && !/expires_in/.test(text)) return;
    yield {
      kind: 'token-answer',
      scope,
      refreshToken: /\brefresh_?token\b/i.test(text) ? 'yes' : 'no',
      place: placeOf(line),
    };
  },
  *json(value, line, { nowMs }): Iterable<Evidence> {
    const access = value['access_token'] ?? value['accessToken'];
    const type = value['token_type'] ?? value['tokenType'];
    const scope = value['scope'] ?? value['scopes'];
    // Some leave the token out, as they should; then it takes the rest to tell what it is.
    const without = access === undefined && /^bearer$/i.test(String(type)) && typeof scope === 'string';
    if (typeof access !== 'string' && !without) return;
    if (type === undefined && scope === undefined && !('expires_in' in value)) return;
    const refresh = value['refresh_token'] ?? value['refreshToken'];
    const expiresIn = Number(value['expires_in'] ?? value['expiresIn']);
    const place = placeOf(line);
    yield {
      kind: 'token-answer',
      scope: (Array.isArray(scope) ? scope.join(' ') : typeof scope === 'string' ? scope : '').slice(
        0,
        4_096,
      ),
      refreshToken: typeof refresh === 'string' && refresh !== '' ? 'yes' : 'no',
      ...(Number.isFinite(expiresIn) ? { expiresIn } : {}),
      place,
    };
    // Whoever pastes an answer shortens it: stars and dots are no flaw of the token.
    if (typeof access !== 'string' || access.length < 40 || /\.\.\.|…|\*{3}|<|x{8}/i.test(access)) return;
    const read = readToken(access, nowMs);
    const id = value['id_token'] ?? value['idToken'];
    const person = typeof id === 'string' ? readToken(id, nowMs) : undefined;
    yield {
      kind: 'token',
      ...read,
      use: read.use === 'unknown' ? 'access' : read.use,
      user: read.user || person?.user || '',
      tenant: read.tenant || person?.tenant || '',
      place,
    };
  },
};
