// A folder as it was when its UIDs were read. UIDs mean nothing under another UIDVALIDITY (RFC 3501 section 2.3.1.1).

import type { ImapFlow, MailboxObject } from 'imapflow';
import { fail } from '../../errors/error.ts';
import { selectFolder } from './select.ts';
import type { ImapSession } from './session.ts';

export interface Place {
  readonly folder: string;
  readonly uidValidity: string;
  readonly uid: number;
}

/** Some of one folder's messages. */
export interface Batch {
  readonly folder: string;
  readonly uidValidity: string;
  readonly uids: readonly number[];
}

/** '0' where a server has none, as NOSELECT folders and some gateways do. */
export function uidValidityOf(mailbox: MailboxObject): string {
  return String(mailbox.uidValidity ?? 0);
}

/** @throws `mail-message-gone` where the folder was made anew, `mail-folder-unknown` */
export async function selectPlace(
  session: ImapSession,
  client: ImapFlow,
  place: { readonly folder: string; readonly uidValidity: string; readonly uids: readonly number[] },
  options: { readOnly: boolean; news?: boolean },
): Promise<MailboxObject> {
  const { folder, uidValidity, uids } = place;
  const mailbox = await selectFolder(session, client, folder, options);
  if (uidValidityOf(mailbox) !== uidValidity) throw gone(session, folder, uids);
  return mailbox;
}

export function gone(session: ImapSession, folder: string, uids: readonly number[]): Error {
  const { account } = session.door;
  return fail('mail-message-gone', { account, folder, message: uids.slice(0, 20).join(', ') });
}
