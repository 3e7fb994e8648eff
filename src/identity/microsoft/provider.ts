// Microsoft as an identity provider: puts the parts of this folder behind the interface of ../provider.ts. What needs no
// server stands here; the rest is loaded with the first request, because a token that is still fresh needs none of it.

import type { IdentityProvider } from '../provider.ts';
import { talkLater } from '../talk-later.ts';
import { adminConsentUrl, appOnlyRequest } from './app-only.ts';
import { cloudOf } from './clouds.ts';
import { planConsent } from './plan.ts';
import { qualified, resourceId, serviceRow } from './services.ts';
import { isConsumers } from './tenants.ts';

/** Microsoft 365 and Outlook.com in every cloud. Keep one for the life of the process: it remembers signing keys. */
export function createMicrosoftProvider(): IdentityProvider {
  return {
    id: 'microsoft',
    resourceOf: (service) => resourceId(serviceRow(service).resource),
    plan: planConsent,
    ...talkLater(async () => (await import('./talk.ts')).openTalk()),
    // Most registrations have it from the day they are made, and a consent takes it along.
    profileRequest: (app) => ({
      resource: resourceId('graph'),
      scopes: [qualified(cloudOf(app), 'graph', 'User.Read')],
    }),
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
