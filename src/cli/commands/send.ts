// mailgrant send: one message to somebody, by SMTP while that works, else by Graph.

import { fail } from '../../errors/error.ts';
import type { ToSend } from '../../mailbox/sending/message.ts';
import { type Call, type Command, optionText } from '../command.ts';
import {
  addressed,
  addressOptions,
  content,
  contentOptions,
  named,
  readReceipt,
  sendingOptions,
  sendOptions,
  sentFields,
  tellDryRun,
  tellSent,
} from '../mail/compose.ts';
import { oneId } from '../mail/ids.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';

export const send: Command = {
  name: 'send',
  summary: 'Send a message',
  examples: [
    {
      line: 'mailgrant send anna --to ben@contoso.com --subject Hello --text "How are you?"',
      does: 'a few words',
    },
    {
      line: 'mailgrant send anna --to ben@contoso.com --subject Report --attach report.pdf < letter.txt',
      does: 'a file',
    },
    {
      line: 'mailgrant send anna --from info@contoso.com --to ben@contoso.com --subject Hi --html page.html',
      does: 'as another sender',
    },
    { line: 'mailgrant send anna --raw message.eml', does: 'a message that is ready' },
    {
      line: 'mailgrant send anna --to ben@contoso.com --subject Hi --text Hi --dry-run',
      does: 'only show it',
    },
  ],
  args: [accountArg],
  options: [
    ...addressOptions,
    { flags: '--subject <words>', about: 'what it is about' },
    ...contentOptions,
    { flags: '--raw <file>', about: 'send this file (RFC 5322, .eml) as it is; Bcc is taken out' },
    { flags: '--draft <id>', about: 'send a draft to those whom it names' },
    ...sendingOptions,
    ...mailOptions('send'),
  ],
  json: sentFields,
  next: 'mailgrant list ACCOUNT sent',
  run: (call) =>
    withMailbox(call, 'send', async (mail) => {
      const { box, asked, words } = mail;
      const [unexpected] = words;
      if (unexpected !== undefined)
        throw usage(`"${unexpected}" is no option; the text is given with --text`);
      const draft = optionText(call, 'draft');
      if (draft !== undefined) {
        if (call.options['dryRun'] === true) throw usage('--dry-run shows a new message, not a draft');
        if (call.options['readReceipt'] === true)
          throw usage('--read-receipt is written into a new message; keep the draft with it');
        if (optionText(call, 'messageId') !== undefined)
          throw usage('--message-id names a new message; a draft has its own, and goes once by it');
        const id = await oneId(call, mail, 'send --draft', draft);
        const { draftRemoved, ...sent } = await box.sendDraft(id, { ...asked, ...sendOptions(call) });
        tellSent(call, sent);
        if (!draftRemoved) call.streams.err('It is sent; the draft could not be taken out of the drafts.');
        return;
      }
      const message = await messageOf(call);
      const options = { ...asked, ...sendOptions(call) };
      if (call.options['dryRun'] === true) tellDryRun(call, await box.dryRun(message, options));
      else tellSent(call, await box.send(message, options));
    }),
};

async function messageOf(call: Call): Promise<ToSend> {
  const people = addressed(call);
  const raw = optionText(call, 'raw');
  if (raw !== undefined) {
    if (call.options['readReceipt'] === true)
      throw usage('--read-receipt is written into a new message, not into a ready one');
    if (optionText(call, 'messageId') !== undefined)
      throw usage('--message-id names a new message; a ready one has its own, and goes once by it');
    return { raw: { path: raw } };
  }
  if (!people.to && !people.cc && !people.bcc) throw usage('say to whom, with --to ADDRESS');
  const subject = optionText(call, 'subject');
  return { ...people, subject, ...named(call), ...readReceipt(call), ...(await content(call)) };
}

function usage(problem: string): Error {
  return fail('usage', { problem, help: 'mailgrant send --help' });
}
