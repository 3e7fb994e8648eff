// A message as it is, in pieces: BODY.PEEK[]<offset.length> (RFC 3501 section 6.4.5), which does not mark it as read, holds
// no more than two pieces, and goes on at the next byte after a connection was lost.

import type { ImapFlow } from 'imapflow';
import { ahead } from './ahead.ts';
import { gone, type Place, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';

/** One round trip for most messages; larger ones are a few, and two of them are what a download holds in memory. */
const pieceBytes = 512 * 1024;

/** @throws `mail-message-gone` */
export function messageSource(
  pool: ImapPool,
  place: Place,
  options: { fromByte?: number | undefined; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Uint8Array, void> {
  return ahead(pieces(pool, place, options));
}

async function* pieces(
  pool: ImapPool,
  place: Place,
  options: { fromByte?: number | undefined; signal?: AbortSignal | undefined },
): AsyncGenerator<Uint8Array, void> {
  const { signal } = options;
  for (let offset = options.fromByte ?? 0; ; ) {
    const { bytes, total } = await pieceAt(pool, place, offset, signal);
    offset += bytes.length;
    if (bytes.length > 0) yield bytes;
    // Only the last piece is shorter than it was asked for, but RFC822.SIZE is an estimate at Exchange: where the two do
    // not agree, an empty piece is what tells the end.
    if (bytes.length === 0 || (bytes.length < pieceBytes && offset >= total)) return;
  }
}

function pieceAt(
  pool: ImapPool,
  place: Place,
  start: number,
  signal: AbortSignal | undefined,
): Promise<{ bytes: Buffer; total: number }> {
  const { folder, uid } = place;
  const batch = { ...place, uids: [uid] };
  return pool.repeat(
    (session) =>
      session.run(
        `the fetch of message ${uid}`,
        async (client) => {
          await selectPlace(session, client, batch, { readOnly: true, news: false });
          const message = await fetchPiece(client, uid, start);
          if (!message) throw gone(session, folder, [uid]);
          return message;
        },
        { signal },
      ),
    { signal, folder },
  );
}

async function fetchPiece(
  client: ImapFlow,
  uid: number,
  start: number,
): Promise<{ bytes: Buffer; total: number } | undefined> {
  const query = { uid: true, size: true, source: { start, maxLength: pieceBytes } };
  const fetch = () => client.fetchOne(String(uid), query, { uid: true });
  let message = await fetch();
  if (!message) {
    // It may have come since the folder was selected.
    await client.noop();
    message = await fetch();
  }
  if (!message || (!message.source && message.size === undefined)) return undefined;
  // NIL stands for "nothing there" beyond the end at some servers.
  return { bytes: message.source ?? Buffer.alloc(0), total: message.size ?? Number.POSITIVE_INFINITY };
}

/** The header alone, as it is. @throws `mail-message-gone` */
export function messageHead(
  pool: ImapPool,
  place: Place,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Buffer> {
  const { folder, uid } = place;
  const { signal } = options;
  return pool.repeat(
    (session) =>
      session.run(
        `the header of message ${uid}`,
        async (client) => {
          await selectPlace(session, client, { ...place, uids: [uid] }, { readOnly: true });
          const message = await client.fetchOne(String(uid), { uid: true, headers: true }, { uid: true });
          if (!message || !message.headers) throw gone(session, folder, [uid]);
          return message.headers;
        },
        { signal },
      ),
    { signal, folder },
  );
}
