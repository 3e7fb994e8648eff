// The first section: where everything is, how to make a program trust it, and what happened last.

import { html } from 'hono/html';
import { resourceByAppId } from '../../directory/resources.ts';
import type { Sandbox } from '../../sandbox.ts';
import { trustHints } from '../trust.ts';
import { viewTable } from '../views.ts';
import type { Html } from './layout.ts';
import { table } from './table.ts';

/** What changes by itself. */
export function overviewLive(sandbox: Sandbox, token: string): Html {
  const { directory, requests, mail } = sandbox;
  const counts = {
    Users: directory.users.size,
    Mailboxes: directory.mailboxes.size,
    'App registrations': directory.apps.size,
    'Tokens issued': sandbox.entra.issued().length,
    'Token requests': requests.entries.length,
    'Messages sent': mail.submissions.length,
    'Faults to come': sandbox.faults.pending().length,
  };
  return html`<p>${Object.entries(counts).map(([name, count], index) => html`${index === 0 ? '' : ' · '}${name} <strong>${count}</strong>`)}</p>
<h2 class="part">Latest token requests</h2>
${table({
  caption: 'Latest token requests',
  columns: ['at', 'endpoint', 'grantType', 'scope', 'user', 'outcome', 'codes'],
  listing: viewTable.requests.list(sandbox, { top: latest }),
  token,
  back: '/',
})}
<h2 class="part">Latest connections</h2>
${table({
  caption: 'Latest connections',
  columns: [
    { head: 'Number', cell: ({ id }) => html`<a href="/transcripts/${String(id)}">${String(id)}</a>` },
    'face',
    'started',
    'about',
  ],
  listing: viewTable.transcripts.list(sandbox, { top: latest }),
  token,
  back: '/',
})}`;
}

const latest = 6;

export function overviewRest(sandbox: Sandbox): Html {
  const { urls, servers } = sandbox;
  const at = ({ host, port }: { host: string; port: number }): string =>
    `${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
  const rows = [
    ['Entra ID', `${urls.entra} (also ${urls.entraHttp})`],
    ['Graph', `${urls.graph}/v1.0 (also ${urls.graphHttp}/v1.0)`],
    ['IMAP', `${at(servers.imaps)} TLS, ${at(servers.imap)} STARTTLS`],
    ['POP', `${at(servers.pops)} TLS, ${at(servers.pop)} STARTTLS`],
    ['SMTP', `${at(servers.smtp)} STARTTLS`],
    ['REST API', `${urls.controlHttp} (also ${urls.control})`],
  ];
  const apps = [...directory(sandbox)];
  return html`<h2 class="part">Where everything listens</h2>
<div class="table" role="region" aria-label="Endpoints" tabindex="0"><table><tbody>
${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
${apps.map(([name, appId]) => html`<tr><th scope="row">${name}</th><td>client id <code>${appId}</code></td></tr>`)}
</tbody></table></div>
<h2 class="part">To trust it</h2>
<p>Take its authority, <a href="/ca.pem">ca.pem</a>, into the folder you work in. Then, for the program that you use:</p>
<div class="table" role="region" aria-label="Trust lines" tabindex="0"><table><tbody>
${trustHints('ca.pem').map(
  ({ program, lines }) =>
    html`<tr><th scope="row">${program}</th><td><code class="lines">${lines.join('\n')}</code></td></tr>`,
)}
</tbody></table></div>
<p class="soft">Everything here can be done by the REST API too: <a href="/_sandbox/v1">what there is</a>,
<a href="/_sandbox/v1/openapi.json">as OpenAPI</a>.</p>`;
}

function* directory({ directory: { apps } }: Sandbox): Generator<[string, string]> {
  for (const { displayName, appId } of [...apps.values()].slice(0, latest)) {
    if (resourceByAppId(appId) === undefined) yield [displayName, appId];
  }
}
