// Which of some messages are there. STORE, COPY and MOVE pass over UIDs that are not (RFC 3501 section 6.4.8), and say OK.

import type { ImapFlow } from 'imapflow';
import { atom, uidSets } from './command.ts';
import { type Batch, gone } from './place.ts';
import { search } from './search-messages.ts';
import type { ImapSession } from './session.ts';

/** Of the selected folder. */
export async function present(client: ImapFlow, uids: readonly number[]): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  if (client.mailbox && client.mailbox.exists === 0) return found;
  for (const set of uidSets(uids)) {
    for (const uid of await search(client, [atom('UID'), { type: 'SEQUENCE', value: set }])) found.add(uid);
  }
  return found;
}

/** @throws `mail-message-gone` where one is missing, before anything is done to the others */
export async function allPresent(session: ImapSession, client: ImapFlow, batch: Batch): Promise<void> {
  const found = await present(client, batch.uids);
  const missing = batch.uids.filter((uid) => !found.has(uid));
  if (missing.length > 0) throw gone(session, batch.folder, missing);
}
