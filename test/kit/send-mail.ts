// One text out through the submission port, for whoever has no mailbox open: composed, sent, done.

import { randomBytes } from 'node:crypto';
import type { Door } from '../../src/mail/door.ts';
import { MailboxLimits } from '../../src/mail/limits.ts';
import { SmtpClient } from '../../src/mail/smtp/client.ts';
import type { RefusedRecipient } from '../../src/mail/smtp/mail.ts';
import { compose } from '../../src/mime/compose.ts';
import type { OutgoingMessage } from '../../src/mime/outgoing.ts';

export interface SentMessage {
  /** As written into the message. Exchange may replace it and keep ours as X-Microsoft-Original-Message-ID. */
  readonly messageId: string;
  /** The server's last word, e.g. `250 2.0.0 OK <...> [Hostname=...]`. */
  readonly reply: string;
  readonly accepted: readonly string[];
  readonly refused: readonly RefusedRecipient[];
}

/**
 * Resolves when the server has taken the message over.
 *
 * @throws what `openSmtp` throws, `mail-sender-refused`, `mail-recipients-refused`, `send-...`, `compose-...`
 */
export async function sendMail(
  door: Door,
  message: OutgoingMessage & { readonly from: string },
): Promise<SentMessage> {
  const { clock, signal } = door;
  const world = {
    from: { address: message.from },
    nowMs: clock.now(),
    random: () => randomBytes(16).toString('hex'),
  };
  const { messageId, envelope, ...prepared } = await compose(message, world);
  const client = new SmtpClient({ door, limits: new MailboxLimits(clock) });
  try {
    const sent = await client.send({ ...prepared, ...envelope }, signal);
    if (sent.outcome !== 'sent') throw sent.error;
    const { reply, accepted, refused } = sent;
    return { messageId, reply, accepted, refused };
  } finally {
    client.close();
  }
}
