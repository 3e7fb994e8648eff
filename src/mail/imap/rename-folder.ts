// Another name or another place for a folder, with all that is in it and below it (RFC 3501 section 6.3.5).

import { fail } from '../../errors/error.ts';
import { command } from './command.ts';
import { folderExists, missingFolder, nameProblem } from './folders.ts';
import { mailboxToken } from './mailbox-name.ts';
import type { ImapPool } from './pool.ts';
import { subscribe, subscribedFrom, unsubscribe } from './subscriptions.ts';

/**
 * @param to - below `parent`, or at the top
 * @returns what it is called now, and its names from the top
 * @throws `mail-folder-unknown`, `mail-folder-name-unusable`, `mail-refused`
 */
export function renameMailFolder(
  pool: ImapPool,
  mailbox: string,
  to: { readonly parent: string | undefined; readonly name: string },
  options: { signal?: AbortSignal | undefined } = {},
): Promise<{ readonly mailbox: string; readonly names: readonly string[] }> {
  const { signal } = options;
  const { host } = pool.door.server;
  let begun = false;
  return pool.repeat(
    (session) =>
      session.run(
        `the renaming of ${mailbox}`,
        async (client) => {
          // NIL: no folder lies in another.
          const delimiter = client.namespace?.delimiter ?? '';
          const nested = to.parent !== undefined && delimiter === '';
          const problem = nested ? 'the server has no folders in folders' : nameProblem(to.name, delimiter);
          if (problem) throw fail('mail-folder-name-unusable', { host, name: to.name, problem });
          const now =
            to.parent === undefined ? `${session.prefix}${to.name}` : `${to.parent}${delimiter}${to.name}`;
          const names = delimiter === '' ? [now] : now.split(delimiter);
          // Some servers do not rename what is open.
          if (client.mailbox && client.mailbox.path === mailbox) await client.mailboxClose();
          const again = begun;
          begun = true;
          // After a lost connection: it may have been done.
          const isDone = again && !(await folderExists(client, mailbox)) && (await folderExists(client, now));
          if (isDone) return { mailbox: now, names };
          const shown = await subscribedFrom(client, mailbox, delimiter);
          try {
            await command(client, 'RENAME', [mailboxToken(client, mailbox), mailboxToken(client, now)]);
          } catch (error) {
            throw (await missingFolder(session, client, mailbox, error)) ?? error;
          }
          for (const old of shown) {
            await subscribe(client, `${now}${old.slice(mailbox.length)}`);
            await unsubscribe(client, old);
          }
          return { mailbox: now, names };
        },
        { signal },
      ),
    { signal },
  );
}
