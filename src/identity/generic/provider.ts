// Any OpenID Connect or OAuth 2.0 server, described by the app's custom cloud: proof that nothing above this folder
// depends on Microsoft, and the way to Gmail, Dovecot's own server or a lab.

import type { ResourceId } from '../../base/token-source.ts';
import { ServerDocuments } from '../keys.ts';
import type { IdentityProvider } from '../provider.ts';
import { oidcVoice } from '../server-answer.ts';
import { GenericGrants } from './grants.ts';
import { profile } from './profile.ts';
import { descriptionOf, invalid, planConsent, resourceServing, serverOf } from './registration.ts';

/** Keep one for the life of the process: it remembers metadata and signing keys. */
export function createGenericProvider(): IdentityProvider {
  const documents = new ServerDocuments(oidcVoice);
  const grants = new GenericGrants(documents);
  return {
    id: 'generic',
    resourceOf: (service, app) => {
      const found = Object.entries(descriptionOf(app).resources ?? {}).find(([, { services }]) =>
        services.includes(service),
      );
      // The brand is made here: the name of an entry in the configuration, or one that no plan has.
      return (found?.[0] ?? `no resource serves ${service}`) as ResourceId;
    },
    plan: planConsent,
    authorizationUrl: (app, plan, attempt, exchange) => grants.authorizationUrl(app, plan, attempt, exchange),
    redeemCode: (app, plan, attempt, callback, exchange) =>
      grants.redeemCode(app, plan, attempt, callback, exchange),
    refresh: (app, refreshToken, request, exchange) => grants.refresh(app, refreshToken, request, exchange),
    startDevice: (app, plan, exchange) => grants.startDevice(app, plan, exchange),
    pollDevice: (app, plan, device, exchange) => grants.pollDevice(app, plan, device, exchange),
    clientCredentials: (app, request, exchange) => grants.clientCredentials(app, request, exchange),
    adminConsentUrl: () => undefined,
    appOnlyRequest: resourceServing,
    profile: (app, accessToken, exchange) => profile(documents, app, accessToken, exchange),
    server: serverOf,
    graphUrl: (app) => {
      const { name, graph } = descriptionOf(app);
      if (graph === undefined) throw invalid(name, 'it has no Graph');
      return graph;
    },
  };
}
