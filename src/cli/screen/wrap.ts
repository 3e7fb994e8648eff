// Lines of a message that are longer than the screen, broken at spaces, or inside of a word where it has none (an
// address, Japanese). What is quoted keeps its marks on each new line.

import { cellsOf, graphemeCells, graphemes } from './cells.ts';

export interface Line {
  readonly text: string;
  /** How often it is quoted: `> > ` is 2. */
  readonly quoted: number;
}

/** Wider is hard to read, however wide the screen is. */
const readableCells = 100;

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
  for (const word of text.split(/(?<=\s)(?=\S)/)) {
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
