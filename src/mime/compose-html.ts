// The text of an HTML message for those who read none: what the sender's own HTML says, in lines. Not for HTML of
// strangers: nothing is made safe here, because nothing but text comes out.

const blocks = /^(p|div|section|article|header|footer|table|ul|ol|blockquote|pre|h[1-6]|form|fieldset|hr)$/;
const silent = /<(script|style|head|title|template)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  euro: '€',
};

export function textOfHtml(html: string): string {
  let text = '';
  let link: { href: string; from: number } | undefined;
  const say = (piece: string): void => {
    text += piece;
  };
  const bare = html.replace(/<!--[\s\S]*?(?:-->|$)/g, '').replace(silent, '');
  for (const token of bare.match(/<\/?[a-zA-Z][^>]*>|[^<]+|</g) ?? []) {
    const tag = /^<(\/?)([a-zA-Z][\w-]*)/.exec(token);
    const name = tag?.[2]?.toLowerCase();
    if (name === undefined) {
      const words = decodeEntities(token.replace(/\s+/g, ' '));
      say(/(^|\s)$/.test(text) ? words.replace(/^ /, '') : words);
    } else if (name === 'br') say('\n');
    else if (name === 'li' && !tag?.[1]) say('\n* ');
    else if (name === 'tr' && !tag?.[1]) say('\n');
    else if ((name === 'td' || name === 'th') && tag?.[1]) say(' ');
    else if (name === 'img') say(attribute(token, 'alt') ?? '');
    else if (name === 'a' && !tag?.[1]) link = { href: attribute(token, 'href') ?? '', from: text.length };
    else if (name === 'a' && link) {
      const shown = text.slice(link.from).trim();
      const address = link.href.replace(/^mailto:/i, '');
      if (/^(https?|mailto|tel):/i.test(link.href) && shown !== address) say(` <${address}>`);
      link = undefined;
    } else if (blocks.test(name)) say('\n\n');
  }
  const lines = text.split('\n').map((line) => line.trim());
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined ? undefined : decodeEntities(value);
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    // The three groups are digits, hexadecimal digits and letters: the pattern says so.
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}
