// The tables as Kysely's types see them; migrations/ is where they come from. Columns that hold a sealed value are of
// type `Sealed`. No SQL here.

/** Bytes made by sealing/seal.ts. */
export type Sealed = Uint8Array;

export interface Tables {
  store: StoreTable;
  data_key: DataKeyTable;
  app: AppTable;
  account: AccountTable;
  account_grant: GrantTable;
  token: TokenTable;
  pending_consent: PendingTable;
  app_password: AppPasswordTable;
  app_password_user: AppPasswordUserTable;
  account_address: AccountAddressTable;
}

/** One row: what this store is. Readable by every version, so its columns never change. */
export interface StoreTable {
  id: number;
  /** Names the store in the OS keyring. */
  store_id: string;
  /** How many migrations it has been through. */
  format: number;
  /** Tells the right master key from a wrong one, and nothing else about it. */
  key_check: string;
  /** JSON text: where the master key lives. */
  key_source: string;
  created_at_ms: number;
}

/** Data keys, wrapped by the master key. Ids are never reused. */
export interface DataKeyTable {
  id: number;
  wrapped: Sealed;
  is_current: number;
  created_at_ms: number;
}

export interface AppTable {
  id: string;
  name: string;
  provider: string;
  client_id: string;
  tenant: string;
  cloud: string;
  credential_kind: string;
  /** The client secret or the private key. */
  credential: Sealed | null;
  certificate_pem: string | null;
  created_at_ms: number;
}

export interface AccountTable {
  id: string;
  name: string;
  address: string;
  /** `address` in lower case: what is looked up. */
  address_key: string;
  app_id: string;
  kind: string;
  personal: number;
  display_name: string | null;
  username: string | null;
  tenant_id: string | null;
  object_id: string | null;
  issuer: string | null;
  subject: string | null;
  wish: string;
  created_at_ms: number;
  primary_address: string | null;
  /** JSON text: an array. */
  aliases: string | null;
  /** JSON text: by service the name that a server took. */
  sign_in_names: string | null;
}

/** Primary address and aliases in lower case. */
export interface AccountAddressTable {
  address_key: string;
  account_id: string;
}

/** `grant` is a word of SQL's own. */
export interface GrantTable {
  account_id: string;
  generation: number;
  refresh_token: Sealed | null;
  consented_at_ms: number;
  refreshed_at_ms: number;
  /** JSON text. */
  refusal: string | null;
}

export interface TokenTable {
  account_id: string;
  resource: string;
  generation: number;
  access_token: Sealed | null;
  /** JSON text: an array. */
  scopes: string;
  obtained_at_ms: number;
  expires_at_ms: number;
  refusal: string | null;
}

export interface PendingTable {
  state: string;
  payload: Sealed;
  expires_at_ms: number;
}

export interface AppPasswordTable {
  id: string;
  account_id: string;
  name: string;
  /** `name` in lower case: unique among the account's passwords in force. */
  name_key: string;
  /** A hash with its salt and parameters. Not sealed: it gives nothing away, and must survive the loss of every key. */
  verifier: string;
  /** JSON text: what the password is good for. */
  limits: string;
  created_at_ms: number;
  revoked_at_ms: number | null;
  used_at_ms: number | null;
  used_from: string | null;
  used_protocol: string | null;
}

/** Further names to sign in with, in lower case: addresses, and `@domain` for all of a domain. */
export interface AppPasswordUserTable {
  user_key: string;
  password_id: string;
}
