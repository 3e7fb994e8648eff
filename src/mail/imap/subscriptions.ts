// Which folders a mail program shows: many show those alone that are subscribed (RFC 3501 sections 6.3.6 to 6.3.9). A server
// keeps the list apart from the folders, so what is made, renamed and removed here is put right there. That is a courtesy:
// a server that refuses it has done what was asked for all the same.

import type { ImapFlow } from 'imapflow';
import { type Answer, command, isRefusal, type Token } from './command.ts';
import { listedOf } from './folder-row.ts';
import { mailboxToken } from './mailbox-name.ts';

const subscribedMax = 10_000;

export async function subscribe(client: ImapFlow, mailbox: string): Promise<void> {
  await tryTo(client, 'SUBSCRIBE', mailbox);
}

export async function unsubscribe(client: ImapFlow, mailbox: string): Promise<void> {
  await tryTo(client, 'UNSUBSCRIBE', mailbox);
}

/** This folder and those below it, as far as they are subscribed. */
export async function subscribedFrom(
  client: ImapFlow,
  mailbox: string,
  delimiter: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  const untagged = {
    LSUB(line: Answer) {
      const folder = listedOf(client, line);
      // A name with \Noselect only has subscribed ones below it.
      if (!folder || folder.attributes.has('\\noselect') || found.length >= subscribedMax) return;
      const isBelow = delimiter !== '' && folder.mailbox.startsWith(`${mailbox}${delimiter}`);
      if (folder.mailbox === mailbox || isBelow) found.push(folder.mailbox);
    },
  };
  const text = (value: string): Token => ({ type: 'STRING', value });
  try {
    await command(client, 'LSUB', [text(''), text('*')], { untagged });
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return found;
}

async function tryTo(client: ImapFlow, name: string, mailbox: string): Promise<void> {
  try {
    await command(client, name, [mailboxToken(client, mailbox)]);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}
