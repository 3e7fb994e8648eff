// Microsoft Graph v1.0 as far as mail goes, on Hono. One middleware knows request ids, tokens, limits and errors;
// endpoints live in routes/. Whatever is not there answers 501 with its name, so that a gap is never mistaken for a
// refusal.

import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Shelf } from '../shelf.ts';
import { batch } from './batch.ts';
import { readToken } from './bearer.ts';
import { readBytes } from './body.ts';
import { type GraphContext, type GraphDesk, type GraphEnv, readPreferences } from './context.ts';
import { badRequest, errorBody, GraphError, graphErrorAnswer, notImplemented } from './error.ts';
import { pieceBytesMax, Uploads, uploadPrefix } from './messages/uploads.ts';
import { plainPath } from './path.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { draftRoutes } from './routes/drafts.ts';
import { folderRoutes } from './routes/folders.ts';
import { mailboxRoutes } from './routes/mailbox.ts';
import { messageRoutes } from './routes/messages.ts';
import { sendMailRoutes } from './routes/send-mail.ts';
import { subscriptionRoutes } from './routes/subscriptions.ts';
import { userRoutes } from './routes/users.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { Throttle } from './throttle.ts';

export interface GraphFace {
  /** To be mounted at the root of Graph's host. */
  readonly app: Hono;
  readonly subscriptions: Subscriptions;
  close(): void;
}

export function openGraph(desk: GraphDesk, shelf: Shelf): GraphFace {
  const subscriptions = new Subscriptions(desk, shelf);
  const uploads = new Uploads(desk.clock);
  const inner = new Hono<GraphEnv>({ getPath: (request) => plainPath(new URL(request.url).pathname) });
  const throttle = new Throttle(desk);
  inner.use('*', async (c, next) => {
    introduce(c, desk);
    c.set('token', readToken(c, desk));
    c.set('preferences', readPreferences(c));
    const leave = enter(c, desk, throttle);
    if (!leave) return next();
    try {
      // Requests that arrive together have to be seen together: a turn of the event loop lets the others in.
      await new Promise((resolve) => setImmediate(resolve));
      await next();
    } finally {
      leave();
    }
  });
  inner.post('/v1.0/$batch', (c) => batch(c, async (request) => inner.fetch(request), desk.clock.now()));
  for (const routes of [
    userRoutes,
    folderRoutes,
    messageRoutes,
    draftRoutes,
    sendMailRoutes,
    mailboxRoutes,
  ]) {
    routes(inner, desk);
  }
  attachmentRoutes(inner, desk, uploads);
  subscriptionRoutes(inner, desk, subscriptions);
  inner.all('*', (c) => {
    throw notImplemented(`${c.req.method} ${new URL(c.req.url).pathname}`);
  });
  inner.onError((error, c) => {
    if (error instanceof GraphError) return graphErrorAnswer(c, error, desk.clock.now());
    throw error;
  });

  // A second application in front, because routing by a rewritten path is a property of the whole application.
  const app = new Hono();
  app.use(cors({ origin: '*', allowMethods: methods, exposeHeaders: exposed, maxAge: 1800 }));
  // The server hands its bindings to whatever it calls; a test calls without.
  const serve = (c: Context) => inner.fetch(c.req.raw, c.env as GraphEnv['Bindings']);
  app.all('/v1.0/*', serve);
  app.all('/oidc/userinfo', serve);
  app.all('/beta/*', (c) => refuse(c, desk, notImplemented('/beta endpoint')));
  uploadRoutes(app, desk, uploads);
  app.notFound((c) => refuse(c, desk, badRequest(`Invalid version: ${c.req.path.split('/')[1] ?? ''}`)));
  return { app, subscriptions, close: () => subscriptions.close() };
}

/** Pages of other origins may call Graph with a token of their own. */
const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
const exposed = [
  'ETag',
  'Location',
  'Preference-Applied',
  'Retry-After',
  'WWW-Authenticate',
  'request-id',
  'client-request-id',
  'x-ms-ags-diagnostic',
];

/** Ids of the request, on every answer. */
function introduce(c: GraphContext, desk: GraphDesk): void {
  const requestId = randomUUID();
  const given = c.req.header('client-request-id');
  c.set('requestId', requestId);
  c.set('clientRequestId', given !== undefined && /^[\x20-\x7e]{1,200}$/.test(given) ? given : requestId);
  for (const [name, value] of Object.entries(idHeaders(c.get('requestId'), c.get('clientRequestId'), desk))) {
    c.header(name, value);
  }
}

function idHeaders(requestId: string, clientRequestId: string, desk: GraphDesk): Record<string, string> {
  return {
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'x-ms-ags-diagnostic':
      '{"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"SANDBOX"}}',
    Date: new Date(desk.clock.now()).toUTCString(),
  };
}

/** Counts a request to a mailbox in; undefined for one that is about no mailbox. @throws GraphError 429 */
function enter(c: GraphContext, desk: GraphDesk, throttle: Throttle): (() => void) | undefined {
  const [, , owner, name] = plainPath(new URL(c.req.url).pathname).split('/');
  const token = c.get('token');
  const line = c.env?.incoming?.socket;
  if (owner === 'me') {
    return c.req.path === '/v1.0/me' ? undefined : throttle.enter(token.appId, token.subjectId, line);
  }
  if (owner !== 'users' || name === undefined || c.req.path.split('/').length < 5) return undefined;
  const asked = decodeURIComponent(/%(?![0-9a-f]{2})/i.test(name) ? '' : name);
  const user = desk.directory.users.get(asked) ?? desk.directory.userByName(asked);
  return throttle.enter(token.appId, user?.id ?? asked.toLowerCase(), line);
}

/** The pieces of large attachments: Outlook's host, no bearer token, the URL itself is the permission. */
function uploadRoutes(app: Hono, desk: GraphDesk, uploads: Uploads): void {
  const path = `${uploadPrefix}:session`;
  const answer = async (c: Context, run: () => Promise<Response> | Response): Promise<Response> => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof GraphError) return refuse(c, desk, error);
      throw error;
    }
  };
  app.put(path, (c) =>
    answer(c, async () => {
      const bytes = await readBytes(c.req.raw, pieceBytesMax);
      const location = await uploads.put(c.req.path, c.req.header('content-range'), bytes);
      if (location !== undefined) return c.body(null, 201, { Location: location });
      return c.json(stateOf(c, uploads));
    }),
  );
  app.get(path, (c) => answer(c, () => c.json(stateOf(c, uploads))));
  app.delete(path, (c) =>
    answer(c, () => {
      uploads.cancel(c.req.path);
      return c.body(null, 204);
    }),
  );
}

function stateOf(c: Context, uploads: Uploads): object {
  const { expiresAtMs, nextExpectedRanges } = uploads.find(c.req.path);
  return {
    expirationDateTime: new Date(expiresAtMs).toISOString(),
    nextExpectedRanges: nextExpectedRanges(),
  };
}

/** Before there is a context of Graph's own. */
function refuse(c: Context, desk: GraphDesk, error: GraphError): Response {
  const requestId = randomUUID();
  const clientRequestId = c.req.header('client-request-id') ?? requestId;
  return c.json(errorBody(error, { requestId, clientRequestId, nowMs: desk.clock.now() }), error.status, {
    ...idHeaders(requestId, requestId, desk),
    ...error.headers,
  });
}
