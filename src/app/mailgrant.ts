// Where everything is built and wired, by hand, one line each. The library's front door and the command line's.

import type { Clock } from '../base/clock.ts';
import type { Closers } from '../base/closers.ts';
import type { Logger } from '../base/logger.ts';
import { appOf, connectedServices, providerOf, wishOf } from '../broker/account-view.ts';
import type { Broker } from '../broker/broker.ts';
import { Consents } from '../broker/consent.ts';
import { Schedule } from '../broker/schedule.ts';
import { SignInNames } from '../broker/sign-in-as.ts';
import type { Transcript } from '../doctor/checks/report/transcript.ts';
import type { CheckResult } from '../doctor/checks/run-checks.ts';
import type { Language } from '../doctor/said.ts';
import { fail, MailgrantError } from '../errors/error.ts';
import type { IdentityProvider, MailServer } from '../identity/provider.ts';
import { isByOtherName, nameThatIsNoAddress } from '../identity/sign-in-names.ts';
import { LimitsRegistry } from '../mail/limits.ts';
import { Mailbox } from '../mailbox/mailbox.ts';
import type { Dialer } from '../net/dial.ts';
import type { AccountRecord, Store } from '../store/store.ts';
import { openTokens, type TokensOptions } from './tokens.ts';
import { mailDialer, mailTunnel, type WaysOut, webTunnel } from './ways-out.ts';

export interface MailgrantOptions extends TokensOptions {
  /** A long-running process refreshes ahead of expiry and keeps idle grants alive. Default: true. */
  schedule?: boolean | undefined;
  /** The language of `error.explanation`; 'none' saves loading what the doctor knows. Default: English. */
  explanations?: Language | 'none' | undefined;
  /** The way out to the mail servers, where there is no direct one: `socks5://`, `http://` or `https://`. */
  mailProxy?: WaysOut['mailProxy'];
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
  /** By which names accounts sign in to mail servers. */
  readonly names: SignInNames;
  readonly #limits: LimitsRegistry;
  readonly #caPem: string | undefined;
  readonly #waysOut: WaysOut;
  readonly #log: Logger;
  readonly #closers: Closers;
  /** One for all mailboxes: it is made for the first of them. */
  #dialer: Promise<Dialer> | undefined;

  constructor(parts: {
    tokens: Broker;
    consents: Consents;
    store: Store;
    providers: ReadonlyMap<string, IdentityProvider>;
    schedule: Schedule;
    fetch: typeof fetch;
    clock: Clock;
    log: Logger;
    caPem: string | undefined;
    waysOut: WaysOut;
    closers: Closers;
  }) {
    this.tokens = parts.tokens;
    this.consents = parts.consents;
    this.store = parts.store;
    this.providers = parts.providers;
    this.schedule = parts.schedule;
    this.fetch = parts.fetch;
    this.clock = parts.clock;
    this.#log = parts.log;
    this.#caPem = parts.caPem;
    this.names = new SignInNames(parts);
    this.#waysOut = parts.waysOut;
    this.#limits = new LimitsRegistry(parts.clock);
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

  /**
   * The mailbox of an account, or a shared one that the account has rights to. No connection is made before the first verb;
   * whoever opens it closes it.
   *
   * @param ref - the account: its id, its short name or its address
   * @throws `account-unknown`, `mail-proxy-invalid`
   */
  async mailbox(
    ref: string,
    options: { /** A shared mailbox. */ address?: string | undefined } = {},
  ): Promise<Mailbox> {
    const account = await this.account(ref);
    const address = options.address ?? account.address;
    const { id, kind, personal, displayName } = account;
    this.#dialer ??= mailDialer(this.#waysOut, { clock: this.clock, ca: this.#caPem });
    return new Mailbox({
      account: {
        ...{ id, ref: account.name, address: account.address, kind, personal, displayName },
        signInName: nameThatIsNoAddress(account),
        byOtherName: isByOtherName(account),
      },
      address,
      connected: connectedServices(wishOf(account)),
      tokens: this.tokens,
      signInAs: this.names.of(account, address),
      servers: await this.servers(account),
      dialer: await this.#dialer,
      fetch: this.fetch,
      limits: this.#limits.of(address),
      clock: this.clock,
      log: this.#log,
    });
  }

  /**
   * Looks at everything that an account needs, side by side, within ten seconds. Nothing is changed but tokens, which are
   * asked for anew.
   *
   * @throws `account-unknown`
   */
  async doctor(
    ref: string,
    options: {
      /** A shared mailbox. */
      address?: string | undefined;
      /** Where Graph shall send notifications: whether it answers as Graph wants it is looked at, too. */
      notificationUrl?: string | undefined;
      /** Also sends one message to the mailbox itself, finds it and deletes it. */
      send?: boolean | undefined;
      language?: Language | undefined;
      /** Writes down what is said to mail servers. What goes over HTTP it hears by `through` of `openMailgrant`. */
      transcript?: Transcript | undefined;
      signal?: AbortSignal | undefined;
      onResult?: ((result: CheckResult) => void) | undefined;
    } = {},
  ): Promise<readonly CheckResult[]> {
    const [{ worldOfAccount }, { checks }, { runChecks }] = await Promise.all([
      import('./doctor.ts'),
      import('../doctor/checks/index.ts'),
      import('../doctor/checks/run-checks.ts'),
    ]);
    const { address, notificationUrl, send, transcript, language = 'en', signal, onResult } = options;
    const world = await worldOfAccount(this, ref, {
      address,
      notificationUrl,
      send,
      ca: this.#caPem,
      tunnels: { mail: await mailTunnel(this.#waysOut), web: await webTunnel(this.#waysOut) },
      log: this.#log,
    });
    return runChecks(checks, transcript ? transcript.on(world) : world, {
      language,
      signal,
      ...(onResult && { onResult }),
    });
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
  const { explanations = 'en', caPem, mailProxy, proxy } = options;
  const [opened, doctor] = await Promise.all([
    openTokens(options),
    explanations === 'none' ? undefined : import('../doctor/explain-error.ts'),
  ]);
  if (explanations !== 'none' && doctor) {
    MailgrantError.explainWith((error) => doctor.explainError(error, explanations));
  }
  const { tokens, store, providers, fetch: send, clock, log, closers } = opened;
  const consents = new Consents({ store, providers, broker: tokens, clock, log, fetch: send });
  const schedule = new Schedule({ broker: tokens, store, clock, log });
  if (options.schedule ?? true) {
    schedule.start();
    closers.push(() => schedule.stop());
  }
  return new Mailgrant({ ...opened, consents, schedule, caPem, waysOut: { mailProxy, proxy } });
}
