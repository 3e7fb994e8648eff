// What a front is: the password side of a session until the sign-in, as a state machine. Bytes of the client go in, what
// is to be done comes out, in order. It has no socket, no clock and no opinion about who may enter: it wishes for a
// sign-in and is told how that went. docs/adr/0096-the-proxy.md

import type { Secret } from '../../base/secret.ts';
import type { MailgrantError } from '../../errors/error.ts';

export const proxyProtocols = ['imap', 'pop', 'smtp'] as const;
export type ProxyProtocol = (typeof proxyProtocols)[number];

/** What the client has shown of itself. */
export interface Credentials {
  readonly user: string;
  readonly password: Secret;
  /** As the client signed in: for the log line. */
  readonly mechanism: 'LOGIN' | 'PLAIN' | 'USER';
}

export type FrontAction =
  | { readonly kind: 'send'; readonly bytes: Buffer }
  /** Nothing of the client is read until `signedIn` or `refused` was called. */
  | { readonly kind: 'sign-in'; readonly credentials: Credentials }
  /** SMTP alone, where its network is trusted: mail without any sign-in begins. Answered like a sign-in. */
  | { readonly kind: 'sign-in-by-network' }
  /** The reply was sent before; whatever came behind the command is gone already. Answered by `secured`. */
  | { readonly kind: 'start-tls' }
  /** Sent bytes are flushed, then the line ends. `why` is for the log: `logout`, `too-many-errors`, `line-too-long`. */
  | { readonly kind: 'end'; readonly why: string };

/** What the server behind us has said of itself after its sign-in. */
export interface UpstreamGreeting {
  /** IMAP: capability atoms. POP: lines of CAPA. SMTP: keyword lines of EHLO. Already without what does not work here. */
  readonly capabilities: readonly string[];
  /** The text of its answer, for whoever shows it: 'AUTHENTICATE completed.' */
  readonly text: string;
}

export interface FrontOptions {
  /** How the server calls itself in its greeting. */
  readonly name: string;
  /** The line is secure already, or never leaves this machine: a password may be said. */
  readonly secure: boolean;
  /** STARTTLS is offered. Never together with a line that has TLS already. */
  readonly offersTls: boolean;
  /** What the server behind said of itself when it was last signed in to (UpstreamGreeting); undefined: not known yet. */
  readonly behind?: readonly string[] | undefined;
  readonly limits: FrontLimits;
}

export interface FrontLimits {
  /** One line before the sign-in, its end included. */
  readonly lineBytesMax: number;
  /** One literal before the sign-in (IMAP). */
  readonly literalBytesMax: number;
  /** Commands that mean nothing before the line is ended. */
  readonly errorsMax: number;
  /** Sign-ins that may fail on one line. */
  readonly signInsMax: number;
}

export interface Front {
  /** The first words, said by the server. */
  greet(): FrontAction[];
  /** @param bytes - as they come, however cut */
  push(bytes: Buffer): FrontAction[];
  /** TLS stands. What the client said before is forgotten (RFC 3207 section 4.2, RFC 2595). */
  secured(): FrontAction[];
  /** The sign-in has succeeded: its reply. Afterwards `takeRest` has what belongs to the server already. */
  signedIn(upstream: UpstreamGreeting): FrontAction[];
  /** It has not. The client may try again unless the actions say `end`. */
  refused(error: MailgrantError): FrontAction[];
  /** Ends politely from our side: `* BYE`, `-ERR [SYS/TEMP]`, `421`. */
  shutDown(error: MailgrantError): FrontAction[];
  /** True where the client has said something behind its sign-in already. */
  readonly hasRest: boolean;
  /** Bytes of the client that came behind its sign-in. */
  takeRest(): Buffer;
}
