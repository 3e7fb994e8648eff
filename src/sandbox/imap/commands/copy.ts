// COPY, MOVE and their UID forms (RFC 3501 section 6.4.7, RFC 6851, RFC 4315).

import type { ImapCommand } from '../../../wire/imap/command.ts';
import { formatSequenceSet } from '../../../wire/imap/sequence-set.ts';
import { missing, readFolder } from '../folder-argument.ts';
import { readMessages } from '../message-set.ts';
import { badArgument, type CommandEntry, completed, no, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

const entry = (name: string): CommandEntry => ({
  name,
  needs: 'selected',
  run: (session, command) => answer(session, command),
});
export const copy = entry('COPY');
export const uidCopy = entry('UID COPY');
export const move = entry('MOVE');
export const uidMove = entry('UID MOVE');

async function answer(session: ImapSession, command: ImapCommand): Promise<Outcome> {
  const { selected, mailbox } = session;
  if (!selected || !mailbox) return badArgument;
  const messages = readMessages(selected, command);
  if (!Array.isArray(messages)) return messages;
  const asked = readFolder(session, command.args);
  if (!asked || !command.args.atEnd) return badArgument;
  const { folder } = asked;
  if (!folder) return missing(asked, 'TRYCREATE');
  const moves = command.name.endsWith('MOVE');
  if (moves && selected.readOnly) return no('MOVE failed. The folder is open for reading only.');
  const alive = messages.map(({ item }) => item).filter((item) => item.alive);
  const sources = alive.map((item) => item.uid);
  const targets = alive.map((item) => (moves ? mailbox.move(item, folder) : mailbox.copy(item, folder)).uid);
  if (alive.length === 0 && !session.options.quirks.emptyCopyUid) return completed;
  const code = `COPYUID ${folder.uidValidity} ${formatSequenceSet(sources)} ${formatSequenceSet(targets)}`;
  if (!moves) return { status: 'OK', code };
  // RFC 6851 section 4.3 wants `* OK [COPYUID ..]`; Exchange sends the bracket alone, which is no IMAP.
  await session.line(session.options.quirks.bareCopyUidOnMove ? `[${code}]` : `* OK [${code}] Moved.`);
  return completed;
}
