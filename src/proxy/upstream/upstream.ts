// What the upstream side hands over once it has signed in: a socket that is silent, and what was said so far.

import type { Socket } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import type { AccessToken } from '../../base/token-source.ts';
import type { MailServer } from '../../identity/provider.ts';
import type { Dialer } from '../../net/dial.ts';
import type { UpstreamGreeting } from '../front/front.ts';

export interface UpstreamRequest {
  readonly server: MailServer;
  readonly token: AccessToken;
  /** `user=` of XOAUTH2: the mailbox for IMAP and POP (a shared one, too), the delegate for SMTP. */
  readonly user: string;
  /** How we call ourselves: EHLO, ID. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** For people, in errors. Default: whom the token names. */
  readonly account?: string | undefined;
}

export interface Upstream extends UpstreamGreeting {
  /**
   * Paused, without listeners; whoever takes it listens at once, 'error' above all, and ends it. Nothing was read that is
   * not in `rest`.
   */
  readonly socket: Socket;
  /** What came behind the answer to our sign-in: the first bytes for the client. */
  readonly rest: Buffer;
}

/** What the three have in common: one for a process. */
export interface UpstreamTools {
  readonly dialer: Dialer;
  readonly clock: Clock;
  readonly memory: ServerMemory;
}

/** What servers have said of themselves: asked once each, and not again at every sign-in. */
export interface ServerMemory {
  get(server: MailServer): readonly string[] | undefined;
  set(server: MailServer, offer: readonly string[]): void;
  forget(server: MailServer): void;
}
