// Out of the folder for good: \Deleted and UID EXPUNGE (RFC 4315). A server without UIDPLUS has only EXPUNGE, which takes
// everybody's deleted messages with it: those are spared by taking their mark away while it is done. docs/adr/0077.

import type { ImapFlow } from 'imapflow';
import { atom, command, uidSets } from './command.ts';
import { store } from './flag-messages.ts';
import { type Batch, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';
import { allPresent } from './present.ts';
import { search } from './search-messages.ts';

const uidsAtOnce = 500;
/** Exchange takes its time over hundreds of messages. */
const removeLimitMs = 300_000;
const deleted = ['\\Deleted'];

/** @throws `mail-message-gone` before anything is removed */
export async function removeMessages(
  pool: ImapPool,
  batch: Batch,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { folder } = batch;
  const { signal } = options;
  let begun = false;
  await pool.repeat(
    (session) =>
      session.run(
        `the removal from ${folder}`,
        async (client) => {
          await selectPlace(session, client, batch, { readOnly: false });
          // What is missing after a lost connection is what was removed before it.
          if (!begun) await allPresent(session, client, batch);
          begun = true;
          await expunge(client, batch.uids);
        },
        { signal, limitMs: removeLimitMs },
      ),
    { signal, folder },
  );
}

/** Of the folder that is selected. */
export async function expunge(client: ImapFlow, uids: readonly number[]): Promise<void> {
  await store(client, uids, { add: deleted, remove: [] });
  if (client.capabilities.has('UIDPLUS') || client.capabilities.has('IMAP4rev2')) {
    for (const set of uidSets(uids, uidsAtOnce)) {
      await command(client, 'UID EXPUNGE', [{ type: 'SEQUENCE', value: set }]);
    }
    return;
  }
  const mine = new Set(uids);
  const others = (await search(client, [atom('DELETED')])).filter((uid) => !mine.has(uid));
  if (others.length === 0) return void (await command(client, 'EXPUNGE', []));
  await store(client, others, { add: [], remove: deleted });
  try {
    await command(client, 'EXPUNGE', []);
  } finally {
    if (client.usable) await store(client, others, { add: deleted, remove: [] });
  }
}
