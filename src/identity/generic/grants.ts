// The grants of any OAuth 2.0 server: code with PKCE, refresh, device code, client credentials. One token for
// everything, or one a resource where the configuration names an audience (RFC 8707).

import type { AuthorizationServer, ClientAuth } from 'oauth4webapi';
import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import { judgeCallback, requireCode } from '../callback.ts';
import { clientAuth } from '../client-auth.ts';
import { processDeviceAnswer } from '../device-answer.ts';
import { claim, verifyIdToken } from '../id-token.ts';
import { audiences, jwtClaims } from '../jwt-claims.ts';
import type { ServerDocuments } from '../keys.ts';
import type {
  App,
  AuthorizationAttempt,
  ConsentPlan,
  DeviceAuthorization,
  DevicePoll,
  Exchange,
  Identity,
  ResourceRequest,
  TokenAnswer,
} from '../provider.ts';
import { callServer, hostOf, oidcVoice, type ServerAnswer } from '../server-answer.ts';
import { tokenFields } from '../token-fields.ts';
import { discover, endpoint } from './discovery.ts';
import { type GenericContext, refusalOfAnswer, refusalOfCallback } from './refusal.ts';
import { audienceOf } from './registration.ts';

/** Where expires_in is left out, which RFC 6749 section 5.1 allows: an hour is what servers give. */
const lifetimeSeconds = 3_600;

export class GenericGrants {
  readonly #documents: ServerDocuments;

  constructor(documents: ServerDocuments) {
    this.#documents = documents;
  }

  async authorizationUrl(
    app: App,
    plan: ConsentPlan,
    attempt: AuthorizationAttempt,
    exchange: Exchange,
  ): Promise<URL> {
    const oauth = await import('oauth4webapi');
    const server = await discover(this.#documents, app, exchange);
    const url = new URL(endpoint(server, 'authorization_endpoint'));
    const query: Record<string, string | undefined> = {
      client_id: app.clientId,
      response_type: 'code',
      redirect_uri: attempt.redirectUri,
      scope: consentScopes(server, plan.resources),
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(attempt.codeVerifier.reveal()),
      code_challenge_method: 'S256',
      // OpenID Connect Core 11: offline access takes an explicit consent.
      prompt: attempt.prompt ?? 'consent',
      login_hint: attempt.loginHint,
      claims: attempt.claims,
      // Servers without the scope offline_access (Google) want to be asked this way; others ignore what they don't know.
      access_type: offersOffline(server) ? undefined : 'offline',
    };
    for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
    for (const request of plan.resources) {
      const audience = audienceOf(app, request);
      if (audience !== undefined) url.searchParams.append('resource', audience);
    }
    return url;
  }

  async redeemCode(
    app: App,
    plan: ConsentPlan,
    attempt: AuthorizationAttempt,
    callback: URL,
    exchange: Exchange,
  ): Promise<TokenAnswer> {
    const oauth = await import('oauth4webapi');
    const server = await discover(this.#documents, app, exchange);
    const [request] = plan.resources;
    judgeCallback(callback, attempt);
    const iss = callback.searchParams.get('iss');
    if (
      iss !== null ? iss !== server.issuer : server.authorization_response_iss_parameter_supported === true
    ) {
      throw fail('callback-issuer-mismatch', { got: iss ?? 'nobody', expected: server.issuer });
    }
    if (callback.searchParams.has('error')) {
      throw refusalOfCallback(callback, hostOf(server.issuer), contextOf(app, 'authorize', request));
    }
    requireCode(callback);
    const client = { client_id: app.clientId };
    const validated = oauth.validateAuthResponse(server, client, callback, attempt.state);
    const answer = await this.#send(app, server, exchange, (send, signal, auth) =>
      oauth.authorizationCodeGrantRequest(
        server,
        client,
        auth,
        validated,
        attempt.redirectUri,
        attempt.codeVerifier.reveal(),
        {
          [oauth.customFetch]: (url, init) => send(url, init),
          signal,
          additionalParameters: resource(app, request),
        },
      ),
    );
    const judged = judge(app, server, answer, contextOf(app, 'code', request), request);
    return this.#withIdentity(app, server, judged, attempt.nonce, answer, exchange);
  }

  async refresh(
    app: App,
    refreshToken: Secret,
    request: ResourceRequest,
    exchange: Exchange,
  ): Promise<TokenAnswer> {
    const oauth = await import('oauth4webapi');
    const server = await discover(this.#documents, app, exchange);
    const context = contextOf(app, 'refresh', request);
    if (refreshToken.length === 0) {
      throw fail('grant-malformed', {
        server: hostOf(server.issuer),
        vendor: 'it is empty',
        deadGrant: false,
      });
    }
    const answer = await this.#send(app, server, exchange, (send, signal, auth) =>
      oauth.refreshTokenGrantRequest(server, { client_id: app.clientId }, auth, refreshToken.reveal(), {
        [oauth.customFetch]: (url, init) => send(url, init),
        signal,
        additionalParameters: { scope: scopes(server, [request]), ...resource(app, request) },
      }),
    );
    return judge(app, server, answer, context, request).answer;
  }

  async startDevice(app: App, plan: ConsentPlan, exchange: Exchange): Promise<DeviceAuthorization> {
    const oauth = await import('oauth4webapi');
    const server = await discover(this.#documents, app, exchange);
    const url = endpoint(server, 'device_authorization_endpoint');
    const auth = await clientAuth(app, endpoint(server, 'token_endpoint'), exchange.clock);
    const [request] = plan.resources;
    // Every resource, as in the browser (RFC 8707 section 2.1); the first token is for one of them.
    const parameters = new URLSearchParams({ scope: consentScopes(server, plan.resources) });
    for (const wanted of plan.resources) {
      const audience = audienceOf(app, wanted);
      if (audience !== undefined) parameters.append('resource', audience);
    }
    const answer = await callServer(exchange, oidcVoice, url, (send, signal) =>
      oauth.deviceAuthorizationRequest(server, { client_id: app.clientId }, auth, parameters, {
        [oauth.customFetch]: (target, init) => send(target, init),
        signal,
      }),
    );
    if (answer.status !== 200) throw refusalOfAnswer(answer, contextOf(app, 'device', request));
    return processDeviceAnswer(answer, oidcVoice);
  }

  async pollDevice(
    app: App,
    plan: ConsentPlan,
    device: DeviceAuthorization,
    exchange: Exchange,
  ): Promise<DevicePoll> {
    const oauth = await import('oauth4webapi');
    const server = await discover(this.#documents, app, exchange);
    const [request] = plan.resources;
    const answer = await this.#send(app, server, exchange, (send, signal, auth) =>
      oauth.deviceCodeGrantRequest(server, { client_id: app.clientId }, auth, device.deviceCode.reveal(), {
        [oauth.customFetch]: (url, init) => send(url, init),
        signal,
        additionalParameters: resource(app, request),
      }),
    );
    const context = contextOf(app, 'device', request);
    if (answer.status !== 200) {
      const refused = refusalOfAnswer(answer, context);
      const error = refused.details['error'];
      if (error === 'authorization_pending') return { kind: 'pending', slowDown: false };
      if (error === 'slow_down') return { kind: 'pending', slowDown: true };
      throw refused;
    }
    const judged = judge(app, server, answer, context, request);
    return {
      kind: 'granted',
      answer: await this.#withIdentity(app, server, judged, undefined, answer, exchange),
    };
  }

  async clientCredentials(app: App, request: ResourceRequest, exchange: Exchange): Promise<TokenAnswer> {
    if (app.credential.kind === 'none') throw fail('app-only-needs-credential', { clientId: app.clientId });
    const oauth = await import('oauth4webapi');
    const server = await discover(this.#documents, app, exchange);
    const parameters = { scope: request.scopes.join(' '), ...resource(app, request) };
    const answer = await this.#send(app, server, exchange, (send, signal, auth) =>
      oauth.clientCredentialsGrantRequest(server, { client_id: app.clientId }, auth, parameters, {
        [oauth.customFetch]: (url, init) => send(url, init),
        signal,
      }),
    );
    return judge(app, server, answer, contextOf(app, 'app', request), request).answer;
  }

  async #send(
    app: App,
    server: AuthorizationServer,
    exchange: Exchange,
    send: (send: typeof fetch, signal: AbortSignal, auth: ClientAuth) => Promise<Response>,
  ): Promise<ServerAnswer> {
    const url = endpoint(server, 'token_endpoint');
    const auth = await clientAuth(app, url, exchange.clock);
    return callServer(exchange, oidcVoice, url, (fetcher, signal) => send(fetcher, signal, auth));
  }

  async #withIdentity(
    app: App,
    server: AuthorizationServer,
    judged: { answer: TokenAnswer; idToken: Secret | undefined },
    nonce: string | undefined,
    answer: ServerAnswer,
    exchange: Exchange,
  ): Promise<TokenAnswer> {
    // A plain OAuth server has no id_token: the account is then known by what its user calls it.
    if (!judged.idToken) return judged.answer;
    const refused = (no: ServerAnswer): Error =>
      refusalOfAnswer(no, { leg: 'metadata', app, resource: 'sign-in', scopes: [] });
    const claims = await verifyIdToken(judged.idToken, {
      clientId: app.clientId,
      nonce,
      answer,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      key: (kid) => this.#documents.key(endpoint(server, 'jwks_uri'), kid, exchange, refused),
      issuer: () => server.issuer,
    });
    return { ...judged.answer, identity: identityOf(claims) };
  }
}

function identityOf(claims: Readonly<Record<string, unknown>>): Identity {
  return {
    issuer: claim(claims, 'iss') ?? '',
    subject: claim(claims, 'sub') ?? '',
    username: claim(claims, 'preferred_username') ?? claim(claims, 'email'),
    email: claim(claims, 'email'),
    name: claim(claims, 'name'),
    personal: false,
  };
}

function judge(
  app: App,
  server: AuthorizationServer,
  answer: ServerAnswer,
  context: GenericContext,
  request: ResourceRequest,
): { answer: TokenAnswer; idToken: Secret | undefined } {
  if (answer.status !== 200) throw refusalOfAnswer(answer, context);
  const fields = tokenFields(answer, oidcVoice, lifetimeSeconds);
  const audience = audienceOf(app, request);
  const named = audiences(jwtClaims(fields.accessToken.reveal()) ?? {});
  // RFC 6749 section 5.1: a scope that is left out is what was asked for.
  const granted = fields.scopes ?? request.scopes;
  if (audience !== undefined && named.length > 0 && !named.includes(audience)) {
    throw fail('token-wrong-resource', {
      wanted: audience,
      got: named.join(' ').slice(0, 200),
      scopes: granted.join(' ').slice(0, 1_000),
    });
  }
  if (context.leg !== 'refresh' && context.leg !== 'app' && !fields.refreshToken) {
    throw fail('refresh-token-missing', { server: hostOf(server.issuer) });
  }
  return {
    answer: {
      resource: request.resource,
      accessToken: fields.accessToken,
      expiresAtMs: fields.expiresAtMs,
      scopes: granted,
      missingScopes: request.scopes.filter((scope) => !granted.includes(scope)),
      ...(fields.refreshToken && context.leg !== 'app' ? { refreshToken: fields.refreshToken } : {}),
    },
    idToken: fields.idToken,
  };
}

function scopes(server: AuthorizationServer, requests: readonly ResourceRequest[]): string {
  const offline = offersOffline(server) ? ['offline_access'] : [];
  return [...new Set(['openid', ...offline, ...requests.flatMap((request) => request.scopes)])].join(' ');
}

/** Who signs in is asked for as well, where the server has words for it (OpenID Connect Core 5.4). */
function consentScopes(server: AuthorizationServer, requests: readonly ResourceRequest[]): string {
  const about = ['profile', 'email'].filter((name) => server.scopes_supported?.includes(name));
  return [scopes(server, requests), ...about].join(' ');
}

/** A server that lists its scopes and not this one does not have it. */
function offersOffline(server: AuthorizationServer): boolean {
  return server.scopes_supported?.includes('offline_access') ?? true;
}

function resource(app: App, request: ResourceRequest): Record<string, string> {
  const audience = audienceOf(app, request);
  return audience === undefined ? {} : { resource: audience };
}

function contextOf(app: App, leg: GenericContext['leg'], request: ResourceRequest): GenericContext {
  return { leg, app, resource: request.resource, scopes: request.scopes };
}
