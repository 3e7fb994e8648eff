// mailgrant delete: into the trash, or for good, about which a person at a terminal is asked.

import { fail } from '../../errors/error.ts';
import type { Call, Command } from '../command.ts';
import { idsArg, idsOf } from '../mail/ids.ts';
import { doneFields, onMessages } from '../mail/on-messages.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { counted } from '../screen/amount.ts';

export const deleteCommand: Command = {
  name: 'delete',
  summary: 'Delete messages: into the trash, or for good',
  examples: [
    { line: 'mailgrant delete anna 2 5', does: 'rows of the last list, into the trash' },
    { line: 'mailgrant delete anna 2 --permanently', does: 'for good; asks at a terminal' },
    {
      line: 'mailgrant list anna junk | mailgrant delete anna - --permanently',
      does: 'everything in a folder',
    },
  ],
  args: [accountArg, idsArg],
  options: [
    { flags: '--permanently', about: 'for good, not into the trash' },
    { flags: '--yes', about: 'do not ask' },
    ...mailOptions('delete'),
  ],
  json: doneFields,
  run: (call) =>
    withMailbox(call, 'delete', async (mail) => {
      const ids = await idsOf(call, mail, 'delete');
      const permanently = call.options['permanently'] === true;
      if (permanently) await agree(call, ids.length);
      const done = permanently ? 'deleted for good' : 'deleted';
      await onMessages(call, mail, ids, {
        done,
        act: (some) => mail.box.delete(some, { ...mail.asked, permanently }),
      });
    }),
};

/** @throws `usage` where the person does not want it */
async function agree({ streams, options, signal }: Call, count: number): Promise<void> {
  if (options['yes'] === true || !streams.inIsTerminal || !streams.errIsTerminal) return;
  const answer = await streams.ask(`Delete ${counted(count, 'message')} for good? [y/N] `, signal);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw fail('usage', { problem: 'nothing was deleted', help: 'mailgrant delete without --permanently' });
}
