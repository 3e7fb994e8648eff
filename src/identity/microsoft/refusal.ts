// Translates Entra's refusals, once, at the border that reads them. `error` and `suberror` decide what is to be done;
// the AADSTS number explains. One exception, because nothing else tells its cases apart: number 70000 of personal
// accounts, which stands for a missing consent, a dead grant or a damaged token, and is read by its text.

import { fail, isMailgrantError, type MailgrantError, type Retry } from '../../errors/error.ts';
import { refuseWrongClock } from '../id-token.ts';
import { type OAuthError, oauthErrorOfBody, oauthErrorOfQuery } from '../oauth-error.ts';
import { type RefusalCode, refusalScopes } from '../refusal-codes.ts';
import { entraVoice, hostOf, jsonObject, retryAfterMs, type ServerAnswer } from '../server-answer.ts';
import { aadsts } from './aadsts.ts';

/** Which step was refused: the same number means different things at different steps. */
export type Leg = 'authorize' | 'code' | 'refresh' | 'device' | 'app' | 'metadata';

export interface RefusalContext {
  readonly leg: Leg;
  readonly clientId: string;
  readonly tenant: string;
  /** What was asked for, for the message. */
  readonly resource: string;
  readonly scopes: readonly string[];
}

interface Verdict {
  readonly code: RefusalCode;
  readonly retry?: Retry | undefined;
  readonly dead?: boolean | undefined;
  readonly retryOnce?: true | undefined;
  readonly remedy?: string | undefined;
}

/** The error for an answer that is not a success. Returns it, whatever the bytes are; throws nothing. */
export function refusalOfAnswer(answer: ServerAnswer, context: RefusalContext): MailgrantError {
  const told = oauthErrorOfBody(answer.body);
  const waitMs = retryAfterMs(answer.headers, answer.receivedAtMs);
  const options = { server: hostOf(answer.url), status: answer.status, waitMs };
  if (!told) {
    if (answer.status === 429) return refusal({ code: 'throttled' }, silent, context, options);
    if (answer.status >= 500) return refusal({ code: 'entra-unavailable' }, silent, context, options);
    return unreadable(answer);
  }
  if (told.numbers.includes(700024)) {
    const clock = attempt(() => refuseWrongClock(answer));
    if (clock) return clock;
  }
  return refusal(verdictOf(told, context.leg, answer.status), told, context, {
    ...options,
    raw: answer.body,
  });
}

/** The error for a redirect that came back with `error=`. */
export function refusalOfCallback(callback: URL, server: string, context: RefusalContext): MailgrantError {
  const told = oauthErrorOfQuery(callback.searchParams);
  return refusal(verdictOf(told, 'authorize', 0), told, context, { server });
}

const silent: OAuthError = {
  error: '',
  suberror: undefined,
  said: '',
  numbers: [],
  traceId: undefined,
  correlationId: undefined,
  timestamp: undefined,
  claims: undefined,
};

function verdictOf(told: OAuthError, leg: Leg, status: number): Verdict {
  const known = told.numbers.find((number) => aadsts.has(number));
  const row = known === undefined ? undefined : aadsts.get(known);
  const bySuberror = suberrors.get(told.suberror ?? '');
  if (status === 429) return { code: 'throttled', retry: 'later', remedy: row?.remedy };
  // A service in trouble may quote any number: what it says of the grant then is not believed.
  if (status >= 500 || told.error === 'temporarily_unavailable') {
    const passing = told.numbers
      .map((number) => aadsts.get(number))
      .find((one) => one && refusalScopes[one.code] === 'server');
    return { code: passing?.code ?? 'entra-unavailable', retry: 'later', remedy: passing?.remedy };
  }
  if (isSeventyThousand(told)) return { ...seventyThousand(told, leg), ...bySuberror };
  if (row && leg === 'code' && redeemed.has(row.code)) return { code: redeemed.get(row.code) ?? row.code };
  if (row) {
    // The suberror decides what is to be done; the number only words it, unless the two are about different things.
    const agree = !bySuberror || refusalScopes[row.code] === refusalScopes[bySuberror.code];
    return {
      code: agree ? row.code : bySuberror.code,
      retry: bySuberror ? bySuberror.retry : row.retry,
      dead: bySuberror ? bySuberror.dead : row.dead,
      remedy: agree ? row.remedy : undefined,
    };
  }
  if (bySuberror) return bySuberror;
  if (told.error === 'invalid_grant' && leg === 'code') return { code: 'code-refused' };
  return errors.get(told.error) ?? { code: 'entra-refused' };
}

/** "Handling errors and exceptions in MSAL": which suberror wants a person, and what for. */
const suberrors: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['basic_action', { code: 'mfa-needed', retry: 'signIn' }],
  ['additional_action', { code: 'device-not-trusted', retry: 'never' }],
  ['message_only', { code: 'blocked-by-policy', retry: 'never' }],
  ['consent_required', { code: 'consent-missing-for-resource', retry: 'signIn' }],
  ['user_password_expired', { code: 'password-expired', retry: 'signIn' }],
  ['bad_token', { code: 'grant-revoked', retry: 'signIn', dead: true }],
  ['client_mismatch', { code: 'grant-other-client', retry: 'signIn' }],
]);

/** `error` alone, where neither number nor suberror says more: personal accounts often send nothing else. */
const errors: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['invalid_grant', { code: 'grant-refused' }],
  ['access_denied', { code: 'consent-declined' }],
  ['permission_denied', { code: 'consent-declined' }],
  ['consent_required', { code: 'consent-missing-for-resource' }],
  ['interaction_required', { code: 'sign-in-required' }],
  ['login_required', { code: 'sign-in-required' }],
  ['account_selection_required', { code: 'sign-in-required' }],
  ['invalid_scope', { code: 'scope-refused' }],
  ['invalid_resource', { code: 'resource-not-in-tenant' }],
  ['invalid_client', { code: 'client-secret-wrong' }],
  ['unauthorized_client', { code: 'app-not-allowed' }],
  ['invalid_tenant', { code: 'tenant-not-found' }],
  ['invalid_request', { code: 'request-refused' }],
  ['unsupported_grant_type', { code: 'request-refused' }],
  ['unsupported_response_type', { code: 'request-refused' }],
  ['server_error', { code: 'entra-unavailable' }],
  ['temporarily_unavailable', { code: 'entra-unavailable' }],
  ['slow_down', { code: 'throttled' }],
  ['authorization_declined', { code: 'consent-declined' }],
  ['bad_verification_code', { code: 'device-code-refused' }],
  ['expired_token', { code: 'device-code-expired' }],
]);

/** What is said of a refresh token, said of a code. */
const redeemed: ReadonlyMap<RefusalCode, RefusalCode> = new Map<RefusalCode, RefusalCode>([
  ['grant-expired', 'code-expired'],
  ['grant-refused', 'code-refused'],
  ['grant-malformed', 'code-refused'],
]);

/** Personal accounts send the same texts with the number, and without any. */
function isSeventyThousand(told: OAuthError): boolean {
  return (
    told.numbers.includes(70000) ||
    (told.error === 'invalid_grant' && told.numbers.length === 0 && !told.suberror)
  );
}

function seventyThousand(told: OAuthError, leg: Leg): Verdict {
  // "The request was denied because one or more scopes requested are unauthorized or expired. ..."
  if (/scopes requested are unauthorized/i.test(told.said)) return { code: 'consent-missing-for-resource' };
  if (leg === 'code') return { code: 'code-refused' };
  // "The user could not be authenticated as the grant is expired. The user must sign in again."
  if (/grant is expired/i.test(told.said)) return { code: 'grant-expired', dead: true };
  // "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid." Once a hiccup of the
  // service that passed on repetition; so it is tried once more before anybody is told.
  if (/refresh_token|assertion/i.test(told.said)) return { code: 'grant-malformed', retryOnce: true };
  return { code: 'grant-refused', retryOnce: true };
}

function refusal(
  verdict: Verdict,
  told: OAuthError,
  context: RefusalContext,
  options: { server: string; status?: number; waitMs?: number | undefined; raw?: string },
): MailgrantError {
  const { code, retry, dead, retryOnce, remedy } = verdict;
  const number = told.numbers[0];
  return fail(
    code,
    {
      server: options.server,
      vendor: number === undefined ? told.error || `status ${options.status ?? 0}` : `AADSTS${number}`,
      said: told.said || 'nothing more',
      clientId: context.clientId,
      tenant: context.tenant,
      resource: context.resource,
      scopes: context.scopes.join(' '),
      leg: context.leg,
      status: options.status,
      aadsts: told.numbers,
      error: told.error,
      suberror: told.suberror,
      traceId: told.traceId,
      correlationId: told.correlationId,
      timestamp: told.timestamp,
      claims: told.claims,
      scope: refusalScopes[code],
      deadGrant: dead === true && context.leg === 'refresh',
      ...(retryOnce && context.leg === 'refresh' ? { retryOnce } : {}),
    },
    {
      raw: options.raw,
      retryAfterMs: options.waitMs,
      ...(retry ? { retry } : {}),
      ...(remedy === undefined ? {} : { hint: remedy }),
    },
  );
}

/** A status that means no, and a body that says nothing: not Entra's hand. */
function unreadable(answer: ServerAnswer): MailgrantError {
  const error = attempt(() => {
    jsonObject(answer, entraVoice);
  });
  if (error) return error;
  return fail(
    'entra-answer-odd',
    {
      server: hostOf(answer.url),
      field: 'error',
      expected: 'the name of an error',
      got: 'missing',
      status: answer.status,
    },
    { raw: answer.body },
  );
}

function attempt(check: () => void): MailgrantError | undefined {
  try {
    check();
    return undefined;
  } catch (thrown) {
    if (isMailgrantError(thrown)) return thrown;
    throw thrown;
  }
}
