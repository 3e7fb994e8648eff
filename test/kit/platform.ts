// An identity platform as a broker meets it over months: grants that rotate, are revoked and come back; answers that do
// not arrive. Keeps the truth about every token it gave, so that a test can ask whether a broker was right to use it.

import type { Clock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import type { ResourceId } from '../../src/base/token-source.ts';
import { fail, MailgrantError } from '../../src/errors/error.ts';
import type { IdentityProvider, TokenAnswer } from '../../src/identity/provider.ts';
import { fakeProvider } from './fake-provider.ts';

/** `lost`: the platform has rotated the refresh token, and the answer does not arrive. */
export type Weather = 'fine' | 'unreachable' | 'lost';

export interface Issued {
  readonly resource: ResourceId;
  /** Which consent it comes from: 1, 2, 3 ... */
  readonly consent: number;
}

export interface Platform {
  readonly provider: IdentityProvider;
  weather: Weather;
  /** The consent that counts; every new one ends what came of those before. */
  readonly consent: number;
  readonly revoked: boolean;
  revoke(): void;
  issued(accessToken: string): Issued | undefined;
  /** The most requests that were ever under way at once for one resource. */
  readonly mostAtOnce: number;
  /** The next request arrives, rotates, and is answered only when `release` is called. */
  hold(): { arrived: Promise<void>; release: () => void };
}

/** @param rotation - `strict`: a refresh token works once. `lenient`: as at Microsoft, the old ones go on working. */
export function createPlatform(clock: Clock, rotation: 'strict' | 'lenient'): Platform {
  const base = fakeProvider(clock);
  const tokens = new Map<string, Issued>();
  const refreshTokens = new Map<string, { consent: number; spent: boolean }>();
  const underWay = new Map<ResourceId, number>();
  let [count, consent, revokedUpTo, mostAtOnce] = [0, 0, 0, 0];
  let held: { arrive: () => void; until: Promise<void> } | undefined;

  const answer = (resource: ResourceId, from: number): TokenAnswer => {
    count += 1;
    const accessToken = `access-${resource}-${count}`;
    const refreshToken = `refresh-${count}`;
    tokens.set(accessToken, { resource, consent: from });
    refreshTokens.set(refreshToken, { consent: from, spent: false });
    return {
      resource,
      accessToken: new Secret(accessToken),
      refreshToken: new Secret(refreshToken),
      expiresAtMs: clock.now() + base.lifetimeMs,
      scopes: [`${resource}/scope`],
      missingScopes: [],
      identity: base.identity,
    };
  };
  const platform: Platform = {
    weather: 'fine',
    get consent() {
      return consent;
    },
    get revoked() {
      return revokedUpTo >= consent;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    revoke() {
      revokedUpTo = consent;
    },
    issued: (accessToken) => tokens.get(accessToken),
    hold() {
      let arrive = (): void => undefined;
      let release = (): void => undefined;
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { arrive, until };
      return { arrived, release };
    },
    provider: {
      ...base,
      async redeemCode(_app, plan) {
        consent += 1;
        return answer(plan.resources[0].resource, consent);
      },
      async refresh(_app, refreshToken, { resource }) {
        const waiting = held;
        held = undefined;
        // What is held belongs to a process that is about to die: its request does not count as under way for long.
        const now = (underWay.get(resource) ?? 0) + (waiting ? 0 : 1);
        if (!waiting) underWay.set(resource, now);
        mostAtOnce = Math.max(mostAtOnce, now);
        try {
          await new Promise((resolve) => setImmediate(resolve));
          if (platform.weather === 'unreachable' && !waiting) throw unreachable();
          const known = refreshTokens.get(refreshToken.reveal());
          if (!known || known.consent <= revokedUpTo || (rotation === 'strict' && known.spent)) throw dead();
          known.spent = true;
          const given = answer(resource, known.consent);
          waiting?.arrive();
          await waiting?.until;
          if (platform.weather === 'lost' && !waiting) throw unreachable();
          return given;
        } finally {
          if (!waiting) underWay.set(resource, (underWay.get(resource) ?? 1) - 1);
        }
      },
    },
  };
  return platform;
}

const dead = (): MailgrantError =>
  new MailgrantError('grant-revoked', { deadGrant: true }, { retry: 'signIn' });
const unreachable = (): MailgrantError =>
  fail('net-lost', { host: 'id.contoso.example', reason: 'ECONNRESET' }, { retry: 'later' });
