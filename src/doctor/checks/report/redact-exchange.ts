// One request over HTTP and its answer as lines that anybody may read. Only what is known to be harmless is shown:
// parameters and headers by name; of an answer its errors and what says how a token answer is made up, of everything else
// (mail, profiles) which members there were and no value.

import { stars } from '../../../wire/redact.ts';
import { withoutSecrets } from '../../redact.ts';

/** Parameters of Entra's endpoints and of Graph's queries. */
const shownParameters = new Set(
  (
    'client_id grant_type scope resource response_type response_mode prompt tenant api-version ' +
    'client_assertion_type requested_token_use login_hint domain_hint ' +
    '$top $select $filter $orderby $count $expand $search $skip'
  ).split(' '),
);

/** What is hidden because it is a secret, and not for want of knowing better. */
const secretParameters = new Set(
  (
    'code refresh_token access_token id_token client_secret client_assertion code_verifier device_code assertion ' +
    'password token'
  ).split(' '),
);

const shownHeaders = new Set(
  (
    'accept content-type content-length date retry-after location www-authenticate prefer preference-applied ' +
    'request-id client-request-id x-ms-request-id x-ms-ests-server x-ms-clitelem x-ms-ags-diagnostic ' +
    'ratelimit-limit ratelimit-remaining ratelimit-reset server via x-cache user-agent'
  ).split(' '),
);

/** Members of an answer whose values say what went wrong or how a token is made up; the rest is somebody's mail or secret. */
const shownMembers = new Set(
  (
    'error error_description error_codes error_uri error_subcode suberror timestamp trace_id correlation_id ' +
    'token_type scope expires_in ext_expires_in refresh_in foci issuer token_endpoint tenant_region_scope ' +
    'cloud_instance_name code message innererror inner_error date request-id client-request-id details target ' +
    'interval @odata.context'
  ).split(' '),
);
/** Which members are secrets: theirs is a star more than silence, and the value is kept out of everything else. */
const secretMembers = /token$|^(?:device_code|user_code|client_?secret|client_info|password)$/i;

const bodyShownMax = 4_000;

export interface Redacted {
  readonly lines: readonly string[];
  /** What was starred. */
  readonly secrets: readonly string[];
}

export function redactRequest(method: string, url: string, headers: Headers, body: string): Redacted {
  const secrets: string[] = [];
  const { search, origin, pathname } = new URL(url);
  const query = search === '' ? '' : `?${parameters(search.slice(1), secrets)}`;
  const lines = [`${method} ${origin}${pathname}${query}`, ...headerLines(headers, secrets)];
  const type = headers.get('content-type') ?? '';
  if (body !== '') {
    const isForm = type.startsWith('application/x-www-form-urlencoded');
    lines.push('', isForm ? parameters(body, secrets) : `(${Buffer.byteLength(body)} bytes)`);
  }
  return { lines, secrets };
}

export function redactAnswer(status: number, headers: Headers, body: string, whole: boolean): Redacted {
  const secrets: string[] = [];
  const lines = [String(status), ...headerLines(headers, secrets)];
  if (body !== '') lines.push('', whole ? shownBody(body, secrets) : `(more than ${body.length} bytes)`);
  return { lines, secrets };
}

function headerLines(headers: Headers, secrets: string[]): string[] {
  return [...headers].flatMap(([name, value]) => {
    if (name === 'authorization') {
      const [scheme = '', secret = ''] = value.split(' ');
      secrets.push(secret);
      return [`${name}: ${scheme} ${stars(secret)}`];
    }
    if (!shownHeaders.has(name)) return [];
    // Where an answer sends somebody may carry what was meant for her alone.
    return [`${name}: ${name === 'location' ? value.replace(/[?#].*$/s, '?***') : withoutSecrets(value)}`];
  });
}

/** A query or a form: names as they are, values where they are known to be harmless. */
function parameters(text: string, secrets: string[]): string {
  return [...new URLSearchParams(text)]
    .map(([name, value]) => {
      if (shownParameters.has(name)) return `${name}=${value.replace(/[\r\n&]/g, ' ')}`;
      if (secretParameters.has(name)) secrets.push(value);
      return `${name.replace(/[^\w.$-]/g, '?')}=${stars(value.slice(0, 12))}`;
    })
    .join('&');
}

function shownBody(body: string, secrets: string[]): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const title = /<title[^>]{0,200}>([^<]{1,200})/i.exec(body)?.[1];
    // What is neither JSON nor a page may be half a token answer.
    return title === undefined
      ? `(${Buffer.byteLength(body)} bytes, not JSON)`
      : `(a page, "${withoutSecrets(title.trim())}")`;
  }
  return JSON.stringify(shape(value, '', secrets), null, 1).slice(0, bodyShownMax);
}

/** The same tree with values only where their member's name allows it. */
function shape(value: unknown, name: string, secrets: string[]): unknown {
  if (Array.isArray(value)) {
    if (name === 'error_codes') return value.map(Number);
    const items: readonly unknown[] = value;
    return items.length === 0
      ? []
      : [shape(items[0], name, secrets), ...(items.length > 1 ? [`(${items.length - 1} more)`] : [])];
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one, key, secrets)]));
  if (typeof value !== 'string')
    return shownMembers.has(name) || value === null ? value : `(${typeof value})`;
  if (secretMembers.test(name)) {
    secrets.push(value);
    return stars(value.slice(0, 12));
  }
  return shownMembers.has(name) ? withoutSecrets(value) : `(${value.length} characters)`;
}
