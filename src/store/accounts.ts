// Accounts: looked up, listed, renamed, removed. They come into being by a consent (consent.ts).

import { fail } from '../errors/error.ts';
import { read, write } from './access.ts';
import type { Context } from './database.ts';
import { findAccount } from './find-account.ts';
import { checkAccountName } from './names.ts';
import { accountFrom, signInNamesFrom } from './rows.ts';
import type { Store } from './store.ts';

export function accountMethods(context: Context): Store['accounts'] {
  return {
    async get(ref) {
      const row = await findAccount(context.database, ref);
      return row && accountFrom(row);
    },

    list: (page = {}) =>
      read(context, async (db) => {
        let query = db.selectFrom('account').selectAll().orderBy('name');
        if (page.after !== undefined) query = query.where('name', '>', page.after);
        if (page.limit !== undefined) query = query.limit(page.limit);
        return (await query.execute()).map(accountFrom);
      }),

    async rename(id, name) {
      checkAccountName(name);
      await write(context, async (trx) => {
        const other = await trx
          .selectFrom('account')
          .select('id')
          .where('name', '=', name)
          .executeTakeFirst();
        if (other && other.id !== id) throw fail('account-name-taken', { name });
        const { numUpdatedRows } = await trx
          .updateTable('account')
          .set({ name })
          .where('id', '=', id)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw fail('account-unknown', { account: id });
      });
    },

    signsInAs: (id, service, name) =>
      write(context, async (trx) => {
        const row = await trx
          .selectFrom('account')
          .select('sign_in_names')
          .where('id', '=', id)
          .executeTakeFirst();
        // It may have been removed meanwhile.
        if (!row) return;
        const sign_in_names = JSON.stringify({ ...signInNamesFrom(row.sign_in_names), [service]: name });
        await trx.updateTable('account').set({ sign_in_names }).where('id', '=', id).execute();
      }),

    // Grant and tokens go by their foreign keys.
    remove: (id) =>
      write(context, async (trx) => {
        await trx.deleteFrom('account').where('id', '=', id).execute();
      }),
  };
}
