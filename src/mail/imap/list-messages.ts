// The messages of a folder, newest first, page by page. Pages are taken by sequence number from the top down: what is
// expunged or arrives meanwhile moves only what has been given already, so nothing that stays is skipped; UIDs, which only
// fall on the way, keep anything from being given twice. Gaps between UIDs cost nothing.

import type { ImapFlow } from 'imapflow';
import { ahead } from './ahead.ts';
import { type FetchedSet, placedRows, rowsOf, Structures, structuresMax } from './fetch-rows.ts';
import { gone, uidValidityOf } from './place.ts';
import type { ImapPool } from './pool.ts';
import type { MessageRow, PlacedRow } from './rows.ts';
import { selectFolder } from './select.ts';
import type { ImapSession } from './session.ts';

interface Page<Row> {
  readonly uidValidity: string;
  /** Newest first. */
  readonly rows: readonly Row[];
}

export type MessagePage = Page<MessageRow>;
export type PlacedPage = Page<PlacedRow>;

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
/** Rows without an envelope are short. */
const placedPages = 10_000;

interface Position {
  uidValidity: string | undefined;
  /** The highest sequence number that has not been read. */
  top: number;
  /** The lowest UID that has been given. */
  lastUid: number;
}

type Read<Row> = (
  session: ImapSession,
  client: ImapFlow,
  set: FetchedSet,
  exists: number,
) => Promise<readonly Row[]>;

/** @throws `mail-folder-unknown`, `mail-message-gone` where the folder was made anew meanwhile */
export function listMessages(
  pool: ImapPool,
  folder: string,
  options: ListOptions = {},
): AsyncGenerator<MessagePage, void> {
  const { limit = Number.POSITIVE_INFINITY, signal, attachments } = options;
  // Not before it is known how long the list is.
  let structures: Structures | undefined;
  const read: Read<MessageRow> = (session, client, set, exists) => {
    structures ??= new Structures(attachments ?? Math.min(exists, limit) <= structuresMax);
    return rowsOf(session, client, set, structures);
  };
  return ahead(pages(pool, folder, { limit, signal, read, first: firstPage, later: laterPages }));
}

/** The same list without what only headers tell. */
export function listPlaced(
  pool: ImapPool,
  folder: string,
  options: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<PlacedPage, void> {
  const { signal } = options;
  const read: Read<PlacedRow> = (session, client, set) => placedRows(session, client, set);
  const limit = Number.POSITIVE_INFINITY;
  return pages(pool, folder, { limit, signal, read, first: placedPages, later: placedPages });
}

async function* pages<Row extends { readonly uid: number }>(
  pool: ImapPool,
  folder: string,
  options: {
    limit: number;
    first: number;
    later: number;
    read: Read<Row>;
    signal: AbortSignal | undefined;
  },
): AsyncGenerator<Page<Row>, void> {
  const { limit, first, later, read, signal } = options;
  const position: Position = {
    uidValidity: undefined,
    top: Number.POSITIVE_INFINITY,
    lastUid: Number.POSITIVE_INFINITY,
  };
  let left = limit;
  for (let most = first; left > 0 && position.top > 0; most = later) {
    const page = await nextPage(pool, folder, position, { most: Math.min(most, left), read, signal });
    left -= page.rows.length;
    if (page.rows.length > 0) yield page;
  }
}

async function nextPage<Row extends { readonly uid: number }>(
  pool: ImapPool,
  folder: string,
  position: Position,
  options: { most: number; read: Read<Row>; signal: AbortSignal | undefined },
): Promise<Page<Row>> {
  const { most, read, signal } = options;
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
          const { lastUid } = position;
          const numbers = Array.from({ length: top - low + 1 }, (_, at) => low + at);
          const set = { sets: [`${low}:${top}`], numbers, by: 'seq' } as const;
          const found = top > 0 ? await read(session, client, set, mailbox.exists) : [];
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
