// Which SQLite runs. One API, two homes: the one inside Node where it is there without an "experimental" warning on
// stderr (Node 24), else the package that ships the same API as a binary (docs/adr/0020). Knows no SQL.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** The part of `node:sqlite` that the store uses. */
export interface Statement {
  all(...parameters: readonly unknown[]): unknown[];
  /** The first row. */
  get(...parameters: readonly unknown[]): unknown;
  run(...parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...parameters: readonly unknown[]): IterableIterator<unknown>;
  columns(): readonly unknown[];
}

export interface Connection {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** Opens `path` ('' is a private temporary database, ':memory:' one in memory). Both homes wait `timeout` ms for locks. */
export function connect(path: string, timeoutMs: number): Connection {
  const { DatabaseSync } = sqlite();
  return new DatabaseSync(path, { timeout: timeoutMs, enableForeignKeyConstraints: true });
}

interface SqliteModule {
  DatabaseSync: new (
    path: string,
    options: { timeout: number; enableForeignKeyConstraints: boolean },
  ) => Connection;
}

let loaded: SqliteModule | undefined;

function sqlite(): SqliteModule {
  const major = Number(process.versions.node.split('.')[0]);
  // The cast states what both homes promise in their documentation; neither has types that @types/node 20 knows.
  loaded ??= (major >= 24 ? process.getBuiltinModule('node:sqlite') : packaged()) as SqliteModule;
  return loaded;
}

/** Not inside the function: as CommonJS it is worked out by the file's own `require`, which the function hides. */
const here = import.meta.url;

/** By require, not import: 3 ms less on Node 20, and opening stays one synchronous step. */
function packaged(): unknown {
  const require = createRequire(here);
  // By its folder, whose package.json has a "main": for a package's "exports" Node.js loads its whole resolver of ES
  // modules, which takes 2 ms more. Where there is no such folder (Plug'n'Play) the name has to do.
  const folder = require.resolve
    .paths('@photostructure/sqlite')
    ?.map((modules) => join(modules, '@photostructure/sqlite'))
    .find((path) => existsSync(path));
  return folder === undefined ? require('@photostructure/sqlite') : require(folder);
}
