// mailgrant draft: a message for later, in the folder for drafts. `send --draft ID` sends it.

import { fail } from '../../errors/error.ts';
import { type Command, optionText, optionTexts } from '../command.ts';
import { addressed, addressOptions, content, contentOptions, readReceipt } from '../mail/compose.ts';
import { oneId } from '../mail/ids.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { jsonFields, pick } from '../output.ts';

const fields = ['id', 'messageId'] as const;

export const draft: Command = {
  name: 'draft',
  summary: 'Keep a message in the drafts, to be sent later',
  examples: [
    { line: 'mailgrant draft anna --to ben@contoso.com --subject Plan < plan.txt', does: 'prints its id' },
    { line: 'mailgrant draft anna --edit ID --subject "Plan B" --attach plan.pdf', does: 'changes it' },
    { line: 'mailgrant draft anna --edit ID --remove plan.pdf', does: 'takes a file out of it' },
    { line: 'mailgrant send anna --draft ID', does: 'sends it' },
  ],
  args: [accountArg],
  options: [
    ...addressOptions,
    { flags: '--subject <words>', about: 'what it is about' },
    ...contentOptions,
    { flags: '--edit <id>', about: 'change this draft; what is not said stays, files are added' },
    {
      flags: '--remove <part>',
      about: 'with --edit: leave this attachment out, by its number or name; may be given several times',
      repeatable: true,
    },
    { flags: '--read-receipt', about: 'ask to be told when it is read; readers may decline' },
    ...mailOptions('draft'),
  ],
  json: fields,
  next: 'mailgrant send ACCOUNT --draft ID',
  run: (call) =>
    withMailbox(call, 'draft', async (mail) => {
      const { box, asked, words } = mail;
      const [unexpected] = words;
      if (unexpected !== undefined) {
        throw fail('usage', {
          problem: `"${unexpected}" is no option; the text is given with --text`,
          help: 'mailgrant draft --help',
        });
      }
      const edited = optionText(call, 'edit');
      const old = edited === undefined ? undefined : await oneId(call, mail, 'draft --edit', edited);
      const message = {
        ...addressed(call),
        subject: optionText(call, 'subject'),
        ...readReceipt(call),
        ...(await content(call, { typed: old === undefined })),
      };
      const removeAttachments = optionTexts(call, 'remove');
      if (old === undefined && removeAttachments.length > 0) {
        throw fail('usage', { problem: '--remove goes with --edit', help: 'mailgrant draft --help' });
      }
      const kept =
        old === undefined
          ? await box.draft(message, asked)
          : await box.editDraft(old, { ...message, removeAttachments }, asked);
      if ('replaced' in kept && kept.replaced === false) {
        call.streams.err('It is kept; the draft as it was could not be taken out of the drafts.');
      }
      const { streams } = call;
      const json = jsonFields(call, fields);
      if (json) return streams.out(JSON.stringify(pick({ ...kept }, json)));
      streams.out(streams.outIsTerminal ? `Kept as a draft: ${kept.id}` : kept.id);
    }),
};
