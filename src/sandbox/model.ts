// The sandbox's picture of a Microsoft 365 world: tenants, people, app registrations, consents and switches. Entra
// and the four mail faces meet here and nowhere else; none of them imports another.

import type { MailboxLanguage } from './mailboxes/folder-names.ts';

export type Guid = string;

/** The tenant of all personal accounts (Entra documentation, "Microsoft identity platform and OpenID Connect"). */
export const consumersTenantId: Guid = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface Tenant {
  id: Guid;
  displayName: string;
  /** Verified domains, the first is the initial one. */
  domains: string[];
  policies: TenantPolicies;
  mail: {
    smtpAuthDisabled: boolean;
    securityDefaults: boolean;
    /** Set-OrganizationConfig -SendFromAliasEnabled: aliases may stand in From. */
    sendFromAlias?: boolean;
  };
  /** App-only access: service principals that an administrator has made known to Exchange. */
  exchangeServicePrincipals: Array<{ appId: Guid; objectId: Guid }>;
  /** A tenant of another national cloud is known here by name only. Default: worldwide. */
  cloud?: NationalCloud;
  /** Microsoft's services whose service principal is not as it should be, by app id: no Exchange licence, say. */
  services?: Readonly<Record<Guid, 'disabled' | 'missing'>>;
}

export type NationalCloud = 'worldwide' | 'usGovernment' | 'china';

/** What a tenant demands. Resources are app ids; a list that names none demands nothing. */
export interface TenantPolicies {
  /** The Microsoft-managed default since autumn 2025: mail permissions need an administrator. */
  adminConsentForMail: boolean;
  /** Nobody but an administrator may consent to anything. */
  userConsentDisabled: boolean;
  /** Whoever may not consent can ask the administrators to (the admin consent workflow). */
  consentRequests: boolean;
  mfaForResources: Guid[];
  /** A second factor counts for so long. */
  mfaLifetimeMs: number | undefined;
  /** A second factor of somebody else's, which the sandbox's pages cannot ask for. */
  externalFactorForResources: Guid[];
  /** Resources that Conditional Access blocks. */
  blockedResources: Guid[];
  registeredDeviceForResources: Guid[];
  compliantDeviceForResources: Guid[];
  joinedDeviceForResources: Guid[];
  /** Resources for approved applications only, and which those are. */
  approvedAppForResources: Guid[];
  approvedApps: Guid[];
  /** Tokens have to be bound to a device, which no program outside a broker can do. */
  tokenProtectionForResources: Guid[];
  /** Who signed in longer ago has to sign in again, however lively the refresh token. */
  signInFrequencyMs: number | undefined;
  /** The "authentication flows" condition. */
  blockedFlows: Array<'device_code'>;
  /** Sign-ins at high risk are refused. */
  riskBlocked: boolean;
  /** Cross-tenant access: tenants whose people may come in as guests, tenants that one's own may go to. */
  guestsFrom: 'everywhere' | Guid[];
  guestsTo: 'everywhere' | Guid[];
}

export function noPolicies(): TenantPolicies {
  return {
    adminConsentForMail: false,
    userConsentDisabled: false,
    consentRequests: false,
    mfaForResources: [],
    mfaLifetimeMs: undefined,
    externalFactorForResources: [],
    blockedResources: [],
    registeredDeviceForResources: [],
    compliantDeviceForResources: [],
    joinedDeviceForResources: [],
    approvedAppForResources: [],
    approvedApps: [],
    tokenProtectionForResources: [],
    signInFrequencyMs: undefined,
    blockedFlows: [],
    riskBlocked: false,
    guestsFrom: 'everywhere',
    guestsTo: 'everywhere',
  };
}

export interface User {
  /** GUID for work accounts; 16 hex digits for personal ones. */
  id: string;
  tenantId: Guid;
  userPrincipalName: string;
  displayName: string;
  givenName: string;
  surname: string;
  /** Empty for who has none: a guest, or a passwordless account. */
  password: string;
  disabled: boolean;
  passwordExpired: boolean;
  /** Refresh tokens issued before this moment are dead (AADSTS50173). */
  tokensValidFromMs: number;
  admin: boolean;
  /** What else may be said of a person; each has its harmless default. */
  traits: UserTraits;
}

export interface UserTraits {
  /** Refused until then, whatever the password (AADSTS50053): by hand, or after too many wrong ones. */
  lockedUntilMs: number;
  /** Wrong passwords in a row. */
  failedSignIns: number;
  /** The password is kept on premises: what is wrong with it has numbers of its own. */
  onPremises: boolean;
  /** Demanded of this person for everything. */
  mfaRequired: boolean;
  /** False: has no second factor yet and would have to enrol. */
  mfaEnrolled: boolean;
  device: 'none' | 'registered' | 'compliant' | 'joined';
  highRisk: boolean;
  minor: boolean;
  /** A guest: whose password it is that lets her in, and whether she has accepted the invitation. */
  guestOf: { userId: string; accepted: boolean } | undefined;
}

export function plainTraits(): UserTraits {
  return {
    lockedUntilMs: 0,
    failedSignIns: 0,
    onPremises: false,
    mfaRequired: false,
    mfaEnrolled: true,
    device: 'none',
    highRisk: false,
    minor: false,
    guestOf: undefined,
  };
}

/** The mailbox beside a user. Its own protocol switches, `undefined` = as the tenant says. */
export interface MailboxSettings {
  /** Stays when the address changes; the directory gives it. */
  readonly id?: Guid;
  /** Primary SMTP address; what `user=` must be. */
  readonly address: string;
  /** Changed by the directory's `setAliases`, which keeps the index. */
  readonly aliases: readonly string[];
  /** Undefined for a shared mailbox. */
  readonly ownerId: string | undefined;
  imapEnabled: boolean;
  popEnabled: boolean;
  smtpAuthDisabled: boolean | undefined;
  /** User or service principal object ids that may open it. */
  fullAccess: string[];
  sendAs: string[];
  /** That its folders are named in. Default: English. */
  language?: MailboxLanguage;
  /** What bounds its sending. Default: `plainSubmission()`. */
  submission?: SubmissionSettings;
}

/** Limits and trouble of one mailbox's sending; they count for SMTP. */
export interface SubmissionSettings {
  /** Exchange's default is 35 MB; an administrator may go to 150 MB. */
  messageBytesMax: number;
  /** 500, and up to 1000 if an administrator says so. */
  recipientsMax: number;
  recipientsPerDayMax: number;
  /** The mailbox is full: it can neither send nor be sent to. */
  full: boolean;
  /** What the outbound spam filter thinks of it: Outlook.com's verdicts, or a sender that is blocked altogether. */
  outboundSpam: 'none' | 'RefuseQuota' | 'Suspend' | 'HipNotify' | 'Restricted';
}

export function plainSubmission(): SubmissionSettings {
  return {
    messageBytesMax: 36_700_160,
    recipientsMax: 500,
    recipientsPerDayMax: 10_000,
    full: false,
    outboundSpam: 'none',
  };
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
  /** Switched off by whoever owns the registration. */
  disabled: boolean;
  /** Called in a frame when somebody signs out (OpenID Connect Front-Channel Logout 1.0). */
  logoutUrl: string | undefined;
  /** Settings of the enterprise application, where they are not the usual ones. */
  enterprise: EnterpriseSettings[];
}

export interface EnterpriseSettings {
  readonly tenantId: Guid;
  /** "Enabled for users to sign in: no". */
  disabled: boolean;
  /** "Assignment required: yes"; `assigned` are ids of users. */
  assignmentRequired: boolean;
  assigned: string[];
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
  | {
      ok: false;
      reason: 'empty' | 'malformed' | 'unknown' | 'expired' | 'revoked';
      jwt: boolean;
      /**
       * Continuous access evaluation, for 'revoked': the claims (JSON) that a new token has to satisfy. Only a client
       * that said it can deal with it ("cp1") is told; without them, the refusal is an ordinary one.
       */
      claims?: string;
    };

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
