// What is kept of an app password, and the promises with which it is kept. The password itself is nowhere: it was shown
// once to whoever made it.

import type { AccountId, Service } from '../base/token-source.ts';
import type { AccountRecord } from './store.ts';

export type AppPasswordId = string & { readonly brand: 'AppPasswordId' };

/** The services that know passwords at all. */
export const passwordProtocols = ['imap', 'pop', 'smtp'] as const satisfies readonly Service[];
export type PasswordProtocol = (typeof passwordProtocols)[number];

/** What a password is good for. An empty list limits nothing, but for `mailboxes`, where it means the account's own. */
export interface AppPasswordLimits {
  readonly protocols: readonly PasswordProtocol[];
  /** Addresses; `@contoso.example` for every mailbox of a domain, where an app of its own may open them. */
  readonly mailboxes: readonly string[];
  /** Further names of the account's own mailbox. The server behind us is told its address instead. */
  readonly aliases: readonly string[];
  /** Addresses, or `@contoso.example`, that may stand in MAIL FROM. */
  readonly senders: readonly string[];
  /** Where the client may be: `192.168.0.0/24`. */
  readonly networks: readonly string[];
  readonly fromMs: number | undefined;
  readonly untilMs: number | undefined;
}

export interface AppPasswordUse {
  readonly atMs: number;
  /** The client's address. */
  readonly from: string;
  readonly protocol: PasswordProtocol;
}

export interface AppPasswordRecord {
  readonly id: AppPasswordId;
  readonly accountId: AccountId;
  /** The device's: 'office scanner'. Unique among the account's passwords in force, in any case. */
  readonly name: string;
  /** Hash, salt and parameters as text; written and read by proxy/admission/verifier.ts. */
  readonly verifier: string;
  readonly limits: AppPasswordLimits;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | undefined;
  readonly lastUse: AppPasswordUse | undefined;
}

export type NewAppPassword = Pick<AppPasswordRecord, 'accountId' | 'name' | 'verifier' | 'limits'>;

/** A password in force that may be meant by a sign-in name, with its account. */
export interface AppPasswordCandidate {
  readonly password: AppPasswordRecord;
  readonly account: AccountRecord;
}

export interface AppPasswords {
  /** @throws `account-unknown`, `app-password-name-invalid`, `app-password-name-taken` */
  add(password: NewAppPassword): Promise<AppPasswordRecord>;
  /** By account and age; those that were revoked as well. */
  list(accountId?: AccountId): Promise<AppPasswordRecord[]>;
  /**
   * One in force, by id or name.
   * @throws `app-password-unknown`, `app-password-ambiguous`
   */
  find(ref: string, accountId?: AccountId): Promise<AppPasswordRecord>;
  /**
   * Every password in force that `user` may be signing in with: name, address or sign-in name of its account, or a name
   * that it was made for. Indexed, without loading Kysely: asked at every sign-in, so that a revocation counts at once.
   */
  candidates(user: string): Promise<AppPasswordCandidate[]>;
  /** Which of these are in force. */
  inForce(ids: readonly AppPasswordId[]): Promise<ReadonlySet<AppPasswordId>>;
  /** False where it was revoked before, or is gone. */
  revoke(id: AppPasswordId): Promise<boolean>;
  /** @throws `app-password-unknown`, `app-password-name-invalid`, `app-password-name-taken` */
  rename(id: AppPasswordId, name: string): Promise<void>;
  /** Many uses in one transaction. One that is older than what is known changes nothing. */
  used(uses: ReadonlyMap<AppPasswordId, AppPasswordUse>): Promise<void>;
  /** Counts what this process has revoked: `changeCounter` tells of the others. */
  revocations(): number;
}
