// FETCH and UID FETCH (RFC 3501 sections 6.4.5 and 6.4.8).

import type { ImapCommand } from '../../../wire/imap/command.ts';
import { readFetchItems, writeFetchItem } from '../fetch-items.ts';
import { readMessages } from '../message-set.ts';
import { badArgument, type CommandEntry, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

export const fetchMessages: CommandEntry = {
  name: 'FETCH',
  needs: 'selected',
  run: (session, command) => answer(session, command),
};
export const uidFetch: CommandEntry = {
  name: 'UID FETCH',
  needs: 'selected',
  run: (session, command) => answer(session, command),
};

async function answer(session: ImapSession, command: ImapCommand): Promise<Outcome> {
  const { selected, mailbox } = session;
  if (!selected || !mailbox) return badArgument;
  const messages = readMessages(selected, command);
  if (!Array.isArray(messages)) return messages;
  const items = command.args.space() ? readFetchItems(command.args) : undefined;
  if (!items || items.length === 0 || !command.args.atEnd) return badArgument;
  const byUid = command.name.startsWith('UID ');
  if (byUid && !items.some((item) => item.kind === 'plain' && item.name === 'UID')) {
    items.push({ kind: 'plain', name: 'UID' });
  }
  const marksSeen = items.some((item) => item.kind === 'section' && item.marksSeen) && !selected.readOnly;
  const asksFlags = items.some((item) => item.kind === 'plain' && item.name === 'FLAGS');
  const { output } = session;
  const view = { selected, quirks: session.options.quirks };
  for (const { number, item: message } of messages) {
    let wanted = items;
    if (marksSeen && message.alive && !message.flags.has('\\Seen')) {
      selected.quietly(() => mailbox.setFlags(message, new Set([...message.flags, '\\Seen' as const])));
      if (!asksFlags) wanted = [...items, { kind: 'plain', name: 'FLAGS' }];
    }
    let before = `* ${number} FETCH (`;
    for (const item of wanted) {
      output.text(before);
      writeFetchItem(output, item, message, view);
      before = ' ';
    }
    output.text(')\r\n');
    if (output.full) await output.send();
    if (session.connection.ended) break;
  }
  return { status: 'OK', flush: byUid ? 'all' : 'no-expunge' };
}
