// mailgrant list and inbox: the messages of a folder, newest first.

import { fail } from '../../errors/error.ts';
import { type Call, type Command, type CommandOption, optionText } from '../command.ts';
import { jsonlOption } from '../mail/json.ts';
import { messageColumns, messageFields } from '../mail/message-fields.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { showMessages, showsAttachments } from '../mail/show-messages.ts';

/** A screenful or two; a pipe gets all. */
const screenRows = 50;
const newestRows = 20;

export const limitOption: CommandOption = {
  flags: '--limit <number>',
  about: `at most so many; default: all in a pipe, ${screenRows} on a terminal`,
};

const allOption: CommandOption = { flags: '--all', about: 'all of them, on a terminal too' };

export const list: Command = {
  name: 'list',
  summary: 'List the messages of a folder, newest first',
  examples: [
    { line: 'mailgrant list anna', does: 'the inbox' },
    { line: 'mailgrant list anna archive --limit 200', does: 'another folder' },
    { line: 'mailgrant list anna --json id,subject,from', does: 'for a program' },
    { line: 'mailgrant list anna | grep invoice | cut -f1', does: `in a pipe: ${messageColumns}` },
  ],
  args: [accountArg, { name: 'folder', about: 'a path that folders shows; default: inbox', required: false }],
  options: [limitOption, allOption, ...mailOptions('list'), jsonlOption],
  json: messageFields,
  next: 'mailgrant read ACCOUNT 1',
  run: (call) =>
    withMailbox(call, 'list', async (mail) => {
      const [folder = 'inbox'] = mail.words;
      const limit = limitOf(call);
      const attachments = showsAttachments(call);
      const messages = mail.box.list(folder, { ...mail.asked, limit, attachments });
      const empty = `There are no messages in ${folder}.`;
      const shown = await showMessages(call, mail, messages, { empty, limit });
      sayMore(call, shown, limit);
    }),
};

export const inbox: Command = {
  name: 'inbox',
  summary: `Show the newest ${newestRows} messages of the inbox`,
  examples: [
    { line: 'mailgrant inbox anna', does: 'what has come' },
    { line: 'mailgrant inbox anna --mailbox info@contoso.com', does: 'of a shared mailbox' },
    { line: 'mailgrant inbox anna --json subject,from,flags', does: 'for a program' },
  ],
  args: [accountArg],
  options: [
    { ...limitOption, about: 'how many', default: String(newestRows) },
    ...mailOptions('list'),
    jsonlOption,
  ],
  json: messageFields,
  next: 'mailgrant read ACCOUNT 1',
  run: (call) =>
    withMailbox(call, 'inbox', async (mail) => {
      const limit = limitOf(call);
      const attachments = showsAttachments(call);
      const messages = mail.box.list('inbox', { ...mail.asked, limit, attachments });
      await showMessages(call, mail, messages, { empty: 'There are no messages in the inbox.', limit });
    }),
};

/** Undefined for all. @throws `usage` */
export function limitOf(call: Call): number | undefined {
  const text = optionText(call, 'limit');
  if (text === undefined) {
    const lines = call.options['json'] !== undefined || call.options['jsonl'] === true;
    return call.streams.outIsTerminal && !lines && call.options['all'] !== true ? screenRows : undefined;
  }
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw fail('usage', {
    problem: `--limit wants a number from 1, not "${text}"`,
    help: 'mailgrant list --help',
  });
}

/** Where a list ends at a number that nobody asked for, that is said. */
export function sayMore(call: Call, shown: number, limit: number | undefined): void {
  if (shown !== limit || optionText(call, 'limit') !== undefined) return;
  call.streams.err(call.streams.paintErr.dim(`The newest ${shown}. All of them: --all`));
}
