// A message as a page: who, when and about what; a meeting or a report as a card; the text; what is attached.

import type { Address } from '../../mailbox/message.ts';
import type { OpenedMessage } from '../../mailbox/reading/read.ts';
import type { Attachment } from '../../mime/message.ts';
import { addressText } from '../mail/message-fields.ts';
import type { Streams } from '../streams.ts';
import { counted, saidBytes, saidBytesCells } from './amount.ts';
import { calendarCard, deliveryCard, receiptCard } from './card.ts';
import { cellsOf, fit } from './cells.ts';
import { cleanLine, cleanText } from './clean.ts';
import { saidMoment } from './when.ts';
import { wrap } from './wrap.ts';

type Screen = Pick<Streams, 'width' | 'utf8' | 'paint'>;

export function messagePage(screen: Screen, message: OpenedMessage): string[] {
  const { calendar, delivery, receipt, attachments, truncated } = message;
  const { paint, width, utf8 } = screen;
  const cards = [
    ...(calendar ? calendarCard(screen, calendar) : []),
    ...(delivery ? deliveryCard(screen, delivery) : []),
    ...(receipt ? receiptCard(screen, receipt) : []),
  ];
  const text = cleanText(message.text)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return [
    ...headerBlock(screen, message),
    paint.dim((utf8 ? '─' : '-').repeat(Math.min(width, 100))),
    ...(cards.length > 0 ? [...cards, ''] : []),
    ...(text === ''
      ? cards.length > 0
        ? []
        : [paint.dim('(no text)')]
      : wrap(text, width).map((line) => (line.quoted > 0 ? paint.dim(line.text) : line.text))),
    ...(truncated
      ? ['', paint.yellow('The message is longer than what is read of it; save has all of it.')]
      : []),
    ...attached(screen, attachments),
  ];
}

/** Name and value: for a terminal as for a pipe, which gets them without colour and width, and the time its own way. */
export function headerEntries(
  { header, summary, signed, encrypted }: OpenedMessage,
  moment: (atMs: number) => string,
): ReadonlyArray<readonly [string, string]> {
  const people = (list: readonly Address[]): string => list.map(addressText).join(', ');
  const at = header.sentAtMs ?? summary.receivedAtMs;
  const entries: ReadonlyArray<readonly [string, string]> = [
    ['From', people(header.authors)],
    ['To', people(header.to)],
    ['Cc', people(header.cc)],
    ['Bcc', people(header.bcc)],
    ['Reply-To', people(header.replyTo)],
    ['Date', at === undefined ? '' : moment(at)],
    ['Subject', header.subject],
    [
      'Security',
      [encrypted ? `encrypted (${encrypted.by})` : '', signed ? `signed (${signed.by}), not checked` : '']
        .filter((word) => word !== '')
        .join(', '),
    ],
    ['Id', summary.id],
  ];
  return entries.flatMap(([name, value]) => (value === '' ? [] : [[name, cleanLine(value)] as const]));
}

function headerBlock({ paint, width, utf8 }: Screen, message: OpenedMessage): string[] {
  const entries = headerEntries(message, saidMoment);
  const { to, cc, bcc } = message.header;
  const people: Readonly<Record<string, number>> = { To: to.length, Cc: cc.length, Bcc: bcc.length };
  const indent = Math.max(...entries.map(([name]) => name.length)) + 2;
  return entries.flatMap(([name, value]) => {
    const paintValue =
      name === 'Subject' ? paint.bold : name === 'Id' ? paint.dim : (text: string): string => text;
    // Anybody may be copied; a list of hundreds would push the text from the screen.
    const lines = wrap(value, width - indent).map(({ text }) => paintValue(text));
    const left = `${utf8 ? '…' : '...'}${(people[name] ?? 0) > 1 ? ` ${counted(people[name] ?? 0, 'address', 'addresses')} in all` : ''}`;
    const [first = '', ...rest] = lines.length > 4 ? [...lines.slice(0, 3), paint.dim(left)] : lines;
    return [
      `${paint.dim(name.padEnd(indent))}${first}`,
      ...rest.map((line) => `${' '.repeat(indent)}${line}`),
    ];
  });
}

function attached({ paint, width, utf8 }: Screen, attachments: readonly Attachment[]): string[] {
  if (attachments.length === 0) return [];
  const ellipsis = utf8 ? '…' : '...';
  const rows = attachments.map(({ part, name, subject, type, bytes, inline }) => ({
    part,
    name: cleanLine(name ?? subject ?? '(no name)'),
    size: saidBytes(bytes),
    type: `${cleanLine(type)}${inline ? ', shown in the text' : ''}`,
  }));
  const partCells = Math.max(...rows.map(({ part }) => part.length), 2);
  const room = Math.max(12, width - partCells - saidBytesCells - 2 - 6 - 20);
  const nameCells = Math.min(room, Math.max(...rows.map(({ name }) => cellsOf(name))));
  const lines = rows.map(({ part, name, size, type }) => {
    const typeCells = Math.max(0, width - partCells - nameCells - saidBytesCells - 8);
    const columns = [
      paint.cyan(part.padStart(partCells)),
      fit(name, nameCells, ellipsis),
      fit(size, saidBytesCells, '', 'right'),
      paint.dim(fit(type, typeCells, ellipsis).trimEnd()),
    ];
    return `  ${columns.join('  ')}`;
  });
  return ['', paint.bold(attachments.length === 1 ? 'Attachment' : 'Attachments'), ...lines];
}
