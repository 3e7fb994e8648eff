// A request or an answer of HTTP without its secrets. Names decide, by the grammar of the place they stand in: a header,
// a parameter of a URL or a form, a member of a JSON object, an input of a page. In forms, addresses and pages only what
// is known to be harmless is shown; what cannot be read as what it says it is is not shown at all.

import { stars } from '../../wire/redact.ts';
import { uploadPrefix } from '../graph/messages/uploads.ts';

/** Headers that carry credentials, whichever side sends them. */
const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);
const addressHeaders = new Set(['location', 'content-location', 'referer', 'link']);

/** Parameters of Entra's endpoints and forms that may be seen. Everything else may not. */
const shownParameters = new Set(
  (
    'client_id grant_type scope redirect_uri response_type response_mode state prompt login_hint domain_hint ' +
    'code_challenge_method tenant admin_consent error error_description error_uri error_subcode api-version ' +
    'authorization_endpoint username login loginfmt client_info claims client_assertion_type resource ' +
    'requested_token_use post_logout_redirect_uri loop cancel action accept decline'
  ).split(' '),
);
/** Members of JSON, in any depth, that may not be seen. */
const secretMembers = new Set(
  (
    'access_token refresh_token id_token device_code user_code code client_secret client_assertion password ' +
    'clientstate secret secrettext token assertion code_verifier uploadurl'
  ).split(' '),
);

/** A secret of fewer characters may be a word of a sentence by chance. */
const repeatedLengthMin = 8;

export function redactHeaders(headers: ReadonlyArray<readonly [string, string]>): string[] {
  return headers.map(([name, value]) => `${name}: ${redactHeader(name.toLowerCase(), value)}`);
}

function redactHeader(name: string, value: string): string {
  if (addressHeaders.has(name)) return redactAddress(value);
  if (!secretHeaders.has(name)) return value;
  // The scheme and the names of cookies are what one looks for; attributes of a cookie are no secret.
  if (name.endsWith('authorization'))
    return value.replace(/^(\S+)(\s+)(.*)$/s, (_, scheme, gap, rest) => `${scheme}${gap}${stars(rest)}`);
  const [first = '', ...attributes] = value.split(';');
  const pairs = name === 'cookie' ? value.split(';').map(redactPair) : [redactPair(first), ...attributes];
  return pairs.join(';');
}

function redactPair(pair: string): string {
  const at = pair.indexOf('=');
  return at < 0 ? stars(pair) : `${pair.slice(0, at + 1)}${stars(pair.slice(at + 1))}`;
}

/** A URL or its path: parameters of query and fragment. OData's, which begin with $, are no secret. */
export function redactAddress(address: string): string {
  const parts = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(address);
  if (!parts) return stars(address);
  const [, path = '', query, fragment] = parts;
  return [
    redactPath(path),
    query === undefined ? '' : `?${redactParameters(query)}`,
    fragment === undefined ? '' : `#${redactParameters(fragment)}`,
  ].join('');
}

/** The address of an upload session lets in whoever knows it: what is behind the prefix is as good as a token. */
function redactPath(path: string): string {
  const at = path.indexOf(uploadPrefix);
  if (at < 0) return path;
  const behind = at + uploadPrefix.length;
  return path.slice(0, behind) + stars(path.slice(behind));
}

/** `a=1&b=2`, as a query or a form has it. */
export function redactParameters(text: string): string {
  return text
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      if (at < 0) return stars(pair);
      const name = decodeName(pair.slice(0, at));
      return name.startsWith('$') || shownParameters.has(name) ? pair : redactPair(pair);
    })
    .join('&');
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' ')).toLowerCase();
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return '';
  }
}

/** Undefined for a body that cannot be read as `type`, or is of a type that nobody reads. */
export function redactBody(type: string, body: Buffer): string | undefined {
  const text = body.toString('utf8');
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) return redactJson(text);
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return redactParameters(text);
  if (/^text\/html\b/i.test(type)) return redactPage(text);
  return undefined;
}

function redactJson(text: string): string | undefined {
  try {
    return JSON.stringify(starred(JSON.parse(text)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function starred(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(starred);
  if (typeof value !== 'object' || value === null) return value;
  const hidden: string[] = [];
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    if (!secretMembers.has(name.toLowerCase()) || member === null || typeof member === 'number') {
      return [name, starred(member)] as const;
    }
    if (typeof member !== 'string') return [name, '***'] as const;
    if (member.length >= repeatedLengthMin) hidden.push(member);
    return [name, stars(member)] as const;
  });
  // The answer to a device says its code twice, the second time in a sentence.
  const repeat = (member: unknown): unknown =>
    typeof member === 'string'
      ? hidden.reduce((text, secret) => text.replaceAll(secret, stars), member)
      : member;
  return Object.fromEntries(members.map(([name, member]) => [name, repeat(member)]));
}

/** Tags and attributes of our own pages and of form_post answers; scripts are left out. */
function redactPage(text: string): string {
  return text
    .replace(/<script\b[^>]*>.*?<\/script>/gis, '<script>...</script>')
    .replace(/<style\b[^>]*>.*?<\/style>/gis, '<style>...</style>')
    .replace(/<(input|button)\b[^>]*>/gi, (tag) => {
      const name = /\bname="([^"]*)"/i.exec(tag)?.[1]?.toLowerCase() ?? '';
      return shownParameters.has(name)
        ? tag
        : tag.replace(/(\bvalue=")([^"]*)"/i, (_, lead, value) => `${lead}${stars(value)}"`);
    })
    .replace(
      /\b(href|action|src)="([^"]*)"/gi,
      (_, name, address) =>
        `${name}="${redactAddress(address.replaceAll('&amp;', '&')).replaceAll('&', '&amp;')}"`,
    );
}
