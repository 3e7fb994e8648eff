// Microsoft Graph v1.0 as far as mail goes, on Hono. One middleware knows request ids, tokens and errors; endpoints
// live in routes/. Whatever is not there answers 501 with its name, so that a gap is never mistaken for a refusal.

import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { readToken } from './bearer.ts';
import type { GraphDesk, GraphEnv } from './context.ts';
import { GraphError, graphErrorAnswer } from './error.ts';
import { folderRoutes } from './routes/folders.ts';
import { meRoutes } from './routes/me.ts';
import { messageRoutes } from './routes/messages.ts';
import { sendMailRoutes } from './routes/send-mail.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { type Subscription, Subscriptions } from './subscriptions.ts';

export interface GraphFace {
  /** To be mounted at the root of Graph's host. */
  readonly app: Hono;
  /** Who is told of changes now. */
  subscriptions(): Subscription[];
  close(): void;
}

export function openGraph(desk: GraphDesk): GraphFace {
  const subscriptions = new Subscriptions(desk);
  const inner = new Hono<GraphEnv>({ getPath: (request) => plainPath(new URL(request.url).pathname) });
  inner.use('*', async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.header('request-id', requestId);
    c.header('client-request-id', c.req.header('client-request-id') ?? requestId);
    c.header(
      'x-ms-ags-diagnostic',
      '{"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"SANDBOX"}}',
    );
    c.header('Date', new Date(desk.clock.now()).toUTCString());
    c.set('token', readToken(c, desk));
    const immutable = /IdType\s*=\s*"?ImmutableId"?/i.test(c.req.header('prefer') ?? '');
    c.set('immutableIds', immutable);
    if (immutable) c.header('Preference-Applied', 'IdType="ImmutableId"');
    return next();
  });
  for (const routes of [meRoutes, folderRoutes, messageRoutes, sendMailRoutes]) routes(inner, desk);
  subscriptionRoutes(inner, desk, subscriptions);
  inner.all('*', (c) => {
    throw new GraphError(
      501,
      'NotImplemented',
      `The sandbox has no ${c.req.method} ${new URL(c.req.url).pathname}.`,
    );
  });
  inner.onError((error, c) => {
    if (error instanceof GraphError) return graphErrorAnswer(c, error, desk.clock.now());
    throw error;
  });
  // A second application in front, because routing by a rewritten path is a property of the whole application.
  const app = new Hono();
  app.all('/v1.0/*', (c) => inner.fetch(c.req.raw));
  app.all('/oidc/userinfo', (c) => inner.fetch(c.req.raw));
  return { app, subscriptions: () => subscriptions.all(), close: () => subscriptions.close() };
}

/** Keys in parentheses are keys in segments: mailFolders('inbox')/messages -> mailFolders/inbox/messages. */
function plainPath(pathname: string): string {
  return pathname.replace(/\((?:'|%27)((?:[^'()/]|'')*?)(?:'|%27)\)/gi, '/$1').replace(/(.)\/$/, '$1');
}
