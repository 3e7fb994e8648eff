// A message as lines that end with a lone dot, the way POP sends it and SMTP takes it (RFC 1939 section 3, RFC 5321
// section 4.5.2). The end is CRLF "." CRLF and nothing else: a reader that takes a bare LF for a line end here lets
// somebody hide a second message inside the first.

const cr = 0x0d;
const lf = 0x0a;
const dot = 0x2e;

/**
 * The bytes with a dot before every line that begins with one, ended by CRLF "." CRLF. A bare LF becomes CRLF: whoever takes
 * it for a line end and whoever does not shall see the same lines, and above all the same end.
 */
export function encodeDotLines(message: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  const insert = (at: number, text: string): void => {
    pieces.push(message.subarray(from, at), Buffer.from(text));
    from = at;
  };
  if (message[0] === dot) insert(0, '.');
  for (let at = message.indexOf(lf); at >= 0; at = message.indexOf(lf, at + 1)) {
    if (message[at - 1] !== cr) insert(at, '\r');
    if (message[at + 1] === dot) insert(at + 1, '.');
  }
  pieces.push(message.subarray(from));
  const complete = message.length === 0 || message.at(-1) === lf;
  pieces.push(Buffer.from(complete ? '.\r\n' : '\r\n.\r\n'));
  return Buffer.concat(pieces);
}

type Position = 'line-start' | 'inside' | 'cr' | 'dot' | 'dot-cr';

/** Reads dot-lines piece by piece. `bytesMax` bounds what is kept; the rest is read and dropped, so the dialogue survives. */
export class DotReader {
  readonly #bytesMax: number;
  readonly #pieces: Buffer[] = [];
  #size = 0;
  #position: Position = 'line-start';

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** True once more than `bytesMax` bytes have come: the message must be refused. */
  get tooBig(): boolean {
    return this.#size > this.#bytesMax;
  }

  /** How many bytes have come, those that were not kept included. */
  get size(): number {
    return this.#size;
  }

  /** How many bytes of `chunk` belong to the message, when its end is in `chunk`; otherwise undefined. */
  push(chunk: Buffer): number | undefined {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      switch (this.#position) {
        case 'line-start':
          if (byte === dot) {
            // A leading dot is never content: either it was put there, or it is the end.
            this.#keep(chunk.subarray(from, at));
            from = at + 1;
            this.#position = 'dot';
          } else this.#position = byte === cr ? 'cr' : 'inside';
          break;
        case 'inside':
          if (byte === cr) this.#position = 'cr';
          break;
        case 'cr':
          this.#position = byte === lf ? 'line-start' : byte === cr ? 'cr' : 'inside';
          break;
        case 'dot':
          if (byte === cr) {
            from = at + 1;
            this.#position = 'dot-cr';
          } else this.#position = 'inside';
          break;
        case 'dot-cr':
          if (byte === lf) {
            this.#position = 'line-start';
            return at + 1;
          }
          // It was a line that begins ".<CR>" and goes on: the CR is content after all.
          this.#keep(Buffer.from('\r'));
          from = at;
          this.#position = byte === cr ? 'cr' : 'inside';
          break;
      }
    }
    if (this.#position === 'dot' || this.#position === 'dot-cr') from = chunk.length;
    this.#keep(chunk.subarray(from));
    return undefined;
  }

  /** The message without the stuffed dots. */
  finish(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  /** What has been kept since the last call, for those who hand it on instead of holding it. */
  take(): Buffer[] {
    return this.#pieces.splice(0);
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#size += piece.length;
    if (!this.tooBig) this.#pieces.push(piece);
  }
}
