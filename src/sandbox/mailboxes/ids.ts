// Identifiers in the look of Exchange's: long, case-sensitive, base64url with padding, alike at the front within one
// mailbox. Clients must treat them as opaque. Behind them are a number and a count of moves, enciphered: an id is
// computed when somebody asks and found again without a table, which a mailbox of 100,000 messages can tell.

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** What an id names. Graph's default id of an item changes when the item moves; the immutable one does not. */
export type IdKind = 'item' | 'immutable' | 'folder' | 'conversation';

export interface Named {
  readonly kind: IdKind;
  readonly number: number;
  /** How often the item had moved; 0 for everything else. */
  readonly generation: number;
}

/** How each begins in the wild, and what marks it inside. */
const kinds = {
  item: { prefix: 'AAMk', mark: 0x4d49 },
  immutable: { prefix: 'AAkA', mark: 0x6b49 },
  folder: { prefix: 'AAMk', mark: 0x4d46 },
  conversation: { prefix: 'AAQk', mark: 0x5143 },
} as const satisfies Record<IdKind, { prefix: string; mark: number }>;

export const idKeyBytes = 16;
const frontBytes = 28;
const blockBytes = 16;

/** One key for a whole store, so that ids mean the same after a restart. */
export class IdCipher {
  readonly key: Buffer;
  readonly #seal;
  readonly #open;

  constructor(key: Buffer) {
    this.key = key;
    // A block at a time: the numbers are unique, and nothing here is a secret worth more than one block.
    this.#seal = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    this.#open = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  }

  seal(block: Buffer): Buffer {
    return this.#seal.update(block);
  }

  open(block: Buffer): Buffer {
    return this.#open.update(block);
  }
}

/** The ids of one mailbox. */
export class Ids {
  readonly #cipher: IdCipher;
  readonly #mailbox: number;
  readonly #front: Buffer;

  constructor(cipher: IdCipher, mailbox: number) {
    this.#cipher = cipher;
    this.#mailbox = mailbox;
    const digest = createHash('sha256').update(cipher.key).update(String(mailbox)).digest();
    this.#front = digest.subarray(0, frontBytes);
  }

  write(kind: IdKind, number: number, generation = 0): string {
    const block = Buffer.allocUnsafe(blockBytes);
    block.writeUIntBE(number, 0, 6);
    block.writeUInt32BE(generation, 6);
    block.writeUInt32BE(this.#mailbox, 10);
    block.writeUInt16BE(kinds[kind].mark, 14);
    const text = Buffer.concat([this.#front, this.#cipher.seal(block)]).toString('base64url');
    return `${kinds[kind].prefix}${text}=`;
  }

  /** What `id` names in this mailbox; undefined for whatever was not written here, in exactly these letters. */
  read(id: string): Named | undefined {
    if (id.length > 100 || !id.endsWith('=')) return undefined;
    const octets = Buffer.from(id.slice(4, -1), 'base64url');
    if (octets.length !== frontBytes + blockBytes || !octets.subarray(0, frontBytes).equals(this.#front)) {
      return undefined;
    }
    const block = this.#cipher.open(octets.subarray(frontBytes));
    const mark = block.readUInt16BE(14);
    const found = Object.entries(kinds).find(([, one]) => one.mark === mark);
    if (!found || block.readUInt32BE(10) !== this.#mailbox) return undefined;
    // The keys of the table are its type's.
    const named = {
      kind: found[0] as IdKind,
      number: block.readUIntBE(0, 6),
      generation: block.readUInt32BE(6),
    };
    return this.write(named.kind, named.number, named.generation) === id ? named : undefined;
  }
}
