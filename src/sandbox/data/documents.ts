// A shelf on disk: each entry of each map is one row of text, written again when something in it has changed, once for
// each transaction however often that was.

import type { Shelf } from '../shelf.ts';
import type { Commits } from './commits.ts';
import { type References, read, write } from './notation.ts';
import type { Sqlite } from './sqlite.ts';
import { unwatched, watched } from './watched.ts';

interface Named {
  readonly kind: string;
  readonly key: string;
  readonly face: object;
}

export class Documents implements Shelf {
  readonly #sqlite: Sqlite;
  readonly #commits: Commits;
  readonly #maps = new Map<string, KeptMap<object>>();
  /** What is kept, by the object behind its face. */
  readonly #named = new WeakMap<object, Named>();
  /** Changed since the last transaction; undefined: taken away. By kind and key. */
  readonly #dirty = new Map<string, { kind: string; key: string; raw: object | undefined }>();
  readonly #references: References = {
    nameOf: (raw) => {
      const named = this.#named.get(unwatched(raw));
      return named && [named.kind, named.key];
    },
    find: (kind, key) => unwatched(this.map(kind).get(key)),
  };

  constructor(sqlite: Sqlite, commits: Commits) {
    this.#sqlite = sqlite;
    this.#commits = commits;
    commits.beforeEach(() => this.#flush());
  }

  map<T extends object>(kind: string): Map<string, T> {
    const known = this.#maps.get(kind);
    // One kind has one type: whoever names it says which.
    if (known) return known as unknown as Map<string, T>;
    const map = new KeptMap<object>({
      put: (key, value) => this.#put(kind, key, value),
      drop: (key, value) => this.#drop(kind, key, value),
    });
    this.#maps.set(kind, map);
    const rows = this.#sqlite.rows('select key, body from document where kind = ? order by number', kind);
    for (const row of rows) {
      const key = String(row['key']);
      const raw = read(String(row['body']), this.#references);
      if (raw) map.restore(key, this.#named.get(raw)?.face ?? this.#name(kind, key, raw));
    }
    return map as unknown as Map<string, T>;
  }

  record<T extends object>(name: string, initial: T): T {
    const map = this.map<T>('record');
    const kept = map.get(name);
    if (kept) {
      for (const [field, value] of Object.entries(initial)) {
        if (!(field in kept)) Object.assign(kept, { [field]: value as unknown });
      }
      return kept;
    }
    map.set(name, initial);
    return map.get(name) ?? initial;
  }

  async made<T extends object>(name: string, make: () => Promise<T>): Promise<T> {
    const map = this.map<T>('record');
    const kept = map.get(name);
    if (kept) return kept;
    const made = await make();
    map.set(name, made);
    return map.get(name) ?? made;
  }

  #put(kind: string, key: string, value: object): object {
    const raw = unwatched(value);
    const named = this.#named.get(raw);
    const face = named?.face ?? this.#name(kind, key, raw);
    this.#mark(kind, key, raw);
    return face;
  }

  #drop(kind: string, key: string, value: object): void {
    const raw = unwatched(value);
    const named = this.#named.get(raw);
    if (named?.kind === kind && named.key === key) this.#named.delete(raw);
    this.#mark(kind, key, undefined);
  }

  #name(kind: string, key: string, raw: object): object {
    const face = watched(raw, {
      touched: () => {
        if (this.#named.has(raw)) this.#mark(kind, key, raw);
      },
      known: (inner) => (inner === raw ? undefined : this.#named.get(inner)?.face),
    });
    this.#named.set(raw, { kind, key, face });
    return face;
  }

  #mark(kind: string, key: string, raw: object | undefined): void {
    this.#commits.begin();
    this.#dirty.set(`${kind} ${key}`, { kind, key, raw });
  }

  #flush(): void {
    for (const { kind, key, raw } of this.#dirty.values()) {
      if (!raw) {
        this.#sqlite.run('delete from document where kind = ? and key = ?', kind, key);
        continue;
      }
      const named = this.#named.get(raw);
      const own = !named || (named.kind === kind && named.key === key);
      const body = own ? write(raw, this.#references) : JSON.stringify({ $ref: [named.kind, named.key] });
      this.#sqlite.run(
        'insert into document (kind, key, body) values (?, ?, ?) on conflict (kind, key) do update set body = excluded.body',
        kind,
        key,
        body,
      );
    }
    this.#dirty.clear();
  }
}

/** A map whose values are watched faces of what was put in. */
class KeptMap<T extends object> extends Map<string, T> {
  readonly #keeper: { put(key: string, value: T): T; drop(key: string, value: T): void };

  constructor(keeper: { put(key: string, value: T): T; drop(key: string, value: T): void }) {
    super();
    this.#keeper = keeper;
  }

  override set(key: string, value: T): this {
    const before = super.get(key);
    if (before && unwatched(before) !== unwatched(value)) this.#keeper.drop(key, before);
    return super.set(key, this.#keeper.put(key, value));
  }

  override delete(key: string): boolean {
    const before = super.get(key);
    if (before) this.#keeper.drop(key, before);
    return super.delete(key);
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }

  restore(key: string, value: T): void {
    super.set(key, value);
  }
}
