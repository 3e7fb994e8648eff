// The seam between those who have tokens (broker/) and those who spend them (mail/, proxy/, adapters). It lies on the
// lowest floor so that neither has to know the other.

import type { Secret } from './secret.ts';

/** A door to a mailbox. Several services may share one resource: at Microsoft imap, pop and smtp are Exchange. */
export const services = ['imap', 'pop', 'smtp', 'graph'] as const;
export type Service = (typeof services)[number];

/** Id of an account in the store: never shown to a server, never reused. */
export type AccountId = string & { readonly brand: 'AccountId' };

/** What one access token is good for, in the identity provider's own division: 'exchange' or 'graph' at Microsoft. */
export type ResourceId = string & { readonly brand: 'ResourceId' };

export interface AccessToken {
  readonly accountId: AccountId;
  readonly resource: ResourceId;
  readonly secret: Secret;
  /** Granted permissions as the provider wrote them. */
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch, both. */
  readonly obtainedAtMs: number;
  readonly expiresAtMs: number;
  /** The mailbox address to name beside the token (`user=` of XOAUTH2). */
  readonly username: string;
  /** Which consent of the account this token belongs to. A late answer of an older consent is dropped by it. */
  readonly generation: number;
}

export interface TokenRequest {
  signal?: AbortSignal | undefined;
  /** The token must live at least this long from now. Default: 5 minutes. */
  minLifetimeMs?: number | undefined;
}

export interface TokenSource {
  /**
   * A fresh access token for `service` of `account` (an id, a short name or an address).
   *
   * @throws MailgrantError with `retry: 'signIn'` where only a person can help, `'later'` where waiting can.
   */
  get(account: string, service: Service, request?: TokenRequest): Promise<AccessToken>;
  /** The server did not take `token`: the next `get` fetches another. A newer token is left alone. */
  invalidate(token: AccessToken): Promise<void>;
}
