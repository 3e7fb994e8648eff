// mailgrant move and copy: into another folder.

import { fail } from '../../errors/error.ts';
import { type Call, type Command, type CommandOption, optionText } from '../command.ts';
import { idsArg, idsOf } from '../mail/ids.ts';
import { doneFields, onMessages } from '../mail/on-messages.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';

const toOption: CommandOption = { flags: '--to <path>', about: 'the folder: a path that folders shows' };

export const move: Command = {
  name: 'move',
  summary: 'Move messages to another folder',
  examples: [
    { line: 'mailgrant move anna 1 2 --to archive', does: 'rows of the last list' },
    {
      line: 'mailgrant search anna from:shop | mailgrant move anna - --to inbox/Orders',
      does: 'everything that was found',
    },
    { line: 'mailgrant move anna 1 --to archive --json', does: 'for a program: the ids before and after' },
  ],
  args: [accountArg, idsArg],
  options: [toOption, ...mailOptions('move')],
  json: doneFields,
  async run(call) {
    const to = folderOf(call, 'move');
    await withMailbox(call, 'move', async (mail) => {
      const ids = await idsOf(call, mail, 'move');
      await onMessages(call, mail, ids, {
        done: `moved to ${to}`,
        act: (some) => mail.box.move(some, to, mail.asked),
      });
    });
  },
};

export const copy: Command = {
  name: 'copy',
  summary: 'Copy messages to another folder',
  examples: [
    { line: 'mailgrant copy anna 3 --to inbox/Projects', does: 'a row of the last list' },
    { line: 'mailgrant copy anna 3 --to archive --via graph', does: 'through Graph' },
  ],
  args: [accountArg, idsArg],
  options: [toOption, ...mailOptions('copy')],
  json: doneFields,
  async run(call) {
    const to = folderOf(call, 'copy');
    await withMailbox(call, 'copy', async (mail) => {
      const ids = await idsOf(call, mail, 'copy');
      await onMessages(call, mail, ids, {
        done: `copied to ${to}`,
        act: (some) => mail.box.copy(some, to, mail.asked),
      });
    });
  },
};

/** @throws `usage` */
function folderOf(call: Call, command: string): string {
  const to = optionText(call, 'to');
  if (to !== undefined) return to;
  throw fail('usage', { problem: 'say where to, with --to FOLDER', help: `mailgrant ${command} --help` });
}
