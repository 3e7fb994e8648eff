// The messages of a folder, newest first, page by page. Pages are taken by sequence number from the top down: what is
// expunged or arrives meanwhile moves only what has been given already, so nothing that stays is skipped; UIDs, which only
// fall on the way, keep anything from being given twice. Gaps between UIDs cost nothing.

import { ahead } from './ahead.ts';
import { rowsOf, Structures, structuresMax } from './fetch-rows.ts';
import { gone, uidValidityOf } from './place.ts';
import type { ImapPool } from './pool.ts';
import type { MessageRow } from './rows.ts';
import { selectFolder } from './select.ts';

export interface MessagePage {
  readonly uidValidity: string;
  /** Newest first. */
  readonly rows: readonly MessageRow[];
}

export interface ListOptions {
  /** Default: all. */
  readonly limit?: number | undefined;
  /** Whether rows tell if there are attachments. Default: where the list is short. */
  readonly attachments?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The first page is there at once, the others are worth their round trip. */
const firstPage = 100;
const laterPages = 1_000;

interface Position {
  uidValidity: string | undefined;
  /** The highest sequence number that has not been read. */
  top: number;
  /** The lowest UID that has been given. */
  lastUid: number;
  /** Undefined before it is known how long the list is. */
  structures: Structures | undefined;
}

/** @throws `mail-folder-unknown`, `mail-message-gone` where the folder was made anew meanwhile */
export function listMessages(
  pool: ImapPool,
  folder: string,
  options: ListOptions = {},
): AsyncGenerator<MessagePage, void> {
  return ahead(pages(pool, folder, options));
}

async function* pages(
  pool: ImapPool,
  folder: string,
  options: ListOptions,
): AsyncGenerator<MessagePage, void> {
  const { signal } = options;
  const position: Position = {
    uidValidity: undefined,
    top: Number.POSITIVE_INFINITY,
    lastUid: Number.POSITIVE_INFINITY,
    structures: undefined,
  };
  const { limit = Number.POSITIVE_INFINITY, attachments } = options;
  let left = limit;
  for (let most = firstPage; left > 0 && position.top > 0; most = laterPages) {
    const page = await nextPage(pool, folder, position, {
      most: Math.min(most, left),
      attachments: (exists) => attachments ?? Math.min(exists, limit) <= structuresMax,
      signal,
    });
    left -= page.rows.length;
    if (page.rows.length > 0) yield page;
  }
}

async function nextPage(
  pool: ImapPool,
  folder: string,
  position: Position,
  options: { most: number; attachments: (exists: number) => boolean; signal: AbortSignal | undefined },
): Promise<MessagePage> {
  const { most, attachments, signal } = options;
  const doing = `the listing of ${folder}`;
  return pool.repeat(
    (session) =>
      session.run(
        doing,
        async (client) => {
          const mailbox = await selectFolder(session, client, folder, {
            readOnly: true,
            news: position.uidValidity === undefined,
          });
          const uidValidity = uidValidityOf(mailbox);
          if ((position.uidValidity ?? uidValidity) !== uidValidity) throw gone(session, folder, []);
          const top = Math.min(position.top, mailbox.exists);
          const low = Math.max(1, top - most + 1);
          position.structures ??= new Structures(attachments(mailbox.exists));
          const { structures, lastUid } = position;
          const numbers = Array.from({ length: top - low + 1 }, (_, at) => low + at);
          const wanted = { sets: [`${low}:${top}`], numbers, by: 'seq' } as const;
          const found = top > 0 ? await rowsOf(session, client, wanted, structures) : [];
          const rows = found.filter(({ uid }) => uid < lastUid).sort((a, b) => b.uid - a.uid);
          position.uidValidity = uidValidity;
          position.top = low - 1;
          position.lastUid = rows.at(-1)?.uid ?? lastUid;
          return { uidValidity, rows };
        },
        { signal },
      ),
    { signal, folder },
  );
}
