// mailgrant delta: what has happened in a folder since the last time.

import { fail } from '../../errors/error.ts';
import { changeKinds } from '../../mailbox/watching/events.ts';
import { readState, writeState } from '../../mailbox/watching/state-file.ts';
import { type Command, optionText } from '../command.ts';
import { eventCells, eventColumns, eventFields, eventLine, eventRow } from '../mail/events.ts';
import { jsonlOption, printJson } from '../mail/json.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { jsonFields } from '../output.ts';
import { eventsOf } from './watch.ts';

export const delta: Command = {
  name: 'delta',
  summary: 'Print what has changed in a folder since the last time',
  examples: [
    {
      line: 'mailgrant delta anna inbox --state inbox.state',
      does: 'the first time: everything; then: what is new',
    },
    {
      line: 'mailgrant delta anna inbox --state inbox.state --events created --jsonl',
      does: 'for a program',
    },
    {
      line: 'mailgrant delta anna inbox --state inbox.state | cut -f1,2',
      does: `in a pipe: ${eventColumns}`,
    },
  ],
  args: [accountArg, { name: 'folder', about: 'a path that folders shows; default: inbox', required: false }],
  options: [
    { flags: '--state <file>', about: 'where it is kept how far one has come' },
    { flags: '--events <kinds>', about: `any of ${changeKinds.join(',')}; default: all` },
    ...mailOptions('delta'),
    jsonlOption,
  ],
  json: eventFields,
  next: 'mailgrant watch ACCOUNT FOLDER --state FILE waits for what comes',
  async run(call) {
    const file = optionText(call, 'state');
    const events = eventsOf(call);
    if (file === undefined)
      throw fail('usage', {
        problem: 'say where to keep the state, with --state FILE',
        help: 'mailgrant delta --help',
      });
    await withMailbox(call, 'delta', async ({ box, words: [folder = 'inbox'], asked }) => {
      const { changes, cursor } = await box.delta(folder, await readState(file), { ...asked, events });
      const fields = jsonFields(call, eventFields);
      const { streams } = call;
      if (fields || call.options['jsonl'] === true) {
        await printJson(call, changes.map(eventRow), fields ?? eventFields);
      } else {
        for (const change of changes)
          streams.out(streams.outIsTerminal ? eventLine(call, change) : eventCells(change));
      }
      // A reader that has left has not taken them all: the next time they are told again.
      call.signal.throwIfAborted();
      await writeState(file, cursor);
      if (changes.length === 0 && !fields) streams.err(`Nothing has changed in ${folder}.`);
    });
  },
};
