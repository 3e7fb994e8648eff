// HTML as text that reads well on a terminal: links with their targets, lists, quotes with `>`, tables of data in columns. Works
// on what safe-html.ts leaves, so nothing of scripts and style sheets shows; the library is loaded when the first is asked for.

import { type SafeHtml, safeHtml } from './safe-html.ts';

/** More text than anyone reads; the library's time grows with it. */
const htmlCharsMax = 2_000_000;

export async function htmlToText(html: string): Promise<string> {
  const { convert } = await import('html-to-text');
  const { html: safe }: SafeHtml = safeHtml(html.slice(0, htmlCharsMax));
  const text = convert(safe, {
    wordwrap: false,
    limits: { maxDepth: 200, ellipsis: '...' },
    selectors: [
      {
        selector: 'a',
        options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, linkBrackets: ['<', '>'] },
      },
      { selector: 'img', format: 'altOnly' },
      // The lines that only a list of messages shows, and white space to push others out of it.
      { selector: '*[style*="display: none"]', format: 'skip' },
      { selector: '*[style*="display:none"]', format: 'skip' },
      { selector: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      { selector: 'table', format: 'cells' },
      { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: 'td', format: 'cell' },
      { selector: 'th', format: 'cell' },
    ],
    formatters: {
      altOnly(element, _walk, builder) {
        const alt: unknown = element.attribs?.alt;
        if (typeof alt === 'string' && alt.trim() !== '') builder.addInline(`[${alt.trim()}]`);
      },
      // Columns for what is a table to its writer; what is there for the layout reads as lines.
      cells(element, walk, builder, options) {
        const isData = Number(element.attribs?.border ?? 0) > 0 || hasHeading(element);
        const name = isData ? 'dataTable' : 'block';
        builder.options.formatters?.[name]?.(element, walk, builder, { ...options, ...tableOptions });
      },
      cell(element, walk, builder) {
        walk(element.children, builder);
        builder.addInline(' ');
      },
    },
  });
  return text
    .replace(/[\u200b\u200c\u00ad\u034f\ufeff]+/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const tableOptions = { colSpacing: 2, rowSpacing: 0, maxColumnWidth: 60, uppercaseHeaderCells: false };

interface Element {
  readonly name?: string | undefined;
  readonly children?: readonly Element[] | undefined;
}

function hasHeading({ children = [] }: Element): boolean {
  return children.some(
    (child) => child.name === 'th' || (/^(?:thead|tbody|tr)$/.test(child.name ?? '') && hasHeading(child)),
  );
}
