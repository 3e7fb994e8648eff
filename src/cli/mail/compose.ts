// What send, reply, forward and draft have in common: the options that describe a message, and what is told afterwards.

import { basename } from 'node:path';
import { fail } from '../../errors/error.ts';
import type { DryRun, MailToSend, SendOptions, Sent } from '../../mailbox/sending/message.ts';
import { type Call, type CommandOption, optionText, optionTexts } from '../command.ts';
import { jsonFields, pick } from '../output.ts';
import { counted, saidBytes } from '../screen/amount.ts';
import { cleanLine, cleanText } from '../screen/clean.ts';
import { textFile, typedText } from './text-input.ts';

export const addressOptions: readonly CommandOption[] = [
  { flags: '--to <address>', about: 'recipient; may be given several times', repeatable: true },
  { flags: '--cc <address>', about: 'gets a copy, and everybody sees it', repeatable: true },
  { flags: '--bcc <address>', about: 'gets a copy, and nobody sees it', repeatable: true },
  { flags: '--from <address>', about: 'an alias or a mailbox that the account may send as' },
  { flags: '--reply-to <address>', about: 'where answers shall go', repeatable: true },
];

export const contentOptions: readonly CommandOption[] = [
  { flags: '--text <words>', about: 'the text itself; default: standard input' },
  { flags: '--text-file <file>', about: 'a file with the text' },
  { flags: '--html <file>', about: 'a file with the text as HTML' },
  { flags: '--attach <file>', about: 'a file to attach; may be given several times', repeatable: true },
];

export const sendingOptions: readonly CommandOption[] = [
  { flags: '--delivery-report', about: 'be told when it was delivered, and when it could not be' },
  { flags: '--read-receipt', about: 'ask to be told when it is read; readers may decline' },
  { flags: '--receipt', about: 'both' },
  { flags: '--partly', about: 'send to those who are accepted, where some are refused (SMTP only)' },
  {
    flags: '--message-id <id>',
    about: 'its Message-ID; with it the message goes once, however often it is sent',
  },
  { flags: '--dry-run', about: 'show what would be sent, and connect to nobody' },
];

export const sentFields = [
  'sent',
  'messageId',
  'route',
  'because',
  'accepted',
  'refused',
  'bytes',
  'reply',
  'found',
  'sentCopy',
  'envelope',
  'hidden',
  'header',
  'host',
  'user',
] as const;

export function addressed(call: Call): Pick<MailToSend, 'to' | 'cc' | 'bcc' | 'from' | 'replyTo'> {
  const many = (name: string): readonly string[] | undefined => {
    const given = optionTexts(call, name);
    return given.length === 0 ? undefined : given;
  };
  return {
    to: many('to'),
    cc: many('cc'),
    bcc: many('bcc'),
    from: optionText(call, 'from'),
    replyTo: many('replyTo'),
  };
}

/**
 * Text is read from standard input only where nothing else says what the message is, and where it may come from there.
 *
 * @throws `usage`, `file-unreadable`
 */
export async function content(
  call: Call,
  { typed = true }: { typed?: boolean } = {},
): Promise<Pick<MailToSend, 'text' | 'html' | 'attachments'>> {
  const words = optionText(call, 'text');
  const file = optionText(call, 'textFile');
  if (words !== undefined && file !== undefined) {
    throw fail('usage', { problem: '--text and --text-file are two texts', help: 'mailgrant send --help' });
  }
  const htmlFile = optionText(call, 'html');
  const html = htmlFile === undefined ? undefined : await textFile(htmlFile, 'The HTML');
  const paths = optionTexts(call, 'attach');
  const attachments = paths.map((path) => ({ path, filename: basename(path) }));
  let text = words;
  if (file !== undefined) text = await textFile(file, 'The text');
  if (typed && text === undefined && html === undefined) text = await typedText(call, 'The text');
  return { text, html, ...(attachments.length > 0 ? { attachments } : {}) };
}

export function sendOptions(call: Call): Pick<SendOptions, 'report' | 'partly'> {
  const { deliveryReport, receipt, partly } = call.options;
  return {
    ...(deliveryReport === true || receipt === true
      ? { report: { notify: ['success', 'failure', 'delay'] } }
      : {}),
    ...(partly === true ? { partly: true } : {}),
  };
}

/** Whoever names a message may be sending it for the second time, after an answer that was lost. */
export function named(call: Call): Pick<MailToSend, 'messageId'> {
  return { messageId: optionText(call, 'messageId') };
}

/** It is a field of the message, and what is ready has its own. */
export function readReceipt(call: Call): Pick<MailToSend, 'readReceipt'> {
  const { readReceipt, receipt } = call.options;
  return readReceipt === true || receipt === true ? { readReceipt: true } : {};
}

export function tellSent(call: Call, sent: Sent): void {
  const { streams } = call;
  const { sentCopy, accepted, refused, route, messageId, found, because } = sent;
  const fields = jsonFields(call, sentFields);
  if (fields)
    streams.out(
      JSON.stringify(pick({ sent: true, ...sent, sentCopy: sentCopy.by }, fields), null, indent(call)),
    );
  else if (!streams.outIsTerminal) streams.out(messageId);
  else {
    const { green, dim } = streams.paint;
    const to = accepted.length <= 3 ? accepted.join(', ') : counted(accepted.length, 'recipient');
    streams.out(
      `${green('Sent')} to ${cleanLine(to)} by ${route === 'smtp' ? 'SMTP' : 'Graph'} ${dim(`(${because})`)}`,
    );
    streams.out(dim(cleanLine(messageId)));
    if (found) streams.out(dim('It was found in Sent Items.'));
  }
  for (const { address, answer } of refused) {
    streams.err(`${streams.paintErr.yellow('Refused')} ${cleanLine(address)}: ${cleanLine(answer)}`);
  }
  if (sentCopy.by === 'failed') {
    streams.err(`It is sent, but no copy could be put into Sent Items: ${cleanLine(sentCopy.error.message)}`);
  }
}

export function tellDryRun(call: Call, would: DryRun): void {
  const { streams } = call;
  const fields = jsonFields(call, sentFields);
  if (fields) {
    streams.out(JSON.stringify(pick({ sent: false, ...would }, fields), null, indent(call)));
    return;
  }
  const { envelope, hidden, host, route, because, bytes, header } = would;
  const { dim } = streams.paint;
  const line = (label: string, text: string): void =>
    streams.out(`${dim(label.padEnd(10))}${cleanLine(text)}`);
  line('By', `${route === 'smtp' ? 'SMTP' : 'Graph'}, ${host} (${because})`);
  line('From', envelope.from);
  line('To', envelope.to.join(', '));
  if (hidden.length > 0) line('Hidden', hidden.join(', '));
  line('Size', saidBytes(bytes));
  streams.out('');
  streams.out(cleanText(header.replace(/\r\n/g, '\n').trimEnd()));
  streams.err(streams.paintErr.dim('Nothing was sent.'));
}

function indent({ streams }: Call): number | undefined {
  return streams.outIsTerminal ? 2 : undefined;
}
