// POST /{tenant}/oauth2/v2.0/token. The order of the checks is part of what is imitated: a request that is wrong in
// two ways hears of the earlier one.

import { type AppRegistration, consumersTenantId } from '../../model.ts';
import { jsonAnswer, jsonRefusal } from '../answer.ts';
import { findApp } from '../authorize/request.ts';
import { readClaims } from '../claims-request.ts';
import {
  answering,
  checkDuplicates,
  type EntraRequest,
  type Parameters,
  required,
  segmentOf,
} from '../exchange.ts';
import { looksPersonal } from '../grants.ts';
import { checkEnabled } from '../policy.ts';
import type { Platform } from '../redirect.ts';
import { type EntraRefusal, refuse, refuseUnnumbered } from '../refusal.ts';
import { checkAudience, checkCloud, isConsumers, livesElsewhere, type Segment } from '../segment.ts';
import type { World } from '../world.ts';
import { authorizationCode } from './authorization-code.ts';
import type { GrantType, TokenCall } from './call.ts';
import { authenticateClient, readBasic } from './client.ts';
import { clientCredentials } from './client-credentials.ts';
import { deviceCode, deviceGrantTypes } from './device-code.ts';
import { password } from './password.ts';
import { refreshToken } from './refresh-token.ts';

const grantTypes: ReadonlyMap<string, GrantType> = new Map([
  ['authorization_code', authorizationCode],
  ['refresh_token', refreshToken],
  ...deviceGrantTypes.map((name) => [name, deviceCode] as const),
  ['client_credentials', clientCredentials],
  ['password', password],
]);

/** RFC 7523; the sandbox has no API of a third party that could act for somebody. */
const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export async function token(
  world: World,
  request: EntraRequest,
  options: { wrongAudience: boolean },
): Promise<Response> {
  const note: TokenCall['note'] = { user: undefined };
  let refused: EntraRefusal | undefined;
  const response = await answering(
    async () => jsonAnswer(await redeem(world, request, { ...options, note }), request.ids),
    (refusal) => {
      refused = disguised(world, refusal, request);
      return jsonRefusal(world, refused, request.ids, challengeFor(request, refused));
    },
  );
  const { parameters } = request;
  world.requests.add({
    atMs: world.clock.now(),
    endpoint: 'token',
    grantType: parameters['grant_type'] ?? '',
    clientId: clientIdOf(request) ?? '',
    tenant: request.tenant,
    scope: parameters['scope'] ?? '',
    status: response.status,
    outcome: refused?.error ?? 'ok',
    codes: refused?.code === undefined ? [] : [refused.code],
    user: note.user,
    correlationId: request.ids.correlationId,
  });
  world.log.debug('sandbox-token', {
    grantType: parameters['grant_type'],
    status: response.status,
    outcome: refused?.error ?? 'ok',
  });
  return crossOrigin(request, response);
}

async function redeem(
  world: World,
  request: EntraRequest,
  options: { wrongAudience: boolean; note: TokenCall['note'] },
): Promise<object> {
  const { context, parameters } = request;
  // 1 method and body
  if (context.req.method !== 'POST') throw refuse(900561, { method: context.req.method });
  checkDuplicates(request);
  const name = required(parameters, 'grant_type');
  const clientId = clientIdOf(request);
  if (clientId === undefined) throw refuse(900144, { parameter: 'client_id' });
  if (parameters['resource'] !== undefined) throw refuse(901002);
  // 2 tenant
  const segment = segmentOf(world, request);
  // 3 client
  const app = findApp(world, segment, clientId);
  checkAudience(app, segment, 'token');
  checkEnabled(app, segment.kind === 'tenant' ? segment.tenant.id : undefined);
  // 4 grant type
  const grantType = readGrantType(name, { app, segment, parameters });
  // 5 origin
  const platform = grantType.platform(world, app, parameters);
  checkOrigin(platform, context.req.header('origin'));
  // 6 client authentication
  const clientProof = authenticateClient({
    world,
    app,
    parameters,
    basic: readBasic(context.req.header('authorization')),
    platform,
    confidentialOnly: grantType.confidentialOnly ?? false,
    request,
  });
  checkCloudOf(segment, request, clientProof);
  checkLoop(world, parameters);
  const claims = readClaims(parameters['claims']);
  // 7 to 14
  return grantType.redeem({ world, request, parameters, segment, app, clientProof, claims, ...options });
}

/** Another national cloud's tenant: a public client is sent there, a confidential one cannot be. */
function checkCloudOf(segment: Segment, { origin }: EntraRequest, clientProof: 0 | 1 | 2): void {
  if (livesElsewhere(segment, origin) && clientProof > 0) throw refuse(900382);
  checkCloud(segment, origin);
}

function checkLoop(world: World, parameters: Parameters): void {
  const most = world.switches.sameRequestsMax;
  if (most === 0) return;
  const parts = ['grant_type', 'client_id', 'refresh_token', 'username', 'scope'];
  if (world.repeats.count(parts.map((name) => parameters[name] ?? '')) > most) throw refuse(50196);
}

function readGrantType(
  name: string,
  { app, segment, parameters }: { app: AppRegistration; segment: Segment; parameters: Parameters },
): GrantType {
  if (name === onBehalfOf) throw refuse(7000114, { app: app.appId });
  const grantType = grantTypes.get(name);
  if (!grantType) throw refuse(70003, { grantType: name });
  if (grantType.tenantOnly && (segment.kind === 'common' || isConsumers(segment))) throw refuse(9001023);
  for (const parameter of grantType.required) required(parameters, parameter);
  return grantType;
}

function checkOrigin(platform: Platform | undefined, origin: string | undefined): void {
  if (platform === 'spa' && origin === undefined) throw refuse(9002327);
  if (platform !== 'spa' && origin !== undefined) throw refuse(9002326, { origin });
}

function clientIdOf({ parameters, context }: EntraRequest): string | undefined {
  return parameters['client_id'] || readBasic(context.req.header('authorization'))?.clientId || undefined;
}

/** Errors of personal accounts may come without number and ids; then only `error` is left to go by. */
function disguised(world: World, refusal: EntraRefusal, { parameters, tenant }: EntraRequest): EntraRefusal {
  if (world.switches.personalTokenErrors === 'numbered') return refusal;
  const credential = parameters['refresh_token'] ?? parameters['code'] ?? '';
  const personal =
    looksPersonal(credential) || tenant.toLowerCase() === 'consumers' || tenant === consumersTenantId;
  if (!personal) return refusal;
  return refuseUnnumbered(refusal.error, refusal.text, { status: refusal.status });
}

/** Whoever came with an Authorization header is told by the same means (RFC 6749, 5.2). */
function challengeFor({ context }: EntraRequest, { status }: EntraRefusal): Record<string, string> {
  const asked = status === 401 && context.req.header('authorization') !== undefined;
  return asked ? { 'www-authenticate': 'Basic realm="login.microsoftonline.com"' } : {};
}

/** A browser application must be able to read the answer; no cookie is involved. */
function crossOrigin({ context }: EntraRequest, response: Response): Response {
  const origin = context.req.header('origin');
  if (origin !== undefined) response.headers.set('access-control-allow-origin', origin);
  return response;
}
