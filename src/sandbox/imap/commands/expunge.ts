// EXPUNGE and UID EXPUNGE (RFC 3501 section 6.4.3, RFC 4315 section 2.1).

import type { ImapCommand } from '../../../wire/imap/command.ts';
import { readMessages } from '../message-set.ts';
import { badArgument, type CommandEntry, completed, no, type Outcome } from '../outcome.ts';
import type { ImapSession } from '../session.ts';

export const expunge: CommandEntry = { name: 'EXPUNGE', needs: 'selected', bare: true, run: answer };
export const uidExpunge: CommandEntry = { name: 'UID EXPUNGE', needs: 'selected', run: answer };

function answer(session: ImapSession, command: ImapCommand): Outcome {
  const { selected, mailbox } = session;
  if (!selected || !mailbox) return badArgument;
  const messages = command.name === 'EXPUNGE' ? undefined : readMessages(selected, command);
  if (messages && !Array.isArray(messages)) return messages;
  const chosen = messages?.map(({ item }) => item) ?? selected.items;
  if (selected.readOnly) return no('EXPUNGE failed. The folder is open for reading only.');
  for (const item of chosen) {
    if (item.alive && item.flags.has('\\Deleted')) mailbox.release(item);
  }
  return completed;
}
