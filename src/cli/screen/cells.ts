// How many cells of a terminal a text takes, and how to cut and fill it to a number of them. By grapheme (Unicode TR29):
// a letter with its combining marks, a family of emoji with its joiners, is one thing that is shown or not. Widths after
// TR11; ambiguous ones are narrow, as they are outside of East Asian locales.

import { eastAsianWidth } from 'get-east-asian-width';

const plainAscii = /^[ -~]*$/;

export function cellsOf(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let cells = 0;
  for (const grapheme of graphemes(text)) cells += graphemeCells(grapheme);
  return cells;
}

/** At most `cells` wide; what does not fit is replaced by `ellipsis`. */
export function cut(text: string, cells: number, ellipsis: string): string {
  if (cellsOf(text) <= cells) return text;
  const room = cells - cellsOf(ellipsis);
  if (room < 0) return ' '.repeat(Math.max(0, cells));
  let taken = '';
  let width = 0;
  for (const grapheme of graphemes(text)) {
    width += graphemeCells(grapheme);
    if (width > room) break;
    taken += grapheme;
  }
  return `${taken.trimEnd()}${ellipsis}`;
}

/** Exactly `cells` wide: cut, or filled with spaces at its end (or beginning). */
export function fit(text: string, cells: number, ellipsis: string, side: 'left' | 'right' = 'left'): string {
  const short = cut(text, cells, ellipsis);
  const fill = ' '.repeat(Math.max(0, cells - cellsOf(short)));
  return side === 'left' ? short + fill : fill + short;
}

export function* graphemes(text: string): Generator<string, void> {
  const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

export function graphemeCells(grapheme: string): number {
  if (isEmoji(grapheme)) return 2;
  let cells = 0;
  for (const character of grapheme) cells += characterCells(character);
  return cells;
}

/** Shown in colour and two cells wide: asked for by U+FE0F, a skin, a joiner, a flag's second letter, or by itself. */
function isEmoji(grapheme: string): boolean {
  if (/^\p{Regional_Indicator}{2}/u.test(grapheme)) return true;
  return /^[\p{Extended_Pictographic}0-9#*]/u.test(grapheme) &&
    /[\ufe0f\u20e3]|\p{Emoji_Modifier}/u.test(grapheme)
    ? true
    : /^\p{Emoji_Presentation}/u.test(grapheme);
}

function characterCells(character: string): number {
  // Marks lie upon what stands before them, and the vowels and finals of Hangul in the cells of their first letter.
  if (/[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]/u.test(character)) return 0;
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}
