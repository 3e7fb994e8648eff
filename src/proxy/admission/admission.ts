// Who may enter, and as whom: the question that a session asks and the answer that it gets. Knows neither protocols'
// grammar nor tokens.

import type { AccountId } from '../../base/token-source.ts';
import type { Credentials, ProxyProtocol } from '../front/front.ts';

export interface SignInAttempt {
  readonly protocol: ProxyProtocol;
  /** Undefined where the client's network stands for it (SMTP alone). */
  readonly credentials: Credentials | undefined;
  /** The client's address, as it is or as a trusted load balancer tells it (PROXY protocol). */
  readonly address: string;
  readonly signal: AbortSignal;
}

/** A place taken in the house: given back when the session ends. */
export interface Admission {
  readonly account: AccountId;
  /** For people: the account's short name. */
  readonly accountName: string;
  /** The mailbox that the client works in; the key of limits and throttles. */
  readonly mailbox: string;
  /** Name of the app password, for logs: 'office scanner'. */
  readonly passwordName: string;
  /** MAIL FROM may be one of these, or of the domain where one is `@contoso.example`; undefined: whatever the server allows. */
  readonly senders: readonly string[] | undefined;
  /** Aborted with an error of ours (`app-password-revoked`) when the session has to end: within a second of a revocation. */
  readonly ended: AbortSignal;
  /** Gives the place back; again, it does nothing. */
  leave(): void;
}

export interface Doorkeeper {
  /**
   * @throws `app-password-refused` (the same for a wrong user, a wrong password and a revoked one),
   * `app-password-not-for-this` (protocol, mailbox, network, date), `proxy-guesses-slowed`, `proxy-connections-exceeded`,
   * `proxy-sign-ins-waiting`, `proxy-sign-in-needed` (no credentials, and its network is not trusted).
   */
  admit(attempt: SignInAttempt): Promise<Admission>;
  /** True where a client at this address may send without a sign-in. Default: nowhere. */
  trusts?(address: string): boolean;
}
