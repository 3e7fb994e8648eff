// The copy in Sent Items: once, and only once. Exchange and Gmail file what they are given to send; other servers leave it
// to the client, which appends it. Whoever does not know looks first.

import { invariant } from '../../base/invariant.ts';
import type { PreparedMessage } from '../../mime/prepared.ts';
import type { MailboxContext } from '../context.ts';
import type { SendRoute, SentCopy, SentCopyChoice } from './message.ts';
import { isSent, type SentFolder, sentFolderMade } from './sent-items.ts';

/** Names of submission servers that file the copy themselves. */
const filesItself =
  /(^|\.)(office365\.com|outlook\.com|office365\.us|partner\.outlook\.cn|outlook\.cn|gmail\.com|googlemail\.com)$/i;
/** What Exchange adds to its last word, under whichever name it is reached. */
const exchangeReply = /\[Hostname=[^\]]*\]/;

/** What can be said before anything is sent. */
export function plannedCopy(
  route: SendRoute,
  host: string,
  choice: SentCopyChoice,
): 'server' | 'append' | 'none' | 'looked for' {
  if (route === 'graph' || choice === 'server') return 'server';
  if (choice !== 'auto') return choice;
  return filesItself.test(host) ? 'server' : 'looked for';
}

/** After the message was sent. Never throws: a copy that fails does not unsend the message. */
export async function fileCopy(
  context: MailboxContext,
  prepared: PreparedMessage,
  how: {
    route: SendRoute;
    choice: SentCopyChoice;
    host: string;
    reply: string;
    signal?: AbortSignal | undefined;
  },
): Promise<SentCopy> {
  const { route, choice, host, reply, signal } = how;
  const planned = plannedCopy(route, host, choice);
  if (planned === 'server' || (choice === 'auto' && exchangeReply.test(reply))) return { by: 'server' };
  if (planned === 'none') return { by: 'nobody' };
  try {
    const sent = await sentFolderMade(context, signal);
    if (!sent) return { by: 'nobody' };
    if (await isSent(sent, prepared.messageId, signal)) return { by: 'server' };
    await append(sent, prepared, signal);
    return { by: 'append' };
  } catch (error) {
    return {
      by: 'failed',
      error: error instanceof Error ? error : new Error('the copy failed', { cause: error }),
    };
  }
}

async function append(
  { door, folder }: SentFolder,
  prepared: PreparedMessage,
  signal: AbortSignal | undefined,
): Promise<void> {
  invariant(door.append, 'doors that have folders can append');
  // The sender's own copy tells whom it went to.
  await door.append(folder, prepared.withBcc(), { signal, flags: { seen: true } });
}
