// A message as one line of a list: number, marks, when, who, size, and the subject in what is left of the line. Columns
// that do not fit are left out, the least important first; no line is ever wider than the screen. Terminals disagree about the
// width of some emoji: a line that is not plain ASCII says where its columns begin, and that it is not to be continued below.

import type { MessageSummary } from '../../mailbox/message.ts';
import { shortAddress } from '../mail/message-fields.ts';
import type { Streams } from '../streams.ts';
import { saidBytes, saidBytesCells } from './amount.ts';
import { fit } from './cells.ts';
import { cleanLine } from './clean.ts';
import { saidDay, saidDayCells, saidDayShort, saidDayShortCells } from './when.ts';

export interface LineOptions {
  readonly nowMs: number;
  /** Of the widest row number. */
  readonly digits: number;
  /** Messages of several folders: which one is said where there is room. */
  readonly folders: boolean;
}

type Screen = Pick<Streams, 'width' | 'utf8' | 'paint' | 'steers'>;

interface Widths {
  /** Between two columns. */
  readonly gap: string;
  readonly when: number;
  readonly who: number;
  readonly size: number;
  readonly folder: number;
  readonly subject: number;
}

export function messageLine(
  screen: Screen,
  row: number,
  message: MessageSummary,
  options: LineOptions,
): string {
  const { paint, utf8 } = screen;
  const widths = widthsFor(screen, options);
  const ellipsis = utf8 ? '…' : '...';
  const unread = message.flags?.seen === false;
  const { receivedAtMs, sentAtMs, bytes } = message;
  const at = receivedAtMs ?? sentAtMs;
  const strong = unread ? paint.bold : (text: string): string => text;
  const day = widths.when < saidDayCells ? saidDayShort : saidDay;
  const columns = [
    paint.dim(String(row).padStart(options.digits)),
    marks(screen, message),
    paint.cyan(fit(at === undefined ? '' : day(at, options.nowMs), widths.when, '')),
    strong(fit(who(message), widths.who, ellipsis)),
    ...(widths.size > 0
      ? [paint.dim(fit(bytes === undefined ? '' : saidBytes(bytes), widths.size, '', 'right'))]
      : []),
    ...(widths.folder > 0 ? [paint.dim(fit(cleanLine(message.folder), widths.folder, ellipsis))] : []),
    strong(fit(cleanLine(message.subject) || '(no subject)', widths.subject, ellipsis).trimEnd()),
  ];
  return screen.steers ? steered(columns, screen, options, widths) : columns.join(widths.gap);
}

/** Before a list: what its columns are. */
export function messageHeading(screen: Screen, options: LineOptions): string {
  const widths = widthsFor(screen, options);
  const titles = [
    fit('#', options.digits, '', 'right'),
    ' '.repeat(marksCells(screen)),
    fit('WHEN', widths.when, ''),
    fit('WHO', widths.who, ''),
    ...(widths.size > 0 ? [fit('SIZE', widths.size, '', 'right')] : []),
    ...(widths.folder > 0 ? [fit('FOLDER', widths.folder, '')] : []),
    fit('SUBJECT', widths.subject, '').trimEnd(),
  ];
  return screen.paint.dim(titles.join(widths.gap));
}

/**
 * CHA (ECMA-48 8.3.9) to the column after who it is from, and no automatic margin (DECAWM) until the end of the line: a family
 * of emoji may be drawn as one or as four.
 */
function steered(
  columns: readonly string[],
  screen: Screen,
  { digits }: LineOptions,
  widths: Widths,
): string {
  const { gap } = widths;
  const line = columns.join(gap);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with ESC
  if (/^[\u001b -~•✎⚑↩↪]*$/.test(line)) return line;
  const after = digits + marksCells(screen) + widths.when + widths.who + 4 * gap.length + 1;
  const [number = '', marked = '', when = '', from = '', ...rest] = columns;
  return `\u001b[?7l${[number, marked, when, from].join(gap)}\u001b[${after}G${rest.join(gap)}\u001b[?7h`;
}

function widthsFor(screen: Screen, { digits, folders }: LineOptions): Widths {
  const { width } = screen;
  const size = width >= 76 ? saidBytesCells : 0;
  const folder = folders && width >= 100 ? 14 : 0;
  // A telephone, or a quarter of a screen: the subject is what is left, and would be a word.
  const narrow = width < 56;
  const who = width >= 110 ? 24 : width >= 76 ? 18 : narrow ? 9 : 14;
  const gap = narrow ? ' ' : '  ';
  const when = narrow ? saidDayShortCells : saidDayCells;
  const others = [digits, marksCells(screen), when, who, size, folder].filter((cells) => cells > 0);
  const taken = others.reduce((sum, cells) => sum + cells + gap.length, 0);
  return { gap, when, who, size, folder, subject: Math.max(1, width - taken) };
}

/** In a list of what one has written, to whom is what tells them apart. */
function who({ folder, from, to }: MessageSummary): string {
  const [first, ...others] = to;
  if (first && /^(sent|drafts|outbox)(\/|$)/.test(folder)) {
    return cleanLine(`to ${shortAddress(first)}${others.length > 0 ? ` +${others.length}` : ''}`);
  }
  return cleanLine(shortAddress(from));
}

/** Unread or draft, flagged, answered or forwarded, with attachments: each in a cell of its own. */
function marks({ utf8, paint }: Screen, { flags, hasAttachments }: MessageSummary): string {
  const [unread, draft, flagged, answered, forwarded, clip] = utf8
    ? ['•', '✎', '⚑', '↩', '↪', '📎']
    : ['N', 'D', '!', 'r', 'f', '@'];
  const none = ' ';
  const state = flags?.draft ? draft : flags?.seen === false ? unread : none;
  const done = flags?.answered ? answered : flags?.forwarded ? forwarded : none;
  const attached = hasAttachments ? clip : none.repeat(utf8 ? 2 : 1);
  return `${paint.green(state)}${paint.red(flags?.flagged ? flagged : none)}${paint.dim(done)}${attached}`;
}

function marksCells({ utf8 }: Screen): number {
  return utf8 ? 5 : 4;
}
