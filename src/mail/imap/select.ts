// SELECT and EXAMINE (RFC 3501 section 6.3), with the answer for a folder that is not there.

import type { ImapFlow, ImapFlowError, MailboxObject } from 'imapflow';
import { fail } from '../../errors/error.ts';
import type { ImapSession } from './session.ts';

/** @throws `mail-folder-unknown` */
export async function selectFolder(
  session: ImapSession,
  client: ImapFlow,
  folder: string,
  options: {
    readOnly: boolean /** False where what has come since does not matter. Default: true. */;
    news?: boolean;
  },
): Promise<MailboxObject> {
  const { mailbox } = client;
  // Reading needs no EXAMINE where the folder is open for writing: everything here asks by PEEK.
  if (mailbox && mailbox.path === folder && (options.readOnly || !mailbox.readOnly)) {
    if (options.news === false) return mailbox;
    // A server tells a selected folder's news only when it is spoken to; without this, mail that has come since cannot
    // even be fetched.
    await client.noop();
    return mailbox;
  }
  try {
    return await client.mailboxOpen(folder, { readOnly: options.readOnly });
  } catch (thrown) {
    const error = thrown as ImapFlowError;
    if (!error.mailboxMissing) throw thrown;
    const answer = (error.responseText ?? error.message).replace(/\.+$/, '');
    throw fail('mail-folder-unknown', { account: session.door.account, folder, answer }, { cause: thrown });
  }
}
