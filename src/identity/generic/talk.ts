// What speaks to the server, as one piece: provider.ts loads it when the first request is due. Owns the memory of
// metadata and keys.

import { ServerDocuments } from '../keys.ts';
import type { Talk } from '../provider.ts';
import { oidcVoice } from '../server-answer.ts';
import { GenericGrants } from './grants.ts';
import { profile } from './profile.ts';

export function openTalk(): Talk {
  const documents = new ServerDocuments(oidcVoice);
  const grants = new GenericGrants(documents);
  return {
    authorizationUrl: (app, plan, attempt, exchange) => grants.authorizationUrl(app, plan, attempt, exchange),
    redeemCode: (app, plan, attempt, callback, exchange) =>
      grants.redeemCode(app, plan, attempt, callback, exchange),
    refresh: (app, refreshToken, request, exchange) => grants.refresh(app, refreshToken, request, exchange),
    startDevice: (app, plan, exchange) => grants.startDevice(app, plan, exchange),
    pollDevice: (app, plan, device, exchange) => grants.pollDevice(app, plan, device, exchange),
    clientCredentials: (app, request, exchange) => grants.clientCredentials(app, request, exchange),
    profile: (app, accessToken, exchange) => profile(documents, app, accessToken, exchange),
  };
}
