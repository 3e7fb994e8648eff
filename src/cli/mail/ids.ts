// Which messages a command line means: ids, row numbers of the last list, and with `-` a line each from standard input,
// of which the first column counts, so that `mailgrant list anna | grep ... | mailgrant move anna - --to archive` works.

import { fail, isMailgrantError } from '../../errors/error.ts';
import type { Call } from '../command.ts';
import type { OpenMail } from './open-mail.ts';
import { idsOfRows } from './rows.ts';

/** Some 100,000 ids. */
const inputBytesMax = 16 * 1024 * 1024;

export const idsArg = {
  name: 'id',
  about: 'ids or row numbers of the last list; - reads them from standard input',
  required: false,
  variadic: true,
} as const;

/** In the order given, each once; none where nothing came on standard input. @throws `usage`, `row-unknown`, `input-too-long` */
export async function idsOf(call: Call, mail: OpenMail, command: string): Promise<readonly string[]> {
  const piped = mail.words.includes('-');
  const words = piped
    ? [...mail.words.filter((word) => word !== '-'), ...(await idsFromInput(call, command))]
    : mail.words;
  if (words.length === 0) {
    if (!piped) throw unsaid(mail, command);
    // A search that finds nothing is no failure of what would have been done with it.
    call.streams.err('No message came on standard input: there is nothing to do.');
  }
  const rows = await idsOfRows(call, mail, words.filter(isRow));
  return [...new Set(words.map((word) => rows.get(word) ?? word))];
}

/** Exactly one. */
export async function oneId(call: Call, mail: OpenMail, command: string, word?: string): Promise<string> {
  if (word === undefined) throw unsaid(mail, command);
  const rows = await idsOfRows(call, mail, [word].filter(isRow));
  return rows.get(word) ?? word;
}

function isRow(word: string): boolean {
  return /^\d+$/.test(word);
}

function unsaid(mail: OpenMail, command: string): Error {
  return fail('usage', {
    problem: 'no message is named',
    help: `mailgrant list ${mail.account.name}, then mailgrant ${command} ${mail.account.name} 1`,
  });
}

async function idsFromInput(call: Call, command: string): Promise<readonly string[]> {
  const read = call.streams.readInput({
    what: 'The list of messages',
    example: `mailgrant list anna | mailgrant ${command} anna -`,
    bytesMax: inputBytesMax,
  });
  const text = await read.catch((error: unknown) => {
    if (isMailgrantError(error) && error.code === 'input-empty') return '';
    throw error;
  });
  return text
    .split('\n')
    .map((line) => line.split('\t')[0]?.trim() ?? '')
    .filter((id) => id !== '');
}
