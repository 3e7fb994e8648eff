// Microsoft as an identity provider: puts the parts of this folder behind the interface of ../provider.ts. What needs no
// server stands here; the rest is loaded with the first request, because a token that is still fresh needs none of it.

import type { IdentityProvider, Talk } from '../provider.ts';
import { adminConsentUrl, appOnlyRequest } from './app-only.ts';
import { cloudOf } from './clouds.ts';
import { planConsent } from './plan.ts';
import { resourceId, serviceRow } from './services.ts';
import { isConsumers } from './tenants.ts';

/** Microsoft 365 and Outlook.com in every cloud. Keep one for the life of the process: it remembers signing keys. */
export function createMicrosoftProvider(): IdentityProvider {
  let loaded: Promise<Talk> | undefined;
  const talk = (): Promise<Talk> => {
    loaded ??= import('./talk.ts').then(({ openTalk }) => openTalk());
    return loaded;
  };
  return {
    id: 'microsoft',
    resourceOf: (service) => resourceId(serviceRow(service).resource),
    plan: planConsent,
    authorizationUrl: async (...given) => (await talk()).authorizationUrl(...given),
    redeemCode: async (...given) => (await talk()).redeemCode(...given),
    refresh: async (...given) => (await talk()).refresh(...given),
    startDevice: async (...given) => (await talk()).startDevice(...given),
    pollDevice: async (...given) => (await talk()).pollDevice(...given),
    clientCredentials: async (...given) => (await talk()).clientCredentials(...given),
    profile: async (...given) => (await talk()).profile(...given),
    adminConsentUrl,
    appOnlyRequest,
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
