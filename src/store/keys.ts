// Changing the keys of a store that is in use. A new data key becomes current in one small transaction; from then on
// every writer, in every process, seals with it, because each asks inside its own transaction which key is current.
// So one walk over each sealed column in the order of its primary key meets every row that still needs the old one.

import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';
import type { Logger } from '../base/logger.ts';
import { readKeyRows, unsealer, withFreshKeys } from './access.ts';
import { alone } from './alone.ts';
import type { Context, Db, Trx } from './database.ts';
import { places } from './rows.ts';
import { newDataKey, rewrap } from './sealing/data-keys.ts';
import type { Keyring } from './sealing/keyring.ts';
import { chooseMasterKey, type MasterKey } from './sealing/master-key.ts';
import { keyIdEndsAt, keyIdOf, type Place, type SealingKey } from './sealing/seal.ts';
import type { StoreKeys } from './store.ts';
import type { Sealed } from './tables.ts';

export interface KeyOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly keyring: Keyring;
}

/** Rows looked at, and at most re-sealed, in one transaction: about a millisecond of everybody else's time. */
const batchRows = 100;

const never = new AbortController().signal;

export function keyMethods(context: Context, { clock, log, keyring }: KeyOptions): Omit<StoreKeys, 'where'> {
  const { database, keys } = context;
  return {
    rotateDataKey: ({ signal = never } = {}) =>
      alone(
        database,
        clock,
        'keys',
        async () => {
          const current = await makeCurrent(context, clock.now());
          let resealed = 0;
          for (const column of sealedColumns) resealed += await walk(context, column, current, signal);
          await dropOld(context, current);
          log.info('store.data-key-rotated', { path: database.path, key: current.id, resealed });
          return { resealed };
        },
        signal,
      ),

    rewrapMasterKey: (source) =>
      // The lock keeps rotations away, so that the rows read here are the rows that are replaced.
      alone(database, clock, 'keys', async () => {
        const rows = await readKeyRows(database);
        await keys.load(rows);
        const db = await database.kysely();
        const { store_id } = await db.selectFrom('store').select('store_id').executeTakeFirstOrThrow();
        const next = await chooseMasterKey(source, store_id, keyring);
        await replaceMaster(db, next, rewrap(rows, keys.master.key, next.key));
        keys.adopt(next, source);
        log.info('store.master-key-changed', { path: database.path, key: next.record.kind });
      }),
  };
}

interface SealedColumn {
  readonly table: 'app' | 'account_grant' | 'token' | 'pending_consent';
  readonly column: string;
  readonly id: readonly string[];
  place(id: readonly string[]): Place;
}

/** Every column of type `Sealed` except the wrapped keys themselves; a test compares this with the tables. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'app', column: 'credential', id: ['id'], place: ([id = '']) => places.credential(id) },
  {
    table: 'account_grant',
    column: 'refresh_token',
    id: ['account_id'],
    place: ([id = '']) => places.refreshToken(id),
  },
  {
    table: 'token',
    column: 'access_token',
    id: ['account_id', 'resource'],
    place: ([id = '', resource = '']) => places.accessToken(id, resource),
  },
  {
    table: 'pending_consent',
    column: 'payload',
    id: ['state'],
    place: ([state = '']) => places.payload(state),
  },
];

async function makeCurrent(context: Context, nowMs: number): Promise<SealingKey> {
  const { database, keys } = context;
  await keys.load(await readKeyRows(database));
  const db = await database.kysely();
  const id = await db.transaction().execute(async (trx) => {
    const { last } = await trx
      .selectFrom('data_key')
      .select((column) => column.fn.max('id').as('last'))
      .executeTakeFirstOrThrow();
    // The current key is always the youngest and never dropped: the next number was never used before.
    const next = Number(last) + 1;
    const { wrapped } = newDataKey(next, keys.master.key);
    await trx.updateTable('data_key').set({ is_current: 0 }).execute();
    await trx
      .insertInto('data_key')
      .values({ id: next, wrapped, is_current: 1, created_at_ms: nowMs })
      .execute();
    return next;
  });
  await keys.load(await readKeyRows(database));
  const key = keys.key(id);
  invariant(key, 'a key that was just written is read back');
  return key;
}

/** Re-seals what is not sealed by `current`; returns how many values that were. */
async function walk(
  context: Context,
  sealed: SealedColumn,
  current: SealingKey,
  signal: AbortSignal,
): Promise<number> {
  const db = await context.database.kysely();
  let resealed = 0;
  let after: readonly string[] | undefined;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await headsAfter(sealed, after).execute(db);
    const last = rows.at(-1);
    if (!last) return resealed;
    after = idOf(sealed, last);
    const old = rows.filter(({ head }) => !startsWithKey(head, current.id));
    if (old.length > 0) {
      resealed += await withFreshKeys(context, () =>
        db.transaction().execute((trx) => reseal(context, trx, sealed, old, current)),
      );
    }
    // Everybody else in this process gets a turn between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Head = Readonly<Record<string, string>> & { readonly head: Sealed | null };

function headsAfter(sealed: SealedColumn, after: readonly string[] | undefined) {
  const id = sql.join(sealed.id.map((name) => sql.ref(name)));
  const head = sql`substr(${sql.ref(sealed.column)}, 1, ${sql.lit(keyIdEndsAt)})`;
  const onwards = after ? sql`and (${id}) > (${sql.join(after)})` : sql``;
  return sql<Head>`select ${id}, ${head} as head from ${sql.table(sealed.table)}
    where ${sql.ref(sealed.column)} is not null ${onwards}
    order by ${id} limit ${sql.lit(batchRows)}`;
}

async function reseal(
  context: Context,
  trx: Trx,
  sealed: SealedColumn,
  heads: readonly Head[],
  current: SealingKey,
): Promise<number> {
  const unseal = unsealer(context);
  const column = sql.ref(sealed.column);
  const table = sql.table(sealed.table);
  let resealed = 0;
  for (const head of heads) {
    const values = idOf(sealed, head);
    const here = sql`(${sql.join(sealed.id.map((name) => sql.ref(name)))}) = (${sql.join(values)})`;
    // Read again inside the transaction: since the batch was read the value may have been replaced or deleted.
    const { rows } = await sql<{
      value: Sealed | null;
    }>`select ${column} as value from ${table} where ${here}`.execute(trx);
    const value = rows[0]?.value;
    if (value === null || value === undefined || keyIdOf(value) === current.id) continue;
    const place = sealed.place(values);
    const fresh = current.seal(Buffer.from(unseal(value, place).reveal(), 'utf8'), place);
    await sql`update ${table} set ${column} = ${fresh} where ${here}`.execute(trx);
    resealed += 1;
  }
  return resealed;
}

function replaceMaster(db: Db, next: MasterKey, wrapped: ReadonlyMap<number, Buffer>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    for (const [id, bytes] of wrapped) {
      await trx.updateTable('data_key').set({ wrapped: bytes }).where('id', '=', id).execute();
    }
    await trx
      .updateTable('store')
      .set({ key_check: next.key.check(), key_source: JSON.stringify(next.record) })
      .where('id', '=', 1)
      .execute();
  });
}

async function dropOld({ database, keys }: Context, current: SealingKey): Promise<void> {
  const db = await database.kysely();
  await db.deleteFrom('data_key').where('id', '<>', current.id).execute();
  await keys.load(await readKeyRows(database));
}

function idOf({ id }: SealedColumn, row: Head): string[] {
  return id.map((name) => row[name] ?? '');
}

function startsWithKey(head: Sealed | null, id: number): boolean {
  // SQLite has no beginning of nothing: of an empty value `substr` makes NULL.
  return head?.length === keyIdEndsAt && Buffer.from(head).readUInt32BE(1) === id;
}
