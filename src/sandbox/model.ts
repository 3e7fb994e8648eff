// The sandbox's picture of a Microsoft 365 world: tenants, people, app registrations, consents and switches. Entra
// and the four mail faces meet here and nowhere else; none of them imports another.

export type Guid = string;

/** The tenant of all personal accounts (Entra documentation, "Microsoft identity platform and OpenID Connect"). */
export const consumersTenantId: Guid = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface Tenant {
  id: Guid;
  displayName: string;
  /** Verified domains, the first is the initial one. */
  domains: string[];
  policies: TenantPolicies;
  mail: { smtpAuthDisabled: boolean; securityDefaults: boolean };
  /** App-only access: service principals that an administrator has made known to Exchange. */
  exchangeServicePrincipals: Array<{ appId: Guid; objectId: Guid }>;
}

export interface TenantPolicies {
  /** The Microsoft-managed default since autumn 2025: mail permissions need an administrator. */
  adminConsentForMail: boolean;
  /** Resources (by id) for which a second factor is demanded. */
  mfaForResources: Guid[];
  /** Resources that Conditional Access blocks. */
  blockedResources: Guid[];
}

export interface User {
  /** GUID for work accounts; 16 hex digits for personal ones. */
  id: string;
  tenantId: Guid;
  userPrincipalName: string;
  displayName: string;
  givenName: string;
  surname: string;
  password: string;
  disabled: boolean;
  passwordExpired: boolean;
  /** Refresh tokens issued before this moment are dead (AADSTS50173). */
  tokensValidFromMs: number;
  admin: boolean;
}

/** The mailbox beside a user. Its own protocol switches, `undefined` = as the tenant says. */
export interface MailboxSettings {
  /** Primary SMTP address; what `user=` must be. */
  address: string;
  aliases: string[];
  /** Undefined for a shared mailbox. */
  ownerId: string | undefined;
  imapEnabled: boolean;
  popEnabled: boolean;
  smtpAuthDisabled: boolean | undefined;
  /** User or service principal object ids that may open it. */
  fullAccess: string[];
  sendAs: string[];
}

export interface AppRegistration {
  /** Application (client) id. */
  appId: Guid;
  /** Object id of the enterprise application. */
  servicePrincipalId: Guid;
  displayName: string;
  homeTenantId: Guid;
  signInAudience:
    | 'AzureADMyOrg'
    | 'AzureADMultipleOrgs'
    | 'AzureADandPersonalMicrosoftAccount'
    | 'PersonalMicrosoftAccount';
  redirectUris: Array<{ uri: string; platform: 'web' | 'spa' | 'publicClient' }>;
  allowPublicClient: boolean;
  idTokensFromAuthorize: boolean;
  secrets: Array<{ value: string; expiresAtMs: number }>;
  certificates: Array<{ pem: string }>;
  /** Permissions ticked in the registration (requiredResourceAccess): what `.default` and admin consent ask for. */
  requiredAccess?: Array<{ resourceAppId: Guid; delegated: string[]; roles: string[] }>;
  /** App roles an administrator has granted, by tenant: e.g. 'IMAP.AccessAsApp' on Exchange. */
  appRoles: Array<{ tenantId: Guid; resourceAppId: Guid; roles: string[] }>;
}

/** What the mail faces learn about a bearer token. They never see Entra. */
export type TokenVerdict =
  | {
      ok: true;
      kind: 'delegated' | 'app';
      /** As requested: 'https://outlook.office.com', 'https://graph.microsoft.com', ... */
      audience: string;
      resourceAppId: Guid;
      /** Short names from `scp` or `roles`. */
      permissions: string[];
      tenantId: Guid;
      appId: Guid;
      /** User's id, or the service principal's object id for app-only tokens. */
      subjectId: string;
      expiresAtMs: number;
      personal: boolean;
      /** A JWT, as opposed to a personal account's opaque token: Graph words its refusals differently. */
      jwt: boolean;
    }
  | { ok: false; reason: 'empty' | 'malformed' | 'unknown' | 'expired' | 'revoked'; jwt: boolean };

export interface TokenJudge {
  judge(bearer: string): TokenVerdict;
}

/** The people and mailboxes, shared by all faces. */
export interface Directory {
  readonly tenants: Map<Guid, Tenant>;
  readonly users: Map<string, User>;
  readonly apps: Map<Guid, AppRegistration>;
  readonly mailboxes: Map<string, MailboxSettings>;
  userByName(upnOrAddress: string): User | undefined;
  /** By primary address or alias, case-insensitive. */
  mailboxByAddress(address: string): MailboxSettings | undefined;
  mailboxOfUser(userId: string): MailboxSettings | undefined;
}
