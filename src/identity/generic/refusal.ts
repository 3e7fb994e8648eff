// What a server that speaks plain OAuth means by no (RFC 6749 sections 4.1.2.1 and 5.2, RFC 8628 section 3.5). There
// are no numbers here: `error` is all that is looked at.

import { fail, isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import { type OAuthError, oauthErrorOfBody, oauthErrorOfQuery } from '../oauth-error.ts';
import type { App } from '../provider.ts';
import { type RefusalCode, refusalScopes } from '../refusal-codes.ts';
import { hostOf, jsonObject, oidcVoice, retryAfterMs, type ServerAnswer } from '../server-answer.ts';

export interface GenericContext {
  readonly leg: 'authorize' | 'code' | 'refresh' | 'device' | 'app' | 'metadata';
  readonly app: App;
  readonly resource: string;
  readonly scopes: readonly string[];
}

export function refusalOfAnswer(answer: ServerAnswer, context: GenericContext): MailgrantError {
  const told = oauthErrorOfBody(answer.body);
  const server = hostOf(answer.url);
  const options = {
    raw: answer.body,
    retryAfterMs: retryAfterMs(answer.headers, answer.receivedAtMs),
  };
  if (answer.status === 429) return refusal('throttled', told, context, server, answer.status, options);
  if (told) return refusal(codeOf(told, context), told, context, server, answer.status, options);
  if (answer.status >= 500) return refusal('oidc-unavailable', told, context, server, answer.status, options);
  try {
    jsonObject(answer, oidcVoice);
  } catch (thrown) {
    if (isMailgrantError(thrown)) return thrown;
    throw thrown;
  }
  return refusal('oidc-refused', told, context, server, answer.status, options);
}

export function refusalOfCallback(callback: URL, server: string, context: GenericContext): MailgrantError {
  const told = oauthErrorOfQuery(callback.searchParams);
  return refusal(codeOf(told, context), told, context, server, 0, {});
}

const errors: ReadonlyMap<string, RefusalCode> = new Map<string, RefusalCode>([
  ['access_denied', 'consent-declined'],
  ['consent_required', 'consent-missing-for-resource'],
  ['login_required', 'sign-in-required'],
  ['interaction_required', 'sign-in-required'],
  ['account_selection_required', 'sign-in-required'],
  ['invalid_scope', 'scope-refused'],
  ['invalid_target', 'consent-missing-for-resource'],
  ['invalid_client', 'client-secret-wrong'],
  ['unauthorized_client', 'app-not-allowed'],
  ['expired_token', 'device-code-expired'],
  ['server_error', 'oidc-unavailable'],
  ['temporarily_unavailable', 'oidc-unavailable'],
  ['slow_down', 'throttled'],
]);

function codeOf(told: OAuthError, { leg }: GenericContext): RefusalCode {
  // Invalid, expired, revoked, or another client's: the RFC has one name for all of it, and none of it heals.
  if (told.error === 'invalid_grant') return leg === 'refresh' ? 'grant-revoked' : 'code-refused';
  return errors.get(told.error) ?? 'oidc-refused';
}

function refusal(
  code: RefusalCode,
  told: OAuthError | undefined,
  context: GenericContext,
  server: string,
  status: number,
  options: { raw?: unknown; retryAfterMs?: number | undefined },
): MailgrantError {
  const { app, leg, resource, scopes } = context;
  return fail(
    code,
    {
      server,
      vendor: told?.error || `status ${status}`,
      said: told?.said || 'nothing more',
      clientId: app.clientId,
      tenant: app.tenant,
      resource,
      scopes: scopes.join(' '),
      leg,
      status,
      error: told?.error,
      scope: refusalScopes[code],
      deadGrant: code === 'grant-revoked',
    },
    options,
  );
}
