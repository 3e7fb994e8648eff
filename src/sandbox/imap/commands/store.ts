// STORE and UID STORE (RFC 3501 section 6.4.6).

import type { ImapCommand } from '../../../wire/imap/command.ts';
import type { Flag } from '../../mailboxes/item.ts';
import { readFlags } from '../flags.ts';
import { readMessages } from '../message-set.ts';
import { badArgument, type CommandEntry, no, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

export const store: CommandEntry = {
  name: 'STORE',
  needs: 'selected',
  run: (session, command) => answer(session, command),
};
export const uidStore: CommandEntry = {
  name: 'UID STORE',
  needs: 'selected',
  run: (session, command) => answer(session, command),
};

async function answer(session: ImapSession, command: ImapCommand): Promise<Outcome> {
  const { selected, mailbox } = session;
  const { args } = command;
  if (!selected || !mailbox) return badArgument;
  const messages = readMessages(selected, command);
  if (!Array.isArray(messages)) return messages;
  if (!args.space()) return badArgument;
  const sign = args.skip('+') ? '+' : args.skip('-') ? '-' : '';
  if (!args.skip('FLAGS')) return badArgument;
  const silent = args.skip('.SILENT');
  const flags = args.space() ? readFlags(args) : undefined;
  if (!flags || !args.atEnd) return badArgument;
  if (selected.readOnly) return no('STORE failed. The folder is open for reading only.');
  const byUid = command.name.startsWith('UID ');
  for (const { number, item } of messages) {
    if (!item.alive) continue;
    selected.quietly(() => mailbox.setFlags(item, combine(item.flags, sign, flags)));
    if (silent) continue;
    const uid = byUid ? ` UID ${item.uid}` : '';
    await session.untagged(`${number} FETCH (FLAGS ${selected.flagsOf(item)}${uid})`);
  }
  return { status: 'OK', flush: byUid ? 'all' : 'no-expunge' };
}

function combine(old: ReadonlySet<Flag>, sign: '+' | '-' | '', flags: readonly Flag[]): Set<Flag> {
  if (sign === '+') return new Set([...old, ...flags]);
  if (sign === '-') return new Set([...old].filter((flag) => !flags.includes(flag)));
  return new Set(flags);
}
