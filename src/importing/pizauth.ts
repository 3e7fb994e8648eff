// What `pizauth dump` prints: ChaCha20-Poly1305 under a key that is in its source, against grep and not against people, and
// in it version 1 of its state in Rust's bincode: numbers of 8 octets, least first; texts and lists with their length
// before them; an octet before what may be absent, four before what is of several kinds.

import { createDecipheriv } from 'node:crypto';
import { Secret } from '../base/secret.ts';
import type { FoundGrant, GrantReader } from './found-grant.ts';

const key = Buffer.from('66a247a85e48cfecaaed9b36eba97d5350d4286375097a44eeffb9c4546b65a3', 'hex');
const nonceBytes = 12;
const tagBytes = 16;
const versionKnown = 1n;
/** A list of this many is no dump of a person's accounts. */
const countMax = 10_000;

export const pizauth: GrantReader = {
  program: 'pizauth',
  knows: ({ bytes }) => opened(bytes) !== undefined,
  read: ({ bytes }) => Promise.resolve(accounts(new Bincode(opened(bytes) ?? Buffer.alloc(0)))),
};

function opened(bytes: Buffer): Buffer | undefined {
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('chacha20-poly1305', key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const state = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return state.length >= 8 && state.readBigUInt64LE(0) === versionKnown ? state : undefined;
  } catch (error) {
    // What Node.js says of a tag that does not fit: the file is another program's.
    if (error instanceof Error && /authenticate/.test(error.message)) return undefined;
    throw error;
  }
}

function accounts(state: Bincode): FoundGrant[] {
  state.number();
  return state.list(() => {
    const name = state.text();
    state.text(); // where a person consents
    const fields = state.list(() => [state.text(), state.text()] as const);
    const clientId = state.text();
    const clientSecret = state.optional(() => state.text());
    state.text(); // the way back from there
    const scopes = state.list(() => state.text());
    const tokenEndpoint = state.text();
    const refreshToken = state.kind() === 0 ? undefined : active(state);
    const hint = fields.find(([field]) => field === 'login_hint')?.[1];
    return {
      program: 'pizauth',
      address: [hint, name].find((text) => text?.includes('@')),
      refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
      clientId,
      clientSecret: clientSecret === undefined ? undefined : new Secret(clientSecret),
      tokenEndpoint,
      scopes,
      appOnly: false,
    };
  });
}

function active(state: Bincode): string | undefined {
  state.text(); // the access token
  state.time();
  state.time();
  return state.optional(() => state.text());
}

class Bincode {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  number(): number {
    this.#at += 8;
    return Number(this.#bytes.readBigUInt64LE(this.#at - 8));
  }

  kind(): number {
    this.#at += 4;
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  text(): string {
    const length = this.number();
    if (length > this.#bytes.length - this.#at) throw new RangeError('a text that is longer than the dump');
    this.#at += length;
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }

  /** Seconds and nanoseconds since the epoch. */
  time(): void {
    this.number();
    this.kind();
  }

  optional<T>(read: () => T): T | undefined {
    this.#at += 1;
    return this.#bytes.readUInt8(this.#at - 1) === 0 ? undefined : read();
  }

  list<T>(read: () => T): T[] {
    const count = this.number();
    if (count > countMax) throw new RangeError('a list that is longer than any');
    return Array.from({ length: count }, read);
  }
}
