// mailgrant export: a folder into files, to keep or to take elsewhere.

import { fail } from '../../errors/error.ts';
import { exportFormats } from '../../mailbox/export/export.ts';
import { type Command, optionText } from '../command.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, pick, tabbed } from '../output.ts';
import { counted, saidBytes } from '../screen/amount.ts';
import { cleanLine } from '../screen/clean.ts';
import { Progress } from '../screen/progress.ts';

const fields = ['folder', 'into', 'exported', 'already', 'gone', 'bytes'] as const;

export const exportCommand: Command = {
  name: 'export',
  summary: 'Export a folder to Maildir, mbox or .eml files',
  examples: [
    { line: 'mailgrant export anna inbox ~/Mail/inbox', does: 'as Maildir; run again, it takes what is new' },
    { line: 'mailgrant export anna archive archive.mbox --format mbox', does: 'into one file' },
    { line: 'mailgrant export anna sent sent --format eml', does: 'a file for each message' },
  ],
  args: [
    accountArg,
    { name: 'folder', about: 'a path that folders shows', required: false },
    { name: 'into', about: 'a folder, or the file itself for mbox', required: false },
  ],
  options: [
    { flags: '--format <format>', about: 'the form', choices: exportFormats, default: 'maildir' },
    { flags: '--fresh', about: 'only where nothing has been exported to yet' },
    ...mailOptions('export'),
  ],
  json: fields,
  tidiesAtHangup: true,
  run: (call) =>
    withMailbox(call, 'export', async ({ box, asked, clock, words: [folder, into] }) => {
      if (folder === undefined || into === undefined) {
        throw fail('usage', { problem: 'say which folder, and where to', help: 'mailgrant export --help' });
      }
      const { streams } = call;
      const progress = new Progress(streams, clock, 'exported');
      const format = exportFormats.find((one) => one === optionText(call, 'format')) ?? 'maildir';
      const done = await box
        .export(folder, {
          ...asked,
          format,
          into,
          resume: call.options['fresh'] !== true,
          onProgress: ({ done: count, total, bytes }) => progress.show({ count, of: total, bytes }),
        })
        .finally(() => progress.end());
      const json = jsonFields(call, fields);
      if (json) return streams.out(JSON.stringify(pick({ ...done }, json)));
      if (!streams.outIsTerminal)
        return streams.out(tabbed([done.into, done.exported, done.already, done.bytes]));
      const before = done.already > 0 ? `; ${counted(done.already, 'message')} were there already` : '';
      streams.out(
        `${counted(done.exported, 'message')} (${saidBytes(done.bytes)}) exported to ${cleanLine(done.into)}${before}.`,
      );
      if (done.gone > 0)
        streams.err(`${counted(done.gone, 'message')} had been deleted before it was their turn.`);
    }),
};
