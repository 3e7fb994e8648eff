// One SQLite connection: prepared statements kept, errors in our words. The calls are synchronous and take
// microseconds (docs/adr/0020); who waits for what is decided above.

import { type Connection, connect, type Row, type SqlValue, type Statement } from './driver.ts';
import { translate } from './errors.ts';

/** Statements kept a connection. The whole store has fewer than a hundred different ones. */
const statementsMax = 200;

export class SqliteConnection {
  readonly path: string;
  readonly #timeoutMs: number;
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();

  constructor(path: string, timeoutMs: number) {
    this.path = path;
    this.#timeoutMs = timeoutMs;
    this.#connection = this.guard(() => connect(path, timeoutMs));
  }

  get inTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  exec(sql: string): void {
    this.guard(() => this.#connection.exec(sql));
  }

  /** The rows of `sql` whose parameters are written `$1`, `$2` ... in order. */
  rows(sql: string, parameters: readonly SqlValue[] = []): Row[] {
    const named = Object.fromEntries(parameters.map((value, index) => [`$${index + 1}`, value]));
    return this.guard(() => {
      const statement = this.statement(sql);
      // What a SELECT yields are objects, one a row.
      return (parameters.length > 0 ? statement.all(named) : statement.all()) as Row[];
    });
  }

  /** The single value of a pragma that reads. */
  pragma(name: string): unknown {
    // By the short way: one of them is asked at each sign-in through the proxy, twice.
    const row = this.guard(() => this.statement(`pragma ${name}`).get());
    // What a row is, is an object.
    return row === undefined ? undefined : Object.values(row as Row)[0];
  }

  statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.guard(() => this.#connection.prepare(sql));
    if (this.#statements.size >= statementsMax) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs `step` and translates what SQLite throws. */
  guard<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw translate(error, this.path, this.#timeoutMs) ?? error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.guard(() => this.#connection.close());
  }
}
