// Many callers, one piece of work. Whoever asks for a key while its work is under way shares that work's outcome.

export class SingleFlight<K, V> {
  readonly #flights = new Map<K, Promise<V>>();

  /** Joins the flight under `key`, or starts one with `start`. The flight is forgotten once it has settled. */
  run(key: K, start: () => Promise<V>): Promise<V> {
    const under = this.#flights.get(key);
    if (under) return under;
    const flight = start().finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    this.#flights.set(key, flight);
    return flight;
  }

  /** Waits for everything that is under way now; never rejects. */
  async settle(): Promise<void> {
    await Promise.allSettled([...this.#flights.values()]);
  }

  get size(): number {
    return this.#flights.size;
  }
}
