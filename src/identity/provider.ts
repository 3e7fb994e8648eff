// What an identity provider has to be able to do for mailgrant, in OAuth's words and nobody's in particular.
// Microsoft's answer lives in microsoft/; another provider is another folder with the same functions and one line in
// providers.ts. Knows nothing of accounts or storage: requests go in, judged answers come out.

import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Secret } from '../base/secret.ts';
import type { ResourceId, Service } from '../base/token-source.ts';

/** How the client proves itself at the token endpoint (RFC 6749 section 2.3, RFC 7523 section 2.2). */
export type ClientCredential =
  | { readonly kind: 'none' }
  | { readonly kind: 'secret'; readonly secret: Secret }
  | { readonly kind: 'certificate'; readonly privateKeyPem: Secret; readonly certificatePem: string };

/** An app registration as the identity platform knows it. */
export interface App {
  readonly provider: string;
  readonly clientId: string;
  /** 'common', 'organizations', 'consumers', a tenant's GUID or one of its domains. */
  readonly tenant: string;
  /** A cloud's name, or every endpoint of one spelled out: a lab, a sandbox, a server of one's own. */
  readonly cloud: string | CustomCloud;
  readonly credential: ClientCredential;
}

/** Where things are, for a cloud that is not in the table. Whatever is left out is taken from `like`. */
export interface CustomCloud {
  readonly name: string;
  /** The cloud in the table that this one imitates. Default: 'worldwide'. */
  readonly like?: string;
  /** For example `https://login.microsoftonline.com`; an OIDC issuer for the generic provider. */
  readonly authority?: string;
  /** Base URL of Graph without the version, for example `https://graph.microsoft.com`. */
  readonly graph?: string;
  /** Prefix of the Exchange scopes, for example `https://outlook.office.com`. */
  readonly exchangeResource?: string;
  /** Prefix of the Graph scopes. */
  readonly graphResource?: string;
  readonly servers?: Partial<Record<'imap' | 'pop' | 'smtp', MailServer>>;
  /** For the generic provider: each resource's scopes, and the services that it serves. */
  readonly resources?: Readonly<
    Record<string, { services: readonly Service[]; scopes: readonly string[]; audience?: string }>
  >;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

/** What the user of mailgrant asks for: doors, and Graph permissions by name. */
export interface Wish {
  readonly services: readonly Service[];
  /** Beyond what the services imply, for example 'Mail.Send' or a fully qualified scope. */
  readonly permissions?: readonly string[];
}

/** One resource and the scopes wanted of it, each fully qualified; no OIDC scopes. */
export interface ResourceRequest {
  readonly resource: ResourceId;
  readonly scopes: readonly string[];
  /** Without a user: application permissions of which the token has to carry at least one to be of any use. */
  readonly roles?: readonly string[] | undefined;
}

/** One consent to be asked for. The code is redeemed for the first resource, the refresh token for each other. */
export interface ConsentPlan {
  readonly resources: readonly [ResourceRequest, ...ResourceRequest[]];
}

/** Everything one trip to /authorize must remember until the browser comes back. */
export interface AuthorizationAttempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636), S256. */
  readonly codeVerifier: Secret;
  readonly redirectUri: string;
  readonly loginHint?: string | undefined;
  readonly prompt?: 'login' | 'none' | 'consent' | 'select_account' | undefined;
  /** A claims challenge to be passed through, as the JSON text that the server gave. */
  readonly claims?: string | undefined;
}

/** Who signed in: from a verified id_token. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly tenantId?: string | undefined;
  readonly objectId?: string | undefined;
  /** Sign-in name: for show and for login_hint, never a key. */
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  /** A personal (Outlook.com) account rather than work or school. */
  readonly personal: boolean;
}

/** A token endpoint's answer after it has been judged: it IS for `resource`. */
export interface TokenAnswer {
  readonly resource: ResourceId;
  readonly accessToken: Secret;
  readonly expiresAtMs: number;
  /** As granted, in the provider's spelling. */
  readonly scopes: readonly string[];
  /** Wanted but not granted: a partial consent. */
  readonly missingScopes: readonly string[];
  /** Absent where the provider does not rotate, or where there is none (client credentials). */
  readonly refreshToken?: Secret | undefined;
  /** Only where an id_token came and was verified. */
  readonly identity?: Identity | undefined;
}

/** RFC 8628 section 3.2. */
export interface DeviceAuthorization {
  readonly deviceCode: Secret;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresAtMs: number;
  readonly intervalMs: number;
  /** The provider's own sentence for the user, where it sends one. */
  readonly message?: string | undefined;
}

export type DevicePoll =
  | { readonly kind: 'pending' /** RFC 8628 slow_down: add 5 s. */; readonly slowDown: boolean }
  | { readonly kind: 'granted'; readonly answer: TokenAnswer };

/** What the profile endpoint says about the person (Graph /me, or OIDC userinfo). */
export interface Profile {
  readonly id: string;
  readonly displayName?: string | undefined;
  /** The mailbox's primary address where the provider tells it. */
  readonly mail?: string | undefined;
  readonly username?: string | undefined;
  /** Every address that the mailbox goes by, where the provider tells. */
  readonly addresses?: readonly string[] | undefined;
}

/** What every exchange with a server is given. */
export interface Exchange {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log?: Logger | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * All functions that talk to a server throw MailgrantError and nothing else: vendor errors are translated here, at
 * the border that reads them. `retry` on the error is what the broker acts upon.
 */
export interface IdentityProvider {
  readonly id: string;
  /** Which resource serves it for this app; one that is in no plan where none does. */
  resourceOf(service: Service, app: App): ResourceId;
  /** Pure. @throws `scope-unknown`, `scope-two-resources` and their kin for a wish that cannot be granted. */
  plan(app: App, wish: Wish): ConsentPlan;
  /** Where the browser goes. Asks consent for every resource of the plan at once. */
  authorizationUrl(
    app: App,
    plan: ConsentPlan,
    attempt: AuthorizationAttempt,
    exchange: Exchange,
  ): Promise<URL>;
  /** Judges the callback (state, error, iss) and redeems the code for the plan's first resource. */
  redeemCode(
    app: App,
    plan: ConsentPlan,
    attempt: AuthorizationAttempt,
    callback: URL,
    exchange: Exchange,
  ): Promise<TokenAnswer>;
  refresh(app: App, refreshToken: Secret, request: ResourceRequest, exchange: Exchange): Promise<TokenAnswer>;
  startDevice(app: App, plan: ConsentPlan, exchange: Exchange): Promise<DeviceAuthorization>;
  pollDevice(
    app: App,
    plan: ConsentPlan,
    device: DeviceAuthorization,
    exchange: Exchange,
  ): Promise<DevicePoll>;
  clientCredentials(app: App, request: ResourceRequest, exchange: Exchange): Promise<TokenAnswer>;
  /** The link for an administrator; undefined where the provider has no such thing. */
  adminConsentUrl(
    app: App,
    wish: Wish,
    options: {
      redirectUri: string;
      state: string /** For client credentials. */;
      appOnly?: boolean | undefined;
    },
  ): URL | undefined;
  /** The request that gets app-only tokens for a service (client credentials). */
  appOnlyRequest(app: App, service: Service): ResourceRequest;
  /** What a token that reads the profile alone is asked with, where the wish has none; absent where there is no such thing. */
  profileRequest?(app: App): ResourceRequest;
  /** Reads the profile with a token of the resource that serves 'graph'. */
  profile(app: App, accessToken: Secret, exchange: Exchange): Promise<Profile>;
  /** Host and port of a mail service, or Graph's base URL. */
  server(
    app: App,
    service: 'imap' | 'pop' | 'smtp',
    options?: { /** A personal account: its SMTP host may differ. */ personal?: boolean | undefined },
  ): MailServer;
  graphUrl(app: App): string;
}

/** The part of a provider that sends requests: a folder keeps it in a file of its own, to be loaded when one is due. */
export type Talk = Pick<
  IdentityProvider,
  | 'authorizationUrl'
  | 'redeemCode'
  | 'refresh'
  | 'startDevice'
  | 'pollDevice'
  | 'clientCredentials'
  | 'profile'
>;
