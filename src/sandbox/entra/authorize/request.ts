// The parameters of /authorize, judged in the order in which the real service complains: what goes wrong before the
// redirect URI is known to be the client's is for the page, what goes wrong after it is for the client.

import type { AppRegistration } from '../../model.ts';
import { type ClaimsRequest, readClaims } from '../claims-request.ts';
import { type Parameters, required } from '../exchange.ts';
import { type Challenge, readChallenge } from '../pkce.ts';
import { checkEnabled } from '../policy.ts';
import { checkRedirect, type Redirect } from '../redirect.ts';
import { refuse } from '../refusal.ts';
import { checkNotItself, consentResources, parseScopes, type ScopeList, tokenResource } from '../scope.ts';
import { checkAudience, isConsumers, placeName, type Segment } from '../segment.ts';
import { checkPersonal } from '../sign-in/agreement.ts';
import type { Prompt } from '../sign-in/purpose.ts';
import type { World } from '../world.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** As much as is needed to send an error back. */
export interface ReturnAddress {
  readonly app: AppRegistration;
  readonly redirect: Redirect;
  readonly mode: ResponseMode;
  readonly state: string | undefined;
}

export interface AuthorizeRequest extends ReturnAddress {
  readonly scopes: ScopeList;
  readonly code: boolean;
  readonly idToken: boolean;
  readonly challenge: Challenge | undefined;
  readonly nonce: string | undefined;
  readonly prompt: Prompt | undefined;
  readonly loginHint: string | undefined;
  readonly domainHint: string | undefined;
  readonly clientInfo: boolean;
  readonly maxAgeMs: number | undefined;
  readonly claims: ClaimsRequest;
}

/** @throws EntraRefusal, all for the page. */
export function readReturnAddress(world: World, segment: Segment, parameters: Parameters): ReturnAddress {
  const app = findApp(world, segment, required(parameters, 'client_id'));
  checkAudience(app, segment, 'authorize');
  checkEnabled(app, segment.kind === 'tenant' ? segment.tenant.id : undefined);
  const redirect = checkRedirect(app, parameters['redirect_uri']);
  const types = (parameters['response_type'] ?? '').split(' ');
  const asked = parameters['response_mode'];
  const fallback = types.includes('id_token') || types.includes('token') ? 'fragment' : 'query';
  return {
    app,
    redirect,
    mode: asked === 'query' || asked === 'fragment' || asked === 'form_post' ? asked : fallback,
    state: parameters['state'],
  };
}

/** @throws EntraRefusal, for the client unless it says page. */
export function readAuthorizeRequest(
  world: World,
  segment: Segment,
  address: ReturnAddress,
  parameters: Parameters,
): AuthorizeRequest {
  const mode = parameters['response_mode'];
  if (mode !== undefined && mode !== address.mode) throw refuse(70007, { value: mode });
  const types = responseTypes(address.app, required(parameters, 'response_type'));
  if (types.idToken && address.mode === 'query') throw refuse(70007, { value: 'query' });
  if (parameters['resource'] !== undefined) throw refuse(901002);
  const scopes = parseScopes(required(parameters, 'scope'));
  checkNotItself(address.app, scopes);
  checkDomainHint(segment, parameters['domain_hint']);
  const place = placeName(segment);
  if (isConsumers(segment)) checkPersonal(world, scopes);
  consentResources(scopes, { appName: address.app.displayName, tenant: place });
  // A token of the front channel is for one resource; a code may be for several.
  if (types.idToken && !types.code && scopes.items.length > 0) {
    tokenResource(scopes, { tenant: place, frontChannel: true });
  }
  if (types.idToken && !scopes.oidc.has('openid')) throw refuse(70005, { responseType: 'id_token' });
  const nonce = parameters['nonce'];
  if (types.idToken && nonce === undefined) throw refuse(900144, { parameter: 'nonce' }, { page: false });
  return {
    ...address,
    ...types,
    scopes,
    nonce,
    challenge: readChallenge(parameters['code_challenge'], parameters['code_challenge_method']),
    prompt: readPrompt(parameters['prompt']),
    loginHint: parameters['login_hint'],
    domainHint: parameters['domain_hint'],
    clientInfo: parameters['client_info'] === '1',
    maxAgeMs: readMaxAge(parameters['max_age']),
    claims: readClaims(parameters['claims']),
  };
}

/** @throws EntraRefusal 700016. */
export function findApp(world: World, segment: Segment, clientId: string): AppRegistration {
  const app = world.directory.apps.get(clientId.toLowerCase());
  if (!app) throw refuse(700016, { app: clientId, tenant: placeName(segment) });
  return app;
}

function responseTypes(app: AppRegistration, raw: string): { code: boolean; idToken: boolean } {
  const types = new Set(raw.split(' ').filter((type) => type !== ''));
  for (const type of types) {
    if (!['code', 'id_token', 'token'].includes(type)) throw refuse(70005, { responseType: raw });
  }
  // The implicit grant's access tokens are not offered: RFC 9700, 2.1.2.
  if (types.has('token')) throw refuse(700051);
  if (types.has('id_token') && !app.idTokensFromAuthorize) throw refuse(700054);
  return { code: types.has('code'), idToken: types.has('id_token') };
}

function readPrompt(raw: string | undefined): Prompt | undefined {
  if (raw === undefined || raw === '') return undefined;
  if (raw === 'login' || raw === 'none' || raw === 'consent' || raw === 'select_account') return raw;
  throw refuse(90023);
}

/** Seconds (OpenID Connect Core 1.0, 3.1.2.1). */
function readMaxAge(raw: string | undefined): number | undefined {
  if (raw === undefined) return undefined;
  if (!/^\d{1,9}$/.test(raw)) throw refuse(90100, { parameter: 'max_age' });
  return Number(raw) * 1000;
}

/** A hint at the one kind of account that cannot come here. */
function checkDomainHint(segment: Segment, hint: string | undefined): void {
  const wrong =
    (hint === 'consumers' && segment.kind === 'organizations') ||
    (hint === 'organizations' && isConsumers(segment));
  if (wrong) throw refuse(500208);
}
