// The half of everything that hands out tokens: store, providers, broker, hook. It stands alone because
// `mailgrant token`, which a mail client runs for each connection, needs no more and must not wait for more.

import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '../base/clock.ts';
import { Closers } from '../base/closers.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { Broker } from '../broker/broker.ts';
import { fail } from '../errors/error.ts';
import type { IdentityProvider } from '../identity/provider.ts';
import { createProviders } from '../identity/providers.ts';
import { type KeySource, openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

export interface TokensOptions {
  /** The SQLite file. */
  store: string;
  key: KeySource;
  /** PEM certificates to trust beside the system roots. */
  caPem?: string | undefined;
  /** Proxy for requests to the identity platform and Graph. */
  proxy?: { https: string; noProxy?: string | undefined } | undefined;
  /** Instead of all of the above: how requests are sent. */
  fetch?: typeof fetch | undefined;
  /** What every request to the identity platform and Graph goes through: for whoever writes down what is said. */
  through?: ((send: typeof fetch) => typeof fetch) | undefined;
  /** A shell command that is run on events which want a person, and the environment it gets. */
  hook?: { command: string; env: NodeJS.ProcessEnv } | undefined;
  log?: Logger | undefined;
  clock?: Clock | undefined;
}

/** What was opened; `closers` end it in the reverse order. */
export interface OpenTokens {
  readonly tokens: Broker;
  readonly store: Store;
  readonly providers: ReadonlyMap<string, IdentityProvider>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Logger;
  readonly closers: Closers;
}

/**
 * Opens (and at first creates) a store and the broker above it.
 *
 * @throws the `store-...` errors of opening: wrong key, foreign file, newer schema, no permission, full disk.
 */
export async function openTokens(options: TokensOptions): Promise<OpenTokens> {
  const clock = options.clock ?? systemClock();
  const log = options.log ?? silentLogger;
  const closers = new Closers();
  const providers = createProviders();
  const store = await openStore({ path: options.store, key: options.key, clock, log });
  closers.push(() => store.close());
  const { through = (one) => one } = options;
  const send = through(options.fetch ?? lazyFetch(options));
  const tokens = new Broker({ store, providers, clock, log, fetch: send });
  closers.push(() => tokens.close());
  if (options.hook) {
    const { Hook } = await import('../broker/hook.ts');
    const hook = new Hook({ ...options.hook, clock, log });
    closers.push(() => hook.close());
    closers.push(tokens.on(hook.listen));
  }
  return { tokens, store, providers, fetch: send, clock, log, closers };
}

/** The HTTP client takes longer to load than a cached token takes to print: it is loaded by the first request. */
function lazyFetch(options: TokensOptions): typeof fetch {
  let built: Promise<typeof fetch> | undefined;
  return async (input, init) => {
    built ??= import('../net/fetch.ts').then(({ createFetch }) =>
      createFetch({ caPem: options.caPem, proxy: options.proxy }),
    );
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
