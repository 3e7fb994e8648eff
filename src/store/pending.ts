// Consents under way. Taking one is a single statement that deletes what it returns, so that of two callbacks with the
// same state one comes too late, in whatever process it arrives.

import { read, write } from './access.ts';
import type { Context } from './database.ts';
import { places } from './rows.ts';
import type { Store } from './store.ts';

export function pendingMethods(context: Context): Store['pending'] {
  return {
    put: ({ state, payload, expiresAtMs }) =>
      write(context, async (trx, { seal }) => {
        await trx
          .insertInto('pending_consent')
          .values({ state, payload: seal(payload, places.payload(state)), expires_at_ms: expiresAtMs })
          .execute();
      }),

    take: (state, nowMs) =>
      write(context, async (trx, { unseal }) => {
        const row = await trx
          .deleteFrom('pending_consent')
          .where('state', '=', state)
          .returningAll()
          .executeTakeFirst();
        if (!row || row.expires_at_ms <= nowMs) return undefined;
        return {
          state,
          payload: unseal(row.payload, places.payload(state)),
          expiresAtMs: row.expires_at_ms,
        };
      }),

    async sweep(nowMs) {
      // Most sweeps find nothing, and asking costs no transaction.
      const due = await read(context, (db) =>
        db
          .selectFrom('pending_consent')
          .select('state')
          .where('expires_at_ms', '<=', nowMs)
          .limit(1)
          .executeTakeFirst(),
      );
      if (!due) return 0;
      return write(context, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('pending_consent')
          .where('expires_at_ms', '<=', nowMs)
          .executeTakeFirst();
        return Number(numDeletedRows);
      });
    },
  };
}
