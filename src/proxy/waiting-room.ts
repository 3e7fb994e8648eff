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
  readonly #numbers: WaitingNumbers;
  readonly #places = new Map<string, number>();
  #taken = 0;

  constructor(numbers: WaitingNumbers) {
    this.#numbers = numbers;
  }

  /** @returns what gives the place back, or how many are there already. Giving it back twice is giving it back once. */
  enter(address: string): (() => void) | { readonly whose: string; readonly count: number } {
    const parsed = parseAddress(address);
    const key = parsed ? neighbourhood(parsed) : address;
    const count = this.#places.get(key) ?? 0;
    if (count >= this.#numbers.perAddress) return { whose: key, count };
    if (this.#taken >= this.#numbers.inAll) return { whose: 'This proxy', count: this.#taken };
    this.#places.set(key, count + 1);
    this.#taken += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#taken -= 1;
      const now = (this.#places.get(key) ?? 1) - 1;
      if (now === 0) this.#places.delete(key);
      else this.#places.set(key, now);
    };
  }
}
