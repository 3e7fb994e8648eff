// A request's body as text, up to a limit. Counts what comes instead of believing what was announced: a body may come
// in chunks, without a length. (Hono's own middleware makes a new Request for those, which the Node adaptor's requests
// do not survive: 500 for a chunked POST.)

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** @throws BodyTooLarge; the rest of the body is not read then. */
export async function limitedText(request: Request, bytesMax: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw new BodyTooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > bytesMax) throw new BodyTooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
