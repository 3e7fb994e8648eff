// The token requests: code, refresh token, device code, client credentials. oauth4webapi builds and sends; judge.ts
// and refusal.ts say what came of it. Every request names one resource, with every scope written out in full.

import type { TokenEndpointRequestOptions } from 'oauth4webapi';
import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import { judgeCallback, requireCode } from '../callback.ts';
import { clientAuth } from '../client-auth.ts';
import { refuseWrongClock } from '../id-token.ts';
import type { ServerDocuments } from '../keys.ts';
import type {
  App,
  AuthorizationAttempt,
  ConsentPlan,
  DeviceAuthorization,
  DevicePoll,
  Exchange,
  ResourceRequest,
  TokenAnswer,
} from '../provider.ts';
import { callServer, entraVoice, hostOf, type ServerAnswer } from '../server-answer.ts';
import { requireRoles } from './app-only.ts';
import { resourceNamed } from './clouds.ts';
import { type Endpoints, endpointsOf } from './endpoints.ts';
import { verifiedIdentity } from './identity.ts';
import { type JudgedAnswer, processTokenAnswer } from './judge.ts';
import { type Leg, type RefusalContext, refusalOfAnswer, refusalOfCallback } from './refusal.ts';
import { signInScopes } from './services.ts';
import { isOneTenant } from './tenants.ts';

/** Redeems the code for the plan's first resource. The refresh token that comes with it is good for the others. */
export async function redeemCode(
  documents: ServerDocuments,
  app: App,
  plan: ConsentPlan,
  attempt: AuthorizationAttempt,
  callback: URL,
  exchange: Exchange,
): Promise<TokenAnswer> {
  const oauth = await import('oauth4webapi');
  const at = endpointsOf(app);
  const [request] = plan.resources;
  judgeCallback(callback, attempt);
  if (callback.searchParams.has('error')) {
    const everything = { ...request, scopes: plan.resources.flatMap((one) => one.scopes) };
    throw refusalOfCallback(callback, hostOf(at.authorize), contextOf(app, 'authorize', everything));
  }
  requireCode(callback);
  const parameters = withoutIssuer(callback.searchParams);
  const validated = oauth.validateAuthResponse(at.server, at.client, parameters, attempt.state);
  const auth = await clientAuth(app, at.token, exchange.clock);
  const answer = await callServer(exchange, entraVoice, at.token, (send, signal) =>
    oauth.authorizationCodeGrantRequest(
      at.server,
      at.client,
      auth,
      validated,
      attempt.redirectUri,
      attempt.codeVerifier.reveal(),
      sending(oauth, send, signal, { scope: scopesOf(request, signInScopes), ...claimsOf(attempt) }),
    ),
  );
  const judged = judge(app, at, 'code', request, answer, 'required');
  return withIdentity({ documents, app, judged, nonce: attempt.nonce, answer, exchange });
}

/** Exchanges the refresh token for a token of one resource. Needs no other request. */
export async function refresh(
  app: App,
  refreshToken: Secret,
  request: ResourceRequest,
  exchange: Exchange,
): Promise<TokenAnswer> {
  const at = endpointsOf(app);
  refuseTwoResources(at, request);
  if (refreshToken.length === 0) {
    throw fail('grant-malformed', { server: hostOf(at.token), vendor: 'it is empty', deadGrant: false });
  }
  const oauth = await import('oauth4webapi');
  const auth = await clientAuth(app, at.token, exchange.clock);
  const answer = await callServer(exchange, entraVoice, at.token, (send, signal) =>
    oauth.refreshTokenGrantRequest(
      at.server,
      at.client,
      auth,
      refreshToken.reveal(),
      sending(oauth, send, signal, { scope: scopesOf(request, ['offline_access']) }),
    ),
  );
  return judge(app, at, 'refresh', request, answer, 'welcome').answer;
}

/**
 * One poll of a device sign-in (RFC 8628 section 3.4).
 *
 * @throws `device-code-expired`, `device-code-refused`, `consent-declined` and the refusals of a redemption
 */
export async function pollDevice(
  documents: ServerDocuments,
  app: App,
  plan: ConsentPlan,
  device: DeviceAuthorization,
  exchange: Exchange,
): Promise<DevicePoll> {
  const oauth = await import('oauth4webapi');
  const at = endpointsOf(app);
  const [request] = plan.resources;
  const auth = await clientAuth(app, at.token, exchange.clock);
  const answer = await callServer(exchange, entraVoice, at.token, (send, signal) =>
    oauth.deviceCodeGrantRequest(
      at.server,
      at.client,
      auth,
      device.deviceCode.reveal(),
      sending(oauth, send, signal, {}),
    ),
  );
  if (answer.status !== 200) {
    const refused = refusalOfAnswer(answer, contextOf(app, 'device', request));
    const error = refused.details['error'];
    if (error === 'authorization_pending') return { kind: 'pending', slowDown: false };
    if (error === 'slow_down') return { kind: 'pending', slowDown: true };
    throw refused;
  }
  const judged = judge(app, at, 'device', request, answer, 'required');
  return {
    kind: 'granted',
    answer: await withIdentity({ documents, app, judged, nonce: undefined, answer, exchange }),
  };
}

/** @throws `app-only-needs-tenant`, `app-only-needs-credential`, `app-only-no-role`, and the refusals of the app */
export async function clientCredentials(
  app: App,
  request: ResourceRequest,
  exchange: Exchange,
): Promise<TokenAnswer> {
  const oauth = await import('oauth4webapi');
  const at = endpointsOf(app);
  refuseTwoResources(at, request);
  if (!isOneTenant(at.tenant)) throw fail('app-only-needs-tenant', { tenant: at.tenant });
  if (app.credential.kind === 'none') throw fail('app-only-needs-credential', { clientId: app.clientId });
  const auth = await clientAuth(app, at.token, exchange.clock);
  const answer = await callServer(exchange, entraVoice, at.token, (send, signal) =>
    oauth.clientCredentialsGrantRequest(
      at.server,
      at.client,
      auth,
      { scope: request.scopes.join(' ') },
      sending(oauth, send, signal, {}),
    ),
  );
  const judged = judge(app, at, 'app', request, answer, 'none').answer;
  requireRoles(app, request, judged);
  return judged;
}

export function contextOf(app: App, leg: Leg, request: ResourceRequest): RefusalContext {
  const { clientId, tenant } = app;
  return { leg, clientId, tenant, resource: request.resource, scopes: request.scopes };
}

function judge(
  app: App,
  at: Endpoints,
  leg: Leg,
  request: ResourceRequest,
  answer: ServerAnswer,
  refreshToken: 'required' | 'welcome' | 'none',
): JudgedAnswer {
  if (answer.status !== 200) throw refusalOfAnswer(answer, contextOf(app, leg, request));
  return processTokenAnswer(answer, { cloud: at.cloud, request, refreshToken });
}

async function withIdentity(sign: {
  documents: ServerDocuments;
  app: App;
  judged: JudgedAnswer;
  nonce: string | undefined;
  answer: ServerAnswer;
  exchange: Exchange;
}): Promise<TokenAnswer> {
  const { judged, answer } = sign;
  refuseWrongClock(answer);
  if (!judged.idToken) throw fail('id-token-missing', { server: hostOf(answer.url) });
  return { ...judged.answer, identity: await verifiedIdentity({ ...sign, idToken: judged.idToken }) };
}

type OAuth = typeof import('oauth4webapi');

function sending(
  oauth: OAuth,
  send: typeof fetch,
  signal: AbortSignal,
  additionalParameters: Record<string, string>,
): TokenEndpointRequestOptions {
  return { [oauth.customFetch]: (url, init) => send(url, init), signal, additionalParameters };
}

/** `offline_access` goes with every call: without it the answer has no refresh token, whatever was consented. */
function scopesOf(request: ResourceRequest, more: readonly string[]): string {
  return [...more, ...request.scopes].join(' ');
}

function claimsOf(attempt: AuthorizationAttempt): Record<string, string> {
  return attempt.claims === undefined ? {} : { claims: attempt.claims };
}

/** Entra's `iss`, where it sends one, names the user's own tenant; the id_token says the same and is signed. */
function withoutIssuer(query: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(query);
  rest.delete('iss');
  return rest;
}

/** What Entra would answer with AADSTS28000, or with a token for the wrong one. @throws `scope-two-resources` */
function refuseTwoResources(at: Endpoints, request: ResourceRequest): void {
  const owners = new Set(
    request.scopes.map((scope) => {
      const prefix = scope.slice(0, Math.max(0, scope.lastIndexOf('/')));
      return resourceNamed(at.cloud, prefix) ?? prefix;
    }),
  );
  if (owners.size > 1) throw fail('scope-two-resources', refusedBeforeSending(request));
}

function refusedBeforeSending(request: ResourceRequest): { scopes: string; deadGrant: boolean } {
  return { scopes: request.scopes.join(' '), deadGrant: false };
}
