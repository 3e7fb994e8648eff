// The sandbox's own way to SQLite: the one inside Node from 24 on, before that the package with the same interface (the
// product's store makes the same choice, and shares no code with the sandbox). Knows no table.

import { createRequire } from 'node:module';
import { fail, isMailgrantError } from '../../errors/error.ts';

export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

interface Statement {
  all(...parameters: readonly unknown[]): unknown[];
  get(...parameters: readonly unknown[]): unknown;
  run(...parameters: readonly unknown[]): unknown;
}

interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

export class Sqlite {
  readonly #path: string;
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();

  /** Waits for nobody: whoever holds the file has it. */
  constructor(path: string) {
    this.#path = path;
    this.#connection = this.#guard(() => {
      const { DatabaseSync } = sqliteModule();
      return new DatabaseSync(path, { timeout: 0 });
    });
  }

  exec(sql: string): void {
    this.#guard(() => this.#connection.exec(sql));
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    this.#guard(() => this.#statement(sql).run(...values));
  }

  /** The first row, if there is one. */
  row(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    // What a SELECT yields are objects, one a row.
    return this.#guard(() => this.#statement(sql).get(...values)) as Row | undefined;
  }

  rows(sql: string, ...values: readonly SqlValue[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...values)) as Row[];
  }

  close(): void {
    this.#statements.clear();
    this.#guard(() => this.#connection.close());
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw this.#translate(error);
    }
  }

  /** SQLite's codes in our words: https://sqlite.org/rescode.html. The package sometimes has only SQLite's own words. */
  #translate(error: unknown): unknown {
    if (isMailgrantError(error) || !(error instanceof Error)) return error;
    const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
    const path = this.#path;
    const options = { cause: error };
    if (code === 5 || /database is locked/.test(error.message)) {
      return fail('sandbox-data-in-use', { path }, options);
    }
    if (code === 26 || /file is not a database/.test(error.message)) {
      return fail('sandbox-data-foreign', { path, found: 'not an SQLite database' }, options);
    }
    if (code === 11 || /disk image is malformed/.test(error.message)) {
      return fail('sandbox-data-corrupt', { path, detail: error.message }, options);
    }
    const disk = code === 13 || code === 10 || code === 8 || code === 14;
    if (disk || /disk is full|disk I\/O error|readonly database|unable to open/.test(error.message)) {
      return fail('sandbox-data-unusable', { path, reason: error.message }, options);
    }
    return error;
  }
}

interface SqliteModule {
  DatabaseSync: new (path: string, options: { timeout: number }) => Connection;
}

function sqliteModule(): SqliteModule {
  const major = Number(process.versions.node.split('.')[0]);
  const require = createRequire(import.meta.url);
  // What both homes promise in their documentation; neither has types that @types/node 20 knows.
  return (
    major >= 24 ? process.getBuiltinModule('node:sqlite') : require('@photostructure/sqlite')
  ) as SqliteModule;
}
