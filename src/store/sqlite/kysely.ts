// Kysely over a SqliteConnection. Imported only when a query builder is needed: loading Kysely takes a hundred
// milliseconds, which the hot path does not have (docs/adr/0023).

import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import type { Tables } from '../tables.ts';
import type { SqliteConnection } from './connection.ts';

/** The returned object does not own the connection: whoever opened it closes it. */
export function kyselyOver(connection: SqliteConnection): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new Dialect({ database: adapt(connection) }) });
}

/** Kysely declares DDL in SQLite untransactional; it is not, and a migration has to happen whole or not at all. */
class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl(): boolean {
        return true;
      }
    })();
  }
}

type Database = Exclude<ConstructorParameters<typeof SqliteDialect>[0]['database'], () => unknown>;

function adapt(connection: SqliteConnection): Database {
  return {
    close() {},
    prepare(sql) {
      const statement = connection.statement(spelled(sql, connection));
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => connection.guard(() => statement.all(...parameters)),
        run: (parameters) => connection.guard(() => statement.run(...parameters)),
        iterate: (parameters) => connection.guard(() => statement.iterate(...parameters)),
      };
    },
  };
}

function spelled(sql: string, connection: SqliteConnection): string {
  // Every transaction here writes. One that begins as a reader cannot become a writer once another process has
  // committed (SQLITE_BUSY_SNAPSHOT), however long it waits; one that begins IMMEDIATE waits its turn.
  if (sql === 'begin') return 'begin immediate';
  // After a full disk or an I/O error SQLite has rolled back by itself; saying so again would hide the first error.
  if (sql === 'rollback' && !connection.inTransaction) return 'select 1';
  return sql;
}
