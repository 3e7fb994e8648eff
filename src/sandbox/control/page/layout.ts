// The frame of the status page: head, navigation, policy. Everything is in the document itself; the policy allows one
// style sheet and one script by their nonce, and connections to where it came from.

import { randomBytes } from 'node:crypto';
import { html, raw } from 'hono/html';
import { pageScript, themeScript } from './script.ts';
import { styleSheet } from './style.ts';

export type Html = ReturnType<typeof html>;

export interface FrameOptions {
  readonly title: string;
  readonly about: string;
  /** Path of the section that is shown. */
  readonly path: string;
  readonly groups: ReadonlyArray<{ title: string; links: ReadonlyArray<{ path: string; title: string }> }>;
  readonly now: string;
  readonly body: Html;
  readonly status?: number;
}

export async function frame(options: FrameOptions): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const { title, about, path, groups, now, body } = options;
  const document = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - mailgrant sandbox</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${raw(styleSheet)}</style>
<script nonce="${nonce}">${raw(themeScript)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<strong>mailgrant sandbox</strong>
<span class="soft">an offline Microsoft 365</span>
<span class="soft" id="state" role="status"></span>
<span class="soft">Its time: <time datetime="${now}">${now.slice(0, 16).replace('T', ' ')}</time></span>
<button type="button" id="theme" hidden>Dark</button>
</header>
<div class="frame">
<nav class="side" aria-label="Sections">
${groups.map(
  ({ title: group, links }) =>
    html`${group === '' ? '' : html`<h2>${group}</h2>`}<ul>${links.map(
      (link) =>
        html`<li><a href="${link.path}"${link.path === path ? html` aria-current="page"` : ''}>${link.title}</a></li>`,
    )}</ul>`,
)}
</nav>
<main id="main">
<h1>${title}</h1>
<p>${about}</p>
${body}
</main>
</div>
<script nonce="${nonce}">${raw(pageScript)}</script>
</body>
</html>`;
  return new Response(String(await document), {
    status: options.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // Not no-referrer: forms would be posted with the origin `null` (Fetch Standard, 3.1), like those of strangers.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'nonce-${nonce}'`,
        `script-src 'nonce-${nonce}'`,
        "connect-src 'self'",
        'img-src data:',
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  });
}
