// Which account a user means by what he typed: an id, a short name or an address.

import { fail } from '../errors/error.ts';
import type { Database } from './database.ts';
import type { AccountTable } from './tables.ts';

/** Plain SQL for both databases: handing out a token begins here, and Kysely is not worth loading for it. */
export const accountSql = 'select * from account where id = $1 or name = $2 or address_key = $2';

export async function findAccount(
  database: Pick<Database, 'rows'>,
  ref: string,
): Promise<AccountTable | undefined> {
  const rows = await database.rows(accountSql, [ref, ref.toLowerCase()]);
  return meant(rows as unknown as AccountTable[], ref); // the columns are the table's
}

/** Ids, names and addresses cannot be mistaken for each other; only an address may belong to several accounts. */
export function meant<R extends Pick<AccountTable, 'name'>>(rows: readonly R[], ref: string): R | undefined {
  if (rows.length > 1) {
    const names = rows.map(({ name }) => name).sort();
    throw fail('account-ambiguous', { address: ref, names: names.join(', '), first: names[0] ?? '' });
  }
  return rows[0];
}
