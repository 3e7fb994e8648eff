// What a server says of its limits to a client that has long signed in: "Request is throttled", too many connections, sender
// thread limit exceeded. The client is told as it stands; whoever signs in to the same mailbox next should know it, too.
// What such words mean is read where all others are: src/mail/*/refusals.ts.

import type { MailgrantError } from '../../errors/error.ts';
import { commandRefusal, type ImapRefusal, isThrottled } from '../../mail/imap/refusals.ts';
import { replyError } from '../../mail/smtp/refusals.ts';
import { withoutLineEnd } from '../../wire/byte-queue.ts';
import { parseImapResponse } from '../../wire/imap/response.ts';
import { meansConnection } from '../follow/byes.ts';

export interface LimitTold {
  /** How long the mailbox is to be left alone. */
  readonly waitMs: number;
  /** In the server's words. */
  readonly answer: string;
}

export type OnLimit = (told: LimitTold) => void;

/** Nobody reads the sentences of these errors: a number and the server's own words are all that is taken out of them. */
const nowhere = { host: '', port: 0, account: '', mailbox: '', doing: '', sender: '', recipients: [] };
const tagBytesMax = 200;

/** @param line - a whole response line that does not continue a literal: data of a mailbox shall not be taken for a refusal */
export function limitInImapLine(line: Buffer): LimitTold | undefined {
  const untagged = line[0] === 0x2a;
  const space = untagged ? 1 : line.subarray(0, tagBytesMax).indexOf(0x20);
  // One look at one letter spares nearly every line the rest: `* NO` is a warning, and so only BYE counts without a tag.
  const letter = (line[space + 1] ?? 0) | 0x20;
  if (space <= 0 || (letter !== 0x62 && (untagged || letter !== 0x6e))) return undefined;
  const response = parseImapResponse(withoutLineEnd(line));
  if (response.kind !== 'status') return undefined;
  const { status, code, text } = response;
  if (status === 'OK' || status === 'PREAUTH') return undefined;
  if (status === 'BYE' ? meansConnection(text) : untagged) return undefined;
  const refusal: ImapRefusal = { status, code, text };
  return isThrottled(refusal) ? limitIn(commandRefusal(refusal, nowhere)) : undefined;
}

/** @param line - of a reply */
export function limitInSmtpLine(line: Buffer): LimitTold | undefined {
  if (line[0] !== 0x34) return undefined;
  const text = withoutLineEnd(line).toString('utf8').replace('-', ' ');
  const code = /^4\d\d(?= |$)/.exec(text)?.[0];
  if (code === undefined || meansConnection(text)) return undefined;
  return limitIn(replyError({ code: Number(code), text }, '', nowhere));
}

function limitIn({ code, retryAfterMs, details }: MailgrantError): LimitTold | undefined {
  if (code !== 'mail-throttled' || retryAfterMs === undefined) return undefined;
  return { waitMs: retryAfterMs, answer: String(details['answer']) };
}
