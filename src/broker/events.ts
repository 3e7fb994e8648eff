// What happens to grants, told to whoever listens: a log, a hook command, a webhook, a page.

import type { AccountId, ResourceId } from '../base/token-source.ts';

/** An event carries names and times, never a token. */
export type BrokerEvent =
  | { readonly type: 'connected'; readonly account: EventAccount; readonly resources: readonly ResourceId[] }
  | {
      readonly type: 'refreshed';
      readonly account: EventAccount;
      readonly resource: ResourceId;
      readonly expiresAtMs: number;
    }
  /** A refresh failed for now; the old token is served while it lives. */
  | ({
      readonly type: 'refresh-failed';
      readonly account: EventAccount;
      readonly resource: ResourceId;
    } & EventReason)
  /** The whole grant is dead: password reset, sessions revoked, 90 days unused. */
  | ({ readonly type: 'revoked'; readonly account: EventAccount } & EventReason)
  /** One resource wants the user's (or an administrator's) consent; the others go on. */
  | ({
      readonly type: 'consent-needed';
      readonly account: EventAccount;
      readonly resource: ResourceId;
    } & EventReason)
  /** Refused for another reason that a person has to look at: policy, registration, expired secret. */
  | ({
      readonly type: 'refused';
      readonly account: EventAccount;
      readonly resource: ResourceId;
    } & EventReason)
  | { readonly type: 'signed-out'; readonly account: EventAccount };

export interface EventAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly address: string;
}

export interface EventReason {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export type BrokerListener = (event: BrokerEvent) => void;

/** A listener that throws is the listener's trouble: `onListenerError` hears of it, the refresh goes on. */
export class BrokerEvents {
  readonly #listeners = new Set<BrokerListener>();
  readonly #onListenerError: (error: unknown) => void;

  constructor(onListenerError: (error: unknown) => void) {
    this.#onListenerError = onListenerError;
  }

  /** Returns the function that unsubscribes. */
  on(listener: BrokerListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(event: BrokerEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }
}
