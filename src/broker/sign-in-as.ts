// By which name an account signs in to a mail server, and what came of it: the name that was taken is kept in the store,
// and where neither was, the second is let alone for a while. docs/adr/0123

import type { Clock } from '../base/clock.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import type { AccountId, Service } from '../base/token-source.ts';
import { type MailService, signInNames } from '../identity/sign-in-names.ts';
import type { AccountRecord, Store } from '../store/store.ts';

/** A mailbox that does not open has other reasons, and programs that try again every minute. */
const restMs = 10 * 60_000;

/** What a mail client is handed: the door's `signInAs` (mail/door.ts). */
export interface AccountNames {
  of(service: Service): readonly string[];
  took(service: Service, name: string): void;
  refused(service: Service): void;
}

/** One for a process. */
export class SignInNames {
  readonly #store: Pick<Store, 'accounts'>;
  readonly #clock: Clock;
  readonly #log: Logger;
  /** Ahead of the store, and of who holds an older record of the account. */
  readonly #took = new Map<string, string>();
  readonly #refusedAtMs = new Map<string, number>();

  constructor({ store, clock, log = silentLogger }: { store: Store; clock: Clock; log?: Logger }) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** @param mailbox - default: the account's own */
  of(account: AccountRecord, mailbox = account.address): AccountNames {
    const key = (service: MailService): string => `${account.id} ${service} ${mailbox.toLowerCase()}`;
    const named = (service: MailService): readonly string[] => {
      const took = this.#took.get(key(service)) ?? account.signInNames[service];
      const known = { ...account, signInNames: took === undefined ? {} : { [service]: took } };
      return signInNames(known, service, mailbox);
    };
    return {
      of: (service) => {
        if (service === 'graph') return [];
        const names = named(service);
        return this.#rests(key(service)) ? names.slice(0, 1) : names;
      },
      took: (service, name) => {
        if (service === 'graph') return;
        this.#refusedAtMs.delete(key(service));
        const [first, other] = named(service);
        if (other === undefined || name === first) return;
        this.#took.set(key(service), name);
        this.#log.info('sign-in.other-name', { account: account.name, service, name, refused: first });
        this.#keep(account.id, service, name);
      },
      refused: (service) => {
        if (service !== 'graph') this.#refusedAtMs.set(key(service), this.#clock.now());
      },
    };
  }

  #rests(key: string): boolean {
    const atMs = this.#refusedAtMs.get(key);
    // The distance, because a clock may be set back.
    return atMs !== undefined && Math.abs(this.#clock.now() - atMs) < restMs;
  }

  /** A store that cannot be written costs the next process a second try, and nobody the mailbox. */
  #keep(id: AccountId, service: MailService, name: string): void {
    this.#store.accounts
      .signsInAs(id, service, name)
      .catch((error: unknown) => this.#log.warn('sign-in.name-not-kept', { account: id, service, error }));
  }
}
