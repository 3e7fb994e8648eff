// Files that stand in the middle of a text, as they were sent before MIME and by some programs still: uuencode, its base64 form
// (POSIX uuencode -m) and yEnc. Only what begins right is taken for one; what breaks off goes on as the text that it is, so
// that a sender can hide none. docs/adr/0115.

import { decodeText } from '../charset/charset.ts';
import { plainLine } from '../header/words.ts';
import { uuOctets } from './uu-line.ts';

export type InlinePiece =
  | { readonly kind: 'text' | 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'begin'; readonly name: string | undefined }
  | { readonly kind: 'end' };

type Encoding = 'uu' | 'base64';

type State =
  | { readonly at: 'text' }
  /** Whether it is a file, the next line tells. */
  | {
      readonly at: 'begun';
      readonly encoding: Encoding;
      readonly line: Buffer;
      readonly name: string | undefined;
    }
  | { readonly at: Encoding }
  /** Nothing but its last line may follow. */
  | { readonly at: 'closing' }
  | { readonly at: 'yenc'; left: number };

const lineFeed = 0x0a;
const equalsSign = 0x3d;
const letterB = 0x62;
/** Longer lines begin no file. */
const markBytesMax = 1_000;
/** yEnc has lines of 128, and may have any. */
const yencLineBytesMax = 64 * 1024;

export class InlineFiles {
  readonly #charset: string | undefined;
  #filesLeft: number;
  #state: State = { at: 'text' };
  /** What has come of a line. */
  #rest: Buffer = Buffer.alloc(0);
  /** The beginning of the line was given as text already. */
  #midLine = false;
  #out: InlinePiece[] = [];
  /** Of the file that is open, from lines that have come together. */
  #data: Uint8Array[] = [];

  /** @param filesMax - whatever comes after that many is left as text */
  constructor(charset: string | undefined, filesMax: number) {
    this.#charset = charset;
    this.#filesLeft = filesMax;
  }

  write(bytes: Uint8Array): readonly InlinePiece[] {
    const given = Buffer.concat([this.#rest, bytes]);
    let at = 0;
    for (let end = given.indexOf(lineFeed); end !== -1; end = given.indexOf(lineFeed, at)) {
      this.#line(given.subarray(at, end + 1));
      at = end + 1;
    }
    this.#rest = given.subarray(at);
    if (!this.#mayMatter(this.#rest)) {
      this.#line(this.#rest);
      this.#midLine = this.#rest.length > 0 || this.#midLine;
      this.#rest = Buffer.alloc(0);
    } else this.#rest = Buffer.from(this.#rest);
    return this.#taken();
  }

  end(): readonly InlinePiece[] {
    if (this.#rest.length > 0) this.#line(this.#rest);
    this.#rest = Buffer.alloc(0);
    const { at } = this.#state;
    if (at === 'begun') this.#asText(this.#state.line);
    else if (at !== 'text') this.#finish();
    this.#state = { at: 'text' };
    return this.#taken();
  }

  #taken(): readonly InlinePiece[] {
    this.#flush();
    const taken = this.#out;
    this.#out = [];
    return taken;
  }

  /** Whether the beginning of a line has to be kept until the rest of it comes. */
  #mayMatter(rest: Buffer): boolean {
    if (this.#midLine) return false;
    if (this.#state.at === 'yenc') return rest.length <= yencLineBytesMax;
    if (rest.length > markBytesMax) return false;
    return this.#state.at !== 'text' || rest[0] === letterB || rest[0] === equalsSign || rest.length === 0;
  }

  #flush(): void {
    if (this.#data.length > 0) this.#out.push({ kind: 'data', bytes: Buffer.concat(this.#data) });
    this.#data = [];
  }

  #finish(): void {
    this.#flush();
    this.#out.push({ kind: 'end' });
  }

  /** @param line - with its end, where it has come */
  #line(line: Buffer): void {
    if (line.length === 0) return;
    const isMiddle = this.#midLine;
    this.#midLine = false;
    const bare = withoutEnd(line);
    const state = this.#state;
    if (state.at === 'begun') {
      if (isFirst(state.encoding, bare)) {
        this.#state = { at: state.encoding };
        this.#begin(state.name);
      } else {
        this.#state = { at: 'text' };
        this.#asText(state.line);
      }
    }
    switch (this.#state.at) {
      case 'uu':
        return this.#uuLine(line, bare);
      case 'base64':
        return this.#base64Line(line, bare);
      case 'yenc':
        return this.#yencLine(this.#state, line, bare);
      case 'closing':
        if (bare.length === 0) return;
        this.#state = { at: 'text' };
        this.#finish();
        if (bare.toString('latin1') !== 'end') this.#line(line);
        return;
      case 'begun':
      case 'text':
        if (isMiddle || this.#filesLeft === 0 || !this.#opens(line, bare)) this.#asText(line);
    }
  }

  /** True for a line that begins a file, or may. */
  #opens(line: Buffer, bare: Buffer): boolean {
    if ((bare[0] !== letterB && bare[0] !== equalsSign) || bare.length > markBytesMax) return false;
    const text = bare.toString('latin1');
    const posix = /^begin(-base64)? [0-7]{3,4} ?(.*)$/.exec(text);
    if (posix) {
      const encoding = posix[1] === undefined ? 'uu' : 'base64';
      this.#state = { at: 'begun', encoding, line: Buffer.from(line), name: this.#name(posix[2]) };
      return true;
    }
    const yenc = /^=ybegin (?:part=\d+ )?(?:total=\d+ )?line=\d{1,6} size=(\d{1,15}) name=(.*)$/.exec(text);
    if (!yenc) return false;
    this.#state = { at: 'yenc', left: Number(yenc[1]) };
    this.#begin(this.#name(yenc[2]));
    return true;
  }

  #begin(name: string | undefined): void {
    this.#filesLeft -= 1;
    this.#out.push({ kind: 'begin', name });
  }

  #uuLine(line: Buffer, bare: Buffer): void {
    const octets = bare.toString('latin1', 0, 4) === 'end' ? undefined : uuOctets(bare);
    if (octets && octets.length > 0) this.#data.push(octets);
    else if (octets) this.#state = { at: 'closing' };
    else this.#close(line, bare.toString('latin1') === 'end');
  }

  #base64Line(line: Buffer, bare: Buffer): void {
    if (isBase64(bare)) {
      this.#data.push(Buffer.from(bare.toString('latin1'), 'base64'));
    } else this.#close(line, bare.toString('latin1') === '====');
  }

  #yencLine(state: { left: number }, line: Buffer, bare: Buffer): void {
    const mark = bare[0] === equalsSign ? bare.toString('latin1', 0, 7) : '';
    if (mark.startsWith('=ypart ')) return;
    const octets = mark.startsWith('=yend ') ? undefined : yencOctets(bare);
    state.left -= octets?.length ?? 0;
    if (octets && state.left >= 0) this.#data.push(octets);
    else this.#close(line, octets === undefined);
  }

  /** @param isMark - the line belongs to the file; another goes on as text */
  #close(line: Buffer, isMark: boolean): void {
    this.#state = { at: 'text' };
    this.#finish();
    if (!isMark) this.#line(line);
  }

  #asText(line: Buffer): void {
    const last = this.#out.at(-1);
    // Lines that follow one another in memory are given in one.
    if (last?.kind === 'text' && follows(last.bytes, line)) {
      this.#out.pop();
      const { buffer, byteOffset, length } = last.bytes;
      this.#out.push({ kind: 'text', bytes: new Uint8Array(buffer, byteOffset, length + line.length) });
    } else this.#out.push({ kind: 'text', bytes: line });
  }

  #name(octets: string | undefined): string | undefined {
    const said = decodeText(Buffer.from(octets ?? '', 'latin1'), this.#charset);
    const name = plainLine(said.replace(/^"(.*)"$/, '$1'));
    return name === '' ? undefined : name;
  }
}

function isFirst(encoding: Encoding, bare: Buffer): boolean {
  if (encoding === 'base64') return isBase64(bare) || bare.toString('latin1') === '====';
  const octets = uuOctets(bare);
  // Spaces at the end may be lost later on; where a file begins, nothing is taken on trust.
  if (!octets || octets.length === 0) return octets !== undefined && bare.length === 1;
  return octets.length <= 45 && bare.length - 1 >= Math.ceil(octets.length / 3) * 4;
}

function isBase64(bare: Buffer): boolean {
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]{2,200}={0,2}$/.test(bare.toString('latin1'));
}

/** yEnc 1.3: 42 is added to each octet; those that cannot stand in a text are escaped, and have 64 added. */
function yencOctets(bare: Buffer): Uint8Array {
  const out = new Uint8Array(bare.length);
  let to = 0;
  for (let at = 0; at < bare.length; at += 1) {
    const isEscape = bare[at] === equalsSign && at + 1 < bare.length;
    if (isEscape) at += 1;
    out[to] = (bare[at] ?? 0) - (isEscape ? 106 : 42);
    to += 1;
  }
  return out.subarray(0, to);
}

function withoutEnd(line: Buffer): Buffer {
  let end = line.length;
  if (line[end - 1] === lineFeed) end -= 1;
  if (line[end - 1] === 0x0d) end -= 1;
  return line.subarray(0, end);
}

function follows(before: Uint8Array, after: Uint8Array): boolean {
  return before.buffer === after.buffer && before.byteOffset + before.length === after.byteOffset;
}
