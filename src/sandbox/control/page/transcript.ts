// One connection, line by line, as it is said.

import { html } from 'hono/html';
import type { Sandbox } from '../../sandbox.ts';
import type { Html } from './layout.ts';

const side = { client: 'C', server: 'S', note: '' } as const;

export function transcriptLive({ transcripts }: Sandbox, id: number): Html {
  const transcript = transcripts.get(id);
  if (!transcript) return html`<p class="notice bad">This transcript is not kept any more.</p>`;
  const { face, client, startedAtMs, endedAtMs, entries, dropped } = transcript;
  const time = (ms: number): string => new Date(ms).toISOString().slice(11, 23);
  return html`<p>${face.toUpperCase()} from ${client}, begun ${time(startedAtMs)}, ${endedAtMs === undefined ? 'still open' : `ended ${time(endedAtMs)}`}.
${dropped > 0 ? `The first ${dropped} entries are not kept any more.` : ''}</p>
<div class="said" role="log" aria-label="What was said" tabindex="0">${entries.map(
    ({ atMs, kind, text }) =>
      html`<time class="soft">${time(atMs)}</time><b class="${kind}">${side[kind]}</b><span class="${kind}">${text}</span>`,
  )}</div>`;
}
