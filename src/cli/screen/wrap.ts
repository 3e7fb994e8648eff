// Lines of a message that are longer than the screen, broken at spaces, between characters of Japanese and Chinese, or inside
// of a word that is longer than a line (an address). What is quoted keeps its marks on each new line.

import { cellsOf, graphemeCells, graphemes } from './cells.ts';

export interface Line {
  readonly text: string;
  /** How often it is quoted: `> > ` is 2. */
  readonly quoted: number;
}

/** Wider is hard to read, however wide the screen is. */
const readableCells = 100;

/** Scripts that are written without spaces, and their marks. */
const unspaced = '\\u3000-\\u30ff\\u3400-\\u9fff\\uff00-\\uffef';
/** Nothing ends a line with one of these, or begins one with one of those (JIS X 4051). */
const opening = '「『（［｛〈《【';
const closing = '、。，．：；？！」』）］｝〉》】・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々…％';
/** Behind a space, but for the one between a number and what it counts, and beside a character of such a script. */
const breaks = new RegExp(
  `(?<=\\s)(?=\\S)(?<!\\d (?=[${unspaced}]))|(?:(?<=[${unspaced}])(?=\\S)|(?<=\\S)(?=[${unspaced}]))(?<![${opening}])(?![${closing}])`,
);

export function wrap(text: string, screenCells: number): Line[] {
  const cells = Math.max(20, Math.min(screenCells, readableCells));
  return text.split('\n').flatMap((line) => {
    const marks = /^(?:> ?)+/.exec(line)?.[0] ?? '';
    const quoted = marks.replaceAll(' ', '').length;
    // A quotation so deep that nothing would fit beside its marks is broken like any other text.
    const prefix = cellsOf(marks) < cells / 2 ? marks : '';
    return broken(line.slice(prefix.length).trimEnd(), cells - cellsOf(prefix)).map((piece) => ({
      text: `${prefix}${piece}`.trimEnd(),
      quoted,
    }));
  });
}

function broken(text: string, cells: number): string[] {
  if (cellsOf(text) <= cells) return [text];
  const lines: string[] = [];
  let line = '';
  let width = 0;
  const end = (): void => {
    lines.push(line.trimEnd());
    line = '';
    width = 0;
  };
  for (const word of text.split(breaks)) {
    const wordCells = cellsOf(word.trimEnd());
    if (width > 0 && width + wordCells > cells && wordCells <= cells) end();
    if (width + wordCells <= cells) {
      line += word;
      width += cellsOf(word);
      continue;
    }
    for (const grapheme of graphemes(word)) {
      const more = graphemeCells(grapheme);
      if (width + more > cells) end();
      line += grapheme;
      width += more;
    }
  }
  end();
  return lines;
}
