// Text that other people wrote, made harmless for a terminal: no control character or escape sequence of it gets there,
// and nothing that turns the direction of the rest of the line (Unicode TR36, "Bidirectional Text Spoofing"). What makes
// up a visible character stays: combining marks, joiners, variation selectors.

/** The direction of what follows, marks without a glyph, and the tags that nobody can see (E0000 to E007F). */
const unseen =
  /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** One line: what would end or move it becomes a space. */
export function cleanLine(text: string): string {
  return cleaned(text.replace(/[\r\n\t\u2028\u2029]+/g, ' '));
}

/** Several lines; a tab goes to the next multiple of eight, as in a terminal. */
export function cleanText(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => cleaned(untabbed(line)))
    .join('\n');
}

/** Longer lines go out in pieces. */
const lineCharsMax = 64 * 1024;

/** The same for what comes in pieces of bytes, some of which cut a character, or a line, in two. */
export async function* cleanLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of source) {
    rest += decoder.decode(piece, { stream: true });
    const end = rest.length > lineCharsMax ? rest.length : rest.lastIndexOf('\n') + 1;
    if (end > 0) yield cleanText(rest.slice(0, end));
    rest = rest.slice(end);
  }
  rest += decoder.decode();
  if (rest !== '') yield cleanText(rest);
}

function cleaned(text: string): string {
  // C0, DEL, and C1, whose 0x9B opens a sequence just as ESC does: shown as the character for "something else stood here".
  // So is half of a surrogate pair.
  return text.replace(unseen, '').replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd');
}

function untabbed(line: string): string {
  if (!line.includes('\t')) return line;
  return line
    .split('\t')
    .reduce((before, piece) => `${before}${' '.repeat(8 - (before.length % 8))}${piece}`);
}
