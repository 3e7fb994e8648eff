// STORE (RFC 3501 section 6.4.6): flags set and taken away by UID, which may be done twice.

import type { ImapFlow, MailboxObject } from 'imapflow';
import { fail } from '../../errors/error.ts';
import { atom, command, uidSets } from './command.ts';
import { type Batch, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';
import { allPresent } from './present.ts';
import type { ImapSession } from './session.ts';

/** In the server's words: '\\Seen', '$Forwarded'. */
export interface StoredFlags {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const uidsAtOnce = 500;

/** @throws `mail-message-gone`, `mail-flag-not-kept` before anything is changed */
export function flagMessages(
  pool: ImapPool,
  batch: Batch,
  flags: StoredFlags,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { folder } = batch;
  const { signal } = options;
  return pool.repeat(
    (session) =>
      session.run(
        `the flagging in ${folder}`,
        async (client) => {
          const mailbox = await selectPlace(session, client, batch, { readOnly: false });
          for (const flag of flags.add) checkKept(session, mailbox, folder, flag);
          await allPresent(session, client, batch);
          await store(client, batch.uids, flags);
        },
        { signal },
      ),
    { signal, folder },
  );
}

/** In the folder that is selected. */
export async function store(client: ImapFlow, uids: readonly number[], flags: StoredFlags): Promise<void> {
  const { add, remove } = flags;
  for (const set of uidSets(uids, uidsAtOnce)) {
    const change = (item: string, list: readonly string[]) =>
      command(client, 'UID STORE', [{ type: 'SEQUENCE', value: set }, atom(item), list.map(atom)]);
    if (add.length > 0) await change('+FLAGS.SILENT', add);
    if (remove.length > 0) await change('-FLAGS.SILENT', remove);
  }
}

/** A server that keeps only what it names in PERMANENTFLAGS forgets the rest with the session, and says OK to it. */
function checkKept(session: ImapSession, mailbox: MailboxObject, folder: string, flag: string): void {
  const kept = mailbox.permanentFlags;
  if (!kept) return;
  const names = [...kept].map((one) => one.toLowerCase());
  if (names.includes(flag.toLowerCase()) || (names.includes('\\*') && !flag.startsWith('\\'))) return;
  const { host } = session.door.server;
  throw fail('mail-flag-not-kept', { host, flag, folder, kept: [...kept].join(' ') || 'none' });
}
