// mailgrant folders: what there is in a mailbox, under the names that every other command takes; and folders made, renamed
// and removed.

import { fail } from '../../errors/error.ts';
import type { Folder } from '../../mailbox/message.ts';
import type { Call, Command } from '../command.ts';
import { jsonlOption, printJson } from '../mail/json.ts';
import { accountArg, mailOptions, type OpenMail, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, tabbed } from '../output.ts';
import { saidCount } from '../screen/amount.ts';
import { cellsOf, fit } from '../screen/cells.ts';
import { cleanLine } from '../screen/clean.ts';

const actions = ['list', 'create', 'rename', 'delete'] as const;
const fields = ['path', 'name', 'use', 'total', 'unread', 'selectable'] as const;

export const folders: Command = {
  name: 'folders',
  summary: 'List, create, rename or delete the folders of a mailbox',
  examples: [
    { line: 'mailgrant folders anna', does: 'a table' },
    { line: 'mailgrant folders anna --json path,unread', does: 'for a program' },
    { line: 'mailgrant folders anna | cut -f1', does: 'in a pipe: path, use, messages, unread' },
    { line: 'mailgrant folders create anna inbox/Invoices', does: 'a folder in the inbox' },
    { line: 'mailgrant folders rename anna inbox/Invoices Bills', does: 'beside where it was' },
    { line: 'mailgrant folders rename anna inbox/Bills /Bills', does: 'to the top' },
    { line: 'mailgrant folders delete anna Bills', does: 'if it is empty' },
  ],
  args: [
    accountArg,
    { name: 'action', about: `${actions.join(', ')}; before or behind the account`, required: false },
    { name: 'folder', about: 'its path', required: false },
    { name: 'to', about: 'for rename: a name, or a path', required: false },
  ],
  options: [
    { flags: '--with-content', about: 'delete: with its messages and the folders below it' },
    ...mailOptions('folders'),
    jsonlOption,
  ],
  json: fields,
  next: 'mailgrant list ACCOUNT FOLDER',
  run: (call) =>
    withMailbox(accountFirst(call), 'folders', async (mail) => {
      const { box, asked } = mail;
      const [action = 'list', ...rest] = mail.words;
      if (action !== 'list') return change(call, mail, action, rest);
      if (rest.length > 0) throw usage('a list is one of all folders');
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

/** `folders create anna X` as well as `folders anna create X`. */
function accountFirst(call: Call): Call {
  const [first, second, ...rest] = call.args;
  const swapped = actions.some((action) => action === first) && second !== undefined;
  return swapped ? { ...call, args: [second, first, ...rest] } : call;
}

async function change(
  call: Call,
  { box, asked }: OpenMail,
  action: string,
  [folder, to, ...more]: readonly string[],
): Promise<void> {
  if (action !== 'create' && action !== 'rename' && action !== 'delete')
    throw usage(`"${action}" is not one of ${actions.join(', ')}`);
  if (folder === undefined || folder.trim() === '') throw usage(`say which folder to ${action}, by its path`);
  if (more.length > 0 || (action !== 'rename' && to !== undefined)) throw usage('there is a word too many');
  const { out, outIsTerminal } = call.streams;
  const said = (path: string, done: string): void =>
    out(outIsTerminal ? `${cleanLine(path)} is ${done}.` : tabbed([path]));
  if (action === 'create') return said((await box.createFolder(folder, asked)).path, 'there');
  if (action === 'delete') {
    const withContent = call.options['withContent'] === true;
    return said(await box.deleteFolder(folder, { ...asked, withContent }), 'deleted');
  }
  if (to === undefined || to.trim() === '') throw usage('say what it shall be called');
  said((await box.renameFolder(folder, to, asked)).path, 'its name now');
}

function usage(problem: string): Error {
  return fail('usage', { problem, help: 'mailgrant folders --help' });
}

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
