// The rows on a terminal of 80 columns: a line for what was asked and the token's answer, a line for the doors.

import type { Played } from './replay.ts';
import { works } from './rows.ts';
import type { Show } from './show.ts';

export function printRow(show: Show, played: Played): void {
  const { row, token, differences } = played;
  const { paint } = show;
  const mark = differences.length === 0 ? paint.green('✓') : paint.red('✗');
  show.out(`${mark} ${paint.bold(row.name.padEnd(3))} ${row.about}`);
  for (const [index, request] of row.requests.entries()) {
    const label = row.requests.length === 1 ? 'scope' : `${index + 1} ${request.with}`;
    for (const [at, line] of folded(short(request.scope), 64).entries()) {
      show.out(paint.dim(`      ${(at === 0 ? label : '').padEnd(11)}${line}`));
    }
  }
  show.out(`      token      ${token}`);
  for (const door of ['imap', 'smtp', 'graph'] as const) {
    const answer = played[door];
    if (answer === '-') continue;
    const coloured = answer === works ? paint.green(answer) : answer;
    const unrecorded = row[door] === undefined ? paint.dim(' (not in the record)') : '';
    show.out(`      ${door.toUpperCase().padEnd(11)}${coloured}${unrecorded}`);
  }
  for (const difference of differences) show.out(`      ${paint.red(difference)}`);
}

/** The long prefixes make the lines unreadable; the heading above the table says what the short ones mean. */
function short(scope: string): string {
  return scope
    .replaceAll('https://outlook.office365.com/', 'outlook:')
    .replaceAll('https://graph.microsoft.com/', 'graph:');
}

function folded(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
