// HTML from a stranger, made safe to put into a page: built anew from what is allowed, never by cutting out what is known to be
// bad. No script, no form, no style sheet, nothing that is fetched unless the reader says so. Well-formed: every element is
// closed, everything else is escaped, so that a browser has nothing to repair. docs/adr/0081.

import { Parser } from 'htmlparser2';
import { safeStyle } from './css.ts';
import { imageSource, linkTarget } from './urls.ts';

export interface SafeHtmlOptions {
  /** Images that a server elsewhere would see being fetched. Default: blocked. */
  readonly remoteImages?: 'block' | 'allow' | undefined;
  /** By Content-ID without brackets: what `cid:` stands for, as a `data:` URL. Without it the `cid:` stays as it is. */
  readonly inlineImages?: ReadonlyMap<string, string> | undefined;
}

export interface SafeHtml {
  readonly html: string;
  readonly blockedImages: number;
}

/** Elements that stay. `body` becomes a `div`, to keep its colours. */
const allowed = new Set(
  'a abbr address article aside b bdi bdo big blockquote body br caption center cite code col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd label li main mark menu nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  ),
);
const empty = new Set(['br', 'col', 'hr', 'img', 'wbr']);

/** Elements that go with all that is in them: code, other languages' markup, and what a browser reads in another way. */
const dropped = new Set(
  'applet audio canvas embed frame frameset iframe math noembed noframes noscript object option plaintext script select style svg template textarea title video xml xmp'.split(
    ' ',
  ),
);

const attributes = new Set(
  'abbr align alt bgcolor border cellpadding cellspacing clear color colspan dir face headers height hspace lang nowrap reversed rowspan scope size span start title valign value vspace width'.split(
    ' ',
  ),
);

/** Browsers stop nesting at 512 (the HTML parsers of Blink and WebKit). */
const depthMax = 400;
const attributeCharsMax = 8000;

export function safeHtml(html: string, options: SafeHtmlOptions = {}): SafeHtml {
  const out: string[] = [];
  /** Of each open element that the parser knows: what was written for it, if anything. */
  const open: (string | undefined)[] = [];
  let written = 0;
  let within = 0;
  let blockedImages = 0;
  const parser = new Parser(
    {
      onopentag(name, given) {
        if (dropped.has(name)) within += 1;
        if (within > 0 || !allowed.has(name) || (written >= depthMax && !empty.has(name))) {
          open.push(undefined);
          return;
        }
        const tag = name === 'body' ? 'div' : name;
        const safe = attributesOf(name, given, options);
        blockedImages += safe.blocked;
        out.push(`<${tag}${safe.text}>`);
        if (empty.has(name)) open.push(undefined);
        else {
          open.push(tag);
          written += 1;
        }
      },
      onclosetag(name) {
        const tag = open.pop();
        if (dropped.has(name)) within -= 1;
        if (tag === undefined) return;
        written -= 1;
        out.push(`</${tag}>`);
      },
      ontext(text) {
        if (within === 0) out.push(escaped(text));
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  // What hides from those who do not know a NUL: it is none of the text.
  parser.write(html.replaceAll('\0', ''));
  parser.end();
  return { html: out.join(''), blockedImages };
}

function attributesOf(
  name: string,
  given: Readonly<Record<string, string>>,
  options: SafeHtmlOptions,
): { text: string; blocked: number } {
  const kept = new Map<string, string>();
  let blocked = 0;
  for (const [key, value] of Object.entries(given)) {
    if (value.length > attributeCharsMax) continue;
    if (attributes.has(key)) kept.set(key, value);
    else if (key === 'style') {
      const { style, remoteImages } = safeStyle(value);
      blocked += remoteImages;
      if (style !== '') kept.set('style', style);
    } else if (key === 'background' && imageSource(value).kind === 'remote') blocked += 1;
  }
  if (name === 'a') link(given.href, kept);
  if (name === 'img') blocked += image(given, kept, options);
  return { text: [...kept].map(([key, value]) => ` ${key}="${escaped(value)}"`).join(''), blocked };
}

/** Whoever points at it sees where it leads, whatever the text says; and the page that opens knows nothing of ours. */
function link(href: string | undefined, kept: Map<string, string>): void {
  const target = href === undefined ? undefined : linkTarget(href);
  if (target === undefined) return;
  kept.delete('title');
  kept.set('href', target).set('title', target);
  kept.set('target', '_blank').set('rel', 'noopener noreferrer nofollow');
}

/** How many were kept from being fetched. */
function image(
  { src, srcset }: Readonly<Record<string, string>>,
  kept: Map<string, string>,
  options: SafeHtmlOptions,
): number {
  const source = imageSource(src ?? '');
  if (source.kind === 'inline') {
    kept.set('src', options.inlineImages?.get(source.contentId) ?? `cid:${source.contentId}`);
  } else if (source.kind === 'remote') {
    if (options.remoteImages !== 'allow') return 1;
    kept.set('src', source.url).set('referrerpolicy', 'no-referrer');
  }
  return source.kind === 'none' && /(?:https?:)?\/\//i.test(srcset ?? '') ? 1 : 0;
}

/** HTML has no use for control characters (WHATWG HTML section 13.2.3.5), and a terminal that the page is printed to has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is meant
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/g;

function escaped(text: string): string {
  return text
    .replace(controls, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('`', '&#96;');
}
