// The frame of every page: one column, own style sheet, nothing loaded from anywhere, light and dark by the system's
// wish. Says on each page that this is the sandbox, because it looks for a password.

import { html, raw } from 'hono/html';

export type Html = ReturnType<typeof html>;

export interface PageOptions {
  title: string;
  body: Html;
  status?: number;
  headers?: Record<string, string>;
  /** Allows exactly one inline script, by its nonce. */
  scriptNonce?: string;
  /** Origins that frames of the page may be from. */
  frameOrigins?: readonly string[];
}

export async function page(options: PageOptions): Promise<Response> {
  const document = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${options.title}</title>
<style>${raw(styleSheet)}</style>
</head>
<body>
<main>
<p class="brand"><span aria-hidden="true">&#9638;</span> Sandbox sign-in</p>
${options.body}
</main>
<footer>mailgrant sandbox: an imitation for tests. Never type a real password here.</footer>
</body>
</html>`;
  return new Response(String(await document), {
    status: options.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store, no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // No form-action: it would also forbid the redirect to the application that follows a form.
      'content-security-policy': [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        ...(options.frameOrigins?.length ? [`frame-src ${options.frameOrigins.join(' ')}`] : []),
        ...(options.scriptNonce ? [`script-src 'nonce-${options.scriptNonce}'`] : []),
      ].join('; '),
      ...options.headers,
    },
  });
}

// The key button comes first in the document, because Enter in a field presses the first one of its form (HTML, 4.10.21.2
// implicit submission); `.actions` shows it at the end, where people look for it.
const styleSheet = `
:root{--ground:#eef1f5;--card:#fff;--ink:#1b1b1f;--soft:#5c6270;--line:#8a909c;--key:#0b5cab;--on-key:#fff;--bad:#b3141c}
@media (prefers-color-scheme:dark){:root{--ground:#14161a;--card:#1f2228;--ink:#f0f1f4;--soft:#b0b6c2;--line:#7d8491;--key:#6cb2ff;--on-key:#0b1a2b;--bad:#ff8f8f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:1rem;padding:1rem;background:var(--ground);color:var(--ink);font:16px/1.45 system-ui,sans-serif}
main{width:100%;max-width:27.5rem;background:var(--card);padding:2rem;border-radius:4px;box-shadow:0 2px 8px rgb(0 0 0/.18)}
footer{max-width:27.5rem;color:var(--soft);font-size:.8rem;text-align:center;text-wrap:balance}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem;text-wrap:balance}
h2{font-size:1rem;margin:1rem 0 .25rem}
.brand{margin:0 0 1rem;color:var(--soft);font-weight:600}
.who{margin:0 0 .5rem;color:var(--soft);overflow-wrap:anywhere}
.bad{color:var(--bad)}
.of{color:var(--soft);font-size:.85rem;white-space:nowrap}
label{display:block;margin:.75rem 0 .25rem}
label.row{display:flex;gap:.5rem;align-items:baseline}
input:not([type=checkbox]){width:100%;padding:.5rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:2px}
:focus-visible{outline:3px solid var(--key);outline-offset:2px}
.actions{display:flex;flex-direction:row-reverse;gap:.5rem;margin-top:1.5rem;flex-wrap:wrap}
button{font:inherit;padding:.4rem 1.25rem;min-width:6.5rem;border:1px solid var(--line);border-radius:2px;background:transparent;color:inherit;cursor:pointer}
button.key{background:var(--key);border-color:var(--key);color:var(--on-key)}
button.plain{border:0;padding:0;min-width:0;text-align:left;color:var(--key);text-decoration:underline}
iframe{position:absolute;width:1px;height:1px;border:0;opacity:0}
button.account{display:block;width:100%;text-align:left;margin:.5rem 0;overflow-wrap:anywhere}
a{color:var(--key)}
ul{padding-left:1.25rem;margin:.25rem 0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem .75rem;font-size:.85rem;color:var(--soft);overflow-wrap:anywhere}
dt{font-weight:600}dd{margin:0}
`;
