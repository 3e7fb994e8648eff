// mailgrant reply and forward: in the thread of a message, with what it said below.

import { fail } from '../../errors/error.ts';
import type { Answered } from '../../mailbox/sending/answer.ts';
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
  tellSent,
} from '../mail/compose.ts';
import { oneId } from '../mail/ids.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';

const idArg = {
  name: 'id',
  about: 'an id, a Message-ID, or the number of a row of the last list',
  required: false,
};
const receipt = sendingOptions.filter(({ flags }) => flags !== '--dry-run');
const subjectOption = { flags: '--subject <words>', about: 'instead of the subject that it would have' };

export const reply: Command = {
  name: 'reply',
  summary: 'Answer a message',
  examples: [
    { line: 'mailgrant reply anna 3 --text "Thank you."', does: 'to its author' },
    { line: 'mailgrant reply anna 3 --all < answer.txt', does: 'to everybody who had it' },
    {
      line: 'mailgrant reply anna 3 --list --without-quote --text Agreed',
      does: 'to the mailing list that it came by',
    },
  ],
  args: [accountArg, idArg],
  options: [
    { flags: '--all', about: 'to everybody who had it' },
    { flags: '--list', about: 'to the mailing list that it came by' },
    { flags: '--without-quote', about: 'do not put below what it said' },
    ...addressOptions,
    subjectOption,
    ...contentOptions,
    ...receipt,
    ...mailOptions('send'),
  ],
  json: sentFields,
  run: (call) =>
    withMailbox(call, 'reply', async (mail) => {
      const { box, asked, words } = mail;
      const id = await oneId(call, mail, 'reply', words[0]);
      const on = (name: string): boolean => call.options[name] === true;
      const message = {
        ...addressed(call),
        ...subject(call),
        ...named(call),
        ...readReceipt(call),
        ...(await content(call)),
      };
      const how = { all: on('all'), list: on('list'), quote: !on('withoutQuote') };
      tell(call, await box.reply(id, message, { ...asked, ...sendOptions(call), ...how }), 'answered');
    }),
};

export const forward: Command = {
  name: 'forward',
  summary: 'Pass a message on to somebody else',
  examples: [
    {
      line: 'mailgrant forward anna 3 --to carol@contoso.com --text "For you."',
      does: 'with its text and attachments',
    },
    {
      line: 'mailgrant forward anna 3 --to carol@contoso.com --text "" --as attachment',
      does: 'as it came, as an attachment',
    },
  ],
  args: [accountArg, idArg],
  options: [
    ...addressOptions,
    {
      flags: '--as <form>',
      about: 'in the text, or whole as one attachment',
      choices: ['inline', 'attachment'],
      default: 'inline',
    },
    subjectOption,
    ...contentOptions,
    ...receipt,
    ...mailOptions('send'),
  ],
  json: sentFields,
  run: (call) =>
    withMailbox(call, 'forward', async (mail) => {
      const { box, asked, words } = mail;
      const id = await oneId(call, mail, 'forward', words[0]);
      const people = addressed(call);
      if (!people.to && !people.cc && !people.bcc) {
        throw fail('usage', { problem: 'say to whom, with --to ADDRESS', help: 'mailgrant forward --help' });
      }
      const message = {
        ...people,
        ...subject(call),
        ...named(call),
        ...readReceipt(call),
        ...(await content(call)),
      };
      const as = optionText(call, 'as') === 'attachment' ? 'attachment' : 'inline';
      tell(call, await box.forward(id, message, { ...asked, ...sendOptions(call), as }), 'forwarded');
    }),
};

function subject(call: Call): { subject?: string } {
  const text = optionText(call, 'subject');
  return text === undefined ? {} : { subject: text };
}

function tell(call: Call, { marked, ...sent }: Answered, done: string): void {
  tellSent(call, sent);
  if (!marked) call.streams.err(`It is sent; that it was ${done} could not be marked on the message.`);
}
