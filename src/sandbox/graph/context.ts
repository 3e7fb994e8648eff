// What every Graph endpoint is given: the store, the people, and who is asking.

import type { Context } from 'hono';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { MailStore } from '../mailboxes/mail-store.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Directory, TokenJudge, TokenVerdict, User } from '../model.ts';

export interface GraphDesk {
  readonly directory: Directory;
  readonly judge: TokenJudge;
  readonly mail: MailStore;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly log: Logger;
}

export type GoodToken = Extract<TokenVerdict, { ok: true }>;

export interface GraphEnv {
  Variables: { requestId: string; token: GoodToken; immutableIds: boolean };
}
export type GraphContext = Context<GraphEnv>;

/** Whom `/me` or `/users/{id}` names. */
export interface Target {
  readonly user: User | undefined;
  readonly mailbox: Mailbox | undefined;
  /** Begins links and resources: 'me' or "users('anna@contoso.com')". */
  readonly prefix: string;
}
