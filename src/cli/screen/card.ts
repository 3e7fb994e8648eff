// A few lines with a bar beside them: what a meeting or a machine's report says, without its format.

import type { CalendarEvent, CalendarTime } from '../../mime/calendar.ts';
import type { DeliveryReport, ReadReceipt } from '../../mime/report.ts';
import type { Streams } from '../streams.ts';
import { cleanLine } from './clean.ts';
import { saidRecurrence } from './recurrence.ts';
import { saidMoment } from './when.ts';
import { wrap } from './wrap.ts';

type Screen = Pick<Streams, 'width' | 'utf8' | 'paint'>;
type Entry = readonly [label: string, text: string | undefined];

export function calendarCard(screen: Screen, event: CalendarEvent): string[] {
  const { method, summary, start, end, location, organizer, attendees, recurrence, status } = event;
  const titles: Readonly<Record<string, string>> = {
    REQUEST: 'Meeting request',
    REPLY: 'Answer to a meeting request',
    CANCEL: 'Meeting cancelled',
    COUNTER: 'Another time proposed',
  };
  // A comma in a name would be one more person.
  const person = ({ name, address }: { name: string | undefined; address: string }): string =>
    name === undefined ? address : /[,;]/.test(name) ? `"${name}"` : name;
  const answers = attendees.map((one) => {
    const answer =
      one.status === undefined || one.status === 'NEEDS-ACTION' ? '' : ` (${one.status.toLowerCase()})`;
    return `${person(one)}${answer}`;
  });
  return card(screen, titles[method ?? ''] ?? 'Meeting', [
    ['What', summary],
    ['When', span(start, end)],
    ['Repeats', recurrence === undefined ? undefined : saidRecurrence(recurrence)],
    ['Where', location],
    ['Organizer', organizer && person(organizer)],
    ['With', answers.length === 0 ? undefined : answers.join(', ')],
    ['Status', status?.toLowerCase()],
  ]);
}

export function deliveryCard(screen: Screen, report: DeliveryReport): string[] {
  const { recipients, originalSubject, originalMessageId, reportedBy } = report;
  const { paint } = screen;
  const colours: Readonly<Record<string, (text: string) => string>> = {
    failed: paint.red,
    delayed: paint.yellow,
    delivered: paint.green,
    relayed: paint.green,
    expanded: paint.green,
  };
  const lines = recipients.flatMap(({ recipient, action, status, diagnostic }): Entry[] => [
    [cleanLine(action), `${cleanLine(recipient)}${status === undefined ? '' : ` (${status})`}`],
    ['', diagnostic],
  ]);
  return card(
    screen,
    'Delivery report',
    [['About', originalSubject ?? originalMessageId], ...lines, ['By', reportedBy]],
    (label) => (colours[label] ?? paint.dim)(label),
  );
}

export function receiptCard(
  screen: Screen,
  { recipient, disposition, originalMessageId, byHand }: ReadReceipt,
): string[] {
  return card(screen, 'Read receipt', [
    ['By', recipient],
    ['Message', originalMessageId],
    ['Was', disposition],
    ['Sent', byHand ? 'by hand' : 'by a program'],
  ]);
}

function card(
  { width, utf8, paint }: Screen,
  title: string,
  entries: readonly Entry[],
  label: (text: string) => string = paint.dim,
): string[] {
  const bar = paint.dim(utf8 ? '│' : '|');
  const said = entries.flatMap(([name, text]) =>
    text === undefined || text === '' ? [] : [[name, text] as const],
  );
  const indent = Math.max(0, ...said.map(([name]) => name.length)) + 2;
  const lines = said.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrap(cleanLine(text), width - indent - 2).map((line) => line.text);
    const head = `${label(name)}${' '.repeat(indent - name.length)}`;
    return [`${head}${first}`, ...rest.map((line) => `${' '.repeat(indent)}${line}`)];
  });
  return [paint.bold(title), ...lines].map((line) => `${bar} ${line}`);
}

/** In the zone of the person who reads, where it is known; else as it is written. */
function span(start: CalendarTime | undefined, end: CalendarTime | undefined): string | undefined {
  if (!start) return undefined;
  const from = moment(start);
  if (!end) return from;
  const until = moment(wholeDay.test(end.local) ? { ...end, local: dayBefore(end.local) } : end);
  if (until === from) return from;
  // The same day and the same zone are not said twice.
  const [day = '', time = ''] = from.split(', ');
  if (!until.startsWith(`${day}, `)) return `${from} - ${until}`;
  const [, zone = ''] = /^\d\d:\d\d( .+)$/.exec(time) ?? [];
  const sameZone = zone !== '' && until.endsWith(zone);
  return `${sameZone ? from.slice(0, -zone.length) : from} - ${until.slice(day.length + 2)}`;
}

const wholeDay = /^\d{4}-\d\d-\d\d$/;

/** The end of whole days is the first day that is free again (RFC 5545 section 3.6.1). */
function dayBefore(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : new Date(at - 86_400_000).toISOString().slice(0, 10);
}

function moment({ local, zone, atMs }: CalendarTime): string {
  if (wholeDay.test(local)) return local;
  if (atMs !== undefined) return saidMoment(atMs);
  return `${local.replace('T', ', ').slice(0, 17)}${zone === undefined ? '' : ` (${zone})`}`;
}
