// The text of a message out of its parts: of alternatives one text in two forms, of a mixture one text after the other.

import { decodeText, utf8 } from '../charset/charset.ts';
import type { Part } from '../parts/part.ts';
import { type PartKind, within } from '../parts/role.ts';
import { unflowed } from './flowed.ts';

/** One text: what stands in one multipart/alternative, or a part by itself. */
interface Block {
  readonly key: PartKind;
  text: string;
  html: string;
}

export class BodyText {
  readonly #blocks: Block[] = [];

  add(part: Part, role: 'text' | 'html', bytes: Uint8Array): void {
    const key = within(part, 'multipart/alternative') ?? part;
    const known = this.#blocks.find((block) => block.key === key);
    const block = known ?? { key, text: '', html: '' };
    if (!known) this.#blocks.push(block);
    if (role === 'html') block.html += htmlOf(part, bytes);
    else block.text += (block.text === '' ? '' : '\n') + textOf(part, bytes);
  }

  /** Undefined where no part of it is HTML. */
  html(): string | undefined {
    if (!this.#blocks.some(({ html }) => html !== '')) return undefined;
    return this.#blocks.map(({ text, html }) => (html === '' ? preformatted(text) : html)).join('\n');
  }

  async text(fromHtml: (html: string) => Promise<string>): Promise<string> {
    const texts: string[] = [];
    for (const { text, html } of this.#blocks) {
      // An empty alternative beside HTML is what some programs write who mean none.
      const own = text.trim() === '' && html !== '' ? await fromHtml(html) : text;
      if (own.trim() !== '') texts.push(own.replace(/\s+$/, ''));
    }
    return texts.join('\n\n');
  }
}

function textOf({ parameters }: Part, bytes: Uint8Array): string {
  const text = decodeText(bytes, parameters.get('charset')).replace(/\r\n?/g, '\n').replaceAll('\0', '');
  if (parameters.get('format')?.toLowerCase() !== 'flowed') return text;
  return unflowed(text, parameters.get('delsp')?.toLowerCase() === 'yes');
}

function htmlOf({ parameters }: Part, bytes: Uint8Array): string {
  return decodeText(bytes, parameters.get('charset') ?? saidWithin(bytes));
}

/** Charset by a byte order mark, or by what the HTML says of itself; what is valid UTF-8 is that, whatever it says. */
function saidWithin(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const said = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1];
  return said !== undefined && utf8(bytes) === undefined ? said : undefined;
}

function preformatted(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text.trim() === '' ? '' : `<pre style="white-space: pre-wrap">${escaped}</pre>`;
}
