// What is known of one folder: its messages by the door's own key, each with what names it and what would show that it
// has changed. Compared with the server it says what has happened; written down it is a cursor. Old versions stay
// readable: an event's cursor says how things stood when it was told, whatever was told afterwards.

import type { ReadService } from '../doors/door.ts';

/** One message as far as it has to be known to be told of later. */
export interface Known {
  /** An id without its folder: a message that is gone can still be named. */
  readonly name: string;
  /** Twins of one name are counted from the highest: IMAP's UID, POP's place, Graph's time of receipt. */
  readonly order: number;
  /** Other text: another state of the message. */
  readonly digest: string;
}

export interface Snapshot {
  readonly by: ReadService;
  /** What the keys belong to: IMAP's UIDVALIDITY, Graph's link to what comes next. Empty before the first look. */
  readonly epoch: string;
  readonly messages: ReadonlyMap<string, Known>;
}

export type Mutation =
  | { readonly kind: 'put'; readonly key: string; readonly known: Known }
  | { readonly kind: 'drop'; readonly key: string }
  | { readonly kind: 'epoch'; readonly epoch: string }
  /** Everything has another key: the folder was renumbered. */
  | { readonly kind: 'replace'; readonly epoch: string; readonly messages: ReadonlyMap<string, Known> };

/** A state at one moment. Cheap to keep, made readable by `read`. */
export interface Version {
  read(): Snapshot;
}

/** Mutations that a version may have to go through again before the base is made anew. */
const logMax = 1_000;

export class FolderState {
  readonly by: ReadService;
  #epoch: string;
  readonly #messages: Map<string, Known>;
  /** Keys by name, for twins. */
  readonly #named = new Map<string, Set<string>>();
  #base: Snapshot;
  #log: Mutation[] = [];

  constructor(snapshot: Snapshot) {
    this.by = snapshot.by;
    this.#epoch = snapshot.epoch;
    this.#messages = new Map(snapshot.messages);
    this.#base = snapshot;
    for (const [key, known] of this.#messages) this.#index(key, known);
  }

  static empty(by: ReadService): FolderState {
    return new FolderState({ by, epoch: '', messages: new Map() });
  }

  get epoch(): string {
    return this.#epoch;
  }

  get size(): number {
    return this.#messages.size;
  }

  get(key: string): Known | undefined {
    return this.#messages.get(key);
  }

  entries(): IterableIterator<[string, Known]> {
    return this.#messages.entries();
  }

  /**
   * Which of several that are alike this one is, counted as a list does: 1 for the newest. It need not be known yet. Of two
   * that came within Graph's second the one that was told later is newer.
   */
  twin(key: string, { name, order }: Known): number {
    let newer = 0;
    let later = false;
    for (const other of this.#named.get(name) ?? []) {
      const known = this.#messages.get(other);
      if (other === key) later = true;
      else if (known && (known.order > order || (known.order === order && later))) newer += 1;
    }
    return newer + 1;
  }

  apply(mutation: Mutation): void {
    const limit = Math.max(logMax, this.#base.messages.size);
    if (this.#log.length >= limit) this.#rebase();
    this.#log.push(mutation);
    if (mutation.kind === 'epoch') this.#epoch = mutation.epoch;
    else if (mutation.kind === 'put') this.#put(mutation.key, mutation.known);
    else if (mutation.kind === 'drop') this.#drop(mutation.key);
    else {
      this.#epoch = mutation.epoch;
      this.#messages.clear();
      this.#named.clear();
      for (const [key, known] of mutation.messages) this.#put(key, known);
    }
  }

  /** As it is now, for as long as somebody holds on to it. */
  version(): Version {
    const base = this.#base;
    const log = this.#log;
    const count = log.length;
    return { read: () => replay(base, log.slice(0, count)) };
  }

  #rebase(): void {
    this.#base = { by: this.by, epoch: this.#epoch, messages: new Map(this.#messages) };
    // Versions that were handed out keep the old ones.
    this.#log = [];
  }

  #put(key: string, known: Known): void {
    // One that has only changed keeps its place among its twins.
    if (this.#messages.get(key)?.name !== known.name) this.#drop(key);
    this.#messages.set(key, known);
    this.#index(key, known);
  }

  #drop(key: string): void {
    const known = this.#messages.get(key);
    if (!known) return;
    this.#messages.delete(key);
    const keys = this.#named.get(known.name);
    keys?.delete(key);
    if (keys?.size === 0) this.#named.delete(known.name);
  }

  #index(key: string, { name }: Known): void {
    const keys = this.#named.get(name);
    if (keys) keys.add(key);
    else this.#named.set(name, new Set([key]));
  }
}

function replay(base: Snapshot, log: readonly Mutation[]): Snapshot {
  if (log.length === 0) return base;
  let { epoch } = base;
  let messages = new Map(base.messages);
  for (const mutation of log) {
    if (mutation.kind === 'put') messages.set(mutation.key, mutation.known);
    else if (mutation.kind === 'drop') messages.delete(mutation.key);
    else epoch = mutation.epoch;
    if (mutation.kind === 'replace') messages = new Map(mutation.messages);
  }
  return { by: base.by, epoch, messages };
}
