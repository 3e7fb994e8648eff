// mailgrant folders: what there is in a mailbox, under the names that every other command takes.

import type { Folder } from '../../mailbox/message.ts';
import type { Call, Command } from '../command.ts';
import { jsonlOption, printJson } from '../mail/json.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, tabbed } from '../output.ts';
import { saidCount } from '../screen/amount.ts';
import { cellsOf, fit } from '../screen/cells.ts';
import { cleanLine } from '../screen/clean.ts';

const fields = ['path', 'name', 'use', 'total', 'unread', 'selectable'] as const;

export const folders: Command = {
  name: 'folders',
  summary: 'List the folders of a mailbox',
  examples: [
    { line: 'mailgrant folders anna', does: 'a table' },
    { line: 'mailgrant folders anna --json path,unread', does: 'for a program' },
    { line: 'mailgrant folders anna | cut -f1', does: 'in a pipe: path, use, messages, unread' },
  ],
  args: [accountArg],
  options: [...mailOptions('folders'), jsonlOption],
  json: fields,
  next: 'mailgrant list ACCOUNT FOLDER',
  run: (call) =>
    withMailbox(call, 'folders', async ({ box, asked }) => {
      const found = await box.folders(asked);
      const json = jsonFields(call, fields);
      if (json || call.options['jsonl'] === true) {
        await printJson(
          call,
          found.map((folder) => ({ ...folder })),
          json ?? fields,
        );
      } else if (call.streams.outIsTerminal) {
        showTree(call, found);
      } else {
        for (const { path, use, total, unread } of found)
          call.streams.out(tabbed([path, use, total, unread]));
      }
    }),
};

function showTree({ streams }: Call, found: readonly Folder[]): void {
  const { paint, width, utf8 } = streams;
  const names = found.map((folder) => cleanLine(folder.path));
  const widest = Math.max(6, ...names.map(cellsOf));
  // Two numbers of at most nine digits stand beside the name.
  const nameCells = Math.min(widest, Math.max(12, width - 24));
  streams.out(paint.dim(`${'FOLDER'.padEnd(nameCells)}  ${'MESSAGES'.padStart(9)}  ${'UNREAD'.padStart(9)}`));
  for (const [index, { total, unread, selectable }] of found.entries()) {
    const name = fit(names[index] ?? '', nameCells, utf8 ? '…' : '...');
    const numbers = [total, unread].map((count) => (count === undefined ? '' : saidCount(count)).padStart(9));
    const line = `${unread ? paint.bold(name) : selectable ? name : paint.dim(name)}  ${numbers[0]}  ${unread ? paint.green(numbers[1] ?? '') : paint.dim(numbers[1] ?? '')}`;
    streams.out(line.trimEnd());
  }
}
