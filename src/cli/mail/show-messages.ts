// A list of messages, shown as it comes in: numbered rows on a terminal, tab-separated lines in a pipe, or JSON.

import type { MessageSummary } from '../../mailbox/message.ts';
import type { Call } from '../command.ts';
import { jsonFields, tabbed } from '../output.ts';
import { type LineOptions, messageHeading, messageLine } from '../screen/message-line.ts';
import { printJson } from './json.ts';
import { messageCells, messageFields, messageRow } from './message-fields.ts';
import type { OpenMail } from './open-mail.ts';
import { keepRows } from './rows.ts';

export interface ShowOptions {
  /** Said on stderr where there is nothing to show. */
  readonly empty: string;
  /** As many as can come at most, for the width of their numbers. */
  readonly limit: number | undefined;
  /** They come from several folders. */
  readonly folders?: boolean;
}

/** Lines in a pipe have no column for it, so that nobody is asked. */
export function showsAttachments(call: Call): boolean {
  const fields = jsonFields(call, messageFields);
  if (fields) return fields.includes('hasAttachments');
  return call.streams.outIsTerminal || call.options['jsonl'] === true;
}

/** How many there were. */
export async function showMessages(
  call: Call,
  mail: OpenMail,
  messages: AsyncIterable<MessageSummary>,
  options: ShowOptions,
): Promise<number> {
  const { streams } = call;
  const fields = jsonFields(call, messageFields);
  if (fields || call.options['jsonl'] === true) {
    return printJson(call, mapped(messages, messageRow), fields ?? messageFields);
  }
  const shown = streams.outIsTerminal
    ? await showRows(call, mail, messages, options)
    : await printLines(call, messages);
  if (shown === 0) streams.err(options.empty);
  return shown;
}

async function showRows(
  call: Call,
  mail: OpenMail,
  messages: AsyncIterable<MessageSummary>,
  { limit, folders = false }: ShowOptions,
): Promise<number> {
  const { streams } = call;
  const digits = String(limit ?? 9_999).length;
  const line: LineOptions = { nowMs: mail.clock.now(), digits: Math.max(2, digits), folders };
  const ids: string[] = [];
  try {
    for await (const message of messages) {
      if (ids.length === 0) streams.out(messageHeading(streams, line));
      ids.push(message.id);
      streams.out(messageLine(streams, ids.length, message, line));
    }
  } finally {
    // Also of a list that was broken off: its rows are on the screen.
    if (ids.length > 0) await keepRows(call, mail, ids);
  }
  return ids.length;
}

async function printLines(call: Call, messages: AsyncIterable<MessageSummary>): Promise<number> {
  let count = 0;
  for await (const message of messages) {
    count += 1;
    call.streams.out(tabbed(messageCells(message)));
  }
  return count;
}

async function* mapped<A, B>(items: AsyncIterable<A>, map: (item: A) => B): AsyncGenerator<B, void> {
  for await (const item of items) yield map(item);
}
