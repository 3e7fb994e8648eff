// Any OpenID Connect or OAuth 2.0 server, described by the app's custom cloud: proof that nothing above this folder
// depends on Microsoft, and the way to Gmail, Dovecot's own server or a lab.

import type { ResourceId } from '../../base/token-source.ts';
import type { IdentityProvider } from '../provider.ts';
import { talkLater } from '../talk-later.ts';
import { descriptionOf, invalid, planConsent, resourceServing, serverOf } from './registration.ts';

/** Keep one for the life of the process: it remembers metadata and signing keys. */
export function createGenericProvider(): IdentityProvider {
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
    ...talkLater(async () => (await import('./talk.ts')).openTalk()),
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
