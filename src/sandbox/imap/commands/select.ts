// SELECT, EXAMINE, CLOSE and UNSELECT (RFC 3501 sections 6.3.1, 6.3.2, 6.4.2; RFC 3691).

import type { ImapCommand } from '../../../wire/imap/command.ts';
import { permanentFlags } from '../../mailboxes/item.ts';
import { missing, readFolder } from '../folder-argument.ts';
import { badArgument, type CommandEntry, completed, type Outcome } from '../outcome.ts';
import { Selected } from '../selected.ts';
import type { ImapSession } from '../session.ts';

export const select: CommandEntry = {
  name: 'SELECT',
  needs: 'authenticated',
  run: (session, command) => open(session, command),
};
export const examine: CommandEntry = {
  name: 'EXAMINE',
  needs: 'authenticated',
  run: (session, command) => open(session, command),
};

export const close: CommandEntry = {
  name: 'CLOSE',
  needs: 'selected',
  bare: true,
  run(session) {
    const { selected, mailbox } = session;
    if (selected && !selected.readOnly) {
      for (const item of selected.items) {
        if (item.alive && item.flags.has('\\Deleted')) mailbox?.release(item);
      }
    }
    return unselectFolder(session);
  },
};

export const unselect: CommandEntry = {
  name: 'UNSELECT',
  needs: 'selected',
  bare: true,
  run: unselectFolder,
};

function unselectFolder(session: ImapSession): Outcome {
  session.selected?.close();
  session.selected = undefined;
  return completed;
}

async function open(session: ImapSession, { name, args }: ImapCommand): Promise<Outcome> {
  const asked = readFolder(session, args);
  if (!asked || !args.atEnd) return badArgument;
  unselectFolder(session);
  const { folder } = asked;
  if (!folder) return missing(asked);
  const selected = new Selected(folder, { readOnly: name === 'EXAMINE' });
  session.selected = selected;
  const flags = permanentFlags.join(' ');
  await session.untagged(`${selected.items.length} EXISTS`);
  await session.untagged(`${selected.recentCount} RECENT`);
  await session.untagged(`FLAGS (${flags})`);
  await session.untagged(`OK [PERMANENTFLAGS (${selected.readOnly ? '' : flags})] Permanent flags`);
  const unseen = selected.items.findIndex((item) => !item.flags.has('\\Seen'));
  if (unseen >= 0) await session.untagged(`OK [UNSEEN ${unseen + 1}] Is the first unseen message`);
  await session.untagged(`OK [UIDVALIDITY ${folder.uidValidity}] UIDVALIDITY value`);
  await session.untagged(`OK [UIDNEXT ${folder.uidNext}] The next unique identifier value`);
  return { status: 'OK', code: selected.readOnly ? 'READ-ONLY' : 'READ-WRITE' };
}
