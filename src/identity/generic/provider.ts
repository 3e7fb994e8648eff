// Any OpenID Connect or OAuth 2.0 server, described by the app's custom cloud: proof that nothing above this folder
// depends on Microsoft, and the way to Gmail, Dovecot's own server or a lab.

import type { ResourceId } from '../../base/token-source.ts';
import type { IdentityProvider, Talk } from '../provider.ts';
import { descriptionOf, invalid, planConsent, resourceServing, serverOf } from './registration.ts';

/** Keep one for the life of the process: it remembers metadata and signing keys. */
export function createGenericProvider(): IdentityProvider {
  let loaded: Promise<Talk> | undefined;
  const talk = (): Promise<Talk> => {
    loaded ??= import('./talk.ts').then(({ openTalk }) => openTalk());
    return loaded;
  };
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
    authorizationUrl: async (...given) => (await talk()).authorizationUrl(...given),
    redeemCode: async (...given) => (await talk()).redeemCode(...given),
    refresh: async (...given) => (await talk()).refresh(...given),
    startDevice: async (...given) => (await talk()).startDevice(...given),
    pollDevice: async (...given) => (await talk()).pollDevice(...given),
    clientCredentials: async (...given) => (await talk()).clientCredentials(...given),
    profile: async (...given) => (await talk()).profile(...given),
    adminConsentUrl: () => undefined,
    appOnlyRequest: resourceServing,
    server: serverOf,
    graphUrl: (app) => {
      const { name, graph } = descriptionOf(app);
      if (graph === undefined) throw invalid(name, 'it has no Graph');
      return graph;
    },
  };
}
