// A sealed value: AES-256-GCM with a fresh random nonce (NIST SP 800-38D), bound to the table, column and row that
// it stands in, so that bytes copied to another place do not open there. Knows neither files nor databases.
//
//   1 byte   version, 1
//   4 bytes  id of the key, big endian
//   12 bytes nonce
//   n bytes  ciphertext
//   16 bytes tag

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { invariant } from '../../base/invariant.ts';

export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** The bytes are not what was sealed at this place, by this key. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';
  readonly place: Place;

  constructor(place: Place, options?: ErrorOptions) {
    super(`the sealed value in ${place.table}.${place.column} does not open`, options);
    this.place = place;
  }
}

export const keyBytes = 32;
const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
/** What stands before the ciphertext; its first five bytes tell the key. */
const headerBytes = 1 + 4 + nonceBytes;
export const keyIdEndsAt = 5;

/** A key that can be used and never seen. */
export class SealingKey {
  readonly id: number;
  readonly #bytes: Buffer;

  constructor(id: number, bytes: Buffer) {
    invariant(bytes.length === keyBytes, 'a key for AES-256 has 32 bytes');
    this.id = id;
    this.#bytes = bytes;
  }

  seal(plain: Buffer, place: Place): Buffer {
    const header = Buffer.alloc(headerBytes);
    header.writeUInt8(version, 0);
    header.writeUInt32BE(this.id, 1);
    const nonce = randomBytes(nonceBytes);
    nonce.copy(header, keyIdEndsAt);
    const cipher = createCipheriv('aes-256-gcm', this.#bytes, nonce, { authTagLength: tagBytes });
    cipher.setAAD(associated(this.id, place));
    return Buffer.concat([header, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws BrokenSeal */
  unseal(sealed: Uint8Array, place: Place): Buffer {
    const bytes = asBuffer(sealed);
    if (keyIdOf(bytes) !== this.id) throw new BrokenSeal(place);
    const nonce = bytes.subarray(keyIdEndsAt, headerBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.#bytes, nonce, { authTagLength: tagBytes });
    decipher.setAAD(associated(this.id, place));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    try {
      const plain = decipher.update(bytes.subarray(headerBytes, bytes.length - tagBytes));
      return Buffer.concat([plain, decipher.final()]);
    } catch (error) {
      // The only thing that final() throws: the tag does not match.
      throw new BrokenSeal(place, { cause: error });
    }
  }

  /** Tells this key from another one without telling anything about it. */
  check(): string {
    return createHmac('sha256', this.#bytes).update('mailgrant key check').digest('hex').slice(0, 16);
  }

  /** This key's bytes, sealed by `other`. */
  wrappedBy(other: SealingKey, place: Place): Buffer {
    return other.seal(this.#bytes, place);
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return `SealingKey ${this.id} ***`;
  }
}

/** The id of the key that `sealed` was sealed with; undefined where it is no sealed value at all. */
export function keyIdOf(sealed: Uint8Array): number | undefined {
  const bytes = asBuffer(sealed);
  if (bytes.length < headerBytes + tagBytes || bytes[0] !== version) return undefined;
  return bytes.readUInt32BE(1);
}

function associated(keyId: number, { table, column, row }: Place): Buffer {
  // Tables and columns are names of ours without a bar, so that only the row, which stands last, may hold one.
  return Buffer.from(`${version}|${keyId}|${table}|${column}|${row}`, 'utf8');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
