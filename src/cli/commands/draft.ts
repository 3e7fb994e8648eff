// mailgrant draft: a message for later, in the folder for drafts. `send --draft ID` sends it.

import { fail } from '../../errors/error.ts';
import { type Command, optionText } from '../command.ts';
import { addressed, addressOptions, content, contentOptions, readReceipt } from '../mail/compose.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, pick } from '../output.ts';

const fields = ['id', 'messageId'] as const;

export const draft: Command = {
  name: 'draft',
  summary: 'Keep a message in the drafts, to be sent later',
  examples: [
    { line: 'mailgrant draft anna --to ben@contoso.com --subject Plan < plan.txt', does: 'prints its id' },
    { line: 'mailgrant send anna --draft ID', does: 'sends it' },
  ],
  args: [accountArg],
  options: [
    ...addressOptions,
    { flags: '--subject <words>', about: 'what it is about' },
    ...contentOptions,
    { flags: '--read-receipt', about: 'ask to be told when it is read; readers may decline' },
    ...mailOptions('draft'),
  ],
  json: fields,
  next: 'mailgrant send ACCOUNT --draft ID',
  run: (call) =>
    withMailbox(call, 'draft', async ({ box, asked, words }) => {
      const [unexpected] = words;
      if (unexpected !== undefined) {
        throw fail('usage', {
          problem: `"${unexpected}" is no option; the text is given with --text`,
          help: 'mailgrant draft --help',
        });
      }
      const message = {
        ...addressed(call),
        subject: optionText(call, 'subject'),
        ...readReceipt(call),
        ...(await content(call)),
      };
      const kept = await box.draft(message, asked);
      const { streams } = call;
      const json = jsonFields(call, fields);
      if (json) return streams.out(JSON.stringify(pick({ ...kept }, json)));
      streams.out(streams.outIsTerminal ? `Kept as a draft: ${kept.id}` : kept.id);
    }),
};
