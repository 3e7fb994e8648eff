// The first bytes of a message that comes in pieces: as much of it as the header is.

import { headerBytesMax } from './header/fields.ts';

/** Ends reading where the header ends, or at the limit. The rest of the source is not asked for. */
export async function headOf(
  source: AsyncIterable<Uint8Array>,
  bytesMax = headerBytesMax,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  // The last bytes so far: an empty line may be cut in two.
  let tail = '';
  for await (const piece of source) {
    pieces.push(piece);
    bytes += piece.length;
    const text = tail + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    if (bytes >= bytesMax || /\n\r?\n/.test(text) || (pieces.length === 1 && /^\r?\n/.test(text))) break;
    tail = text.slice(-3);
  }
  return Buffer.concat(pieces).subarray(0, bytesMax);
}
