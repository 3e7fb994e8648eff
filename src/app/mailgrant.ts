// Where everything is built and wired, by hand, one line each. The library's front door and the command line's.

import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '../base/clock.ts';
import { Closers } from '../base/closers.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { appOf, providerOf } from '../broker/account-view.ts';
import { Broker } from '../broker/broker.ts';
import { Consents } from '../broker/consent.ts';
import { Hook } from '../broker/hook.ts';
import { Schedule } from '../broker/schedule.ts';
import { fail } from '../errors/error.ts';
import type { IdentityProvider, MailServer } from '../identity/provider.ts';
import { createProviders } from '../identity/providers.ts';
import { createFetch } from '../net/fetch.ts';
import { type KeySource, openStore } from '../store/open.ts';
import type { AccountRecord, Store } from '../store/store.ts';

export interface MailgrantOptions {
  /** The SQLite file. */
  store: string;
  key: KeySource;
  /** PEM certificates to trust beside the system roots. */
  caPem?: string | undefined;
  /** Proxy for requests to the identity platform and Graph. */
  proxy?: { https: string; noProxy?: string | undefined } | undefined;
  /** Instead of all of the above: how requests are sent. */
  fetch?: typeof fetch | undefined;
  /** A shell command that is run on events which want a person, and the environment it gets. */
  hook?: { command: string; env: NodeJS.ProcessEnv } | undefined;
  log?: Logger | undefined;
  clock?: Clock | undefined;
  /** A long-running process refreshes ahead of expiry and keeps idle grants alive. Default: true. */
  schedule?: boolean | undefined;
}

export class Mailgrant {
  /** A fresh token for any account and service: `tokens.get('anna', 'imap')`. */
  readonly tokens: Broker;
  /** Connecting accounts: browser, device code, import, app-only. */
  readonly consents: Consents;
  readonly store: Store;
  readonly providers: ReadonlyMap<string, IdentityProvider>;
  readonly schedule: Schedule;
  /** As handed in or built: for calls to Graph with the same trust and proxy. */
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly #closers: Closers;

  constructor(parts: {
    tokens: Broker;
    consents: Consents;
    store: Store;
    providers: ReadonlyMap<string, IdentityProvider>;
    schedule: Schedule;
    fetch: typeof fetch;
    clock: Clock;
    closers: Closers;
  }) {
    this.tokens = parts.tokens;
    this.consents = parts.consents;
    this.store = parts.store;
    this.providers = parts.providers;
    this.schedule = parts.schedule;
    this.fetch = parts.fetch;
    this.clock = parts.clock;
    this.#closers = parts.closers;
  }

  /** @throws `account-unknown` */
  async account(ref: string): Promise<AccountRecord> {
    const account = await this.store.accounts.get(ref);
    if (!account) throw fail('account-unknown', { account: ref });
    return account;
  }

  /** Where an account's mail servers are: its app registration's cloud says so. */
  async servers(
    account: AccountRecord,
  ): Promise<Record<'imap' | 'pop' | 'smtp', MailServer> & { graph: string }> {
    const record = await this.store.apps.get(account.appId);
    if (!record) throw fail('consent-app-unknown', { app: account.appId });
    const provider = providerOf(this.providers, record);
    const app = appOf(record);
    const { personal } = account;
    return {
      imap: provider.server(app, 'imap', { personal }),
      pop: provider.server(app, 'pop', { personal }),
      smtp: provider.server(app, 'smtp', { personal }),
      graph: provider.graphUrl(app),
    };
  }

  /** Ends what is under way, in the reverse of the order in which it was opened. */
  close(): Promise<void> {
    return this.#closers.close();
  }
}

/**
 * Opens (and at first creates) a store and everything above it.
 *
 * @throws the `store-...` errors of opening: wrong key, foreign file, newer schema, no permission, full disk.
 */
export async function openMailgrant(options: MailgrantOptions): Promise<Mailgrant> {
  const clock = options.clock ?? systemClock();
  const log = options.log ?? silentLogger;
  const closers = new Closers();
  const providers = createProviders();
  const store = await openStore({ path: options.store, key: options.key, clock, log });
  closers.push(() => store.close());
  const send = options.fetch ?? lazyFetch(options);
  const tokens = new Broker({ store, providers, clock, log, fetch: send });
  closers.push(() => tokens.close());
  const consents = new Consents({ store, providers, broker: tokens, clock, log, fetch: send });
  if (options.hook) {
    const hook = new Hook({ ...options.hook, clock, log });
    closers.push(() => hook.close());
    closers.push(tokens.on(hook.listen));
  }
  const schedule = new Schedule({ broker: tokens, store, clock, log });
  if (options.schedule ?? true) {
    schedule.start();
    closers.push(() => schedule.stop());
  }
  return new Mailgrant({ tokens, consents, store, providers, schedule, fetch: send, clock, closers });
}

/** The HTTP client takes longer to load than a cached token takes to print: it is loaded by the first request. */
function lazyFetch(options: MailgrantOptions): typeof fetch {
  let built: Promise<typeof fetch> | undefined;
  return async (input, init) => {
    built ??= createFetch({ caPem: options.caPem, proxy: options.proxy });
    const send = await built;
    return send(input, init);
  };
}

/** @throws `ca-file-unreadable` */
export function readCaFile(path: string): string {
  try {
    const pem = readFileSync(path, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('no PEM certificate in it');
    return pem;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fail('ca-file-unreadable', { file: path, reason: code ?? message }, { cause });
  }
}
