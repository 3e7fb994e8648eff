// The data keys of one store as this process knows them. Rows are sealed by the current one; another process may make
// a new one at any time, so a write asks the database which one is current, and a read that meets an unknown id loads
// them again. Knows no SQL: rows are handed in.

import { randomBytes } from 'node:crypto';
import { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import type { DataKeyTable, StoreTable } from '../tables.ts';
import type { Keyring } from './keyring.ts';
import { findMasterKey, type KeyRecord, type KeySource, type MasterKey } from './master-key.ts';
import { BrokenSeal, keyBytes, keyIdOf, type Place, SealingKey } from './seal.ts';

/** What is read of the database to open it: the store's row and its data keys. */
export interface KeyRows {
  readonly store: Pick<StoreTable, 'key_check' | 'key_source'>;
  readonly dataKeys: ReadonlyArray<Pick<DataKeyTable, 'id' | 'wrapped' | 'is_current'>>;
}

/** A value was sealed by a key that this process has not seen: to be caught, the keys loaded, the row read again. */
export class UnknownKey extends Error {
  override readonly name = 'UnknownKey';
  readonly place: Place;

  constructor(place: Place) {
    super(`${place.table}.${place.column} is sealed by a key that is not known here`);
    this.place = place;
  }
}

export interface DataKeysOptions {
  readonly path: string;
  readonly source: KeySource;
  readonly keyring: Keyring;
}

export class DataKeys {
  #options: DataKeysOptions;
  #master: MasterKey;
  #byId: ReadonlyMap<number, SealingKey>;

  private constructor(options: DataKeysOptions, master: MasterKey, byId: Map<number, SealingKey>) {
    this.#options = options;
    this.#master = master;
    this.#byId = byId;
  }

  static async open(rows: KeyRows, options: DataKeysOptions): Promise<DataKeys> {
    const master = await masterKeyFor(rows, options);
    return new DataKeys(options, master, unwrap(rows, master.key));
  }

  get master(): MasterKey {
    return this.#master;
  }

  /** Takes over what other processes have done to the keys. */
  async load(rows: KeyRows): Promise<void> {
    const master =
      rows.store.key_check === this.#master.key.check()
        ? this.#master
        : await masterKeyFor(rows, this.#options, true);
    this.#byId = unwrap(rows, master.key);
    this.#master = master;
  }

  /** This process has put the data keys under another master key, and looks for it in `source` from now on. */
  adopt(master: MasterKey, source: KeySource): void {
    this.#options = { ...this.#options, source };
    this.#master = master;
  }

  /** The key with this id, if it has been loaded. */
  key(id: number): SealingKey | undefined {
    return this.#byId.get(id);
  }

  /** @throws UnknownKey, `store-sealed-value-corrupt` */
  unseal(sealed: Uint8Array, place: Place): Secret {
    const id = keyIdOf(sealed);
    if (id === undefined) throw corrupt(place);
    const key = this.#byId.get(id);
    if (!key) throw new UnknownKey(place);
    return new Secret(opened(key, sealed, place).toString('utf8'));
  }
}

/** A fresh data key and its row. */
export function newDataKey(id: number, master: SealingKey): { key: SealingKey; wrapped: Buffer } {
  const key = new SealingKey(id, randomBytes(keyBytes));
  return { key, wrapped: key.wrappedBy(master, keyPlace(id)) };
}

/** The same data keys, wrapped by another master key. */
export function rewrap(rows: KeyRows, from: SealingKey, to: SealingKey): Map<number, Buffer> {
  const wrapped = [...unwrap(rows, from)].map(([id, key]) => [id, key.wrappedBy(to, keyPlace(id))] as const);
  return new Map(wrapped);
}

export function corrupt(place: Place, cause?: unknown): Error {
  const { table, row, column } = place;
  return fail('store-sealed-value-corrupt', { table, row, column }, { cause });
}

function masterKeyFor(
  rows: KeyRows,
  { path, source, keyring }: DataKeysOptions,
  moved = false,
): Promise<MasterKey> {
  // Written by us as JSON of this type.
  const record = JSON.parse(rows.store.key_source) as KeyRecord;
  return findMasterKey(source, { record, check: rows.store.key_check, path, moved }, keyring);
}

function unwrap(rows: KeyRows, master: SealingKey): Map<number, SealingKey> {
  const keys = rows.dataKeys.map(({ id, wrapped }) => {
    return [id, new SealingKey(id, opened(master, wrapped, keyPlace(id)))] as const;
  });
  return new Map(keys);
}

function opened(key: SealingKey, sealed: Uint8Array, place: Place): Buffer {
  try {
    return key.unseal(sealed, place);
  } catch (error) {
    if (error instanceof BrokenSeal) throw corrupt(place, error);
    throw error;
  }
}

function keyPlace(id: number): Place {
  return { table: 'data_key', column: 'wrapped', row: String(id) };
}
