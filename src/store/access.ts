// Reading and writing with the right keys. A write is one transaction that first asks which data key is current, so
// that nothing is ever sealed by a key that a rotation has just dropped; a read that meets a newer key loads it and
// reads again.

import { invariant } from '../base/invariant.ts';
import type { Secret } from '../base/secret.ts';
import type { Context, Db, Trx } from './database.ts';
import { corrupt, type KeyRows, UnknownKey } from './sealing/data-keys.ts';
import type { Place, SealingKey } from './sealing/seal.ts';
import type { DataKeyTable, Sealed, StoreTable } from './tables.ts';

/** Opens a sealed column; `null` stays undefined. */
export type Unseal = {
  (sealed: Sealed, place: Place): Secret;
  (sealed: Sealed | null, place: Place): Secret | undefined;
};
export type Seal = (secret: Secret, place: Place) => Sealed;

export async function read<T>(context: Context, work: (db: Db, unseal: Unseal) => Promise<T>): Promise<T> {
  const db = await context.database.kysely();
  return withFreshKeys(context, () => work(db, unsealer(context)));
}

/** Resolves after COMMIT. `work` may run twice, so it does nothing but query. */
export async function write<T>(
  context: Context,
  work: (trx: Trx, sealed: { seal: Seal; unseal: Unseal }) => Promise<T>,
): Promise<T> {
  const db = await context.database.kysely();
  return withFreshKeys(context, () =>
    db.transaction().execute(async (trx) => {
      const key = await currentKey(context, trx);
      const seal: Seal = (secret, place) => key.seal(Buffer.from(secret.reveal(), 'utf8'), place);
      return work(trx, { seal, unseal: unsealer(context) });
    }),
  );
}

/** Rotations that another process may get done while one piece of work is tried; more than that is no race. */
const rotationsMax = 8;

/**
 * Runs `work`, and again with the keys loaded anew where it met one that is unknown here: somebody has rotated them,
 * and may do so once more before the next try.
 */
export async function withFreshKeys<T>(context: Context, work: () => T | Promise<T>): Promise<T> {
  for (let rotation = 0; ; rotation += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UnknownKey)) throw error;
      if (rotation === rotationsMax) throw corrupt(error.place, error);
    }
    await context.keys.load(await readKeyRows(context.database));
  }
}

export function unsealer({ keys }: Pick<Context, 'keys'>): Unseal {
  function unseal(sealed: Sealed, place: Place): Secret;
  function unseal(sealed: Sealed | null, place: Place): Secret | undefined;
  function unseal(sealed: Sealed | null, place: Place): Secret | undefined {
    return sealed === null ? undefined : keys.unseal(sealed, place);
  }
  return unseal;
}

/** What opens the store, in plain SQL: read at every start, before Kysely is worth loading. */
export async function readKeyRows(database: Context['database']): Promise<KeyRows> {
  const [store] = await database.rows('select key_check, key_source from store where id = 1');
  const dataKeys = await database.rows('select id, wrapped, is_current from data_key order by id');
  invariant(store, 'a store that is open has its row');
  // The columns are those named in the two statements.
  return {
    store: store as unknown as StoreTable,
    dataKeys: dataKeys as unknown as DataKeyTable[],
  };
}

async function currentKey({ keys }: Context, trx: Trx): Promise<SealingKey> {
  const { id } = await trx
    .selectFrom('data_key')
    .select('id')
    .where('is_current', '=', 1)
    .executeTakeFirstOrThrow();
  const key = keys.key(id);
  if (!key) throw new UnknownKey({ table: 'data_key', column: 'wrapped', row: String(id) });
  return key;
}
