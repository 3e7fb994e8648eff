// Begins a device sign-in (RFC 8628 section 3.1). Asked for the plan's first resource alone: /devicecode refuses two,
// as /token does. The others come from the refresh token where they are consented already.

import { clientAuth } from '../client-auth.ts';
import { processDeviceAnswer } from '../device-answer.ts';
import type { App, ConsentPlan, DeviceAuthorization, Exchange } from '../provider.ts';
import { callServer, entraVoice } from '../server-answer.ts';
import { endpointsOf } from './endpoints.ts';
import { contextOf } from './grants.ts';
import { refusalOfAnswer } from './refusal.ts';
import { signInScopes } from './services.ts';

export async function startDevice(
  app: App,
  plan: ConsentPlan,
  exchange: Exchange,
): Promise<DeviceAuthorization> {
  const oauth = await import('oauth4webapi');
  const at = endpointsOf(app);
  const [request] = plan.resources;
  const auth = await clientAuth(app, at.token, exchange.clock);
  const scope = [...signInScopes, ...request.scopes].join(' ');
  const answer = await callServer(exchange, entraVoice, at.deviceCode, (send, signal) =>
    oauth.deviceAuthorizationRequest(
      at.server,
      at.client,
      auth,
      { scope },
      {
        [oauth.customFetch]: (url, init) => send(url, init),
        signal,
      },
    ),
  );
  if (answer.status !== 200) throw refusalOfAnswer(answer, contextOf(app, 'device', request));
  return processDeviceAnswer(answer, entraVoice);
}
