// Bodies as Prefer wants them. Exchange's own conversion between HTML and text is not documented: this one is short,
// keeps the words and their lines, and makes no markup out of text.

import { htmlToText, type ReadableBody } from '../../mime/read.ts';

export function asBody(body: ReadableBody, wanted: 'text' | 'html' | undefined): ReadableBody {
  if (wanted === undefined || wanted === body.contentType) return body;
  return wanted === 'text'
    ? { contentType: 'text', content: htmlToText(body.content) }
    : { contentType: 'html', content: textToHtml(body.content) };
}

export function textToHtml(text: string): string {
  const lines = escapeHtml(text).replace(/\r?\n/g, '<br>\r\n');
  return [
    '<html><head>',
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    `</head><body><div class="PlainText">${lines}</div></body></html>`,
  ].join('\r\n');
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** What is above the quoted message, in either of the ways in which Outlook and others begin a quotation. */
export function uniqueBody(body: ReadableBody): ReadableBody {
  const borders =
    body.contentType === 'html'
      ? [/<hr\b[^>]*>\s*<div[^>]*id="?divRplyFwdMsg/i, /<blockquote\b/i, /<div[^>]*class="?gmail_quote/i]
      : [/^-{5}\s*Original Message\s*-{5}/im, /^_{20,}\r?$/m, /^On .{1,200} wrote:\r?$/m];
  const cuts = borders.map((border) => body.content.search(border)).filter((at) => at >= 0);
  if (cuts.length === 0) return body;
  const content = body.content.slice(0, Math.min(...cuts)).trimEnd();
  return { ...body, content: body.contentType === 'html' ? `${content}</body></html>` : content };
}

/** The inside of a page's body, for quoting it in another page. */
export function innerHtml(html: string): string {
  const inside = /<body\b[^>]*>([\s\S]*?)(?:<\/body\s*>|$)/i.exec(html)?.[1];
  return inside ?? html.replace(/<\/?(?:html|head|body)\b[^>]*>/gi, '');
}
