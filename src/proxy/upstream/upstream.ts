// What the upstream side hands over once it has signed in: a socket that is silent, and what was said so far.

import type { Socket } from 'node:net';
import type { AccessToken } from '../../base/token-source.ts';
import type { MailServer } from '../../identity/provider.ts';
import type { UpstreamGreeting } from '../front/front.ts';

export interface UpstreamRequest {
  readonly server: MailServer;
  readonly token: AccessToken;
  /** `user=` of XOAUTH2: the mailbox for IMAP and POP (a shared one, too), the delegate for SMTP. */
  readonly user: string;
  /** How we call ourselves: EHLO, ID. */
  readonly name: string;
  readonly signal: AbortSignal;
}

export interface Upstream extends UpstreamGreeting {
  /** Paused, without listeners; whoever takes it ends it. */
  readonly socket: Socket;
  /** What came behind the answer to our sign-in: the first bytes for the client. */
  readonly rest: Buffer;
}
