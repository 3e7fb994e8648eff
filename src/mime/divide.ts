// A multipart's body at its delimiters (RFC 2046 section 5.1.1), as it comes and byte for byte: what is joined again is what
// it was. One level only; no more is in memory than a piece and a delimiter line.

const crlf = Buffer.from('\r\n');
/** RFC 2046 lets blanks follow a delimiter; whoever writes more than this means none. */
const paddingMax = 200;

export interface Section {
  /**
   * 0 is what stands before the first delimiter, 1 the first part; the last delimiter and what follows it are one more than
   * the last part. A section begins with its delimiter, the CRLF before it included.
   */
  readonly part: number;
  readonly kind: 'delimiter' | 'content' | 'end';
  readonly bytes: Buffer;
}

/** Line ends in `body` are CRLF throughout. */
export async function* divided(body: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<Section, void> {
  const needle = Buffer.from(`\r\n--${boundary}`, 'utf8');
  let part = 0;
  let ended = false;
  // A delimiter may stand in the very first line: as if a line had ended before it.
  let held: Buffer = Buffer.from(crlf);
  let borrowed = crlf.length;
  const content = (bytes: Buffer): Section[] => {
    const own = bytes.subarray(borrowed);
    borrowed = Math.max(0, borrowed - bytes.length);
    return own.length === 0 ? [] : [{ part, kind: ended ? 'end' : 'content', bytes: own }];
  };
  const take = function* (last: boolean): Generator<Section> {
    while (!ended) {
      const at = held.indexOf(needle);
      if (at < 0) break;
      const behind = held.subarray(at + needle.length);
      const line = behind.indexOf(crlf);
      // Not all of the line is here: what it is will be known with the next piece.
      if (line < 0 && !last && behind.length < paddingMax) {
        yield* content(held.subarray(0, at));
        held = held.subarray(at);
        return;
      }
      const rest = behind.subarray(0, line < 0 ? behind.length : line).toString('latin1');
      const closes = /^--[ \t]*$/.test(rest);
      if (!closes && !/^[ \t]*$/.test(rest)) {
        yield* content(held.subarray(0, at + needle.length));
        held = held.subarray(at + needle.length);
        continue;
      }
      yield* content(held.subarray(0, at));
      part += 1;
      ended = closes;
      // The CRLF behind it stays: it may be the one before the next delimiter.
      const delimiter = held.subarray(at, at + needle.length + rest.length).subarray(borrowed);
      borrowed = 0;
      yield { part, kind: closes ? 'end' : 'delimiter', bytes: delimiter };
      held = held.subarray(at + needle.length + rest.length);
    }
    if (!ended && !last) {
      // The beginning of a delimiter may lie at the end.
      const sure = Math.max(0, held.length - needle.length + 1);
      yield* content(held.subarray(0, sure));
      held = held.subarray(sure);
      return;
    }
    yield* content(held);
    held = Buffer.alloc(0);
  };
  for await (const piece of body) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    yield* take(false);
  }
  yield* take(true);
}
