// The device flow beside its token requests: the code a device shows (RFC 8628 section 3.2), and the page on which
// somebody types it in.

import { randomBytes, randomInt } from 'node:crypto';
import { html } from 'hono/html';
import { devicePage } from '../microsoft-names.ts';
import type { AppRegistration } from '../model.ts';
import { jsonAnswer, jsonRefusal } from './answer.ts';
import { findApp } from './authorize/request.ts';
import { noClaims } from './claims-request.ts';
import {
  answering,
  checkDuplicates,
  type EntraRequest,
  openSession,
  required,
  restrictionOf,
  segmentOf,
} from './exchange.ts';
import type { DeviceGrant } from './grants.ts';
import { page } from './pages/layout.ts';
import { errorPage, notePage } from './pages/message.ts';
import { checkEnabled } from './policy.ts';
import { type EntraRefusal, refuse } from './refusal.ts';
import { consentResources, parseScopes, tokenResource } from './scope.ts';
import { checkAudience, checkCloud, isConsumers, placeName } from './segment.ts';
import { checkPersonal } from './sign-in/agreement.ts';
import { proceed } from './sign-in/flow.ts';
import type { Purpose } from './sign-in/purpose.ts';
import type { World } from './world.ts';

const lifetimeSeconds = 900;
export const intervalSeconds = 5;

/** POST /{tenant}/oauth2/v2.0/devicecode */
export async function deviceAuthorization(world: World, request: EntraRequest): Promise<Response> {
  const { parameters, ids } = request;
  let refused: EntraRefusal | undefined;
  const response = await answering(
    async () => jsonAnswer(start(world, request), ids),
    (refusal) => {
      refused = refusal;
      return jsonRefusal(world, refusal, ids);
    },
  );
  world.requests.add({
    atMs: world.clock.now(),
    endpoint: 'devicecode',
    grantType: '',
    clientId: parameters['client_id'] ?? '',
    tenant: request.tenant,
    scope: parameters['scope'] ?? '',
    status: response.status,
    outcome: refused?.error ?? 'ok',
    codes: refused?.code === undefined ? [] : [refused.code],
    user: undefined,
    correlationId: ids.correlationId,
  });
  return response;
}

function start(world: World, request: EntraRequest): object {
  const { parameters } = request;
  checkDuplicates(request);
  const clientId = required(parameters, 'client_id');
  if (parameters['resource'] !== undefined) throw refuse(901002);
  const segment = segmentOf(world, request);
  checkCloud(segment, request.origin);
  const app = findApp(world, segment, clientId);
  checkAudience(app, segment, 'token');
  checkEnabled(app, segment.kind === 'tenant' ? segment.tenant.id : undefined);
  const scopes = parseScopes(required(parameters, 'scope'));
  const place = placeName(segment);
  if (isConsumers(segment)) checkPersonal(world, scopes);
  consentResources(scopes, { appName: app.displayName, tenant: place });
  if (scopes.items.length > 0) {
    tokenResource(scopes, { tenant: place, firstWins: world.switches.deviceTwoResources === 'allow' });
  }
  const grant: DeviceGrant = {
    userCode: userCode(world),
    appId: app.appId,
    segment,
    scope: scopes.raw,
    expiresAtMs: world.clock.now() + lifetimeSeconds * 1000,
    state: 'pending',
    approved: undefined,
    polledAtMs: undefined,
  };
  const deviceCode = randomBytes(120).toString('base64url');
  world.grants.addDevice(deviceCode, grant);
  const verificationUri = devicePage(request.origin, { personal: isConsumers(segment) });
  return {
    user_code: grant.userCode,
    device_code: deviceCode,
    verification_uri: verificationUri,
    expires_in: lifetimeSeconds,
    interval: intervalSeconds,
    message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${grant.userCode} to authenticate.`,
  };
}

/** GET and POST /devicelogin */
export async function deviceLogin(world: World, request: EntraRequest): Promise<Response> {
  if (request.context.req.method !== 'POST') return codePage();
  const typed = request.parameters['otc'];
  if (typed === undefined) return errorPage(world, refuse(90121), request.ids);
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (code === '') return errorPage(world, refuse(90119), request.ids);
  const device = world.grants.deviceOf(code);
  const app = device && world.directory.apps.get(device.appId);
  if (!device || !app) return codePage("That code didn't work. Check the code and try again.");
  if (device.state !== 'pending') return errorPage(world, refuse(90120), request.ids);
  if (device.expiresAtMs <= world.clock.now()) return errorPage(world, refuse(70019), request.ids);
  const purpose = devicePurpose(world, { device, app, request });
  const flow = world.flows.start(openSession(world, request), purpose);
  return answering(
    () => proceed(world, flow, request.ids),
    (refusal) => (refusal.page ? errorPage(world, refusal, request.ids) : purpose.fail(refusal, request.ids)),
  );
}

function devicePurpose(
  world: World,
  { device, app, request }: { device: DeviceGrant; app: AppRegistration; request: EntraRequest },
): Purpose {
  const { segment } = device;
  return {
    app,
    segment,
    scopes: parseScopes(device.scope),
    prompt: undefined,
    loginHint: undefined,
    domainHint: undefined,
    forTenant: false,
    device: true,
    maxAgeMs: undefined,
    claims: noClaims,
    restriction: restrictionOf(request),
    complete({ user, signedIn, sessionId }) {
      if (device.state !== 'pending' || device.expiresAtMs <= world.clock.now()) {
        return Promise.reject(refuse(70019));
      }
      device.state = 'approved';
      device.approved = {
        userId: user.id,
        appId: app.appId,
        segment,
        scope: device.scope,
        platform: 'publicClient',
        confidential: false,
        amr: signedIn.amr,
        authTimeMs: signedIn.authTimeMs,
        mfaAtMs: signedIn.mfaAtMs,
        cae: false,
        sessionId,
      };
      return notePage({
        title: app.displayName,
        text: `You have signed in to the ${app.displayName} application on your device. You may now close this window.`,
      });
    },
    tells: () => false,
    fail(refusal, ids) {
      if (refusal.code !== 65004) return errorPage(world, refusal, ids);
      device.state = 'declined';
      return notePage({
        title: 'Sign-in was canceled',
        text: 'Nothing was handed to the device. You may now close this window.',
      });
    },
  };
}

function codePage(problem?: string): Promise<Response> {
  return page({
    title: 'Enter code',
    body: html`<h1>Enter code to allow access</h1>
<p>Once you enter the code displayed on your app or device, it will have access to your account.</p>
<p>Do not enter codes from sources you don't trust.</p>
<form method="post" action="/devicelogin">
<label for="otc">Code</label>
<input id="otc" name="otc" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus${problem ? html` aria-invalid="true" aria-describedby="problem"` : ''}>
${problem ? html`<p class="bad" id="problem" role="alert" data-code="70018">${problem}</p>` : ''}
<div class="actions"><button class="key">Next</button></div>
</form>`,
  });
}

/** Nine characters that cannot be mistaken for each other, not in use now. */
function userCode(world: World): string {
  const alphabet = 'BCDEFGHJKLMNPQRSTVWXYZ23456789';
  for (;;) {
    const code = Array.from({ length: 9 }, () => alphabet[randomInt(alphabet.length)]).join('');
    if (!world.grants.deviceOf(code)) return code;
  }
}
