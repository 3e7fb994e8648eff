// Locks by name inside one process, first come, first served. No timers: whoever gives a lock back hands it on.

interface Waiter {
  enter(): void;
}

export class FifoLocks {
  readonly #permits: number;
  readonly #held = new Map<string, { count: number; waiters: Set<Waiter> }>();

  /** `permits`: how many may hold the same name at once. */
  constructor(permits = 1) {
    this.#permits = permits;
  }

  /** Rejects with the signal's reason when it is aborted before the turn has come. */
  acquire(name: string, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const lock = this.#held.get(name) ?? { count: 0, waiters: new Set() };
      this.#held.set(name, lock);
      if (lock.count < this.#permits) {
        lock.count += 1;
        return resolve(this.#release(name));
      }
      const onAbort = (): void => {
        lock.waiters.delete(waiter);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        enter: () => {
          signal.removeEventListener('abort', onAbort);
          resolve(this.#release(name));
        },
      };
      lock.waiters.add(waiter);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Names that are held now. */
  get size(): number {
    return this.#held.size;
  }

  #release(name: string): () => void {
    let released = false;
    return () => {
      const lock = this.#held.get(name);
      if (released || !lock) return;
      released = true;
      const [next] = lock.waiters;
      if (next) {
        lock.waiters.delete(next);
        return next.enter();
      }
      lock.count -= 1;
      if (lock.count === 0) this.#held.delete(name);
    };
  }
}
