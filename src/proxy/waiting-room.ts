// Connections that have not signed in yet, counted by address and in all: whoever only connects must not be able to take
// up all sockets and memory. Those that have signed in are the door keeper's to count (admission/places.ts).

import { neighbourhood, parseAddress } from '../wire/ip-network.ts';

export interface WaitingNumbers {
  /** From one address (IPv6: one /64). */
  readonly perAddress: number;
  readonly inAll: number;
}

/**
 * An address: as many as it may have sessions (admission/places.ts). In all: twice that, some 60 MB; Dovecot's own number is
 * 1,000 for a process (default_client_limit).
 */
export const waitingNumbers: WaitingNumbers = { perAddress: 1_000, inAll: 2_000 };

export class WaitingRoom {
  #numbers: WaitingNumbers;
  readonly #places = new Map<string, number>();
  #taken = 0;

  constructor(numbers: WaitingNumbers) {
    this.#numbers = numbers;
  }

  /** Whoever is there already stays. */
  change(numbers: WaitingNumbers): void {
    this.#numbers = numbers;
  }

  /**
   * @param address - undefined where it is not known: it counts among all alone
   * @returns what gives the place back, or how many are there already. Giving it back twice is giving it back once.
   */
  enter(address: string | undefined): (() => void) | { readonly whose: string; readonly count: number } {
    if (this.#taken >= this.#numbers.inAll) return { whose: 'This proxy', count: this.#taken };
    const key = address === undefined ? undefined : keyOf(address);
    if (key !== undefined) {
      const count = this.#places.get(key) ?? 0;
      if (count >= this.#numbers.perAddress) return { whose: key, count };
      this.#places.set(key, count + 1);
    }
    this.#taken += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#taken -= 1;
      if (key === undefined) return;
      const now = (this.#places.get(key) ?? 1) - 1;
      if (now === 0) this.#places.delete(key);
      else this.#places.set(key, now);
    };
  }
}

function keyOf(address: string): string {
  const parsed = parseAddress(address);
  return parsed ? neighbourhood(parsed) : address;
}
