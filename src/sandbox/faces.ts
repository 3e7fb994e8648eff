// The mail half of the offline Microsoft 365: IMAP, POP, SMTP submission and Graph over one store of mailboxes. Knows
// tokens only by what the judge says about them, and people only by the directory.

import type { Hono } from 'hono';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { MailStore } from './mailboxes/mail-store.ts';
import type { Directory, TokenJudge } from './model.ts';
import type { Quirks } from './quirks.ts';

/** `imap`, `pop` and `smtp` start in clear text and offer STARTTLS; `imaps` and `pops` are TLS from the first byte. */
export const doors = ['imap', 'imaps', 'pop', 'pops', 'smtp'] as const;
export type Door = (typeof doors)[number];

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface FacesOptions {
  readonly directory: Directory;
  readonly judge: TokenJudge;
  readonly clock: Clock;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Address to listen on, for example '127.0.0.1'. */
  readonly host: string;
  /** A port that is left out is chosen by the operating system. */
  readonly ports?: Partial<Record<Door, number>>;
  /** How Graph reaches notification URLs. Default: the global fetch. */
  readonly fetch?: typeof fetch;
  readonly log?: Logger;
  readonly quirks?: Partial<Quirks>;
}

export interface Faces {
  readonly endpoints: Readonly<Record<Door, Endpoint>>;
  /** Answers `/v1.0/*` and `/oidc/userinfo`; absolute links carry the request's own origin. */
  readonly graph: Hono;
  /** The control side: deliver, look, listen. */
  readonly mail: MailStore;
  /** May be changed while the faces are open; sessions read it as they go. */
  readonly quirks: Quirks;
  close(): Promise<void>;
}
