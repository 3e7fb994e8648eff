// One message as it is: BODY.PEEK[] (RFC 3501 section 6.4.5), so that reading it here does not mark it as read there.

import { fail } from '../../errors/error.ts';
import { selectFolder } from './select.ts';
import type { ImapSession } from './session.ts';

const defaultBytesMax = 64 * 1024 * 1024;

/**
 * @throws `mail-message-gone` where the folder has no such message, `mail-limit-exceeded` for one over `bytesMax`
 */
export function fetchMessage(
  session: ImapSession,
  folder: string,
  uid: number,
  options: { bytesMax?: number; signal?: AbortSignal } = {},
): Promise<Buffer> {
  const bytesMax = options.bytesMax ?? defaultBytesMax;
  const { account, server } = session.door;
  return session.run(
    `the fetch of message ${uid}`,
    async (client) => {
      await selectFolder(session, client, folder, { readOnly: true });
      // One byte more than is taken shows that there is more: RFC822.SIZE is only an estimate at Exchange.
      const source = { maxLength: bytesMax + 1 };
      const message = await client.fetchOne(String(uid), { uid: true, source }, { uid: true });
      if (!message || !message.source) throw fail('mail-message-gone', { account, folder, message: uid });
      if (message.source.length > bytesMax) {
        throw fail('mail-limit-exceeded', { host: server.host, what: `message ${uid}`, bytesMax });
      }
      return message.source;
    },
    { signal: options.signal },
  );
}
