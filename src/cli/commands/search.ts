// mailgrant search: conditions as people type them, over every folder or one.

import { fail } from '../../errors/error.ts';
import type { Command } from '../command.ts';
import { jsonlOption } from '../mail/json.ts';
import { messageColumns, messageFields } from '../mail/message-fields.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { searchOf } from '../mail/query.ts';
import { showMessages, showsAttachments } from '../mail/show-messages.ts';
import { limitOf, limitOption, sayMore } from './list.ts';

export const search: Command = {
  name: 'search',
  summary: 'Find messages, in every folder or one',
  examples: [
    { line: 'mailgrant search anna from:ben unread', does: 'all conditions must hold' },
    {
      line: 'mailgrant search anna \'subject:"annual report" since:2026-01-01\'',
      does: 'words that belong together',
    },
    { line: 'mailgrant search anna has:attachment larger:5MB before:30d', does: 'sizes, dates, 30 days ago' },
    { line: 'mailgrant search anna in:archive budget', does: 'words anywhere in the message, in one folder' },
    { line: 'mailgrant search anna is:flagged | cut -f1', does: `in a pipe: ${messageColumns}` },
  ],
  args: [
    accountArg,
    {
      name: 'condition',
      about:
        'from: to: cc: subject: body: text: since: before: larger: smaller: has:attachment is:read in:FOLDER unread flagged, or a word',
      required: false,
      variadic: true,
    },
  ],
  options: [
    limitOption,
    { flags: '--all', about: 'all of them, on a terminal too' },
    ...mailOptions('search'),
    jsonlOption,
  ],
  json: messageFields,
  next: 'mailgrant read ACCOUNT 1',
  run: (call) =>
    withMailbox(call, 'search', async (mail) => {
      const { query, folder } = searchOf(mail.words, mail.clock.now());
      if (mail.words.length === 0) {
        throw fail('usage', {
          problem: 'there is no condition to search for',
          help: 'mailgrant search --help',
        });
      }
      const limit = limitOf(call);
      const attachments = showsAttachments(call);
      const found = mail.box.search(query, { ...mail.asked, folder, limit, attachments });
      const shown = await showMessages(call, mail, found, {
        empty: 'Nothing was found.',
        limit,
        folders: folder === undefined,
      });
      sayMore(call, shown, limit);
    }),
};
