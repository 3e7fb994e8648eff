// What is kept, and the promises with which it is kept. One interface, so that the embedded SQLite file and a
// PostgreSQL server are the same to everybody above.
//
// Promises: a method that changes something resolves after COMMIT has reached the disk. Everything typed Secret is
// sealed in the database, bound to its table, column and row. Several processes may hold the same store at once.

import type { Secret } from '../base/secret.ts';
import type { AccountId, ResourceId } from '../base/token-source.ts';
import type { AppPasswords } from './app-password.ts';
import type { KeySource } from './sealing/master-key.ts';

export type AppId = string & { readonly brand: 'AppId' };

/** An app registration. */
export interface AppRecord {
  readonly id: AppId;
  /** Short, unique, chosen by the user. */
  readonly name: string;
  readonly provider: string;
  readonly clientId: string;
  readonly tenant: string;
  /** A cloud's name, or the JSON text of a custom cloud. */
  readonly cloud: string;
  readonly credential:
    | { readonly kind: 'none' }
    | { readonly kind: 'secret'; readonly secret: Secret }
    | { readonly kind: 'certificate'; readonly privateKeyPem: Secret; readonly certificatePem: string };
  readonly createdAtMs: number;
}

export interface AccountRecord {
  readonly id: AccountId;
  /** Short, unique, lower case: 'anna'. */
  readonly name: string;
  /** The mailbox address. Unique together with the app. */
  readonly address: string;
  readonly appId: AppId;
  /** `delegated`: a person consented. `app`: client credentials, no refresh token. */
  readonly kind: 'delegated' | 'app';
  readonly personal: boolean;
  readonly displayName: string | undefined;
  /** Sign-in name as the id_token gave it. */
  readonly username: string | undefined;
  readonly tenantId: string | undefined;
  readonly objectId: string | undefined;
  /** The provider's stable name for the person: issuer and subject of the id_token. */
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
  /** The wish this account was connected with: services and permissions, as JSON text. */
  readonly wish: string;
  readonly createdAtMs: number;
  /** The person's own primary address, where her profile told it. Not `address` where that is a shared mailbox. */
  readonly primaryAddress: string | undefined;
  /** Her other addresses; empty where nobody told. */
  readonly aliases: readonly string[];
  /** By service the name that a server took, where it had refused the one that was tried first. */
  readonly signInNames: Readonly<Partial<Record<'imap' | 'pop' | 'smtp', string>>>;
}

/** Why a grant, or one resource of it, is refused: what is shown until a person has acted. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly atMs: number;
  /** Vendor's numbers and ids for support: AADSTS codes, trace and correlation id. JSON-safe, no secrets. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** One account's grant: a refresh token bound to user and app. */
export interface GrantRecord {
  readonly accountId: AccountId;
  /** Counts the consents and sign-outs of the account; what is older than this number is dropped. */
  readonly generation: number;
  /** Absent for app accounts and after sign-out. */
  readonly refreshToken: Secret | undefined;
  readonly consentedAtMs: number;
  /** When the refresh token was last used or replaced with success: the keep-alive counts from here. */
  readonly refreshedAtMs: number;
  /** Set when the whole grant is dead. */
  readonly refusal: Refusal | undefined;
}

export interface TokenRecord {
  readonly accountId: AccountId;
  readonly resource: ResourceId;
  readonly generation: number;
  /** Absent while only a refusal is known. */
  readonly accessToken: Secret | undefined;
  readonly scopes: readonly string[];
  readonly obtainedAtMs: number;
  readonly expiresAtMs: number;
  /** Set when this resource alone is refused, e.g. never consented. */
  readonly refusal: Refusal | undefined;
}

/** What the hot path of one process start needs, read with one query. */
export interface TokenView {
  readonly account: AccountRecord;
  readonly grant: GrantRecord;
  readonly token: TokenRecord | undefined;
}

/** A consent that is under way: from the link until the browser comes back. */
export interface PendingConsent {
  readonly state: string;
  /** JSON text: plan, nonce, redirect URI, expectations. */
  readonly payload: Secret;
  readonly expiresAtMs: number;
}

export interface NewToken {
  readonly resource: ResourceId;
  readonly accessToken: Secret;
  readonly scopes: readonly string[];
  readonly obtainedAtMs: number;
  readonly expiresAtMs: number;
}

/** What a consent that tells nothing of her addresses leaves out stays as it was. */
export type NewAccount = Omit<
  AccountRecord,
  'id' | 'createdAtMs' | 'primaryAddress' | 'aliases' | 'signInNames'
> &
  Partial<Pick<AccountRecord, 'primaryAddress' | 'aliases'>>;

/** The keys that everything typed Secret is sealed with. Both changes happen while others read and write. */
export interface StoreKeys {
  /** Where the master key lives. */
  where(): 'keyring' | 'file' | 'env';
  /**
   * Seals every value anew with a fresh data key and drops the old one. Interrupted, it leaves a store that works;
   * called again, it finishes.
   */
  rotateDataKey(options?: { signal?: AbortSignal }): Promise<{ resealed: number }>;
  /**
   * Puts the data keys under the master key that `source` holds, or gets if it has none. The old master key is left
   * where it is: it opens backups.
   */
  rewrapMasterKey(source: KeySource): Promise<void>;
}

export interface Store {
  readonly apps: {
    add(app: Omit<AppRecord, 'id' | 'createdAtMs'>): Promise<AppRecord>;
    /** By id or name. */
    get(ref: string): Promise<AppRecord | undefined>;
    list(): Promise<AppRecord[]>;
    /** @throws `app-in-use` while accounts belong to it. */
    remove(id: AppId): Promise<void>;
    replaceCredential(id: AppId, credential: AppRecord['credential']): Promise<void>;
  };
  readonly accounts: {
    /** By id, short name or address (case-insensitive). @throws `account-ambiguous` where an address belongs to several. */
    get(ref: string): Promise<AccountRecord | undefined>;
    /** In order of name; `after` is the last name of the page before. */
    list(page?: { after?: string; limit?: number }): Promise<AccountRecord[]>;
    rename(id: AccountId, name: string): Promise<void>;
    /** Keeps by which name a server lets the account in. */
    signsInAs(id: AccountId, service: 'imap' | 'pop' | 'smtp', name: string): Promise<void>;
    /** Removes the account with its grant, tokens and app passwords. */
    remove(id: AccountId): Promise<void>;
  };
  readonly grants: {
    get(id: AccountId): Promise<GrantRecord | undefined>;
    /**
     * Writes a new consent in one transaction: the account (matched by app and address, else created: one person may
     * have several accounts, her own and shared mailboxes), the refresh token and the tokens that came with it. The
     * generation goes up; old tokens go.
     */
    consent(
      account: NewAccount,
      refreshToken: Secret | undefined,
      tokens: readonly NewToken[],
      nowMs: number,
    ): Promise<TokenView>;
    /**
     * Writes what one refresh brought, if `generation` is still the grant's. Clears the refusals of grant and resource.
     * @returns false when the generation has moved on: the result is to be thrown away.
     */
    refreshed(
      id: AccountId,
      generation: number,
      change: { refreshToken?: Secret | undefined; token: NewToken; nowMs: number },
    ): Promise<boolean>;
    /** Records a refusal of the grant (resource undefined) or of one resource. False when the generation has moved on. */
    refused(
      id: AccountId,
      generation: number,
      resource: ResourceId | undefined,
      refusal: Refusal,
    ): Promise<boolean>;
    /** Forgets one access token if it is (still) the one with this expiry. */
    forgetToken(id: AccountId, resource: ResourceId, generation: number, expiresAtMs: number): Promise<void>;
    /** Deletes refresh and access tokens, raises the generation, keeps the account. */
    signOut(id: AccountId): Promise<void>;
    /** Delegated grants in good standing that nobody refreshed since `beforeMs`, oldest first. */
    idle(beforeMs: number, limit: number): Promise<AccountId[]>;
    tokens(id: AccountId): Promise<TokenRecord[]>;
  };
  readonly pending: {
    put(consent: PendingConsent): Promise<void>;
    /** Reads and deletes in one step: a callback is good once. */
    take(state: string, nowMs: number): Promise<PendingConsent | undefined>;
    sweep(nowMs: number): Promise<number>;
  };
  /** What software that only knows passwords signs in with. */
  readonly appPasswords: AppPasswords;
  /** `ref` as for accounts.get. One indexed query. */
  view(ref: string, resource: ResourceId): Promise<TokenView | undefined>;
  /**
   * The one lock of a grant, across all processes on this store; it dies with its holder. Waits until `signal` aborts.
   */
  lockGrant(id: AccountId, signal: AbortSignal): Promise<() => void>;
  /** A number that changes whenever another process has changed the store. Cheap enough to ask every second. */
  changeCounter(): number;
  /** A number that changes with every commit, our own too. Cheap enough to ask at every sign-in. */
  version(): number;
  readonly keys: StoreKeys;
  close(): Promise<void>;
}
