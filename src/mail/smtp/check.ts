// Signs in and says who would be sending, then takes it back (RFC 5321 section 4.1.1.5): nothing is sent, and a mailbox
// that may not submit says so.

import { type Door, knownAt } from '../door.ts';
import { replyError } from './refusals.ts';
import { openSmtp, type SmtpOffer } from './session.ts';

const answerLimitMs = 30_000;

/** @throws what `openSmtp` throws, `mail-sender-refused`, `mail-throttled`, `mail-refused` */
export async function smtpCheck(door: Door, sender: string, signal: AbortSignal): Promise<SmtpOffer> {
  const { line, offer } = await openSmtp(door, signal);
  try {
    await line.write(`MAIL FROM:<${sender}>\r\n`, signal);
    const reply = await line.reply('MAIL FROM', answerLimitMs, signal);
    if (reply.code !== 250) {
      const { host, port } = door.server;
      const situation = { host, port, account: door.account, sender, recipients: [] };
      throw knownAt(replyError(reply, 'MAIL FROM', situation), door, 'smtp');
    }
    await line.write('RSET\r\n', signal);
    await line.reply('RSET', answerLimitMs, signal);
    return offer;
  } finally {
    line.quit();
  }
}
