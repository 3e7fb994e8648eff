// Content-Transfer-Encoding (RFC 2045 section 6) taken off piece by piece, tolerant of what is met: line ends anywhere,
// missing padding, text that was joined, `=` that escapes nothing. Never throws and keeps less than a line.

export interface Decoder {
  write(bytes: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** @param encoding - as the field says it; whatever is unknown is left as it is */
export function decoderFor(encoding: string): Decoder {
  if (encoding === 'base64') return new Base64Decoder();
  if (encoding === 'quoted-printable') return new QuotedPrintableDecoder();
  if (/^(?:x-)?uue(?:ncode)?$|^x-uu$/.test(encoding)) return new UuDecoder();
  return { write: (bytes) => bytes, end: () => new Uint8Array() };
}

class Base64Decoder implements Decoder {
  #rest = '';

  write(bytes: Uint8Array): Uint8Array {
    const text = this.#rest + latin1(bytes).replace(/[^A-Za-z0-9+/=]/g, '');
    const whole = text.length - (text.length % 4);
    this.#rest = text.slice(whole);
    return fromBase64(text.slice(0, whole));
  }

  end(): Uint8Array {
    // A single sign holds six bits: no byte.
    return fromBase64(this.#rest);
  }
}

function fromBase64(text: string): Uint8Array {
  if (!text.includes('=')) return Buffer.from(text, 'base64');
  // Padding in the middle: two encoded texts were put one behind the other.
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

/** A line without an end is decoded in pieces of this size. RFC 2045 section 6.7 allows 76. */
const lineCharsMax = 16_384;

class QuotedPrintableDecoder implements Decoder {
  #rest = '';

  write(bytes: Uint8Array): Uint8Array {
    const text = this.#rest + latin1(bytes);
    const lines = text.split('\n');
    this.#rest = lines.pop() ?? '';
    const out = lines.map((line) => decodedLine(line));
    if (this.#rest.length > lineCharsMax) {
      // White space and an unfinished escape may still turn out to stand before the line's end.
      const sure = this.#rest.replace(/(?:=[0-9a-f]?)?$/i, '').trimEnd().length;
      const cut = sure > 0 ? sure : this.#rest.length - 3;
      out.push(unescaped(this.#rest.slice(0, cut)));
      this.#rest = this.#rest.slice(cut);
    }
    return Buffer.from(out.join(''), 'latin1');
  }

  end(): Uint8Array {
    const line = this.#rest.replace(/=$/, '');
    return Buffer.from(unescaped(line), 'latin1');
  }
}

function decodedLine(line: string): string {
  const end = line.endsWith('\r') ? '\r\n' : '\n';
  // White space at the end of a line was put there on the way (rule 3 of section 6.7).
  const text = line.trimEnd();
  return text.endsWith('=') ? unescaped(text.slice(0, -1)) : unescaped(text) + end;
}

function unescaped(text: string): string {
  return text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

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
    const count = (line.charCodeAt(0) - 32) & 63;
    if (line === '' || line === 'end' || count === 0) return new Uint8Array();
    const out: number[] = [];
    for (let at = 1; at < line.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(
        (more) => ((line.charCodeAt(at + more) || 32) - 32) & 63,
      );
      out.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    return Uint8Array.from(out.slice(0, count));
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
