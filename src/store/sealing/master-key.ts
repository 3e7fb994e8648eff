// Where the master key lives, how it is found again, and how a new one is made. A candidate counts only if the
// store's check value says that it is the right one, so that trying the wrong key can do no harm.

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Secret } from '../../base/secret.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { createKeyFile, readKeyFile } from './key-file.ts';
import { freshKeyText, parseKey } from './key-text.ts';
import type { Keyring } from './keyring.ts';
import { SealingKey } from './seal.ts';

/** Where to look for the master key. `auto`: where the store's own record says; see `chooseMasterKey` for a new store. */
export type KeySource =
  | { readonly kind: 'keyring'; readonly service?: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'env'; readonly value: Secret }
  | { readonly kind: 'auto'; readonly keyFile: string; readonly env?: Secret };

/** The store's own record of it. */
export type KeyRecord =
  | { readonly kind: 'keyring'; readonly service: string; readonly account: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'env' };

export interface MasterKey {
  readonly key: SealingKey;
  readonly record: KeyRecord;
}

const defaultService = 'mailgrant';
/** Data keys count from 1. */
const masterKeyId = 0;

/**
 * The master key of an existing store.
 *
 * @throws `store-key-missing`, `store-key-wrong`, `store-key-malformed`, `store-key-file-wide`
 */
export async function findMasterKey(
  source: KeySource,
  wanted: {
    readonly record: KeyRecord;
    readonly check: string;
    readonly path: string;
    /** Another process has moved the key while this one was at work: the record counts, not only `source`. */
    readonly moved: boolean;
  },
  keyring: Keyring,
): Promise<MasterKey> {
  const absent: string[] = [];
  const wrong: string[] = [];
  const looks = [...placesToLook(source, wanted.record, keyring)];
  if (wanted.moved) looks.push(...recordedPlace(wanted.record, keyring));
  for (const look of looks) {
    const found = await look();
    if (found.text === undefined) {
      absent.push(`${found.place} (${found.why})`);
      continue;
    }
    const key = keyFrom(found.text, found.place);
    if (key.check() === wanted.check) return { key, record: found.record };
    wrong.push(found.place);
  }
  const { path } = wanted;
  if (wrong.length > 0) throw fail('store-key-wrong', { path, places: wrong.join(', ') });
  throw fail('store-key-missing', { path, places: absent.join(', ') });
}

/**
 * The master key for a new store, or the next one of an old store: what `source` names already holds one, or gets a
 * fresh one. `auto` takes the environment's value if there is one, else the OS keyring if it really works, else a file.
 */
export async function chooseMasterKey(
  source: KeySource,
  storeId: string,
  keyring: Keyring,
): Promise<MasterKey> {
  switch (source.kind) {
    case 'env':
      return { key: keyFrom(source.value.reveal(), 'the environment'), record: { kind: 'env' } };
    case 'file':
      return keyInFile(source.path);
    case 'keyring':
      return keyInKeyring(source.service ?? defaultService, storeId, keyring);
    case 'auto':
      if (source.env) return chooseMasterKey({ kind: 'env', value: source.env }, storeId, keyring);
      // A key file that stands there already is somebody's decision.
      if ('text' in readKeyFile(source.keyFile)) return keyInFile(source.keyFile);
      try {
        return await keyInKeyring(defaultService, storeId, keyring);
      } catch (error) {
        if (!isMailgrantError(error) || error.code !== 'store-keyring-unavailable') throw error;
        return keyInFile(source.keyFile);
      }
  }
}

type Found =
  | { readonly place: string; readonly text: string; readonly record: KeyRecord }
  | { readonly place: string; readonly text?: undefined; readonly why: string };

function placesToLook(
  source: KeySource,
  record: KeyRecord,
  keyring: Keyring,
): ReadonlyArray<() => Found | Promise<Found>> {
  const recorded = record.kind === 'keyring' ? record : undefined;
  switch (source.kind) {
    case 'env':
      return [() => inEnvironment(source.value)];
    case 'file':
      return [() => inFile(source.path)];
    case 'keyring':
      return [() => inKeyring(recorded, source.service, keyring)];
    case 'auto': {
      const looks = {
        env: () => inEnvironment(source.env),
        keyring: () => inKeyring(recorded, undefined, keyring),
        file: () => inFile(source.keyFile),
      };
      // The record first. The rest finds a store again that was moved with its key file, or into a container.
      const rest = [looks.env, looks.file];
      if (record.kind === 'env') return rest;
      if (record.kind === 'keyring') return [looks.keyring, ...rest];
      return resolve(source.keyFile) === record.path
        ? [looks.file, looks.env]
        : [() => inFile(record.path), ...rest];
    }
  }
}

function recordedPlace(record: KeyRecord, keyring: Keyring): Array<() => Found | Promise<Found>> {
  switch (record.kind) {
    case 'file':
      return [() => inFile(record.path)];
    case 'keyring':
      return [() => inKeyring(record, undefined, keyring)];
    case 'env':
      return [];
  }
}

function inEnvironment(value: Secret | undefined): Found {
  const place = 'the environment';
  return value === undefined
    ? { place, why: 'no value' }
    : { place, text: value.reveal(), record: { kind: 'env' } };
}

function inFile(given: string): Found {
  const path = resolve(given);
  const place = `the key file ${path}`;
  const file = readKeyFile(path);
  return 'text' in file
    ? { place, text: file.text, record: { kind: 'file', path } }
    : { place, why: file.absent };
}

async function inKeyring(
  record: Extract<KeyRecord, { kind: 'keyring' }> | undefined,
  service: string | undefined,
  keyring: Keyring,
): Promise<Found> {
  const place = `the OS keyring (service ${service ?? record?.service ?? defaultService})`;
  if (!record) return { place, why: 'this store keeps its key elsewhere' };
  try {
    const text = await keyring.get(service ?? record.service, record.account);
    return text === undefined ? { place, why: 'no entry' } : { place, text, record };
  } catch (error) {
    if (!isMailgrantError(error)) throw error;
    return { place, why: error.message };
  }
}

function keyInFile(given: string): MasterKey {
  const path = resolve(given);
  const place = `the key file ${path}`;
  let file = readKeyFile(path);
  if (!('text' in file)) {
    createKeyFile(path, freshKeyText());
    file = readKeyFile(path);
  }
  if (!('text' in file)) throw fail('store-key-file-unwritable', { path, reason: file.absent });
  return { key: keyFrom(file.text, place), record: { kind: 'file', path } };
}

async function keyInKeyring(service: string, storeId: string, keyring: Keyring): Promise<MasterKey> {
  // A new entry each time: until the store's record is changed, the old key is the one that opens it.
  const account = `${storeId}-${randomBytes(4).toString('hex')}`;
  const text = freshKeyText();
  await keyring.set(service, account, text);
  // Some keyrings take a secret and lose it; only one that gives it back is trusted with a store.
  if ((await keyring.get(service, account)) !== text) {
    throw fail('store-keyring-unavailable', { reason: 'it did not give back what it was given' });
  }
  return {
    key: keyFrom(text, `the OS keyring (service ${service})`),
    record: { kind: 'keyring', service, account },
  };
}

function keyFrom(text: string, place: string): SealingKey {
  const bytes = parseKey(text);
  if (!bytes) throw fail('store-key-malformed', { place });
  return new SealingKey(masterKeyId, bytes);
}
