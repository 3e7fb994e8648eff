// A row of the verb table, and the words that rows are written in.

import type { ReadService } from '../../../src/mailbox/doors/door.ts';
import type { Mailbox } from '../../../src/mailbox/mailbox.ts';
import type { MessageSummary } from '../../../src/mailbox/message.ts';
import type { MailWorld, WorldName } from '../../kit/mail-world.ts';

export interface Stage {
  readonly world: MailWorld;
  readonly via: ReadService;
  /** Somebody with an empty mailbox, new for this row. */
  readonly person: string;
}

export interface Row {
  readonly title: string;
  readonly by: readonly ReadService[];
  /** Default: everywhere. */
  readonly on?: readonly WorldName[];
  readonly run: (stage: Stage) => Promise<void>;
}

export interface MessageParts {
  readonly from?: string;
  readonly to?: string;
  readonly cc?: string;
  /** Null for none. */
  readonly id?: string | null;
  readonly date?: string;
  readonly text?: string;
}

export function message(subject: string, parts: MessageParts = {}): string {
  const {
    from = 'Ben Ito <ben@contoso.example>',
    to = 'Anna <anna@contoso.example>',
    cc,
    id = `${subject.replace(/\W/g, '-')}@contoso.example`,
    date = 'Mon, 02 Nov 2026 09:00:00 +0000',
    text = `text of ${subject}`,
  } = parts;
  return [
    `From: ${from}`,
    `To: ${to}`,
    ...(cc === undefined ? [] : [`Cc: ${cc}`]),
    `Subject: ${subject}`,
    `Date: ${date}`,
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    '',
    text,
    '',
  ].join('\r\n');
}

/** Minutes after some morning: what is delivered later is newer for every server. */
export const morning = (minutes: number): number => Date.UTC(2026, 10, 2, 9, minutes);

/** Oldest first, a minute apart. */
export function deliverAll({ world, person }: Stage, raws: readonly string[]): void {
  for (const [index, raw] of raws.entries()) world.deliver(raw, person, morning(index));
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

export async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await all(source)).toString('latin1');
}

export function listed(box: Mailbox, folder: string, via: ReadService): Promise<MessageSummary[]> {
  return all(box.list(folder, { via }));
}

export const subjects = (messages: readonly MessageSummary[]): string[] =>
  messages.map(({ subject }) => subject);

export const ids = (messages: readonly MessageSummary[]): string[] => messages.map(({ id }) => id);

/** The only one with this subject. */
export function one(messages: readonly MessageSummary[], subject: string): MessageSummary {
  const found = messages.filter((each) => each.subject === subject);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} messages with the subject ${subject}`);
  return only;
}
