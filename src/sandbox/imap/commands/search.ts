// SEARCH and UID SEARCH (RFC 3501 section 6.4.4).

import type { ImapCommand } from '../../../wire/imap/command.ts';
import { badArgument, type CommandEntry, no, type Outcome } from '../outcome.ts';
import { readSearchKeys } from '../search-keys.ts';
import type { ImapSession } from '../session.ts';

export const search: CommandEntry = {
  name: 'SEARCH',
  needs: 'selected',
  run: (session, command) => answer(session, command),
};
export const uidSearch: CommandEntry = {
  name: 'UID SEARCH',
  needs: 'selected',
  run: (session, command) => answer(session, command),
};

async function answer(session: ImapSession, { name, args }: ImapCommand): Promise<Outcome> {
  const { selected } = session;
  if (!selected || !args.space()) return badArgument;
  if (args.skip('CHARSET ')) {
    const charset = args.astring()?.bytes.toString('latin1').toUpperCase();
    if (charset !== 'UTF-8' && charset !== 'US-ASCII') {
      return no('The specified charset is not supported.', 'BADCHARSET (US-ASCII UTF-8)');
    }
    if (!args.space()) return badArgument;
  }
  const key = readSearchKeys(args, { selected, quirks: session.options.quirks });
  if (!key || !args.atEnd) return badArgument;
  const byUid = name.startsWith('UID ');
  const { output } = session;
  output.text('* SEARCH');
  const { items } = selected;
  for (let index = 0; index < items.length && !session.connection.ended; index += 1) {
    const item = items[index];
    if (item && key({ number: index + 1, item })) output.text(` ${byUid ? item.uid : index + 1}`);
    // Others have their turn while a long search goes on; this session's numbers do not move meanwhile.
    if (index % turn === turn - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  output.text('\r\n');
  return { status: 'OK', flush: byUid ? 'all' : 'no-expunge' };
}

/** Messages looked at in one go. */
const turn = 500;
