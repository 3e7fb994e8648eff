// An identity provider that answers from a script: for tests of what the broker makes of answers, not of how they
// are read. Two resources, as at Microsoft.

import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import type { ResourceId, Service } from '../../src/base/token-source.ts';
import type {
  AuthorizationAttempt,
  ConsentPlan,
  Identity,
  IdentityProvider,
  ResourceRequest,
  TokenAnswer,
} from '../../src/identity/provider.ts';

export const exchange = 'exchange' as ResourceId;
export const graph = 'graph' as ResourceId;

export interface FakeProvider extends IdentityProvider {
  /** One entry a request, in order: 'refresh exchange r1'. */
  readonly asked: string[];
  /** Thrown by the next requests, one each; keyed by resource, or '*' for any. */
  readonly refusals: Array<{ resource: ResourceId | '*'; error: Error }>;
  /** What happens between the question and the answer. */
  meanwhile: () => Promise<void>;
  lifetimeMs: number;
  identity: Identity;
  mail: string | undefined;
}

export function fakeProvider(clock: Clock, id = 'fake'): FakeProvider {
  let issued = 0;
  const answer = async (resource: ResourceId, rotates: boolean): Promise<TokenAnswer> => {
    const at = provider.refusals.findIndex(
      (refusal) => refusal.resource === '*' || refusal.resource === resource,
    );
    const refused = at < 0 ? undefined : provider.refusals.splice(at, 1)[0];
    await provider.meanwhile();
    await turn();
    if (refused) throw refused.error;
    issued += 1;
    return {
      resource,
      accessToken: new Secret(`access-${resource}-${issued}`),
      expiresAtMs: clock.now() + provider.lifetimeMs,
      scopes: [`${resource}/scope`],
      missingScopes: [],
      refreshToken: rotates ? new Secret(`refresh-${issued}`) : undefined,
      identity: provider.identity,
    };
  };
  const request = (resource: ResourceId): ResourceRequest => ({ resource, scopes: [`${resource}/scope`] });
  const resourceOf = (service: Service): ResourceId => (service === 'graph' ? graph : exchange);
  const provider: FakeProvider = {
    id,
    asked: [],
    refusals: [],
    meanwhile: () => Promise.resolve(),
    lifetimeMs: 3_599_000,
    identity: {
      issuer: 'https://issuer.example',
      subject: 'anna-subject',
      username: 'anna@contoso.example',
      personal: false,
    },
    mail: 'anna@contoso.example',
    resourceOf,
    plan(_app, wish): ConsentPlan {
      const resources = [...new Set(wish.services.map(resourceOf))].sort((a, b) => b.localeCompare(a));
      const [first = exchange, ...others] = resources;
      return { resources: [request(first), ...others.map(request)] };
    },
    authorizationUrl(_app, plan: ConsentPlan, attempt: AuthorizationAttempt) {
      const url = new URL('https://issuer.example/authorize');
      url.searchParams.set('state', attempt.state);
      url.searchParams.set('scope', plan.resources.flatMap(({ scopes }) => scopes).join(' '));
      return Promise.resolve(url);
    },
    redeemCode(_app, plan) {
      provider.asked.push(`code ${plan.resources.map(({ resource }) => resource).join('+')}`);
      return answer(plan.resources[0].resource, true);
    },
    refresh(_app, refreshToken, { resource }) {
      provider.asked.push(`refresh ${resource} ${refreshToken.reveal()}`);
      return answer(resource, true);
    },
    startDevice: () =>
      Promise.resolve({
        deviceCode: new Secret('device'),
        userCode: 'ABCD',
        verificationUri: 'https://issuer.example/device',
        expiresAtMs: clock.now() + 900_000,
        intervalMs: 5_000,
      }),
    async pollDevice(_app, plan) {
      provider.asked.push('device');
      return { kind: 'granted', answer: await answer(plan.resources[0].resource, true) };
    },
    clientCredentials(_app, { resource }) {
      provider.asked.push(`client ${resource}`);
      return answer(resource, false);
    },
    adminConsentUrl: () => undefined,
    appOnlyRequest: (_app, service) => request(resourceOf(service)),
    profile: () => Promise.resolve({ id: 'anna-id', displayName: 'Anna', mail: provider.mail }),
    server: () => ({ host: 'localhost', port: 993, security: 'tls' }),
    graphUrl: () => 'https://graph.example',
  };
  return provider;
}
