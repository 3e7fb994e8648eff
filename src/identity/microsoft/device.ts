// Begins a device sign-in (RFC 8628 section 3.1). Asked for the plan's first resource alone: /devicecode refuses two,
// as /token does. The others come from the refresh token where they are consented already.

import { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import { clientAuth } from '../client-auth.ts';
import type { App, ConsentPlan, DeviceAuthorization, Exchange } from '../provider.ts';
import {
  callServer,
  entraVoice,
  hostOf,
  jsonObject,
  kindOf,
  type ServerAnswer,
  type Voice,
} from '../server-answer.ts';
import { signInScopes } from './authorize.ts';
import { endpointsOf } from './endpoints.ts';
import { contextOf } from './grants.ts';
import { refusalOfAnswer } from './refusal.ts';

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

/** @throws the voice's notJson, cut, odd */
export function processDeviceAnswer(answer: ServerAnswer, voice: Voice): DeviceAuthorization {
  const body = jsonObject(answer, voice);
  const odd = (field: string, expected: string): Error =>
    fail(voice.odd, { server: hostOf(answer.url), field, expected, got: kindOf(body[field]) });
  const text = (field: string): string => {
    const value = body[field];
    if (typeof value === 'string' && value !== '' && value.length <= 8_192) return value;
    throw odd(field, 'a string');
  };
  const seconds = (field: string, otherwise?: number): number => {
    const value = body[field] ?? otherwise;
    if (typeof value === 'number' && value > 0 && value <= 86_400) return value;
    throw odd(field, 'a number of seconds');
  };
  const verificationUri = text('verification_uri');
  if (!/^https:\/\//i.test(verificationUri) || !URL.canParse(verificationUri)) {
    throw odd('verification_uri', 'an https URL');
  }
  return {
    deviceCode: new Secret(text('device_code')),
    userCode: text('user_code').slice(0, 64),
    verificationUri,
    expiresAtMs: answer.sentAtMs + seconds('expires_in') * 1000,
    // RFC 8628 section 3.2: five seconds where none is given.
    intervalMs: seconds('interval', 5) * 1000,
    ...(typeof body['message'] === 'string' ? { message: body['message'].slice(0, 1_000) } : {}),
  };
}
