// What has come into a folder since a moment: the way to know whether something that was interrupted was done. UIDNEXT
// before, and the messages from there on afterwards (RFC 3501 section 2.3.1.1: UIDs only rise).

import type { ImapFlow } from 'imapflow';
import { type Answer, atom, command, isList, textOf } from './command.ts';
import { mailboxToken } from './mailbox-name.ts';
import { uidValidityOf } from './place.ts';
import type { ImapPool } from './pool.ts';
import { type MessageRow, rowOf, rowQuery } from './rows.ts';
import { selectFolder } from './select.ts';

export interface Mark {
  readonly uidNext: number;
  readonly uidValidity: string;
}

/** Undefined where the server does not say; the command that follows will tell what is wrong with the folder. */
export async function mark(client: ImapFlow, folder: string): Promise<Mark | undefined> {
  let uidNext = 0;
  let uidValidity = '0';
  const untagged = {
    STATUS(line: Answer) {
      const items = line.attributes?.[1];
      if (!isList(items)) return;
      for (let at = 0; at + 1 < items.length; at += 2) {
        const name = textOf(items[at]).toUpperCase();
        if (name === 'UIDNEXT') uidNext = Number(textOf(items[at + 1]));
        if (name === 'UIDVALIDITY') uidValidity = textOf(items[at + 1]);
      }
    },
  };
  await command(client, 'STATUS', [mailboxToken(client, folder), [atom('UIDNEXT'), atom('UIDVALIDITY')]], {
    untagged,
  });
  return uidNext > 0 ? { uidNext, uidValidity } : undefined;
}

/** Undefined where the folder has been made anew. */
export function arrivedSince(
  pool: ImapPool,
  folder: string,
  since: Mark,
  signal: AbortSignal | undefined,
): Promise<readonly MessageRow[] | undefined> {
  return pool.repeat(
    (session) =>
      session.run(
        `the listing of ${folder}`,
        async (client) => {
          const mailbox = await selectFolder(session, client, folder, { readOnly: true });
          if (uidValidityOf(mailbox) !== since.uidValidity) return undefined;
          if (mailbox.exists === 0) return [];
          const fetched = await client.fetchAll(`${since.uidNext}:*`, rowQuery, { uid: true });
          const rows = fetched.map(rowOf).filter((row) => row !== undefined);
          // "n:*" always names the last message too (RFC 3501 section 9, seq-range).
          return rows.filter(({ uid }) => uid >= since.uidNext).sort((a, b) => a.uid - b.uid);
        },
        { signal },
      ),
    { signal, folder },
  );
}
