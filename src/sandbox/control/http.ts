// The controls over HTTP, under a prefix of their own: GET looks at a view, POST performs an action. Everything else is
// the status page. For this machine alone: a page from elsewhere in a browser here can neither read an answer nor get a request through.

import { type Context, Hono } from 'hono';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { isLoopback } from '../../net/listen.ts';
import { BodyTooLarge, limitedText } from '../limited-body.ts';
import type { Sandbox } from '../sandbox.ts';
import { dialogOf } from '../transcripts/dialog.ts';
import { actionTable, perform } from './actions.ts';
import { eventStream } from './events.ts';
import { findTranscript } from './find.ts';
import { type Part, topDefault, transcriptView, type View, viewTable } from './views.ts';

export const controlPrefix = '/_sandbox/v1';

/** A whole message with attachments may be delivered: Exchange's default limit is 35 MB. */
const bodyBytesMax = 40 * 1024 * 1024;
const topMax = 10_000;

export function controlHttp(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const refused = strangerIn(context);
    if (refused === undefined) return next();
    return context.json({ error: { code: 'sandbox-local-only', message: refused } }, 403);
  });

  app.get(controlPrefix, (context) =>
    context.json({
      views: Object.entries(viewTable).map(([name, { about }]) => ({ name, about })),
      actions: Object.entries(actionTable).map(([name, { about, example }]) => ({ name, about, example })),
    }),
  );
  app.get(`${controlPrefix}/openapi.json`, async (context) => {
    const { openApi } = await import('./openapi.ts');
    return context.json(openApi(new URL(controlPrefix, context.req.url).href));
  });
  app.get(`${controlPrefix}/events`, (context) => eventStream(sandbox, context.req.raw.signal));
  app.get(`${controlPrefix}/:view`, (context) => {
    const table: Readonly<Record<string, View>> = viewTable;
    const name = context.req.param('view');
    const view = Object.hasOwn(table, name) ? table[name] : undefined;
    const known = [...Object.keys(table), 'events', 'openapi.json'].join(', ');
    if (!view) throw fail('sandbox-not-found', { kind: 'view', name, known });
    if ('look' in view) return context.json(view.look(sandbox));
    const { total, entries } = view.list(sandbox, partOf(context, name));
    return context.json(entries, 200, { 'x-total-count': String(total) });
  });
  app.get(`${controlPrefix}/transcripts/:id`, (context) =>
    context.json(transcriptView(findTranscript(sandbox, context.req.param('id')))),
  );
  app.get(`${controlPrefix}/transcripts/:id/dialog`, (context) =>
    context.text(dialogOf(findTranscript(sandbox, context.req.param('id')))),
  );
  app.post(`${controlPrefix}/:action`, async (context) => {
    const name = context.req.param('action');
    const result = await perform(sandbox, name, await readBody(context, name));
    return context.json({ done: name, result: result ?? null });
  });
  app.onError((error, context) => {
    if (error instanceof BodyTooLarge) return context.text('The request is too large.', 413);
    if (!isMailgrantError(error)) throw error;
    return context.json({ error }, error.http as 400); // the catalogue holds HTTP's own statuses
  });
  // The status page is loaded when somebody looks at it.
  let page: Promise<Hono> | undefined;
  app.all('*', async (context) => {
    page ??= import('./page/routes.ts').then(({ statusPage }) => statusPage(sandbox));
    return (await page).fetch(context.req.raw, context.env);
  });
  return app;
}

/** @throws `sandbox-input-invalid` */
function partOf(context: Context, view: string): Part {
  const whole = (name: 'skip' | 'top', preset: number): number => {
    const text = context.req.query(name) ?? String(preset);
    if (/^\d{1,9}$/.test(text)) return Number(text);
    const problem = `${name} is not a whole number`;
    throw fail('sandbox-input-invalid', { action: view, problem, example: '?search=anna&skip=0&top=50' });
  };
  return {
    search: context.req.query('search') ?? '',
    skip: whole('skip', 0),
    top: Math.min(whole('top', topDefault), topMax),
  };
}

/** Why a request does not come from a program on this machine; undefined where it may. */
function strangerIn(context: Context): string | undefined {
  // A name that somebody else has pointed at 127.0.0.1 (DNS rebinding) is in Host; a page of another site in Origin.
  const host = hostOf(`http://${context.req.header('host') ?? ''}`);
  if (host === undefined || !isLoopback(host)) return 'This is for localhost only.';
  const origin = context.req.header('origin');
  if (origin === undefined) return undefined;
  const own = new URL(context.req.url).host;
  const theirs = URL.canParse(origin) ? new URL(origin).host : undefined;
  return theirs === own ? undefined : 'Pages of other sites have no business here.';
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).hostname.replace(/^\[|\]$/g, '') : undefined;
}

async function readBody(context: Context, action: string): Promise<unknown> {
  const text = await limitedText(context.req.raw, bodyBytesMax);
  if (text.trim() === '') return {};
  // A form of another site cannot send this type without being asked about first (Fetch Standard, CORS).
  const type = context.req.header('content-type') ?? '';
  const example = '{}';
  if (!/^application\/json\b/i.test(type)) {
    throw fail('sandbox-input-invalid', { action, problem: 'the body is not application/json', example });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw fail('sandbox-input-invalid', { action, problem: 'the body is not JSON', example }, { cause });
  }
}
