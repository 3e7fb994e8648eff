// The folders of a mailbox (RFC 3501 section 6.3.8). Exchange marks the special ones although it does not announce
// SPECIAL-USE, and names them in the language of the mailbox.

import type { ImapSession } from './session.ts';

export interface ImapFolder {
  readonly path: string;
  /** 'inbox', 'drafts', 'sent', 'trash', 'junk', 'archive' ... where the server or the name says so. */
  readonly use: string | undefined;
  readonly selectable: boolean;
}

/** RFC 6154 section 2. Read from the attributes even where the extension is not announced: Exchange sets them. */
const uses = ['\\Drafts', '\\Sent', '\\Trash', '\\Junk', '\\Archive', '\\Flagged', '\\All'];

export function listFolders(
  session: ImapSession,
  options: { signal?: AbortSignal } = {},
): Promise<readonly ImapFolder[]> {
  return session.run(
    'the listing of folders',
    async (client) => {
      const folders = await client.list({ listOnly: true });
      return folders.map(({ path, specialUse, flags }) => ({
        path,
        use: (uses.find((use) => flags.has(use)) ?? specialUse)?.slice(1).toLowerCase(),
        selectable: !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
      }));
    },
    { signal: options.signal },
  );
}
