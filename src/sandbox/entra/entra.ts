// Entra ID v2.0 as an HTTP application: which path is which endpoint, and the state that they share. What each of them
// does stands in a file of its own.

import { createSecretKey, randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Logger } from '../../base/logger.ts';
import type { SandboxClock } from '../clock.ts';
import type { SandboxDirectory } from '../directory/directory.ts';
import type { Faults } from '../faults/faults.ts';
import { strikeHttp } from '../faults/http.ts';
import type { FaultPlace, PlannedFault } from '../faults/plan.ts';
import { BodyTooLarge } from '../limited-body.ts';
import { devicePaths } from '../microsoft-names.ts';
import { consumersTenantId, type TokenJudge } from '../model.ts';
import type { RequestLog } from '../requests.ts';
import type { Shelf } from '../shelf.ts';
import { adminConsent } from './admin-consent.ts';
import { jsonRefusal } from './answer.ts';
import { authorize } from './authorize/authorize.ts';
import { login } from './authorize/login.ts';
import { logout } from './authorize/logout.ts';
import { createConsents } from './consents.ts';
import { createControl, type EntraControl } from './control.ts';
import { deviceAuthorization, deviceLogin } from './device.ts';
import { type EntraRequest, readRequest } from './exchange.ts';
import { createGrants } from './grants.ts';
import { createJudge } from './judge.ts';
import { createSigningKeys, type SigningKeys } from './keys.ts';
import { instanceDiscovery, keys, openidConfiguration } from './metadata.ts';
import { errorCodePage, notePage, wrongPlacePage } from './pages/message.ts';
import { flowPath } from './pages/sign-in.ts';
import { type EntraRefusal, refuse } from './refusal.ts';
import { createRepeats } from './repeats.ts';
import { createRevocations } from './revocations.ts';
import { createFlows, createSessions } from './sign-in/sessions.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { token } from './token/token.ts';
import { issuedTokens } from './tokens/issued.ts';
import type { World } from './world.ts';

export interface EntraOptions {
  directory: SandboxDirectory;
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  log: Logger;
  switches: Partial<Switches>;
  graphOrigin: World['graphOrigin'];
  shelf: Shelf;
  /** Aborted when the sandbox closes: ends requests that a fault keeps waiting. */
  closing: AbortSignal;
}

export interface Entra {
  readonly http: Hono<{ Bindings: HttpBindings }>;
  readonly judge: TokenJudge;
  readonly control: EntraControl;
  readonly keys: SigningKeys;
}

export async function createEntra(options: EntraOptions): Promise<Entra> {
  const { directory, clock, shelf } = options;
  const secrets = shelf.record('entra-secrets', {
    sealKey: randomBytes(32).toString('base64'),
    pairwiseSalt: randomBytes(16).toString('hex'),
  });
  const world: World = {
    ...options,
    keys: await createSigningKeys(clock, shelf),
    sealKey: createSecretKey(Buffer.from(secrets.sealKey, 'base64')),
    pairwiseSalt: secrets.pairwiseSalt,
    consents: createConsents(shelf, (userId) => directory.users.get(userId)?.tenantId),
    grants: createGrants(shelf),
    issued: issuedTokens(),
    revocations: createRevocations(shelf),
    repeats: createRepeats(clock),
    sessions: createSessions(shelf),
    flows: createFlows(clock),
    switches: Object.assign(shelf.record('switches', { ...defaultSwitches }), options.switches),
  };
  return {
    http: routes(world, options.closing),
    judge: createJudge(world),
    control: createControl(world),
    keys: world.keys,
  };
}

type Env = { Bindings: HttpBindings };
type Endpoint = (
  world: World,
  request: EntraRequest,
  options: { wrongAudience: boolean },
) => Response | Promise<Response>;

function routes(world: World, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>();
  const serve =
    (endpoint: Endpoint, place: FaultPlace = 'pages') =>
    async (context: Context<Env>): Promise<Response> => {
      const request = await readRequest(world, context);
      const fault = world.faults.take(place, faultSubject(request));
      // A wrong audience is acted out by the token endpoint itself.
      const wrongAudience = fault?.kind === 'wrong-audience';
      const answer = async (): Promise<Response> => {
        const response = await endpoint(world, request, { wrongAudience });
        for (const cookie of request.cookies) response.headers.append('set-cookie', cookie);
        return response;
      };
      if (!fault || wrongAudience) return answer();
      if (fault.kind !== 'delay' && fault.kind !== 'cut') note(world, { request, place, fault });
      const refusal = place === 'token' || place === 'devicecode' ? transient(request, fault) : undefined;
      if (refusal) return jsonRefusal(world, refusal, request.ids, retryAfter(fault));
      const { outgoing } = context.env;
      const { clock } = world;
      return strikeHttp(fault, { url: new URL(context.req.url), outgoing, clock, closing, answer });
    };

  for (const path of readByBrowsers) app.options(path, preflight);
  app.get('/common/discovery/instance', serve(instanceDiscovery, 'metadata'));
  app.get('/:tenant/v2.0/.well-known/openid-configuration', serve(openidConfiguration, 'metadata'));
  app.get('/:tenant/discovery/v2.0/keys', serve(keys, 'keys'));
  app.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/authorize', serve(authorize, 'authorize'));
  app.post(`/:tenant/${flowPath}`, serve(login));
  app.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/logout', serve(logout));
  app.all('/:tenant/oauth2/v2.0/token', serve(token, 'token'));
  app.post('/:tenant/oauth2/v2.0/devicecode', serve(deviceAuthorization, 'devicecode'));
  for (const path of devicePaths) {
    app.on(['GET', 'POST'], path, serve(deviceLogin));
  }
  app.get(
    '/:tenant/v2.0/adminconsent',
    serve((_, request) => adminConsent(world, request, { version: 2 })),
  );
  app.get(
    '/:tenant/adminconsent',
    serve((_, request) => adminConsent(world, request, { version: 1 })),
  );
  app.get('/common/oauth2/nativeclient', (context) => context.redirect('/common/wrongplace', 302));
  app.get('/common/wrongplace', () => wrongPlacePage());
  app.get('/error', (context) => errorCodePage(context.req.query('code')));
  app.notFound(() =>
    notePage({ title: 'Page not found', text: 'There is nothing at this address.', status: 404 }),
  );
  app.onError((error, context) => {
    if (error instanceof BodyTooLarge) return context.text('The request is too large.', 413);
    world.log.error('sandbox.entra.failed', { path: context.req.path, error });
    return context.text('The sandbox has failed.', 500);
  });
  return app;
}

/** Where a single-page application comes by itself; everything else is for navigation, or for servers. */
const readByBrowsers = [
  '/common/discovery/instance',
  '/:tenant/v2.0/.well-known/openid-configuration',
  '/:tenant/discovery/v2.0/keys',
  '/:tenant/oauth2/v2.0/token',
];

/** What a planned fault may be narrowed down by. */
function faultSubject({ parameters }: EntraRequest): { grantType: string; scope: string } {
  return { grantType: parameters['grant_type'] ?? '', scope: parameters['scope'] ?? '' };
}

/** Trouble that Entra itself reports, in its own shape. */
function transient(request: EntraRequest, { kind }: PlannedFault): EntraRefusal | undefined {
  const tenant = request.tenant.toLowerCase();
  if (kind === 'http-429') return refuse(90055);
  if (kind !== 'busy') return undefined;
  return tenant === 'consumers' || tenant === consumersTenantId ? refuse(70012) : refuse(90033);
}

function retryAfter({ retryAfter: wait }: PlannedFault): Record<string, string> {
  return wait === undefined ? {} : { 'retry-after': String(wait) };
}

/** A request that a fault answers counts as a request. */
function note(world: World, struck: { request: EntraRequest; place: FaultPlace; fault: PlannedFault }): void {
  const { place, fault } = struck;
  const { parameters, tenant, ids } = struck.request;
  if (place !== 'token' && place !== 'devicecode') return;
  world.requests.add({
    atMs: world.clock.now(),
    endpoint: place,
    grantType: parameters['grant_type'] ?? '',
    clientId: parameters['client_id'] ?? '',
    tenant,
    scope: parameters['scope'] ?? '',
    status: 0,
    outcome: `fault:${fault.kind}`,
    codes: [],
    user: undefined,
    correlationId: ids.correlationId,
  });
}

/** A browser application asks first whether it may post (Fetch Standard, CORS preflight). */
function preflight(context: Context): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': context.req.header('origin') ?? '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': context.req.header('access-control-request-headers') ?? 'content-type',
      'access-control-max-age': '600',
    },
  });
}
