// A Mailbox of ours at whatever servers a test has started, without a store and a broker: the test says where the
// servers are and where tokens come from.

import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import {
  type AccessToken,
  type AccountId,
  type ResourceId,
  type Service,
  services,
  type TokenSource,
} from '../../src/base/token-source.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import { openDoor } from '../../src/mailbox/doors/open-door.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { wayTo } from './way-to.ts';

export interface Places {
  readonly imap?: MailServer | undefined;
  readonly pop?: MailServer | undefined;
  readonly smtp?: MailServer | undefined;
  /** Without the version. */
  readonly graph?: string | undefined;
}

const nowhere: MailServer = { host: 'localhost', port: 1, security: 'tls' };

export async function mailboxAt(
  places: Places,
  options: { ca: string; address: string; tokens: TokenSource } & Partial<
    Pick<MailboxWorld, 'clock' | 'limits' | 'fetch' | 'account'>
  >,
): Promise<Mailbox> {
  const { ca, address, tokens, clock = systemClock() } = options;
  const { imap = nowhere, pop = nowhere, smtp = nowhere, graph = 'https://localhost:1' } = places;
  return new Mailbox(
    {
      account: options.account ?? {
        // A brand over a plain string: this stands in for the store, which makes them.
        id: 'account-1' as AccountId,
        ref: 'anna',
        address,
        kind: 'delegated',
        personal: false,
        displayName: 'Anna',
      },
      address,
      connected: services.filter((service) => places[service] !== undefined),
      tokens,
      servers: { imap, pop, smtp, graph },
      dialer: wayTo(ca),
      fetch: options.fetch ?? (await createFetch({ caPem: ca })),
      limits: options.limits ?? new LimitsRegistry(clock).of(address),
      clock,
    },
    openDoor,
  );
}

/** Asks `make` for every token; `make` may throw what a broker throws. */
export function tokensFrom(
  username: string,
  make: (service: Service) => string | Promise<string>,
): TokenSource & { readonly invalidated: number } {
  let invalidated = 0;
  return {
    get invalidated() {
      return invalidated;
    },
    async get(_account, service): Promise<AccessToken> {
      return {
        accountId: 'account-1' as AccountId,
        resource: (service === 'graph' ? 'graph' : 'exchange') as ResourceId,
        secret: new Secret(await make(service)),
        scopes: service === 'graph' ? ['Mail.ReadWrite', 'Mail.Send', 'User.Read'] : [],
        obtainedAtMs: 0,
        expiresAtMs: Number.MAX_SAFE_INTEGER,
        username,
        generation: 1,
      };
    },
    invalidate() {
      invalidated += 1;
      return Promise.resolve();
    },
  };
}
