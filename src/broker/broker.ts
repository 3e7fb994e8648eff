// The token broker: a fresh token for (account, resource), as often as anybody asks, with as little asking of the
// identity platform as can be. Implements TokenSource; knows nothing of how tokens are used.
//
// The hot path is `get` down to #remembered: two map look-ups and a comparison of times. Everything else is the way
// to make the next call hot.

import { type BackoffOptions, backoffMs } from '../base/backoff.ts';
import type { Clock } from '../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../base/deadline.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { SingleFlight } from '../base/single-flight.ts';
import type {
  AccessToken,
  AccountId,
  ResourceId,
  Service,
  TokenRequest,
  TokenSource,
} from '../base/token-source.ts';
import { fail, isMailgrantError, type MailgrantError } from '../errors/error.ts';
import type { IdentityProvider } from '../identity/provider.ts';
import { signInNames } from '../identity/sign-in-names.ts';
import type { AccountRecord, Store } from '../store/store.ts';
import { AccountView } from './account-view.ts';
import { BrokerEvents, type BrokerListener } from './events.ts';
import { type RefreshContext, refreshToken } from './refresh.ts';
import { errorOf, forAccount } from './refusals.ts';
import { decide, isFresh, refreshAheadAtMs, stateOf } from './state.ts';

/** Long enough for the slowest mail transaction to begin, and half of what a High Volume Email endpoint demands. */
const defaultMinLifetimeMs = 5 * 60_000;

/** A refresh, including the wait for another process that holds the grant's lock. */
const refreshLimitMs = 45_000;

/** How old a look at the store may be before somebody else's change (sign-out, re-consent) is looked for. */
const changeCheckMs = 1_000;

const failureBackoff: Omit<BackoffOptions, 'random'> = { firstMs: 1_000, maxMs: 60_000 };

export interface BrokerOptions {
  store: Store;
  providers: ReadonlyMap<string, IdentityProvider>;
  /** Sends the requests to the identity platform; owns TLS trust, proxies and time limits. */
  fetch: typeof fetch;
  clock: Clock;
  log?: Logger;
  /** 0 <= random() < 1; default Math.random. */
  random?: () => number;
}

interface Remembered {
  readonly account: AccountRecord;
  readonly token: AccessToken;
  /** When the schedule replaces it, provided that somebody asked for it since it came. */
  readonly refreshAtMs: number;
  used: boolean;
}

interface Setback {
  readonly error: MailgrantError;
  readonly attempt: number;
  readonly sinceMs: number;
  readonly untilMs: number;
}

export class Broker implements TokenSource {
  readonly events: BrokerEvents;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #random: () => number;
  readonly #context: RefreshContext;
  readonly #accounts: AccountView;
  /** By what the caller said: `${service} ${ref}`. Dropped as a whole when another process changed the store. */
  readonly #remembered = new Map<string, Remembered>();
  /** Transient failures, by `${resource} ${accountId}`: so that a dead network is not asked ten times a second. */
  readonly #setbacks = new Map<string, Setback>();
  readonly #flights = new SingleFlight<string, AccessToken>();
  readonly #closing = new AbortController();
  #checkedAtMs = Number.NEGATIVE_INFINITY;
  #changeCounter = 0;

  constructor(options: BrokerOptions) {
    const { store, providers, clock } = options;
    this.#store = store;
    this.#clock = clock;
    this.#log = options.log ?? silentLogger;
    this.#random = options.random ?? Math.random;
    this.events = new BrokerEvents((error) => this.#log.error('broker.listener-failed', { error }));
    this.#accounts = new AccountView(store, providers);
    this.#context = {
      store,
      clock,
      events: this.events,
      log: this.#log,
      fetch: options.fetch,
      accounts: this.#accounts,
    };
  }

  on(listener: BrokerListener): () => void {
    return this.events.on(listener);
  }

  async get(ref: string, service: Service, request: TokenRequest = {}): Promise<AccessToken> {
    const minLifetimeMs = request.minLifetimeMs ?? defaultMinLifetimeMs;
    const nowMs = this.#clock.now();
    if (nowMs - this.#checkedAtMs >= changeCheckMs || nowMs < this.#checkedAtMs) this.#lookForChanges(nowMs);
    const remembered = this.#remembered.get(`${service} ${ref}`);
    if (remembered && isFresh(remembered.token, nowMs, minLifetimeMs)) {
      remembered.used = true;
      return remembered.token;
    }
    return this.#fresh(ref, service, minLifetimeMs, request.signal);
  }

  /** The server refused `token`: forget it, so that the next `get` fetches another. A newer token is left alone. */
  async invalidate(token: AccessToken): Promise<void> {
    for (const [key, remembered] of this.#remembered) {
      if (remembered.token.secret.equals(token.secret)) this.#remembered.delete(key);
    }
    const stored = (await this.#store.view(token.accountId, token.resource))?.token;
    if (!stored?.accessToken?.equals(token.secret)) return;
    await this.#store.grants.forgetToken(
      token.accountId,
      token.resource,
      token.generation,
      token.expiresAtMs,
    );
    this.#log.info('token.invalidated', { account: token.accountId, resource: token.resource });
  }

  /** Replaces the token of one resource now, whatever its age: for the schedule and for `mailgrant refresh`. */
  async refresh(ref: string, resource?: ResourceId): Promise<AccessToken> {
    const account = await this.#accounts.find(ref);
    const { requests } = await this.#accounts.setting(account);
    const wanted = resource ?? requests[0]?.resource;
    const request = requests.find((candidate) => candidate.resource === wanted);
    if (!request) throw fail('account-signed-out', { account: account.address });
    const view = await this.#store.view(account.id, request.resource);
    const knownMs = view?.token?.accessToken ? view.token.expiresAtMs : 0;
    const token = await this.#fly(account, request.resource, {
      isEnough: (candidate) => candidate.expiresAtMs > knownMs,
      fallback: undefined,
    });
    this.#replaceRemembered(token);
    return token;
  }

  /** Tokens that this process has been spending and that are old enough to be replaced ahead of their expiry. */
  dueForRefresh(nowMs: number): Array<{ accountId: AccountId; resource: ResourceId }> {
    const due = new Map<string, { accountId: AccountId; resource: ResourceId }>();
    for (const { account, token, refreshAtMs, used } of this.#remembered.values()) {
      if (used && nowMs >= refreshAtMs) {
        due.set(`${token.resource} ${account.id}`, { accountId: account.id, resource: token.resource });
      }
    }
    return [...due.values()];
  }

  /** Forgets what this process remembers of an account: after sign-out, removal or a new consent. */
  forget(id: AccountId): void {
    for (const [key, remembered] of this.#remembered) {
      if (remembered.account.id === id) this.#remembered.delete(key);
    }
    for (const key of this.#setbacks.keys()) {
      if (key.endsWith(` ${id}`)) this.#setbacks.delete(key);
    }
    this.#accounts.forget(id);
  }

  /** Deletes the account's tokens. A refresh that is under way comes too late and is dropped (generation). */
  async signOut(ref: string): Promise<AccountRecord> {
    const account = await this.#accounts.find(ref);
    await this.#store.grants.signOut(account.id);
    this.forget(account.id);
    this.events.emit({
      type: 'signed-out',
      account: { id: account.id, name: account.name, address: account.address },
    });
    return account;
  }

  /** Ends the refreshes that are under way and waits for them. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the broker is closing'));
    await this.#flights.settle();
  }

  #lookForChanges(nowMs: number): void {
    this.#checkedAtMs = nowMs;
    const counter = this.#store.changeCounter();
    if (counter === this.#changeCounter) return;
    this.#changeCounter = counter;
    this.#remembered.clear();
    this.#accounts.forgetAll();
  }

  async #fresh(
    ref: string,
    service: Service,
    minLifetimeMs: number,
    signal?: AbortSignal,
  ): Promise<AccessToken> {
    signal?.throwIfAborted();
    const account = await this.#accounts.find(ref);
    const resource = await this.#accounts.resourceFor(account, service);
    const view = await this.#store.view(account.id, resource);
    if (!view) throw fail('account-signed-out', { account: account.address });
    const decision = decide(stateOf(view), this.#clock.now(), minLifetimeMs);
    switch (decision.kind) {
      case 'refuse':
        throw errorOf(decision.refusal, account);
      case 'serve':
        return this.#remember(ref, service, account, decision.token);
      case 'refresh': {
        // Signed out, by whichever process: no rest after an earlier failure may hide that.
        if (account.kind === 'delegated' && !view.grant.refreshToken) {
          throw fail('account-signed-out', { account: account.address });
        }
        const isEnough = (token: AccessToken): boolean => isFresh(token, this.#clock.now(), minLifetimeMs);
        const flight = this.#fly(account, resource, { isEnough, fallback: decision.fallback });
        return this.#remember(ref, service, account, await orAborted(flight, signal));
      }
    }
  }

  #remember(ref: string, service: Service, account: AccountRecord, got: AccessToken): AccessToken {
    // A token is good for every door of its resource; the name beside it is that of the door.
    const token = service === 'graph' ? got : { ...got, username: signInNames(account, service)[0] };
    const refreshAtMs = refreshAheadAtMs(token, this.#random);
    this.#remembered.set(`${service} ${ref}`, { account, token, refreshAtMs, used: true });
    return token;
  }

  /** A newer token takes the place of the older one under every name; it counts as unused until somebody asks. */
  #replaceRemembered(token: AccessToken): void {
    const refreshAtMs = refreshAheadAtMs(token, this.#random);
    for (const [key, old] of this.#remembered) {
      if (old.account.id !== token.accountId || old.token.resource !== token.resource) continue;
      const { username } = old.token;
      this.#remembered.set(key, {
        account: old.account,
        token: { ...token, username },
        refreshAtMs,
        used: false,
      });
    }
  }

  /** The one refresh in flight for (account, resource) in this process. */
  #fly(
    account: AccountRecord,
    resource: ResourceId,
    wish: { isEnough: (token: AccessToken) => boolean; fallback: AccessToken | undefined },
  ): Promise<AccessToken> {
    const key = `${resource} ${account.id}`;
    const setback = this.#setbacks.get(key);
    const nowMs = this.#clock.now();
    if (setback && setback.sinceMs <= nowMs && nowMs < setback.untilMs) {
      if (wish.fallback) return Promise.resolve(wish.fallback);
      return Promise.reject(setback.error);
    }
    return this.#flights.run(key, async () => {
      try {
        const token = await withDeadline(
          { clock: this.#clock, limitMs: refreshLimitMs, signal: this.#closing.signal },
          (signal) => refreshToken(this.#context, account, resource, wish.isEnough, signal),
        );
        this.#setbacks.delete(key);
        return token;
      } catch (thrown) {
        const error = this.#asError(thrown, account);
        if (error.retry !== 'later') {
          // Refused for good, recorded and told; what is left of the old token is served, now as later (state.ts).
          if (wish.fallback && wish.fallback.expiresAtMs > this.#clock.now()) return wish.fallback;
          throw error;
        }
        const attempt = (setback?.attempt ?? 0) + 1;
        const waitMs = backoffMs(attempt, { ...failureBackoff, random: this.#random }, error.retryAfterMs);
        const sinceMs = this.#clock.now();
        this.#setbacks.set(key, { error, attempt, sinceMs, untilMs: sinceMs + waitMs });
        this.#log.warn('token.refresh-failed', {
          account: account.name,
          resource,
          code: error.code,
          retryInMs: waitMs,
        });
        const { id, name, address } = account;
        const { code, message, hint } = error;
        this.events.emit({
          type: 'refresh-failed',
          account: { id, name, address },
          resource,
          code,
          message,
          hint,
        });
        if (wish.fallback && wish.fallback.expiresAtMs > this.#clock.now()) return wish.fallback;
        throw error;
      }
    });
  }

  #asError(thrown: unknown, account: AccountRecord): MailgrantError {
    if (thrown instanceof DeadlineExceeded) {
      return fail(
        'refresh-timeout',
        { account: account.address, seconds: refreshLimitMs / 1000 },
        { cause: thrown },
      );
    }
    if (isMailgrantError(thrown)) return forAccount(thrown, account);
    throw thrown;
  }
}

/** The flight goes on for the others; this caller no longer waits. */
function orAborted<T>(flight: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return flight;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    flight.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
