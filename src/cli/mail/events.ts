// What has happened in a mailbox, for people and programs: a line each.

import type { Flags } from '../../mailbox/message.ts';
import type { MailboxEvent } from '../../mailbox/watching/events.ts';
import type { Call } from '../command.ts';
import { pick, tabbed } from '../output.ts';
import { cellsOf, cut } from '../screen/cells.ts';
import { cleanLine } from '../screen/clean.ts';
import { isoTime, messageRow, shortAddress } from './message-fields.ts';

export const eventFields = ['kind', 'folder', 'id', 'at', 'message'] as const;
export const eventColumns = 'kind, id, time (UTC), sender, subject';

export function eventRow({
  kind,
  folder,
  id,
  atMs,
  message,
}: MailboxEvent): Readonly<Record<string, unknown>> {
  return { kind, folder, id, at: isoTime(atMs), message: message ? messageRow(message) : null };
}

/** A line of JSON, always on one line. */
export function eventJson(event: MailboxEvent, fields: readonly string[]): string {
  return JSON.stringify(pick(eventRow(event), fields));
}

export function eventCells({ kind, id, atMs, message }: MailboxEvent): string {
  return tabbed([kind, id, isoTime(atMs), message?.from?.address, message?.subject]);
}

/** `14:32:07  + inbox  Ben Berger  Lunch?` */
export function eventLine({ streams }: Call, { kind, folder, id, atMs, message }: MailboxEvent): string {
  const { paint, utf8, width } = streams;
  const at = new Date(atMs);
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const mark = { created: paint.green('+'), updated: paint.yellow('~'), deleted: paint.red('-') }[kind];
  const where = cleanLine(folder);
  const said = message ? [shortAddress(message.from), message.subject || '(no subject)'] : [id];
  const changed = kind === 'updated' && message?.flags ? flagsSaid(message.flags) : '';
  const words = cleanLine([...said, ...(changed === '' ? [] : [`(${changed})`])].join('  '));
  const room = Math.max(10, width - 'hh:mm:ss  +   '.length - cellsOf(where));
  return `${paint.dim(time)}  ${mark} ${paint.cyan(where)}  ${cut(words, room, utf8 ? '…' : '...')}`;
}

function flagsSaid(flags: Flags): string {
  const on = (['flagged', 'answered', 'forwarded', 'draft'] as const).filter((name) => flags[name]);
  return [flags.seen ? 'read' : 'unread', ...on].join(', ');
}
