// Dots before dots (RFC 5321 section 4.5.2), piece by piece. What comes in has CRLF line ends throughout.

const lf = 0x0a;
const dot = 0x2e;

/** Ends with CRLF, so that the lone dot after it is the end and nothing else can be. */
export async function* dotStuffed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let last = lf;
  for await (const piece of source) {
    if (piece.length === 0) continue;
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    const parts: Buffer[] = [];
    let from = 0;
    for (let at = bytes.indexOf(dot); at >= 0; at = bytes.indexOf(dot, at + 1)) {
      if ((at === 0 ? last : bytes[at - 1]) !== lf) continue;
      parts.push(bytes.subarray(from, at), Buffer.from('.'));
      from = at;
    }
    last = bytes.at(-1) ?? last;
    yield parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
  }
  if (last !== lf) yield Buffer.from('\r\n');
}
