// The content of DATA on its way to a server, with one end that nobody can see elsewhere. We see the end at CRLF "." CRLF
// and nowhere else (RFC 5321 section 4.1.1.4); a server that is laxer might see one at `\n.\n`, `\r.\r\n` or behind a NUL
// that it drops, and would take what follows for commands that we have not seen ("SMTP smuggling", SEC Consult 2023). So
// a dot that could be taken for such an end is doubled: to a lax server the line is then ".." and to a strict one it lies
// in the middle of a line. Only messages that RFC 5321 section 2.3.8 forbids are changed, by that one dot.

const nul = 0x00;
const lf = 0x0a;
const cr = 0x0d;
const dot = 0x2e;

type Position =
  /** Behind CRLF, or where the content begins. */
  | 'line-start'
  /** Behind a bare CR or LF, or a NUL at the beginning of a line: some may see the beginning of a line here. */
  | 'maybe-line-start'
  | 'inside'
  | 'cr'
  /** Behind a dot at the beginning of a line that is held back until it is known what it is. */
  | 'dot'
  /** Behind such a dot and a CR, both held back. */
  | 'dot-cr';

const one = Buffer.from('.');
const end = Buffer.from('.\r\n');

export class DataContent {
  #position: Position = 'line-start';

  /** What goes to the server, and how many bytes of `chunk` were content, where its end is in it. */
  push(chunk: Buffer): { readonly out: readonly Buffer[]; readonly taken: number | undefined } {
    const out: Buffer[] = [];
    /** Where what was not yet handed on begins. */
    let from = 0;
    const handOn = (to: number): void => {
      if (to > from) out.push(chunk.subarray(from, to));
      from = to;
    };
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      switch (this.#position) {
        case 'inside':
          if (byte === cr) this.#position = 'cr';
          else if (byte === lf) this.#position = 'maybe-line-start';
          continue;
        case 'line-start':
          if (byte === dot) {
            handOn(at);
            from = at + 1;
            this.#position = 'dot';
            continue;
          }
          break;
        case 'maybe-line-start':
          if (byte === dot) {
            handOn(at);
            out.push(one);
          }
          break;
        case 'cr':
          if (byte === dot) {
            handOn(at);
            out.push(one);
          } else if (byte === lf) {
            this.#position = 'line-start';
            continue;
          }
          break;
        case 'dot':
          if (byte === cr) {
            from = at + 1;
            this.#position = 'dot-cr';
            continue;
          }
          out.push(one);
          if (byte === lf || byte === nul) out.push(one);
          break;
        case 'dot-cr':
          if (byte === lf) {
            out.push(end);
            this.#position = 'line-start';
            return { out, taken: at + 1 };
          }
          out.push(Buffer.from('..\r'));
          if (byte === dot) out.push(one);
          break;
      }
      this.#position = behind(byte, this.#position);
    }
    handOn(chunk.length);
    return { out, taken: undefined };
  }
}

/** Where we are behind a byte that is neither the end nor on its way there. */
function behind(byte: number | undefined, before: Position): Position {
  if (byte === cr) return 'cr';
  if (byte === lf) return 'maybe-line-start';
  // Behind the held dot a NUL is in a line that has begun.
  return byte === nul && before !== 'dot' ? 'maybe-line-start' : 'inside';
}
