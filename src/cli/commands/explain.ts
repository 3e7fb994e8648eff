// mailgrant explain: what an error means and what to do about it. Reads what it is given and nothing else, and sends
// nothing anywhere.

import { statSync } from 'node:fs';
import { systemClock } from '../../base/clock.ts';
import { explain as explainText } from '../../doctor/explain.ts';
import { explainedPage, explanationOf } from '../../doctor/explanation.ts';
import { evidenceOfGiven } from '../../doctor/given.ts';
import { knowledge } from '../../doctor/knowledge/knowledge.ts';
import { limits } from '../../doctor/recognise.ts';
import { isRecognised } from '../../doctor/recognised.ts';
import type { Language } from '../../doctor/said.ts';
import { symptomIndex } from '../../doctor/symptom-index.ts';
import { textOf } from '../../doctor/text-of.ts';
import { fail } from '../../errors/error.ts';
import { type Call, type Command, optionText, optionTexts } from '../command.ts';
import { languageFor, tokenGiven } from '../doctor-input.ts';
import { fileBytes, typedBytes } from '../mail/text-input.ts';
import { jsonFields, pick, printRows } from '../output.ts';
import { type ExplanationScreen, explanationLines, pageLines } from '../screen/explanation-page.ts';

/** A program that has something to say through a pipe has begun by then. */
const pipeWaitMs = 500;

const fields = ['language', 'causes', 'unexplained', 'question', 'evidence', 'facts'] as const;

export const explain: Command = {
  name: 'explain',
  summary: 'Say what an error, a log, a token or a list of scopes means, and what to do',
  examples: [
    { line: 'mailgrant explain', does: 'paste anything, end with Ctrl-D' },
    { line: 'mailgrant explain debug.log', does: 'a file' },
    { line: 'mailgrant explain AADSTS65001', does: 'words' },
    {
      line: 'mailgrant explain "A2 NO AUTHENTICATE failed." --token -',
      does: 'with the token, from standard input',
    },
    {
      line: 'mailgrant explain --scopes "IMAP.AccessAsUser.All Mail.Read"',
      does: 'what these scopes will bring',
    },
    { line: 'mailgrant explain --list', does: 'everything that is known' },
  ],
  args: [
    {
      name: 'text',
      about: 'a file, the words of an error, or the name of a cause',
      required: false,
      variadic: true,
    },
  ],
  options: [
    { flags: '--scopes <list>', about: 'the scopes that were asked for' },
    { flags: '--token <file>', about: 'the token: a file, or - for standard input' },
    { flags: '--host <host>', about: 'the server, with a port or without' },
    { flags: '--user <address>', about: 'the mailbox that is opened' },
    { flags: '--account-type <type>', about: 'whose account it is', choices: ['personal', 'work'] },
    { flags: '--protocol <name>', about: 'what was spoken', choices: ['imap', 'pop', 'smtp', 'graph'] },
    {
      flags: '--fact <name=value>',
      about: 'something else that is known, as a question asked for it',
      repeatable: true,
    },
    { flags: '--why', about: 'show how the causes were ranked' },
    { flags: '--all', about: 'show every cause in full' },
    { flags: '--lang <language>', about: 'the language of the answer', choices: ['en', 'ja'] },
    { flags: '--list', about: 'list every cause that is known' },
  ],
  json: fields,
  next: 'mailgrant doctor <account>',
  endsBySignal: true,
  async run(call) {
    const language = languageFor(call);
    if (call.options['list'] === true) return list(call, language);
    const [name = ''] = call.args;
    if (knowledge().clues.some(({ id }) => id === name)) {
      const page = explainedPage(knowledge().page(name, language));
      if (jsonFields(call, fields)) return call.streams.out(JSON.stringify(page));
      print(call, pageLines(page, await screenOf(call), language));
      return;
    }
    await explainGiven(call, language);
  },
};

async function explainGiven(call: Call, language: Language): Promise<void> {
  const nowMs = systemClock().now();
  const token = await tokenGiven(call, 'mailgrant explain --token - < token.txt');
  const more = evidenceOfGiven(
    {
      token,
      scopes: optionText(call, 'scopes'),
      host: optionText(call, 'host'),
      user: optionText(call, 'user'),
      accountType: optionText(call, 'accountType'),
      protocol: optionText(call, 'protocol'),
      facts: optionTexts(call, 'fact'),
    },
    nowMs,
  );
  const text = await textGiven(call, more.length > 0 || token !== undefined);
  const diagnosis = explainText(text, nowMs, more);
  const explanation = explanationOf(diagnosis, language);
  const json = jsonFields(call, fields);
  if (json)
    call.streams.out(
      JSON.stringify(pick({ ...explanation }, json), null, call.streams.outIsTerminal ? 2 : undefined),
    );
  // What came by a flag was meant to be read, also where nothing is wrong with it.
  if (more.length === 0 && !isRecognised(diagnosis))
    throw fail('nothing-recognised', { what: text.trim() === '' ? 'nothing' : 'this text' });
  if (json) return;
  const options = { why: call.options['why'] === true, all: call.options['all'] === true };
  print(call, explanationLines(explanation, await screenOf(call), options));
}

/** In one write: a system call for each line is felt. */
function print({ streams }: Call, lines: readonly string[]): void {
  streams.out(lines.join('\n'));
}

async function screenOf({ streams }: Call): Promise<ExplanationScreen> {
  const { outIsTerminal, width, paint } = streams;
  return { width, paint, wrap: outIsTerminal ? (await import('../screen/wrap.ts')).wrap : undefined };
}

async function textGiven(call: Call, enough: boolean): Promise<string> {
  const words = call.args.filter((word) => word !== undefined);
  const [only] = words;
  if (words.length === 1 && only !== undefined && only !== '-' && isFile(only))
    return textOf(await fileBytes(only, 'A log'));
  if (words.length > 0 && only !== '-') return words.join(' ');
  if (optionText(call, 'token') === '-') return '';
  if (enough && only !== '-') return textOf(await call.streams.readPiped(pipeWaitMs, limits.bytes));
  return textOf(await typedBytes(call, 'An error, a log, a request, a token'));
}

function isFile(name: string): boolean {
  try {
    return statSync(name).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENAMETOOLONG' || code === 'ENOTDIR' || code === 'EACCES') return false;
    throw error;
  }
}

/** What it looks like, and the cause: one line a symptom. */
function list(call: Call, language: Language): void {
  const { clues, page } = knowledge();
  const rows = symptomIndex(clues).map(({ symptom, cause: { id, certainty } }) => ({
    symptom,
    cause: id,
    title: page(id, language).title,
    certainty,
  }));
  printRows(
    call,
    rows,
    [
      { field: 'symptom', title: 'On the screen' },
      { field: 'cause', title: 'Cause' },
      { field: 'title', title: 'What it is' },
    ],
    { fields: ['symptom', 'cause', 'title', 'certainty'], empty: '' },
  );
}
