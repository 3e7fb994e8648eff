// Content-Transfer-Encoding (RFC 2045 section 6) taken off piece by piece, tolerant of what is met: line ends anywhere,
// missing padding, text that was joined, `=` that escapes nothing. Never throws and keeps less than a line.

import { uuOctets } from './uu-line.ts';

export interface Decoder {
  /** Right until it is asked again: its memory may be used again, or be the one that was given. */
  write(bytes: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** @param encoding - as the field says it; whatever is unknown is left as it is */
export function decoderFor(encoding: string): Decoder {
  if (encoding === 'base64') return new BeforeFooter(new Base64Decoder());
  if (encoding === 'quoted-printable') return new QuotedPrintableDecoder();
  if (/^(?:x-)?uue(?:ncode)?$|^x-uu$/.test(encoding)) return new UuDecoder();
  return { write: (bytes) => bytes, end: () => new Uint8Array() };
}

/** What a character of base64 stands for (RFC 2045 section 6.8), or one of these two. */
const pad = 64;
const noise = 65;
const sextets = new Uint8Array(256)
  .fill(noise)
  .map((value, code) => sextetOf(String.fromCharCode(code)) ?? value);

function sextetOf(character: string): number | undefined {
  if (character === '=') return pad;
  const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(character);
  return value === -1 ? undefined : value;
}

/**
 * By a loop over octets: the system's own takes text, and three texts for each piece are what the collector had to do of a
 * large attachment.
 */
class Base64Decoder implements Decoder {
  #room = new Uint8Array();
  /** Sextets that make no octet yet. */
  #bits = 0;
  #count = 0;

  write(bytes: Uint8Array): Uint8Array {
    // Three octets of four sextets, and what waits from before.
    const most = Math.ceil((bytes.length + 4) / 4) * 3;
    if (this.#room.length < most) this.#room = new Uint8Array(most);
    const out = this.#room;
    let to = 0;
    let bits = this.#bits;
    let count = this.#count;
    for (let at = 0; at < bytes.length; ) {
      if (count === 0) {
        // Most of it: four at a time, as long as they are nothing else.
        for (; at + 3 < bytes.length; at += 4) {
          const a = sextets[bytes[at] ?? 0] ?? noise;
          const b = sextets[bytes[at + 1] ?? 0] ?? noise;
          const c = sextets[bytes[at + 2] ?? 0] ?? noise;
          const d = sextets[bytes[at + 3] ?? 0] ?? noise;
          if ((a | b | c | d) > 63) break;
          out[to] = (a << 2) | (b >> 4);
          out[to + 1] = (b << 4) | (c >> 2);
          out[to + 2] = (c << 6) | d;
          to += 3;
        }
        if (at >= bytes.length) break;
      }
      const value = sextets[bytes[at] ?? 0] ?? noise;
      at += 1;
      if (value === noise) continue;
      if (value === pad) {
        // In the middle as well: two encoded texts were put one behind the other.
        to = tail(out, to, bits, count);
        bits = 0;
        count = 0;
        continue;
      }
      bits = (bits << 6) | value;
      count += 1;
      if (count < 4) continue;
      out[to] = bits >> 16;
      out[to + 1] = bits >> 8;
      out[to + 2] = bits;
      to += 3;
      bits = 0;
      count = 0;
    }
    this.#bits = bits;
    this.#count = count;
    return out.subarray(0, to);
  }

  end(): Uint8Array {
    const out = new Uint8Array(2);
    const length = tail(out, 0, this.#bits, this.#count);
    this.#count = 0;
    return out.subarray(0, length);
  }
}

const lineFeed = 0x0a;
const equalsSign = 0x3d;
/** Longer lines are no words of anybody's. */
const footerLineMax = 1000;

/**
 * Mailing lists put a few words below a text without looking how it is encoded. What follows padding is looked at by the line:
 * base64 goes on (two encoded texts were put one behind the other), words end it.
 */
class BeforeFooter implements Decoder {
  readonly #inner: Decoder;
  /** What has come of the line after padding; undefined before any padding. */
  #line: Buffer | undefined;
  #ended = false;

  constructor(inner: Decoder) {
    this.#inner = inner;
  }

  write(bytes: Uint8Array): Uint8Array {
    if (this.#ended) return new Uint8Array();
    if (this.#line) return this.#judge(bytes);
    const at = bytes.indexOf(equalsSign);
    if (at === -1) return this.#inner.write(bytes);
    const before = Buffer.from(this.#inner.write(bytes.subarray(0, at + 1)));
    this.#line = Buffer.alloc(0);
    return Buffer.concat([before, this.#judge(bytes.subarray(at + 1))]);
  }

  end(): Uint8Array {
    const last = this.#ended || !this.#line ? new Uint8Array() : this.#take(this.#line);
    return Buffer.concat([last, this.#inner.end()]);
  }

  #judge(bytes: Uint8Array): Uint8Array {
    const out: Uint8Array[] = [];
    let rest = Buffer.concat([this.#line ?? Buffer.alloc(0), bytes]);
    while (!this.#ended) {
      const end = rest.indexOf(lineFeed);
      if (end === -1 && rest.length <= footerLineMax) break;
      const line = end === -1 ? rest : rest.subarray(0, end + 1);
      rest = rest.subarray(line.length);
      out.push(this.#take(line));
    }
    this.#line = Buffer.from(rest);
    return Buffer.concat(out);
  }

  #take(line: Buffer): Uint8Array {
    this.#ended = !/^[A-Za-z0-9+/=]*$/.test(line.toString('latin1').trim());
    return this.#ended ? new Uint8Array() : Buffer.from(this.#inner.write(line));
  }
}

/** What an unfinished group holds: of two sextets one octet, of three two; a single one holds no octet. */
function tail(out: Uint8Array, to: number, bits: number, count: number): number {
  if (count === 2) out[to] = bits >> 4;
  if (count === 3) {
    out[to] = bits >> 10;
    out[to + 1] = bits >> 2;
  }
  return to + Math.max(0, count - 1);
}

/** White space that may still turn out to stand before a line's end. RFC 2045 section 6.7 allows lines of 76. */
const waitingMax = 1_000;

/**
 * By octets, for the same reason as base64. White space before a line's end was put there on the way (rule 3 of section 6.7), and is
 * space and tab alone: in a text that is not encoded at all, 0xA0 is half a character.
 */
class QuotedPrintableDecoder implements Decoder {
  #room = new Uint8Array();
  /** An escape or white space whose end has not come. */
  #rest: Uint8Array = new Uint8Array();

  write(bytes: Uint8Array): Uint8Array {
    const given = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    if (this.#room.length < given.length) this.#room = new Uint8Array(given.length);
    const out = this.#room;
    const { length } = given;
    let to = 0;
    let at = 0;
    while (at < length) {
      const octet = given[at] ?? 0;
      // Most of it: what stands for itself, and a space between two words.
      if (isPlain[octet] === 1 || (octet === space && isPlain[given[at + 1] ?? lineFeed] === 1)) {
        out[to] = octet;
        to += 1;
        at += 1;
        continue;
      }
      const isEscape = octet === equalsSign;
      const value = isEscape ? octetOf(given, at + 1) : -1;
      if (value >= 0) {
        out[to] = value;
        to += 1;
        at += 3;
        continue;
      }
      // A line feed alone is white space of no length, with the line's end behind it.
      let next = octet === lineFeed ? at : at + 1;
      while (next < length && isWhite(given[next] ?? 0)) next += 1;
      if (isUnfinished(given, at, next)) break;
      if (given[next] === lineFeed) {
        if (!isEscape && given[next - 1] === carriageReturn) {
          out[to] = carriageReturn;
          to += 1;
        }
        // What ends with `=` goes on in the next line.
        if (!isEscape) {
          out[to] = lineFeed;
          to += 1;
        }
        at = next + 1;
        continue;
      }
      out.set(given.subarray(at, next), to);
      to += next - at;
      at = next;
    }
    this.#rest = given.slice(at);
    return out.subarray(0, to);
  }

  end(): Uint8Array {
    const rest = this.#rest;
    this.#rest = new Uint8Array();
    return rest.length === 1 && rest[0] === equalsSign ? new Uint8Array() : rest;
  }
}

/** @param next - behind the white space that follows */
function isUnfinished(given: Uint8Array, at: number, next: number): boolean {
  const { length } = given;
  if (next >= length) return length - at <= waitingMax;
  return given[at] === equalsSign && at + 2 === length && (nibbles[given[at + 1] ?? 0] ?? noise) < 16;
}

const carriageReturn = 0x0d;

const space = 0x20;
const tab = 0x09;

function isWhite(octet: number): boolean {
  return octet === space || octet === tab || octet === carriageReturn;
}

const isPlain = new Uint8Array(256)
  .fill(1)
  .map((plain, code) => (isWhite(code) || code === lineFeed || code === equalsSign ? 0 : plain));

const nibbles = new Uint8Array(256)
  .fill(noise)
  .map((value, code) =>
    /[0-9a-f]/i.test(String.fromCharCode(code)) ? Number.parseInt(String.fromCharCode(code), 16) : value,
  );

/** What two hexadecimal digits stand for; -1 where they are none, or have not come. */
function octetOf(given: Uint8Array, at: number): number {
  const high = nibbles[given[at] ?? 0] ?? noise;
  const low = nibbles[given[at + 1] ?? 0] ?? noise;
  return at + 1 < given.length && high < 16 && low < 16 ? high * 16 + low : -1;
}

/** A line without an end is decoded in pieces of this size. */
const lineCharsMax = 16_384;

class UuDecoder implements Decoder {
  #rest = '';
  #within = false;

  write(bytes: Uint8Array): Uint8Array {
    const lines = (this.#rest + latin1(bytes)).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, lineCharsMax);
    return Buffer.concat(lines.map((line) => this.#line(line.trimEnd())));
  }

  end(): Uint8Array {
    return this.#line(this.#rest.trimEnd());
  }

  #line(line: string): Uint8Array {
    if (!this.#within) {
      this.#within = /^begin [0-7]{3,4} /.test(line);
      return new Uint8Array();
    }
    if (line === 'end') this.#within = false;
    if (line === 'end') return new Uint8Array();
    return uuOctets(Buffer.from(line, 'latin1')) ?? new Uint8Array();
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
