// New and vanished messages of one folder as they come, by IDLE (RFC 2177), or by polling where a server has no IDLE
// (the library does that by itself). The watch owns the session while it lasts.

import type { ExistsEvent, ExpungeEvent, ImapFlow } from 'imapflow';
import { fail } from '../../errors/error.ts';
import { headerOf, headerQuery, type MessageHeader } from './headers.ts';
import { selectFolder } from './select.ts';
import type { ImapSession } from './session.ts';

export type FolderChange =
  | { readonly kind: 'arrived'; readonly message: MessageHeader }
  /** `total` messages are left. IDLE names sequence numbers, which mean nothing to anybody else. */
  | { readonly kind: 'gone'; readonly total: number };

/** How many expunges may wait to be told: one each is kept, more than this of them are one. */
const goneMax = 1_000;

/**
 * Resolves when the folder is selected: whatever arrives from then on is told, in order. Ends without an error when
 * `signal` is aborted.
 *
 * @throws `mail-folder-unknown`; while iterating `mail-connection-lost` and what else a session throws
 */
export async function watchFolder(
  session: ImapSession,
  folder: string,
  options: { signal: AbortSignal },
): Promise<AsyncIterable<FolderChange>> {
  const { signal } = options;
  const doing = `the watch of ${folder}`;
  const { client, nextUid } = await session.run(
    doing,
    async (client) => {
      const { uidNext } = await selectFolder(session, client, folder, { readOnly: true });
      return { client, nextUid: uidNext };
    },
    { signal },
  );
  return changes({ session, client, nextUid, doing, signal });
}

async function* changes(watch: {
  session: ImapSession;
  client: ImapFlow;
  nextUid: number;
  doing: string;
  signal: AbortSignal;
}): AsyncGenerator<FolderChange, void> {
  const { session, client, doing, signal } = watch;
  let { nextUid } = watch;
  let arrived = false;
  const gone: number[] = [];
  let wake = (): void => {};
  let idle: Promise<void> | undefined;
  const onExists = ({ count, prevCount }: ExistsEvent): void => {
    arrived ||= count > prevCount;
    wake();
  };
  const onExpunge = (_: ExpungeEvent): void => {
    if (gone.length === goneMax) gone.shift();
    gone.push(client.mailbox ? client.mailbox.exists : 0);
    wake();
  };
  const onEnd = (): void => wake();
  client.on('exists', onExists);
  client.on('expunge', onExpunge);
  client.on('close', onEnd);
  signal.addEventListener('abort', onEnd);
  try {
    while (!signal.aborted) {
      if (!client.usable) throw lost(session, client, doing);
      for (let total = gone.shift(); total !== undefined; total = gone.shift()) yield { kind: 'gone', total };
      if (arrived) {
        arrived = false;
        // Sending FETCH makes the library say DONE first.
        const fresh = await session.run(doing, () =>
          client.fetchAll(`${nextUid}:*`, headerQuery, { uid: true }),
        );
        // "n:*" always names the last message too, even when its UID is below n (RFC 3501 section 9, seq-range).
        for (const message of fresh.filter(({ uid }) => uid >= nextUid).sort((a, b) => a.uid - b.uid)) {
          nextUid = message.uid + 1;
          yield { kind: 'arrived', message: headerOf(message) };
        }
        continue;
      }
      if (!client.mailbox) throw lost(session, client, doing);
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // IDLE ends when something else is sent on the connection, or with the connection.
      idle ??= client
        .idle()
        .then(
          () => {},
          (error: unknown) => session.door.log?.debug('imap.idle-ended', { error }),
        )
        .finally(() => {
          idle = undefined;
        });
      if (!arrived && gone.length === 0 && !signal.aborted) await Promise.race([woken, idle]);
    }
  } finally {
    client.off('exists', onExists);
    client.off('expunge', onExpunge);
    client.off('close', onEnd);
    signal.removeEventListener('abort', onEnd);
  }
}

function lost(session: ImapSession, client: ImapFlow, doing: string): Error {
  const answer = (client.byeReason ?? 'without a word').replace(/\.+$/, '');
  return fail('mail-connection-lost', { host: session.door.server.host, doing, answer });
}
