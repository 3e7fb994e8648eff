// The newest messages of a folder.

import { headerOf, headerQuery, type MessageHeader } from './headers.ts';
import { selectFolder } from './select.ts';
import type { ImapSession } from './session.ts';

export interface HeaderPage {
  /** Newest first. */
  readonly messages: readonly MessageHeader[];
  /** How many messages the folder has. */
  readonly total: number;
}

/** @throws `mail-folder-unknown` and whatever a session throws */
export function listHeaders(
  session: ImapSession,
  folder: string,
  options: { limit?: number; signal?: AbortSignal } = {},
): Promise<HeaderPage> {
  const limit = options.limit ?? 50;
  return session.run(
    `the listing of ${folder}`,
    async (client) => {
      const selected = await selectFolder(session, client, folder, { readOnly: true });
      const total = selected.exists;
      if (total === 0 || limit === 0) return { messages: [], total };
      const first = Math.max(1, total - limit + 1);
      const messages = await client.fetchAll(`${first}:*`, headerQuery);
      return { messages: messages.map(headerOf).sort((a, b) => b.uid - a.uid), total };
    },
    { signal: options.signal },
  );
}

/** The messages of a folder that carry a Message-ID: the one name that all doors of a mailbox know. */
export function findByMessageId(
  session: ImapSession,
  folder: string,
  messageId: string,
  options: { signal?: AbortSignal } = {},
): Promise<readonly MessageHeader[]> {
  return session.run(
    `the search in ${folder}`,
    async (client) => {
      await selectFolder(session, client, folder, { readOnly: true });
      const uids = await client.search({ header: { 'message-id': messageId } }, { uid: true });
      if (!uids || uids.length === 0) return [];
      const messages = await client.fetchAll(uids, headerQuery, { uid: true });
      return messages.map(headerOf);
    },
    { signal: options.signal },
  );
}
