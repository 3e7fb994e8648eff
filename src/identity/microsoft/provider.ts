// Microsoft as an identity provider: puts the parts of this folder behind the interface of ../provider.ts. Owns the
// memory of metadata and keys, nothing else.

import { ServerDocuments } from '../keys.ts';
import type { IdentityProvider } from '../provider.ts';
import { entraVoice } from '../server-answer.ts';
import { adminConsentUrl, appOnlyRequest } from './app-only.ts';
import { authorizationUrl } from './authorize.ts';
import { cloudOf } from './clouds.ts';
import { startDevice } from './device.ts';
import { clientCredentials, pollDevice, redeemCode, refresh } from './grants.ts';
import { planConsent } from './plan.ts';
import { profile } from './profile.ts';
import { resourceId, serviceRow } from './services.ts';
import { isConsumers } from './tenants.ts';

/** Microsoft 365 and Outlook.com in every cloud. Keep one for the life of the process: it remembers signing keys. */
export function createMicrosoftProvider(): IdentityProvider {
  const documents = new ServerDocuments(entraVoice);
  return {
    id: 'microsoft',
    resourceOf: (service) => resourceId(serviceRow(service).resource),
    plan: planConsent,
    authorizationUrl,
    redeemCode: (app, plan, attempt, callback, exchange) =>
      redeemCode(documents, app, plan, attempt, callback, exchange),
    refresh,
    startDevice,
    pollDevice: (app, plan, device, exchange) => pollDevice(documents, app, plan, device, exchange),
    clientCredentials,
    adminConsentUrl,
    appOnlyRequest,
    profile,
    server: (app, service, options) => {
      const cloud = cloudOf(app);
      // This host serves both kinds of account, but it is the one that personal accounts are told to use.
      const personal = (options?.personal ?? false) || isConsumers(app.tenant);
      return service === 'smtp' && personal && cloud.name === 'worldwide'
        ? { ...cloud.servers.smtp, host: 'smtp-mail.outlook.com' }
        : cloud.servers[service];
    },
    graphUrl: (app) => cloudOf(app).graph,
  };
}
