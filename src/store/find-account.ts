// Which account a user means by what he typed: an id, a short name or an address.

import { fail } from '../errors/error.ts';
import type { Db } from './database.ts';
import type { AccountTable } from './tables.ts';

export async function findAccount(db: Db, ref: string): Promise<AccountTable | undefined> {
  const lower = ref.toLowerCase();
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .where((where) =>
      where.or([where('id', '=', ref), where('name', '=', lower), where('address_key', '=', lower)]),
    )
    .execute();
  return meant(rows, ref);
}

/** Ids, names and addresses cannot be mistaken for each other; only an address may belong to several accounts. */
export function meant<R extends Pick<AccountTable, 'name'>>(rows: readonly R[], ref: string): R | undefined {
  if (rows.length > 1) {
    const names = rows.map(({ name }) => name).sort();
    throw fail('account-ambiguous', { address: ref, names: names.join(', '), first: names[0] ?? '' });
  }
  return rows[0];
}
