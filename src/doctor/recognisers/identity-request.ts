// Requests to identity servers: URLs, form bodies, curl commands, dumps of HTTP, dictionaries of a program's source. One
// reading for all: the address of an endpoint, and after it names of OAuth parameters with values, however they are joined.
// Values that may be secret are not even read; of those only the name is kept.

import type { Evidence, EvidenceOf } from '../evidence.ts';
import { lineOf } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { flawsOf } from './request-flaws.ts';
import { worded } from './worded.ts';

type Fields = Omit<EvidenceOf<'request'>, 'kind' | 'place'>;

const endpoint =
  /(?:https?:\/\/)?(login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|login\.windows\.net|sts\.windows\.net|login\.live\.com|accounts\.google\.com|oauth2\.googleapis\.com|www\.googleapis\.com|api\.login\.(?:yahoo|aol)\.com|localhost:\d{1,5}|127\.0\.0\.1:\d{1,5})(\/[^\s"'<>?#\\]{0,300})?/gi;
/** Host and path of a request line, as dumps and Postman show them. */
const requestLine = worded(
  /\b(GET|POST|PUT)\s{1,4}(\/[^\s?#"']{0,200}\/(?:authorize|token|devicecode|adminconsent))(?=[\s?"'])/i,
);
const names =
  'client_id|client_secret|client_assertion_type|client_assertion|grant_type|scope|code_challenge_method|code_challenge|code_verifier|code|refresh_token|redirect_uri|response_type|response_mode|state|nonce|prompt|login_hint|domain_hint|resource|device_code|username|password|access_type|claims|assertion|requested_token_use|oauth2_flow';
const parameter = new RegExp(
  `(?<![\\w%.-])(?:data\\.|body\\.|params\\.|oauth2?_)?(${names})(?:\\\\?["'\`]\\]?)?(?:%3D|\\s{0,16}=>\\s{0,16}|\\s{0,16}[=:,]\\s{0,3}(?![=>]))`,
  'gi',
);
const openNames = new Set([
  'client_id',
  'grant_type',
  'scope',
  'redirect_uri',
  'response_type',
  'response_mode',
  'resource',
  'prompt',
  'code_challenge_method',
  'domain_hint',
]);
/** What comes back ends the request. */
const answerBegins =
  /["']?(?:access_token|token_type|error_description|error_codes)["']?\s{0,3}[:=]|\bHTTP\/[\d.]{1,3}\s[1-5]\d\d\b/;

/** Of one line. */
const requestCharsMax = 16 * 1024;

export const identityRequest: Recogniser = {
  name: 'request to an identity server',
  wants: worded(/grant_type|response_type|client_id|oauth2_flow|devicecode|adminconsent/i),
  *whole(text, reading): Iterable<Evidence> {
    const pieces = requestsIn(text);
    for (const { from, to, url } of pieces.slice(0, 20)) {
      const fields = read(text.slice(from, to), url);
      if (!fields) continue;
      if (/google/.test(fields.host)) reading.server = 'google';
      else if (/yahoo|aol/.test(fields.host)) reading.server = 'yahoo';
      else if (/microsoft|windows|live|chinacloud/.test(fields.host)) reading.server = 'microsoft';
      const line = lineOf({
        text: text.slice(from, to).replace(/\s+/g, ' '),
        number: text.slice(0, from).split('\n').length,
      });
      yield { kind: 'request', ...fields, place: placeOf(line) };
    }
  },
  *line(line, reading): Iterable<Evidence> {
    // In a long log only what stands in one line; what is within reach of `whole` has been read there.
    if (!reading.long || !/grant_type|response_type/.test(line.text)) return;
    const text = line.text.slice(0, requestCharsMax);
    for (const { from, to, url } of requestsIn(text).slice(0, 3)) {
      const fields = read(text.slice(from, to), url);
      if (fields) yield { kind: 'request', ...fields, place: placeOf(line) };
    }
  },
};

interface Url {
  readonly host: string;
  readonly path: string;
}

function requestsIn(text: string): { from: number; to: number; url: Url | undefined }[] {
  const found: { at: number; end: number; url: Url }[] = [];
  for (const match of text.matchAll(endpoint)) {
    const [whole, host = '', path = ''] = match;
    if (endpointOf(host, path) === 'unknown') continue;
    found.push({ at: match.index, end: match.index + whole.length, url: { host: host.toLowerCase(), path } });
    if (found.length >= 20) break;
  }
  const starts = found.map(({ at }) => {
    // The command or request line that the address belongs to.
    const line = text.lastIndexOf('\n', at) + 1;
    return Math.max(line, at - 2_000);
  });
  if (found.length === 0) {
    const dumped = requestLine.exec(text);
    const host = /^\s{0,8}host:\s{0,4}([a-z0-9.-]{3,100})/im.exec(text)?.[1] ?? '';
    const url = dumped ? { host: host.toLowerCase(), path: dumped[2] ?? '' } : undefined;
    const begun = dumped ? dumped.index : 0;
    return [{ from: begun, to: Math.min(text.length, begun + 16_384), url }];
  }
  return found.map(({ url, end }, index) => {
    const from = starts[index] ?? 0;
    const next = starts[index + 1] ?? text.length;
    // A body may stand before its address: then there is one request only.
    const alone = found.length === 1 && !/[?&]client_id|grant_type/i.test(text.slice(end, end + 4_000));
    return { from: alone ? 0 : from, to: Math.min(Math.max(next, end), from + 16_384), url };
  });
}

function read(whole: string, url: Url | undefined): Fields | undefined {
  const answer = whole.search(answerBegins);
  const asked = whole.search(/grant_type|response_type/i);
  // An answer that stands before its request does not end it.
  const end = answer >= 0 && answer < asked ? -1 : answer;
  const http = /^\S{3,7}\s+\S+\s+HTTP\//.test(whole);
  const text = end > 0 && !http ? whole.slice(0, end) : whole;
  const found = parametersIn(text);
  const grantType = found.get('grant_type') ?? '';
  const responseType = found.get('response_type') ?? '';
  if (found.size < 2 && grantType === '' && responseType === '') return undefined;
  if (!url && grantType === '' && responseType === '') return undefined;
  const kind = url ? endpointOf(url.host, url.path) : grantType === '' ? 'authorize' : 'token';
  const segment = url ? /^\/+([^/]+)\/+(?:oauth2|adminconsent|v2\.0)/i.exec(url.path)?.[1] : undefined;
  const scope = found.get('scope') ?? '';
  return {
    endpoint: kind,
    version: url
      ? /v2\.0/i.test(url.path)
        ? 'v2'
        : /\/oauth2\//i.test(url.path) && /microsoft|windows\.net/.test(url.host)
          ? 'v1'
          : 'unknown'
      : 'unknown',
    host: url?.host ?? '',
    tenant: (segment ?? '').slice(0, 100),
    grantType: grantType.slice(0, 100),
    responseType: responseType.slice(0, 60),
    redirectUri: (found.get('redirect_uri') ?? '').slice(0, 300),
    clientId: (found.get('client_id') ?? '').slice(0, 100),
    scopes: scope
      .split(/[\s,+]+/)
      .filter((one) => one !== '')
      .slice(0, 100),
    parameters: [...found.keys()],
    flaws: flawsOf(text, kind, url?.path, found),
  };
}

function parametersIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(parameter)) {
    const written = (match[1] ?? '').toLowerCase();
    // As email-oauth2-proxy writes it; the values are the protocol's.
    const name = written === 'oauth2_flow' ? 'grant_type' : written;
    const start = match.index + match[0].length;
    if (found.has(name)) continue;
    found.set(
      name,
      openNames.has(name) ? valueAt(text, start, match[0].endsWith('=') || match[0].endsWith('%3D')) : '',
    );
    if (found.size >= 40) break;
  }
  return found;
}

/** @param form - in a form `+` is a space, and `&` or a quotation mark ends the value */
function valueAt(text: string, start: number, form: boolean): string {
  const rest = text.slice(start, start + 4_096);
  const quoted = /^[bruf]{0,2}\\?(["'`])((?:(?!\1)[^\\]|\\(?!\1).){0,4000})\\?\1/s.exec(rest);
  // Lists of a program's source: the scopes of a library are one.
  const list = /^\[([^\]]{0,4000})\]/.exec(rest);
  const raw = list
    ? (list[1] ?? '').replace(/["',\s]+/g, ' ')
    : quoted
      ? (quoted[2] ?? '')
      : (/^[^&"'`\r\n\\<>]*/.exec(rest)?.[0] ?? '').replace(/\s(?=-{1,2}[a-zA-Z]|HTTP\/).*$/s, '');
  const plain = form ? raw.replace(/\+/g, ' ') : raw;
  return (
    unescaped(unescaped(plain))
      .replace(/[,;)}\]]+$/, '')
      // Somebody made the doubtful part bold.
      .replace(/\*{2}/g, '')
      .trim()
  );
}

function unescaped(text: string): string {
  return text.replace(/%([2-7][0-9A-Fa-f])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function endpointOf(host: string, path: string): Fields['endpoint'] {
  if (/\/(?:authorize|auth|request_auth|oauth20_authorize\.srf)\/?$/i.test(path)) return 'authorize';
  if (/\/(?:token|get_token|oauth20_token\.srf)\/?$/i.test(path)) return 'token';
  if (/\/device_?code\/?$|\/device\/code$/i.test(path)) return 'device';
  if (/\/adminconsent\/?$/i.test(path)) return 'adminconsent';
  if (/\/logout\/?$/i.test(path) && /microsoft|live/.test(host)) return 'logout';
  return 'unknown';
}
