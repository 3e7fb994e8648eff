// Pages without a question: an error with the ids that support asks for, the hand-over by form_post, good-bye.

import { randomBytes } from 'node:crypto';
import { html, raw } from 'hono/html';
import { describe, type RequestIds, serviceHeaders } from '../answer.ts';
import type { EntraRefusal } from '../refusal.ts';
import { type RefusalEntry, refusals } from '../refusals.ts';
import type { World } from '../world.ts';
import { page } from './layout.ts';

export function errorPage(world: World, refusal: EntraRefusal, ids: RequestIds): Promise<Response> {
  const text =
    refusal.code === undefined
      ? `${refusal.error}: ${refusal.text}`
      : `AADSTS${refusal.code}: ${refusal.text}`;
  return page({
    title: 'Sign in to your account',
    // The real one answers 200 for most of its error pages; a page that says no is easier to test with a status.
    status: 400,
    headers: { 'x-ms-request-id': ids.traceId },
    body: html`<h1>Sorry, but we&rsquo;re having trouble signing you in.</h1>
<p class="bad" role="alert" data-code="${refusal.code ?? ''}" data-error="${refusal.error}" title="${describe(world, refusal, ids)}">${text}</p>
<h2>Troubleshooting details</h2>
<p>If you contact your administrator, send this info to them.</p>
<dl><dt>Request Id</dt><dd>${ids.traceId}</dd>
<dt>Correlation Id</dt><dd>${ids.correlationId}</dd>
<dt>Timestamp</dt><dd>${ids.timestamp}</dd>
<dt>Message</dt><dd>${text}</dd></dl>`,
  });
}

/** OAuth 2.0 Form Post Response Mode: the browser carries the parameters in a POST. */
export function formPostPage(
  ids: RequestIds,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  return page({
    title: 'Working...',
    scriptNonce: nonce,
    headers: serviceHeaders(ids),
    body: html`<h1>Working...</h1>
<form method="post" action="${action}" data-response-mode="form_post">
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<noscript><p>Script is disabled. Click Continue.</p><div class="actions"><button class="key">Continue</button></div></noscript>
</form>
<script nonce="${nonce}">${raw('document.forms[0].submit()')}</script>`,
  });
}

export function notePage(options: { title: string; text: string; status?: number }): Promise<Response> {
  return page({
    title: options.title,
    status: options.status ?? 200,
    body: html`<h1>${options.title}</h1><p>${options.text}</p>`,
  });
}

/** Tells the applications in frames, then goes on to the one that asked, as soon as the frames have loaded. */
export function signedOutPage(options: {
  frames: readonly URL[];
  target: string | undefined;
}): Promise<Response> {
  const { frames, target } = options;
  const nonce = randomBytes(16).toString('base64');
  return page({
    title: 'You signed out of your account',
    frameOrigins: [...new Set(frames.map(({ origin }) => origin))],
    ...(target === undefined ? {} : { scriptNonce: nonce }),
    body: html`<h1>You signed out of your account</h1>
<p>It's a good idea to close all browser windows.</p>
${frames.map((frame) => html`<iframe src="${frame.href}" title="Sign-out of ${frame.host}" aria-hidden="true" tabindex="-1"></iframe>`)}
${
  target === undefined
    ? ''
    : html`<p><a id="next" href="${target}">Continue</a></p>
<script nonce="${nonce}">${raw("addEventListener('load',()=>location.replace(document.getElementById('next').href))")}</script>`
}`,
  });
}

/** What `error_uri` leads to. */
export function errorCodePage(asked: string | undefined): Promise<Response> {
  const table: Readonly<Record<string, RefusalEntry>> = refusals;
  const entry = asked !== undefined && Object.hasOwn(table, asked) ? table[asked] : undefined;
  if (!entry) {
    return notePage({
      title: 'Error code not found',
      text: 'The sandbox knows no error of that number.',
      status: 404,
    });
  }
  return notePage({ title: `AADSTS${asked ?? ''}`, text: `${entry.error}: ${entry.text}` });
}

/** Where the address that native clients used to be sent back to leads since January 2026. */
export function wrongPlacePage(): Promise<Response> {
  return notePage({
    title: 'This is the wrong place',
    text: 'Applications are not sent back to this address any more. Register http://localhost instead.',
  });
}
