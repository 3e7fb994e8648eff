// What the configuration says of a server that is not Microsoft's: issuer, resources, mail servers. Judged here, once,
// so that the rest of this folder can rely on it.

import type { ResourceId, Service } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import type { App, ConsentPlan, CustomCloud, MailServer, ResourceRequest, Wish } from '../provider.ts';

/** @throws `cloud-invalid` where the app names a cloud instead of describing one. */
export function descriptionOf(app: App): CustomCloud {
  if (typeof app.cloud !== 'string') return app.cloud;
  throw invalid(app.cloud, 'the generic provider needs issuer (authority) and resources spelled out');
}

/** @throws `cloud-invalid` */
export function issuerOf(app: App): URL {
  const { name, authority } = descriptionOf(app);
  if (authority === undefined) throw invalid(name, 'it has no issuer (authority)');
  if (!URL.canParse(authority) || new URL(authority).protocol !== 'https:') {
    throw invalid(name, `its issuer "${authority}" is not an https URL`);
  }
  return new URL(authority);
}

/** The resources that the wish needs, in the order of the configuration. @throws `cloud-invalid`, `wish-empty`, `scope-unknown` */
export function planConsent(app: App, wish: Wish): ConsentPlan {
  const { name, resources = {} } = descriptionOf(app);
  issuerOf(app);
  for (const service of wish.services) resourceServing(app, service);
  const more = wish.permissions ?? [];
  const known = new Set(Object.values(resources).flatMap(({ scopes }) => scopes));
  const unknown = more.find((scope) => !known.has(scope));
  if (unknown !== undefined) {
    throw fail('scope-unknown', {
      scope: unknown,
      place: name,
      suggestion: `It has: ${[...known].join(' ')}.`,
    });
  }
  const requests = Object.entries(resources)
    .filter(
      ([, { services, scopes }]) =>
        services.some((service) => wish.services.includes(service)) ||
        more.some((scope) => scopes.includes(scope)),
    )
    .map(([id, { scopes }]): ResourceRequest => ({ resource: resourceId(id), scopes }));
  const [first, ...rest] = requests;
  if (!first) throw fail('wish-empty', {});
  return { resources: [first, ...rest] };
}

/** @throws `cloud-invalid` where no resource serves it */
export function resourceServing(app: App, service: Service): ResourceRequest {
  const { name, resources = {} } = descriptionOf(app);
  const found = Object.entries(resources).find(([, { services }]) => services.includes(service));
  if (!found) throw invalid(name, `none of its resources serves ${service}`);
  return { resource: resourceId(found[0]), scopes: found[1].scopes };
}

/** What RFC 8707 calls the resource; undefined where one token is for everything. */
export function audienceOf(app: App, request: ResourceRequest): string | undefined {
  return descriptionOf(app).resources?.[request.resource]?.audience;
}

/** @throws `cloud-invalid` */
export function serverOf(app: App, service: 'imap' | 'pop' | 'smtp'): MailServer {
  const { name, servers } = descriptionOf(app);
  const server = servers?.[service];
  if (!server) throw invalid(name, `it names no ${service} server`);
  return server;
}

export function invalid(cloud: string, problem: string): Error {
  return fail('cloud-invalid', { cloud, problem });
}

function resourceId(name: string): ResourceId {
  // The brand is made here: the name of an entry in the configuration.
  return name as ResourceId;
}
