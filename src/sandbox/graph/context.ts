// What every Graph endpoint is given: the store, the people, and who is asking.

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { MailStore } from '../mailboxes/mail-store.ts';
import type { Directory, TokenJudge, TokenVerdict } from '../model.ts';
import type { Quirks } from '../quirks.ts';

export interface GraphDesk {
  readonly directory: Directory;
  readonly judge: TokenJudge;
  readonly mail: MailStore;
  readonly quirks: Quirks;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly log: Logger;
  /** Signs the validation tokens of rich notifications; undefined where nobody can. */
  readonly sign?: ((claims: Readonly<Record<string, unknown>>) => string) | undefined;
}

export type GoodToken = Extract<TokenVerdict, { ok: true }>;

export interface GraphEnv {
  /** Of the server; a request that was made up in this process came on no connection. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    clientRequestId: string;
    token: GoodToken;
    preferences: Preferences;
  };
}
export type GraphContext = Context<GraphEnv>;

/** What the Prefer header asks for (RFC 7240), as far as Graph's mail knows it. */
export interface Preferences {
  readonly immutableIds: boolean;
  readonly bodyType: 'text' | 'html' | undefined;
  readonly pageSize: number | undefined;
}

/** Reads Prefer and says in Preference-Applied what is obeyed. */
export function readPreferences(c: GraphContext): Preferences {
  const text = c.req.header('prefer') ?? '';
  const immutableIds = /(?:^|[,;\s])IdType\s*=\s*"?ImmutableId"?/i.test(text);
  const body = /outlook\.body-content-type\s*=\s*"?(text|html)\b"?/i.exec(text)?.[1]?.toLowerCase();
  const bodyType = body === 'text' || body === 'html' ? body : undefined;
  const size = /odata\.maxpagesize\s*=\s*"?(\d{1,6})/i.exec(text)?.[1];
  const pageSize = size === undefined ? undefined : Math.min(Math.max(Number(size), 1), 1000);
  const applied = [
    ...(immutableIds ? ['IdType="ImmutableId"'] : []),
    ...(bodyType ? [`outlook.body-content-type="${bodyType}"`] : []),
    ...(pageSize === undefined ? [] : [`odata.maxpagesize=${pageSize}`]),
  ];
  if (applied.length > 0) c.header('Preference-Applied', applied.join(', '));
  return { immutableIds, bodyType, pageSize };
}
