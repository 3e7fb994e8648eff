// Where the sandbox's parts keep what must not be forgotten. A part asks for a map or a record and uses it as if it were
// its own; whether that outlives the process is not its business (data/ keeps it on disk, this file in memory).

export interface Shelf {
  /**
   * The entries kept as `kind`, in the order in which they came. What is put in must be asked for again before it is
   * changed: only what comes out of the map is watched.
   */
  map<T extends object>(kind: string): Map<string, T>;
  /** The one object kept as `name`; `initial` the first time, and for fields that were not kept. */
  record<T extends object>(name: string, initial: T): T;
  /** The same for what takes time to make, and need not be made when it is there. */
  made<T extends object>(name: string, make: () => Promise<T>): Promise<T>;
}

export const memoryShelf: Shelf = {
  map: () => new Map(),
  record: (_name, initial) => initial,
  made: (_name, make) => make(),
};
