// One message over an open session: MAIL, RCPT, DATA (RFC 5321 section 3.3), and what became of it. Until the lone dot is
// written, a message that fails is certainly not sent; from that byte to the server's answer nobody on this side can know.

import { fail } from '../../errors/error.ts';
import type { Door } from '../door.ts';
import { dotStuffed } from './dot-stuff.ts';
import type { Reply } from './line.ts';
import type { RefusedRecipient, SmtpMail, SmtpOutcome } from './mail.ts';
import { mailParameters, rcptParameters } from './parameters.ts';
import { replyError, SmtpRefusal, type SmtpSituation, smtpError } from './refusals.ts';
import type { SmtpSession } from './session.ts';

/** RFC 5321 section 4.5.3.2. */
const commandLimitMs = 5 * 60_000;
const finalLimitMs = 10 * 60_000;
const resetLimitMs = 30_000;

/** The session can be used again unless its line has ended. Never throws. */
export async function transact(
  door: Door,
  session: SmtpSession,
  mail: SmtpMail,
  signal: AbortSignal,
): Promise<SmtpOutcome> {
  const { line } = session;
  const { host, port } = door.server;
  const situation = { host, port, account: door.account, sender: mail.from, recipients: mail.to };
  let phase: 'before' | 'envelope' | 'data' | 'dot' = 'before';
  try {
    const parameters = mailParameters(mail, session.offer, host);
    phase = 'envelope';
    const refused = await envelope(session, mail, parameters, situation, signal);
    const accepted = mail.to.filter((address) => !refused.some((one) => one.address === address));
    await line.write('DATA\r\n', signal);
    const ready = await line.reply('DATA', commandLimitMs, signal);
    if (ready.code !== 354) throw replyError(ready, 'DATA', situation);
    phase = 'data';
    await content(session, mail, situation, signal);
    signal.throwIfAborted();
    if (line.ended) throw line.ended;
    phase = 'dot';
    await line.write('.\r\n', signal);
    const last = await line.reply('the message', finalLimitMs, signal);
    phase = 'envelope';
    if (last.code < 200 || last.code > 299) throw replyError(last, 'DATA', situation);
    return { outcome: 'sent', reply: last.text, accepted, refused };
  } catch (thrown) {
    const error = named(thrown, situation);
    // A refusal leaves the dialogue where RSET can take it up; in the middle of the data nothing can.
    if (phase === 'envelope' && error.cause instanceof SmtpRefusal) await reset(session, signal);
    else if (phase !== 'before') line.close();
    return phase === 'dot' ? { outcome: 'unknown', error } : { outcome: 'not-sent', error };
  }
}

/** @returns those who were refused, where the others are sent to all the same */
async function envelope(
  { line, offer }: SmtpSession,
  mail: SmtpMail,
  parameters: string,
  situation: SmtpSituation,
  signal: AbortSignal,
): Promise<readonly RefusedRecipient[]> {
  const sender = `MAIL FROM:<${mail.from}>${parameters}\r\n`;
  const recipients = mail.to.map((to) => `RCPT TO:<${to}>${rcptParameters(mail, to, offer)}\r\n`);
  // RFC 2920. DATA waits: whether there will be any is decided by these answers.
  const pipelined = offer.extensions.has('PIPELINING');
  await line.write(pipelined ? sender + recipients.join('') : sender, signal);
  const first = await line.reply('MAIL FROM', commandLimitMs, signal);
  if (!pipelined && first.code !== 250) throw replyError(first, 'MAIL FROM', situation);
  const answers: Reply[] = [];
  for (const recipient of recipients) {
    if (!pipelined) await line.write(recipient, signal);
    answers.push(await line.reply('RCPT TO', commandLimitMs, signal));
  }
  if (first.code !== 250) throw replyError(first, 'MAIL FROM', situation);
  const refused = answers.flatMap((reply, index) =>
    reply.code === 250 || reply.code === 251
      ? []
      : [{ address: mail.to[index] ?? '', answer: reply.text, reply }],
  );
  const [worst] = refused;
  if (!worst || (mail.partly && refused.length < mail.to.length)) return refused;
  // One that may pass makes the whole thing worth another try.
  const telling = refused.find(({ reply }) => reply.code < 500) ?? worst;
  const names = refused.map(({ address }) => address);
  const error = replyError(telling.reply, 'RCPT TO', { ...situation, recipients: names });
  if (refused.length === mail.to.length || error.code !== 'mail-recipients-refused') throw error;
  const details = {
    host: situation.host,
    refused: names.join(', '),
    count: mail.to.length,
    answer: telling.answer,
  };
  throw fail('send-recipients-refused', details, {
    ...(telling.reply.code < 500 ? { retry: 'later' as const } : {}),
    cause: error.cause,
  });
}

async function content(
  { line }: SmtpSession,
  mail: SmtpMail,
  situation: SmtpSituation,
  signal: AbortSignal,
): Promise<void> {
  for await (const piece of dotStuffed(mail.source())) {
    await line.write(piece, signal);
    // A server that has had enough says so and listens no longer (RFC 5321 section 3.8: 421).
    if (line.spoken) break;
  }
  if (line.spoken) throw replyError(await line.reply('DATA', commandLimitMs, signal), 'DATA', situation);
}

/** Back to where the next message can begin, or closed: that is seen by the next one, and no news for the sender of this one. */
async function reset({ line }: SmtpSession, signal: AbortSignal): Promise<void> {
  try {
    await line.write('RSET\r\n', signal);
    const reply = await line.reply('RSET', resetLimitMs, signal);
    if (reply.code !== 250) line.close();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    line.close();
  }
}

function named(thrown: unknown, situation: SmtpSituation): Error {
  const error = smtpError(thrown, situation) ?? thrown;
  return error instanceof Error ? error : new Error('the sending was ended', { cause: error });
}
