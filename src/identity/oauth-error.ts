// Reads an error that an identity server sent (RFC 6749 sections 4.1.2.1 and 5.2) out of whatever it came in. Never
// throws: what cannot be read is absent. Microsoft's additions (numbers, trace ids, suberror, claims) are read here as
// well; servers that do not send them lose nothing.

import { isRecord } from './server-answer.ts';

export interface OAuthError {
  /** 'invalid_grant' and so on; '' where there is none. */
  readonly error: string;
  readonly suberror: string | undefined;
  /** The server's sentence without its ids, one line, bounded. */
  readonly said: string;
  /** AADSTS numbers, in the order given. */
  readonly numbers: readonly number[];
  readonly traceId: string | undefined;
  readonly correlationId: string | undefined;
  readonly timestamp: string | undefined;
  /** A claims challenge, to be passed through as it is. */
  readonly claims: string | undefined;
}

/** From the body of an answer; undefined where it is not JSON with an `error`. */
export function oauthErrorOfBody(body: string): OAuthError | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
  if (!isRecord(value) || typeof value['error'] !== 'string') return undefined;
  const field = (name: string): string | undefined => text(value[name]);
  const codes: unknown = value['error_codes'];
  const numbers = Array.isArray(codes)
    ? codes
        // An object may have a toString that is no function, and Number() would throw.
        .map((one: unknown) =>
          typeof one === 'number' || typeof one === 'string' ? Number(one) : Number.NaN,
        )
        .filter((one) => Number.isSafeInteger(one) && one > 0)
    : [];
  return assemble(field, numbers);
}

/** From a redirect: `?error=...&error_description=...`. */
export function oauthErrorOfQuery(query: URLSearchParams): OAuthError {
  return assemble((name) => text(query.get(name)), []);
}

function assemble(field: (name: string) => string | undefined, numbers: readonly number[]): OAuthError {
  const description = field('error_description') ?? '';
  // Ids follow the sentence after \r\n or, since about 2024, after a single space.
  const sentence = description.split(/\s+(?:Trace ID|Correlation ID|Timestamp):/i)[0] ?? '';
  const after = (label: string): string | undefined =>
    new RegExp(
      `${label}:\\s{0,4}([0-9A-Za-z:. -]{1,64}?)(?=\\s+(?:Trace ID|Correlation ID|Timestamp):|[\\r\\n]|$)`,
      'i',
    )
      .exec(description)?.[1]
      ?.trim();
  return {
    error: (field('error') ?? '').slice(0, 100),
    suberror: field('suberror')?.slice(0, 100),
    said: sentence
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 500),
    numbers: numbers.length > 0 ? numbers.slice(0, 10) : numbersIn(description),
    traceId: (field('trace_id') ?? after('Trace ID'))?.slice(0, 64),
    correlationId: (field('correlation_id') ?? after('Correlation ID'))?.slice(0, 64),
    timestamp: (field('timestamp') ?? after('Timestamp'))?.slice(0, 64),
    claims: claimsText(field('claims')),
  };
}

/** Only the number that the sentence begins with: later ones may be quoted from somebody's input. */
function numbersIn(description: string): number[] {
  const number = /^\s*AADSTS(\d{4,8})\b/.exec(description)?.[1];
  return number === undefined ? [] : [Number(number)];
}

/** Half a challenge is none: a text too long to be kept whole is left out. */
function claimsText(claims: string | undefined): string | undefined {
  return claims !== undefined && claims.length <= 8_192 ? claims : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
