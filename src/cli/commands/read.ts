// mailgrant read: one message, as people read it, as a program wants it, or as it is.

import type { OpenedMessage } from '../../mailbox/reading/read.ts';
import type { Call, Command } from '../command.ts';
import { oneId } from '../mail/ids.ts';
import { isoTime, messageFields, messageRow } from '../mail/message-fields.ts';
import { accountArg, mailOptions, type OpenMail, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, pick, type Row } from '../output.ts';
import { cleanLine, cleanLines, cleanText } from '../screen/clean.ts';
import { headerEntries, messagePage } from '../screen/message-page.ts';
import { Progress } from '../screen/progress.ts';

const fields = [
  ...messageFields,
  'bcc',
  'replyTo',
  'inReplyTo',
  'references',
  'text',
  'html',
  'attachments',
  'calendar',
  'delivery',
  'receipt',
  'sentBy',
  'signed',
  'encrypted',
  'truncated',
] as const;

export const read: Command = {
  name: 'read',
  summary: 'Show a message',
  examples: [
    { line: 'mailgrant read anna 3', does: 'the third of the last list' },
    { line: 'mailgrant read anna 3 --mark-read', does: 'it counts as read from then on' },
    { line: 'mailgrant read anna ID --json subject,text,attachments', does: 'for a program' },
    { line: 'mailgrant read anna ID --raw > message.eml', does: 'as it came' },
  ],
  args: [
    accountArg,
    { name: 'id', about: 'an id, a Message-ID, or the number of a row of the last list', required: false },
  ],
  options: [
    { flags: '--mark-read', about: 'mark it as read; looking alone changes nothing' },
    { flags: '--html', about: 'print its HTML, made safe' },
    { flags: '--headers', about: 'with all fields of its header' },
    { flags: '--raw', about: 'print it as it came (RFC 5322)' },
    ...mailOptions('read'),
  ],
  json: fields,
  next: 'mailgrant reply ACCOUNT ID, mailgrant save ACCOUNT ID FOLDER',
  run: (call) =>
    withMailbox(call, 'read', async (mail) => {
      const { box, asked, words } = mail;
      const id = await oneId(call, mail, 'read', words[0]);
      if (call.options['raw'] === true) {
        const raw = box.source(id, asked);
        if (call.streams.outIsTerminal) for await (const text of cleanLines(raw)) call.streams.write(text);
        else for await (const piece of raw) call.streams.write(piece);
      } else print(call, await opened(call, mail, id));
      // Another door may have to set the mark than the one it was read by.
      if (call.options['markRead'] === true) await box.flag([id], { seen: true }, { signal: call.signal });
    }),
};

/** A large one takes its time, and says how far it is. */
async function opened(
  { streams }: Call,
  { box, asked, clock }: OpenMail,
  id: string,
): Promise<OpenedMessage> {
  const progress = new Progress(streams, clock, 'read');
  try {
    return await box.read(id, {
      ...asked,
      onProgress: ({ bytes, of }) => {
        if (bytes >= shownFromBytes)
          progress.show({ bytes, of: of === undefined || of < bytes ? undefined : of });
      },
    });
  } finally {
    progress.end();
  }
}

/** Less than this is there before it could be read. */
const shownFromBytes = 2_000_000;

function print(call: Call, message: OpenedMessage): void {
  const { streams, options } = call;
  const asked = jsonFields(call, fields);
  if (asked) {
    const indent = streams.outIsTerminal ? 2 : undefined;
    return streams.out(JSON.stringify(pick(rowOf(message), asked), null, indent));
  }
  if (options['html'] === true && message.html) {
    return streams.out(streams.outIsTerminal ? cleanText(message.html.safe) : message.html.safe);
  }
  if (options['headers'] === true) {
    for (const { name, value } of message.header.fields.all) streams.out(cleanText(`${name}: ${value}`));
    streams.out('');
  }
  if (streams.outIsTerminal) {
    for (const line of messagePage(streams, message)) streams.out(line);
    return;
  }
  if (options['headers'] !== true) {
    for (const [name, value] of headerEntries(message, (atMs) => isoTime(atMs) ?? ''))
      streams.out(`${name}: ${value}`);
    for (const line of attachmentLines(message)) streams.out(line);
    streams.out('');
  }
  streams.out(cleanText(message.text).trimEnd());
}

/** Number, bytes, type, and to the end of the line its name: `save --only` takes the number or the name. */
function attachmentLines({ attachments }: OpenedMessage): readonly string[] {
  return attachments.map(({ part, bytes, type, name, subject }) =>
    ['Attachment:', part, bytes, cleanLine(type), cleanLine(name ?? subject ?? '')].join(' ').trimEnd(),
  );
}

function rowOf({ summary, header, html, bytes, ...message }: OpenedMessage): Row {
  const { bcc, replyTo, inReplyTo, references } = header;
  return { ...messageRow(summary), ...message, bcc, replyTo, inReplyTo, references, html: html?.safe, bytes };
}
