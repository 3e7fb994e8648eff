// How many are inside: counted by account and protocol, and by address. A place is taken before anything is done for whoever
// comes, and given back when he leaves.

import { fail } from '../../errors/error.ts';
import type { ProxyProtocol } from '../front/front.ts';

export interface PlaceNumbers {
  /** Sessions of one mailbox by one protocol. */
  readonly perMailbox: number;
  /** Sessions and sign-ins under way from one address (IPv6: one /64). */
  readonly perAddress: number;
}

/**
 * A mailbox: Exchange Online takes some 20 IMAP connections (told by users; Exchange Server's own setting, MaxConnectionsPerUser
 * of Set-ImapSettings, begins at 16) and refuses the rest in a way that no mail program understands. An address: Exchange
 * Server has no limit of its own (MaxConnectionFromSingleIP); an office of a hundred people may come from one address,
 * each with ten connections.
 */
export const placeNumbers: PlaceNumbers = { perMailbox: 20, perAddress: 1_000 };

/** Gives the place back; again, it does nothing. */
export type Leave = () => void;

export class Places {
  #numbers: PlaceNumbers;
  readonly #taken = new Map<string, number>();

  constructor(numbers: Partial<PlaceNumbers> = {}) {
    this.#numbers = { ...placeNumbers, ...numbers };
  }

  /** Whoever is inside stays. */
  change(numbers: Partial<PlaceNumbers>): void {
    this.#numbers = { ...placeNumbers, ...numbers };
  }

  /** @throws `proxy-connections-exceeded` */
  ofAddress(neighbour: string, protocol: ProxyProtocol): Leave {
    return this.#take(`address ${neighbour}`, this.#numbers.perAddress, (count) =>
      fail('proxy-connections-exceeded', {
        whose: neighbour,
        count,
        protocol: protocol.toUpperCase(),
        setting: 'the number that may come from one address (mailgrant proxy --per-address)',
      }),
    );
  }

  /** @throws `proxy-connections-exceeded` */
  ofMailbox(mailbox: string, protocol: ProxyProtocol): Leave {
    return this.#take(`${protocol} ${mailbox.toLowerCase()}`, this.#numbers.perMailbox, (count) =>
      fail('proxy-connections-exceeded', {
        whose: mailbox,
        count,
        protocol: protocol.toUpperCase(),
        setting: 'the number for one mailbox, where the server bears more (mailgrant proxy --per-mailbox)',
      }),
    );
  }

  /** Places taken in all. */
  get size(): number {
    let sum = 0;
    for (const count of this.#taken.values()) sum += count;
    return sum;
  }

  #take(key: string, most: number, refusal: (count: number) => Error): Leave {
    const count = this.#taken.get(key) ?? 0;
    if (count >= most) throw refusal(count);
    this.#taken.set(key, count + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const now = (this.#taken.get(key) ?? 1) - 1;
      if (now === 0) this.#taken.delete(key);
      else this.#taken.set(key, now);
    };
  }
}
