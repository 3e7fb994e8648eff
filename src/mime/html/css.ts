// The style attribute of a stranger's HTML: declarations that only change how text looks. Nothing that fetches, runs, or puts
// something over what is around the message. An allow-list of properties, and of what a value may be made of.

const properties =
  /^(?:color|background|background-color|font|font-family|font-size|font-style|font-variant|font-weight|line-height|letter-spacing|word-spacing|word-break|word-wrap|overflow-wrap|white-space|text-(?:align|decoration|decoration-line|decoration-color|indent|transform|overflow)|vertical-align|direction|display|visibility|float|clear|(?:min-|max-)?(?:width|height)|(?:margin|padding)(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width|radius))?|border-(?:collapse|spacing|radius)|border-(?:top|bottom)-(?:left|right)-radius|list-style|list-style-type|list-style-position|table-layout|caption-side|empty-cells|opacity)$/;

/** Words, numbers, colours, quoted names of fonts. No backslash (escapes), no `@`, no `<`, no brace. */
const value = /^[\w\s#.,%+\-()'"!/]{1,500}$/;
const functions = /([\w-]*)\s*\(/g;
const harmless = new Set(['rgb', 'rgba', 'hsl', 'hsla']);

export interface SafeStyle {
  readonly style: string;
  /** Images from elsewhere that it would have fetched. */
  readonly remoteImages: number;
}

export function safeStyle(given: string): SafeStyle {
  const remoteImages = given.match(/url\s*\(\s*["']?\s*(?:https?:)?\/\//gi)?.length ?? 0;
  const kept: string[] = [];
  for (const declaration of given.replace(/\/\*[^]*?(?:\*\/|$)/g, ' ').split(';')) {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const text = declaration.slice(colon + 1).trim();
    if (colon === -1 || !properties.test(name) || !value.test(text)) continue;
    const called = [...text.matchAll(functions)].map(([, called = '']) => called.toLowerCase());
    if (called.every((one) => harmless.has(one))) kept.push(`${name}: ${text}`);
  }
  return { style: kept.join('; '), remoteImages };
}
