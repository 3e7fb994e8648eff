// What speaks to Microsoft's servers, as one piece: provider.ts loads it when the first request is due. Owns the memory
// of metadata and keys.

import { ServerDocuments } from '../keys.ts';
import type { Talk } from '../provider.ts';
import { entraVoice } from '../server-answer.ts';
import { authorizationUrl } from './authorize.ts';
import { startDevice } from './device.ts';
import { clientCredentials, pollDevice, redeemCode, refresh } from './grants.ts';
import { profile } from './profile.ts';

export function openTalk(): Talk {
  const documents = new ServerDocuments(entraVoice);
  return {
    authorizationUrl,
    redeemCode: (app, plan, attempt, callback, exchange) =>
      redeemCode(documents, app, plan, attempt, callback, exchange),
    refresh,
    startDevice,
    pollDevice: (app, plan, device, exchange) => pollDevice(documents, app, plan, device, exchange),
    clientCredentials,
    profile,
  };
}
