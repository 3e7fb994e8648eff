// Refusals of identity servers (RFC 6749 section 5.2, RFC 8628 section 3.5): JSON alone, in a stack trace, in another JSON,
// or as a dictionary that some language printed.

import { oauthErrorOfBody } from '../../identity/oauth-error.ts';
import type { Evidence, EvidenceOf } from '../evidence.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { worded } from './worded.ts';

type OAuthEvidence = EvidenceOf<'oauth-error'>;

const device = worded(
  /^(?:authorization_pending|authorization_declined|slow_down|expired_token|bad_verification_code)$/,
);
const standard = worded(
  /^(?:invalid_(?:request|grant|client|scope|resource|tenant|token)|unauthorized_client|unsupported_(?:grant_type|response_type)|access_denied|consent_required|interaction_required|login_required|server_error|temporarily_unavailable|redirect_uri_mismatch|disallowed_useragent|admin_policy_enforced|org_internal|deleted_client|invalid_assertion|permission_denied|authorization_pending|authorization_declined|slow_down|expired_token|bad_verification_code|INVALID_[A-Z_]{3,40}|UNAUTHORIZED[A-Z_]{0,20})$/,
);

export const entraError: Recogniser = {
  name: 'OAuth error answer',
  wants: worded(/error/i),
  *json(value, line, reading): Iterable<Evidence> {
    const flat = flattened(value);
    if (!flat) return;
    if (typeof flat['error_description'] === 'string') {
      // Escaped once more by a log: the ids stand behind it.
      flat['error_description'] = flat['error_description'].replace(/(?:\\+r)?\\+n/g, '\n');
    }
    const read = oauthErrorOfBody(JSON.stringify(flat));
    if (!read) return;
    const numbers = read.numbers.length > 0 ? read.numbers : numbersIn(read.said);
    const known = standard.test(read.error);
    if (!known && numbers.length === 0) return;
    yield {
      kind: 'oauth-error',
      numbers,
      error: read.error,
      suberror: read.suberror ?? text(flat['error_subtype']),
      text: withoutNumber(read.said),
      server: serverOf(flat, numbers, reading),
      endpoint: device.test(read.error) ? 'device' : endpointOf(read.said, numbers),
      ...ids(read),
      place: placeOf(line),
    };
  },
};

/** Yahoo and old Entra pages say it in other fields; MSAL's exceptions in yet others. */
function flattened(value: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  if (typeof value['error'] === 'string') return { ...value };
  const inner = value['error'];
  if (typeof inner === 'object' && inner !== null && 'errorId' in inner) {
    return { error: text(inner.errorId), error_description: 'message' in inner ? text(inner.message) : '' };
  }
  const code = value['errorCode'] ?? value['error_code'] ?? value['errorcode'];
  const said =
    value['errorMessage'] ?? value['error_description'] ?? value['errorDescription'] ?? value['message'];
  if (typeof code === 'string' && typeof said === 'string') {
    const { subError, correlationId } = value;
    return {
      error: code,
      error_description: said.replace(/^\w{3,40}: (?=AADSTS|\d{4,8})/, ''),
      suberror: text(subError),
      correlation_id: text(correlationId),
    };
  }
  return undefined;
}

/** MSAL puts its own words before the sentence: "invalid_grant: Error(s): 65001 - Timestamp: ... - Description: AADSTS65001: ...". */
export function numbersIn(said: string): number[] {
  const found = [...said.slice(0, 2_000).matchAll(/\bAADSTS(\d{4,8})\b/g)].map((match) => Number(match[1]));
  return [...new Set(found)].slice(0, 10);
}

export function withoutNumber(said: string): string {
  return said.replace(/^\s*(?:AADSTS\d{4,8}:?\s{0,4})?/, '');
}

export function ids(read: {
  readonly traceId: string | undefined;
  readonly correlationId: string | undefined;
  readonly timestamp: string | undefined;
}): Pick<OAuthEvidence, 'traceId' | 'correlationId' | 'timestamp'> {
  return {
    ...(read.traceId === undefined ? {} : { traceId: read.traceId }),
    ...(read.correlationId === undefined ? {} : { correlationId: read.correlationId }),
    ...(read.timestamp === undefined ? {} : { timestamp: read.timestamp }),
  };
}

/** Whose words these are: only Microsoft's have numbers and trace ids; Google's and Yahoo's sentences are few. */
export function serverOf(
  value: Readonly<Record<string, unknown>>,
  numbers: readonly number[],
  reading: Pick<Reading, 'server'>,
): OAuthEvidence['server'] {
  const said = text(value['error_description']);
  if (numbers.length > 0 || 'trace_id' in value || 'error_codes' in value || 'suberror' in value)
    return 'microsoft';
  if (/input parameter|microsoft|tenant|\bAAD|consumers|account type/i.test(said)) return 'microsoft';
  if (
    'error_subtype' in value ||
    /google|oauth2\.googleapis|OAuth client was not found|client secret is invalid/i.test(said)
  )
    return 'google';
  if (
    /^Token has been expired or revoked|^Bad Request$|^Malformed auth code|^Account has been deleted|reauth related error/i.test(
      said,
    )
  )
    return 'google';
  if (
    /^(?:deleted_client|admin_policy_enforced|org_internal|disallowed_useragent|redirect_uri_mismatch)$/.test(
      text(value['error']),
    )
  )
    return 'google';
  if (/yahoo/i.test(said) || /^[A-Z_]{6,}$/.test(text(value['error']))) return 'yahoo';
  return reading.server;
}

function endpointOf(said: string, numbers: readonly number[]): OAuthEvidence['endpoint'] {
  if (/device_code|device flow|user.?code/i.test(said) && numbers.some((one) => one >= 70016 && one <= 70020))
    return 'device';
  if (numbers.some((one) => one === 90002 || one === 900023) && /tenant/i.test(said)) return 'unknown';
  return 'token';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
