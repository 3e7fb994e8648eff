// mailgrant flag: read or unread, flagged or not.

import { fail } from '../../errors/error.ts';
import type { FlagChange } from '../../mailbox/doors/door.ts';
import type { Call, Command } from '../command.ts';
import { idsArg, idsOf } from '../mail/ids.ts';
import { doneFields, onMessages } from '../mail/on-messages.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';

export const flag: Command = {
  name: 'flag',
  summary: 'Mark messages as read, unread or flagged',
  examples: [
    { line: 'mailgrant flag anna 1 2 3 --read', does: 'rows of the last list' },
    {
      line: 'mailgrant search anna from:news | mailgrant flag anna - --read',
      does: 'everything that was found',
    },
    { line: 'mailgrant flag anna 4 --flag --unread', does: 'several marks at once' },
  ],
  args: [accountArg, idsArg],
  options: [
    { flags: '--read', about: 'mark as read' },
    { flags: '--unread', about: 'mark as unread' },
    { flags: '--flag', about: 'flag' },
    { flags: '--unflag', about: 'take the flag away' },
    ...mailOptions('flag'),
  ],
  json: doneFields,
  async run(call) {
    const { change, done } = changeOf(call);
    await withMailbox(call, 'flag', async (mail) => {
      const ids = await idsOf(call, mail, 'flag');
      await onMessages(call, mail, ids, { done, act: (some) => mail.box.flag(some, change, mail.asked) });
    });
  },
};

/** @throws `usage` for none, or for what cannot both be */
function changeOf(call: Call): { change: FlagChange; done: string } {
  const on = (name: string): boolean => call.options[name] === true;
  const both = (on('read') && on('unread')) || (on('flag') && on('unflag'));
  const words = ['read', 'unread', 'flag', 'unflag'].filter(on);
  if (both || words.length === 0) {
    const problem = both ? 'a message cannot be both' : 'say --read, --unread, --flag or --unflag';
    throw fail('usage', { problem, help: 'mailgrant flag --help' });
  }
  const change: FlagChange = {
    ...(on('read') || on('unread') ? { seen: on('read') } : {}),
    ...(on('flag') || on('unflag') ? { flagged: on('flag') } : {}),
  };
  const said: Readonly<Record<string, string>> = { flag: 'flagged', unflag: 'unflagged' };
  return { change, done: `marked as ${words.map((word) => said[word] ?? word).join(' and ')}` };
}
