// The status page: what the views show and what the actions do, for people. Every form is posted back with a token that
// only a page of this sandbox has, and ends where it began.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { isMailgrantError, type MailgrantError } from '../../../errors/error.ts';
import { resources } from '../../directory/resources.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type ActionName, actionTable, perform } from '../actions.ts';
import { everySoOften, serverSentEvents } from '../events.ts';
import { fieldsOf, inputOf } from '../field.ts';
import { readyScenarios } from '../ready-scenarios.ts';
import { actionForm, type Suggestions, type Typed } from './form.ts';
import { frame, type Html } from './layout.ts';
import { overviewLive, overviewRest } from './overview.ts';
import { type Section, sections } from './sections.ts';
import { pager, pageSize, table } from './table.ts';
import { transcriptLive } from './transcript.ts';
import { words } from './value.ts';

/** A page is looked at so often for news, while somebody has it open. */
const lookEveryMs = 500;

interface Screen {
  readonly title: string;
  readonly about: string;
  /** Of the section that it belongs to. */
  readonly section: string;
  readonly searchable: boolean;
  live(query: { q: string; page: number }): Html;
  rest(): Html;
}

export function statusPage(sandbox: Sandbox): Hono {
  const app = new Hono();
  const token = randomBytes(24).toString('base64url');

  app.get('/ca.pem', (context) =>
    context.body(sandbox.ca.pem, 200, { 'content-type': 'application/x-pem-file' }),
  );
  app.get('/live', (context) => {
    const url = new URL(context.req.query('path') ?? '/', context.req.url);
    const screen = screenOf(url.pathname);
    if (!screen) return context.text('There is nothing at this address.', 404);
    return serverSentEvents(context.req.raw.signal, (send) => {
      let before = '';
      let rendering = false;
      const look = async (): Promise<void> => {
        if (rendering) return;
        rendering = true;
        const now = String(await screen.live(queryOf(url)));
        rendering = false;
        if (now !== before) send('live', now);
        before = now;
      };
      void look();
      return everySoOften(sandbox, lookEveryMs, () => void look());
    });
  });
  app.get('/do/:action', (context) => {
    const action = context.req.param('action');
    const { _back: back = '/', ...typed } = context.req.query();
    return isAction(action) ? formPage(action, { typed, back: ownPath(back) }) : nowhere();
  });
  app.post('/do/:action', async (context) => {
    const action = context.req.param('action');
    if (!isAction(action)) return nowhere();
    const { typed, back, given } = await posted(context);
    if (!isToken(given)) {
      const text = 'This form is not from this sandbox, or from one that has ended. Nothing was done.';
      return formPage(action, { typed, back, problem: { message: text }, status: 403 });
    }
    try {
      const result = await perform(sandbox, action, inputOf(fieldsOf(actionTable[action].input), typed));
      if (answers.has(action)) return await formPage(action, { typed, back, result });
    } catch (error) {
      if (!isMailgrantError(error)) throw error;
      return formPage(action, { typed, back, problem: error, status: error.http ?? 400 });
    }
    const target = new URL(back, context.req.url);
    target.searchParams.set('done', action);
    return context.redirect(target.pathname + target.search, 303);
  });
  app.get('*', (context) => {
    const url = new URL(context.req.url);
    const screen = screenOf(url.pathname);
    return screen ? screenPage(screen, url) : nowhere();
  });
  return app;

  function screenOf(path: string): Screen | undefined {
    if (path === '/') {
      return {
        title: 'Overview',
        about: 'Where it is, how to trust it, and what happened last.',
        section: '/',
        searchable: false,
        live: () => overviewLive(sandbox, token),
        rest: () => overviewRest(sandbox),
      };
    }
    if (path === '/actions') return actionsScreen();
    const id = /^\/transcripts\/(\d{1,9})$/.exec(path)?.[1];
    if (id !== undefined) {
      return {
        title: `Transcript ${id}`,
        about: 'C is what the client said, S what the sandbox answered.',
        section: '/transcripts',
        searchable: false,
        live: () => transcriptLive(sandbox, Number(id)),
        rest: () => html`<p><a href="/_sandbox/v1/transcripts/${id}/dialog">As a dialog file</a></p>`,
      };
    }
    const section = sections.find((one) => one.path === path);
    return section && sectionScreen(section);
  }

  function sectionScreen(section: Section): Screen {
    const { path, title, about, columns, actions = [], forms } = section;
    return {
      title,
      about,
      section: path,
      searchable: true,
      live({ q, page }) {
        const listing = section.rows(sandbox, { search: q, skip: (page - 1) * pageSize, top: pageSize });
        const query = new URLSearchParams({
          ...(q ? { q } : {}),
          ...(page > 1 ? { page: String(page) } : {}),
        });
        const back = query.size > 0 ? `${path}?${query.toString()}` : path;
        return html`${table({ caption: title, columns, actions, listing, token, back })}
${pager(path, { q, page }, listing.total)}`;
      },
      rest: () => html`${forms.length > 0 ? html`<h2 class="part">Change</h2>` : ''}
${forms.map(
  (action) => html`<details class="act"><summary>${words(action)}</summary>
${actionForm({ action, token, back: path, suggestions: suggestions() })}</details>`,
)}`,
    };
  }

  function actionsScreen(): Screen {
    return {
      title: 'Everything that can be done',
      about:
        'Each of these is a form here, a request of the REST API, a step of a scenario and a call in TypeScript.',
      section: '/actions',
      searchable: false,
      live: () => html``,
      rest: () => html`<div class="table" role="region" aria-label="Actions" tabindex="0"><table>
<thead><tr><th scope="col">Action</th><th scope="col">What it does</th><th scope="col">Example</th></tr></thead>
<tbody>${Object.entries(actionTable).map(
        ([name, { about, example }]) =>
          html`<tr><th scope="row"><a href="/do/${name}">${name}</a></th><td>${about}</td><td><code>${JSON.stringify(example)}</code></td></tr>`,
      )}</tbody></table></div>`,
    };
  }

  function screenPage(screen: Screen, url: URL): Promise<Response> {
    const query = queryOf(url);
    const done = url.searchParams.get('done');
    return frame({
      title: screen.title,
      about: screen.about,
      path: screen.section,
      groups,
      now: now(),
      body: html`${done === null || !isAction(done) ? '' : html`<p class="notice" role="status">Done: ${words(done)}.</p>`}
${
  screen.searchable
    ? html`<form class="bar" role="search" action="${url.pathname}"><label for="q">Search</label>
<input id="q" name="q" type="search" value="${query.q}" autocomplete="off"><button>Search</button></form>`
    : ''
}
<div id="live">${screen.live(query)}</div>
${screen.rest()}`,
    });
  }

  function formPage(
    action: ActionName,
    options: {
      typed: Typed;
      back: string;
      problem?: Pick<MailgrantError, 'message'> & { hint?: string | undefined };
      result?: unknown;
      status?: number;
    },
  ): Promise<Response> {
    const { typed, back, problem, result, status = 200 } = options;
    return frame({
      title: words(action),
      about: '',
      path: back.replace(/\?.*/, ''),
      groups,
      now: now(),
      status,
      body: html`${
        problem
          ? html`<div class="notice bad" role="alert"><strong>${problem.message}</strong>${problem.hint ? html`<br>${problem.hint}` : ''}</div>`
          : ''
      }${result === undefined ? '' : html`<div class="notice" role="status">Done.<pre>${JSON.stringify(result, null, 2)}</pre></div>`}
${actionForm({ action, token, back, typed, suggestions: suggestions() })}
<p><a href="${back}">Back</a></p>`,
    });
  }

  function nowhere(): Promise<Response> {
    return frame({
      title: 'Nothing here',
      about: 'There is nothing at this address.',
      path: '',
      groups,
      now: now(),
      body: html``,
      status: 404,
    });
  }

  /** What the fields of forms are likely to be filled in with; long lists are cut, other text is taken too. */
  function suggestions(): Suggestions {
    const { users, tenants, apps, mailboxes } = sandbox.directory;
    const first = <Item>(items: Iterable<Item>, name: (item: Item) => string): string[] =>
      [...items].slice(0, suggestionsMax).map(name);
    const people = first(users.values(), (one) => one.userPrincipalName);
    const boxes = first(mailboxes.values(), (one) => one.address);
    return {
      user: people,
      tenant: first(tenants.values(), (one) => one.domains.at(-1) ?? one.id),
      app: first(apps.values(), (one) => one.displayName),
      mailbox: boxes,
      to: boxes,
      resource: resources.map(({ identifiers, appId }) => identifiers[0] ?? appId),
      name: readyScenarios().map((one) => one.name),
      by: ['1h', '1d', '91d'],
    };
  }

  function now(): string {
    return new Date(sandbox.clock.now()).toISOString();
  }

  function isToken(given: string): boolean {
    const [a, b] = [Buffer.from(given), Buffer.from(token)];
    return a.length === b.length && timingSafeEqual(a, b);
  }
}

const suggestionsMax = 100;

/** Actions whose answer is what one asks them for. */
const answers: ReadonlySet<ActionName> = new Set<ActionName>(['mint-token']);

const groups = [
  { title: '', links: [{ path: '/', title: 'Overview' }] },
  ...[...new Set(sections.map(({ group }) => group))].map((group) => ({
    title: group,
    links: sections.filter((one) => one.group === group).map(({ path, title }) => ({ path, title })),
  })),
  { title: 'All', links: [{ path: '/actions', title: 'Everything that can be done' }] },
];

function isAction(name: string): name is ActionName {
  return Object.hasOwn(actionTable, name);
}

function queryOf({ searchParams }: URL): { q: string; page: number } {
  const page = Number(searchParams.get('page') ?? 1);
  return { q: searchParams.get('q') ?? '', page: Number.isSafeInteger(page) && page > 0 ? page : 1 };
}

async function posted(
  context: Context,
): Promise<{ typed: Record<string, string>; back: string; given: string }> {
  const typed: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(await context.req.text())) typed[name] = value;
  const { _token: given = '', _back: back = '/', ...rest } = typed;
  return { typed: rest, back: ownPath(back), given };
}

/** A path of this page, whatever the form says: this is no way to send people elsewhere. */
function ownPath(back: string): string {
  return /^\/(?![/\\])[\w/-]*(\?[^#\s]*)?$/.test(back) ? back : '/';
}
