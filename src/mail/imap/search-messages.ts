// SEARCH in one folder, newest first, page by page. CHARSET is named only where it is needed, and where a server cannot
// take it what a list shows is compared here.

import type { ImapFlow } from 'imapflow';
import { fail } from '../../errors/error.ts';
import type { SearchQuery } from '../search-query.ts';
import { ahead } from './ahead.ts';
import { type Answer, atom, command, isRefusal, type Token, textOf } from './command.ts';
import { fetchRows, Structures, structuresMax } from './fetch-rows.ts';
import type { ListOptions, MessagePage } from './list-messages.ts';
import { uidValidityOf } from './place.ts';
import type { ImapPool } from './pool.ts';
import { fits, hasForeign, searchKeys, withoutForeign } from './search-keys.ts';
import { selectFolder } from './select.ts';
import type { ImapSession } from './session.ts';

const pageOfRows = 200;

export interface Hits {
  readonly uidValidity: string;
  readonly uids: readonly number[];
}

/** @throws `mail-folder-unknown`, `mail-search-unsupported` where the server cannot look for such characters */
export function searchMessages(
  pool: ImapPool,
  folder: string,
  query: SearchQuery,
  options: ListOptions = {},
): AsyncGenerator<MessagePage, void> {
  return ahead(pages(pool, folder, query, options));
}

async function* pages(
  pool: ImapPool,
  folder: string,
  query: SearchQuery,
  options: ListOptions,
): AsyncGenerator<MessagePage, void> {
  const { signal } = options;
  const { hits, headers } = await pool.repeat((session) => ask(session, folder, query, signal), {
    signal,
    folder,
  });
  const { uidValidity } = hits;
  const uids = [...hits.uids].sort((a, b) => b - a);
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  const { attachments = Math.min(left, uids.length) <= structuresMax } = options;
  const structures = new Structures(attachments || query.hasAttachments !== undefined);
  for (let at = 0; at < uids.length && left > 0; at += pageOfRows) {
    const batch = { folder, uidValidity, uids: uids.slice(at, at + pageOfRows) };
    const found = await fetchRows(pool, batch, { structures, signal });
    const rows = found.filter((row) => fits(row, query, { headers })).slice(0, left);
    left -= rows.length;
    if (rows.length > 0) yield { uidValidity, rows };
  }
}

async function ask(
  session: ImapSession,
  folder: string,
  query: SearchQuery,
  signal: AbortSignal | undefined,
): Promise<{ hits: Hits; headers: boolean }> {
  return session.run(
    `the search in ${folder}`,
    async (client) => {
      const uidValidity = uidValidityOf(await selectFolder(session, client, folder, { readOnly: true }));
      const hitsOf = (uids: readonly number[]): Hits => ({ uidValidity, uids });
      if (!hasForeign(query))
        return { hits: hitsOf(await search(client, searchKeys(query))), headers: false };
      try {
        const hits = hitsOf(await search(client, searchKeys(query), { charset: 'UTF-8' }));
        return { hits, headers: false };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const { asked, beyond } = withoutForeign(query);
        if (beyond !== undefined) {
          throw fail(
            'mail-search-unsupported',
            { service: 'IMAP', what: `${beyond} in such characters` },
            { cause: error },
          );
        }
        return { hits: hitsOf(await search(client, searchKeys(asked))), headers: true };
      }
    },
    { signal },
  );
}

/** UID SEARCH in the selected folder. Both forms of the answer are heard (RFC 9051 section 7.3.4 has ESEARCH alone). */
export async function search(
  client: ImapFlow,
  keys: readonly Token[],
  options: { charset?: 'UTF-8' } = {},
): Promise<readonly number[]> {
  const uids = new Set<number>();
  const add = (text: string): void => {
    for (const range of text.split(',')) {
      const [first = Number.NaN, last = first] = range.split(':').map(Number);
      const exists = client.mailbox ? client.mailbox.exists : 0;
      // More than there are messages is more than can be true.
      for (let uid = Math.min(first, last); uid <= Math.max(first, last) && uids.size <= exists; uid += 1)
        uids.add(uid);
    }
  };
  const untagged = {
    SEARCH(line: Answer & { readonly numbers?: readonly number[] }) {
      // The library reads a line of nothing but numbers by itself.
      for (const uid of line.numbers ?? []) uids.add(uid);
      for (const token of line.attributes ?? [])
        if (/^\d+$/.test(textOf(token))) uids.add(Number(textOf(token)));
    },
    ESEARCH(line: Answer) {
      const tokens = line.attributes ?? [];
      const all = tokens.findIndex((token) => textOf(token).toUpperCase() === 'ALL');
      if (all !== -1) add(textOf(tokens[all + 1]));
    },
  };
  // With UTF8=ACCEPT everything is UTF-8 and CHARSET is an error (RFC 6855 section 3).
  const charset =
    options.charset && !client.enabled.has('UTF8=ACCEPT') ? [atom('CHARSET'), atom(options.charset)] : [];
  await command(client, 'UID SEARCH', [...charset, ...keys], { untagged });
  return [...uids];
}
