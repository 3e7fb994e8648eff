// Grants and their tokens. Everything that a refresh brings is written only if the generation is still the one it was
// asked for: a late answer of an older consent changes nothing.

import type { AccountId } from '../base/token-source.ts';
import { read, write } from './access.ts';
import { consentMethod, tokenRow } from './consent.ts';
import type { Context, Trx } from './database.ts';
import { grantFrom, places, tokenFrom } from './rows.ts';
import type { Store } from './store.ts';

export function grantMethods(context: Context): Store['grants'] {
  return {
    get: (id) =>
      read(context, async (db, unseal) => {
        const row = await db
          .selectFrom('account_grant')
          .selectAll()
          .where('account_id', '=', id)
          .executeTakeFirst();
        return row && grantFrom(row, unseal);
      }),

    consent: consentMethod(context),

    refreshed: (id, generation, { refreshToken, token, nowMs }) =>
      write(context, async (trx, { seal }) => {
        const sealed = refreshToken && seal(refreshToken, places.refreshToken(id));
        const { numUpdatedRows } = await trx
          .updateTable('account_grant')
          .set({
            refreshed_at_ms: nowMs,
            refusal: null,
            ...(sealed ? { refresh_token: sealed } : {}),
          })
          .where('account_id', '=', id)
          .where('generation', '=', generation)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        const row = tokenRow(id, generation, token, seal);
        await trx
          .insertInto('token')
          .values(row)
          .onConflict((conflict) => conflict.columns(['account_id', 'resource']).doUpdateSet(row))
          .execute();
        return true;
      }),

    refused: (id, generation, resource, refusal) =>
      write(context, async (trx) => {
        const json = JSON.stringify(refusal);
        if (resource === undefined) {
          const { numUpdatedRows } = await trx
            .updateTable('account_grant')
            .set({ refusal: json })
            .where('account_id', '=', id)
            .where('generation', '=', generation)
            .executeTakeFirst();
          return numUpdatedRows > 0n;
        }
        if (!(await isCurrent(trx, id, generation))) return false;
        await trx
          .insertInto('token')
          .values({
            account_id: id,
            resource,
            generation,
            access_token: null,
            scopes: '[]',
            obtained_at_ms: 0,
            expires_at_ms: 0,
            refusal: json,
          })
          .onConflict((conflict) =>
            conflict.columns(['account_id', 'resource']).doUpdateSet({ refusal: json }),
          )
          .execute();
        return true;
      }),

    forgetToken: (id, resource, generation, expiresAtMs) =>
      write(context, async (trx) => {
        await trx
          .updateTable('token')
          .set({ access_token: null, expires_at_ms: 0 })
          .where('account_id', '=', id)
          .where('resource', '=', resource)
          .where('generation', '=', generation)
          .where('expires_at_ms', '=', expiresAtMs)
          .execute();
        // A row that holds neither a token nor a refusal says nothing.
        await trx
          .deleteFrom('token')
          .where('account_id', '=', id)
          .where('resource', '=', resource)
          .where('access_token', 'is', null)
          .where('refusal', 'is', null)
          .execute();
      }),

    signOut: (id) =>
      write(context, async (trx) => {
        await trx.deleteFrom('token').where('account_id', '=', id).execute();
        await trx
          .updateTable('account_grant')
          .set((old) => ({
            generation: old('generation', '+', 1),
            refresh_token: null,
            refusal: null,
          }))
          .where('account_id', '=', id)
          .execute();
      }),

    idle: (beforeMs, limit) =>
      read(context, async (db) => {
        const rows = await db
          .selectFrom('account_grant')
          .select('account_id')
          .where('refresh_token', 'is not', null)
          .where('refusal', 'is', null)
          .where('refreshed_at_ms', '<', beforeMs)
          .orderBy('refreshed_at_ms')
          .orderBy('account_id')
          .limit(limit)
          .execute();
        return rows.map((row) => row.account_id as AccountId);
      }),

    tokens: (id) =>
      read(context, async (db, unseal) => {
        const rows = await db
          .selectFrom('token')
          .selectAll()
          .where('account_id', '=', id)
          .orderBy('resource')
          .execute();
        return rows.map((row) => tokenFrom(row, unseal));
      }),
  };
}

async function isCurrent(trx: Trx, id: AccountId, generation: number): Promise<boolean> {
  const row = await trx
    .selectFrom('account_grant')
    .select('generation')
    .where('account_id', '=', id)
    .executeTakeFirst();
  return row?.generation === generation;
}
