// What can be read out of what somebody brings: each kind of evidence with its fields, all of them plain values, so that a
// cause can be written as data. A secret is never in it: recognisers keep what a secret says, not the secret.

/** Where it stood, and how it looked there with every secret starred. */
export interface Place {
  /** Counted from 1 in what was brought; 0 for what came by a flag. */
  readonly line: number;
  /** One line, at most 200 characters, no secrets, no control characters. */
  readonly quote: string;
}

type Resource = 'exchange' | 'graph' | 'other';
export type MailProtocol = 'imap' | 'pop' | 'smtp';

interface Fields {
  /** An answer or redirect of an identity server that refuses (RFC 6749 4.1.2.1, 5.2, RFC 8628 3.5), or its number alone. */
  'oauth-error': {
    /** AADSTS numbers, without the letters. */
    readonly numbers: readonly number[];
    /** 'invalid_grant'; '' where only a number or a sentence was found. */
    readonly error: string;
    readonly suberror: string;
    /** The server's sentence, without ids. */
    readonly text: string;
    readonly server: 'microsoft' | 'google' | 'yahoo' | 'unknown';
    readonly endpoint: 'authorize' | 'token' | 'device' | 'metadata' | 'unknown';
    readonly traceId?: string;
    readonly correlationId?: string;
    readonly timestamp?: string;
  };
  /** A token answer that is no error (RFC 6749 5.1). */
  'token-answer': {
    readonly scope: string;
    readonly refreshToken: 'yes' | 'no';
    /** Seconds. */
    readonly expiresIn?: number;
  };
  /** What a mail server said. */
  reply: {
    readonly protocol: MailProtocol | 'unknown';
    /** IMAP: ok no bad bye preauth; POP: ok err; SMTP: by the first digit, ok (2, 3), later (4), no (5). */
    readonly status: 'ok' | 'no' | 'bad' | 'bye' | 'err' | 'later' | 'preauth' | 'stray';
    /** SMTP reply code, 0 elsewhere. */
    readonly code: number;
    /** '5.7.139' (RFC 3463); '' where there is none. */
    readonly enhanced: string;
    /** IMAP's or POP's response code: 'AUTHENTICATIONFAILED'; '' where there is none. */
    readonly responseCode: string;
    /** The command it answers, upper case, where the log shows it or the text names it; '' otherwise. */
    readonly command: string;
    readonly text: string;
  };
  /** The base64 JSON that Google and others send before they refuse (RFC 7628 3.2.2). */
  challenge: {
    readonly status: string;
    readonly scope: string;
  };
  'graph-error': {
    /** HTTP status; 0 where unknown. */
    readonly status: number;
    readonly code: string;
    readonly text: string;
    /** `error` of WWW-Authenticate: 'insufficient_claims'; '' otherwise. */
    readonly challenge: string;
    /** The code of innerError, where it is another: 'MailboxConcurrency'. */
    readonly innerCode?: string;
    readonly requestId?: string;
  };
  /** A token, or what somebody took for one. */
  token: {
    readonly form: 'jwt' | 'opaque' | 'not-a-token';
    /** What it is meant for: an id token is shown to nobody, a refresh token to the token endpoint only. */
    readonly use: 'access' | 'id' | 'refresh' | 'unknown';
    readonly audience: Resource | 'unknown';
    readonly audienceText: string;
    readonly scopes: readonly string[];
    readonly roles: readonly string[];
    readonly actor: 'user' | 'app' | 'unknown';
    /** Against the clock of the machine that reads it. */
    readonly state: 'valid' | 'expired' | 'not-yet' | 'unknown';
    /** Unix seconds. */
    readonly expiresAt?: number;
    /** Address of who signed in: upn, preferred_username, unique_name, email; '' where none is told. */
    readonly user: string;
    readonly tenant: string;
    readonly clientId: string;
    /** What is wrong with its shape: 'quoted', 'has-bearer', 'line-breaks', 'truncated', 'url-encoded', 'base64', 'placeholder', 'empty', 'whitespace'; '' for nothing. */
    readonly flaw: string;
  };
  /** A list of scopes, as asked or as answered. */
  scopes: {
    readonly list: readonly string[];
    readonly from: 'given' | 'request' | 'answer';
  };
  /** A request to an identity server: URL, form or curl command. Only names of parameters, and values that are no secret. */
  request: {
    readonly endpoint: 'authorize' | 'token' | 'device' | 'adminconsent' | 'logout' | 'unknown';
    readonly version: 'v1' | 'v2' | 'unknown';
    readonly host: string;
    readonly tenant: string;
    readonly grantType: string;
    readonly responseType: string;
    readonly redirectUri: string;
    readonly clientId: string;
    readonly scopes: readonly string[];
    readonly parameters: readonly string[];
    /** 'json-body', 'get', 'basic-auth', 'origin-header', 'resource-parameter', 'double-encoded', 'cut-at-ampersand', 'multipart-body', 'no-scope', 'line-breaks' */
    readonly flaws: readonly string[];
  };
  /** The initial response of XOAUTH2 or OAUTHBEARER, decoded. */
  bearer: {
    readonly mechanism: 'xoauth2' | 'oauthbearer';
    readonly user: string;
    /** 'no-user', 'no-bearer', 'separator-missing', 'separator-unseen', 'separator-written', 'end-missing', 'double-bearer', 'line-breaks', 'base64url', 'literal-escapes', 'double-base64', 'token-empty'; '' for nothing. */
    readonly flaw: string;
  };
  /** A delivery status notification (RFC 3464), or the part of it that says why. */
  dsn: {
    readonly action: string;
    readonly status: string;
    readonly text: string;
  };
  /** What went wrong below the protocol. */
  network: {
    readonly problem:
      | 'refused'
      | 'timeout'
      | 'reset'
      | 'dns'
      | 'unreachable'
      | 'tls-version'
      | 'tls-certificate'
      | 'tls-self-signed'
      | 'tls-expired'
      | 'tls-name'
      | 'tls-not-tls'
      | 'proxy'
      | 'not-json'
      | 'cut-short'
      | 'redirected'
      | 'clock';
    readonly host: string;
    readonly text: string;
  };
  /** What a program calls a failure: Outlook's '0x800CCC0E', nodemailer's 'EAUTH', curl's '67'. */
  'program-code': {
    readonly program: 'outlook' | 'nodemailer' | 'curl' | 'system-net-mail' | 'windows' | 'other';
    /** Upper case; of hexadecimal numbers '0x' and eight digits in upper case. */
    readonly code: string;
    readonly text: string;
  };
  /** What a program says to its user, who sees nothing of the server's own words. */
  complaint: {
    readonly provider: 'microsoft' | 'google' | 'yahoo';
    readonly protocol: MailProtocol | 'unknown';
    readonly text: string;
  };
  /** A server that is, or shall be, spoken to. */
  host: {
    readonly host: string;
    readonly port: number;
    readonly protocol: MailProtocol | 'graph' | 'entra' | 'unknown';
  };
  /** A sign-in command that a client sent: which mechanism, for whom. */
  'sign-in': {
    readonly protocol: MailProtocol | 'unknown';
    readonly mechanism: string;
    readonly user: string;
  };
  /** Mailbox address, by a flag or out of a command. */
  user: { readonly address: string };
  /** An error of ours that no vendor's words are in: a connection that ended in silence, an answer that was no JSON. */
  'own-error': { readonly code: string };
  /** Something a person says in words ("only after an hour", "it is a shared mailbox") that is a fact in facts.ts. */
  told: { readonly fact: string; readonly value: string };
  /** A text in which somebody tells of a failure: nothing is read out of it, its words are weighed as a whole (likeness/). */
  prose: Readonly<Record<never, never>>;
}

export type EvidenceKind = keyof Fields;
export type FieldsOf<K extends EvidenceKind> = Fields[K];
export type Evidence = {
  readonly [K in EvidenceKind]: { readonly kind: K; readonly place: Place } & Fields[K];
}[EvidenceKind];
export type EvidenceOf<K extends EvidenceKind> = Extract<Evidence, { kind: K }>;
