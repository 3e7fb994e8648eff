// mailgrant app-password create: a password for one device. It is printed once, alone on standard output, and kept nowhere.

import { fail } from '../../errors/error.ts';
import { newAppPassword } from '../../proxy/admission/new-app-password.ts';
import { mailboxesOf } from '../../proxy/admission/whose-mailbox.ts';
import { type PasswordProtocol, passwordProtocols } from '../../store/app-password.ts';
import { type Call, type Command, optionText, optionTexts } from '../command.ts';
import { jsonFields, pick } from '../output.ts';
import { appPasswordFields, appPasswordRow } from './app-password-list.ts';

const help = 'mailgrant app-password create --help';
const fields = ['password', 'user', ...appPasswordFields] as const;

export const appPasswordCreate: Command = {
  name: 'app-password create',
  summary: 'Make a password for one device or program that signs in to the proxy',
  examples: [
    {
      line: 'mailgrant app-password create anna --name "office scanner"',
      does: 'printed once, and never again',
    },
    {
      line: 'mailgrant app-password create anna --name scanner --protocols smtp --network 192.168.0.0/24',
      does: 'good for nothing else',
    },
    {
      line: 'mailgrant app-password create anna --name helpdesk --mailbox info@contoso.com --until 2027-06-30',
      does: 'a shared mailbox, and the last day',
    },
    {
      line: 'mailgrant app-password create daemon --name erp --mailbox @contoso.com',
      does: 'every mailbox of a domain, with an app of its own',
    },
  ],
  args: [{ name: 'account', about: 'short name or address', required: true }],
  options: [
    { flags: '--name <device>', about: 'what it is for, as you will look for it in the list' },
    { flags: '--protocols <protocols>', about: 'any of imap,pop,smtp; default: all' },
    {
      flags: '--mailbox <address>',
      about: "a mailbox that it opens instead of the account's own; @contoso.com for all of a domain",
      repeatable: true,
    },
    {
      flags: '--alias <address>',
      about: "another name of the account's own mailbox to sign in with",
      repeatable: true,
    },
    {
      flags: '--sender <address>',
      about: 'may stand in MAIL FROM, or @contoso.com; default: any',
      repeatable: true,
    },
    {
      flags: '--network <network>',
      about: 'where the device is, for example 192.168.0.0/24',
      repeatable: true,
    },
    { flags: '--from <day>', about: 'its first day, for example 2027-01-01' },
    { flags: '--until <day>', about: 'its last day' },
  ],
  json: fields,
  next: 'mailgrant proxy --print-settings thunderbird',
  async run(call) {
    const name = optionText(call, 'name');
    if (name === undefined)
      throw fail('usage', { problem: 'a password needs --name, the device that it is for', help });
    const json = jsonFields(call, fields);
    const limits = {
      protocols: protocolsFrom(optionText(call, 'protocols')),
      mailboxes: optionTexts(call, 'mailbox'),
      aliases: optionTexts(call, 'alias'),
      senders: optionTexts(call, 'sender'),
      networks: optionTexts(call, 'network'),
      fromMs: dayOf(call, 'from')?.startMs,
      untilMs: dayOf(call, 'until')?.endMs,
    };
    const mailgrant = await call.open();
    const account = await mailgrant.account(call.args[0] ?? '');
    const { password, record } = await newAppPassword(mailgrant.store, { account, name, limits });
    const [user = ''] = mailboxesOf({ account, password: record });
    const { streams } = call;
    if (json) {
      // Shown once is what a password is made for.
      const row = { password: password.reveal(), user, ...appPasswordRow(record, account) };
      return streams.out(JSON.stringify(pick(row, json), null, streams.outIsTerminal ? 2 : undefined));
    }
    streams.err(`User name: ${user.startsWith('@') ? `any address that ends in ${user}` : user}`);
    streams.err(`Password of "${name}", shown this once (capitals and hyphens do not matter):`);
    streams.out(password.reveal());
  },
};

function protocolsFrom(text: string | undefined): readonly PasswordProtocol[] {
  if (text === undefined) return passwordProtocols;
  return text.split(',').map((word) => {
    const protocol = passwordProtocols.find((known) => known === word.trim().toLowerCase());
    if (!protocol)
      throw fail('usage', { problem: `"${word}" is none of ${passwordProtocols.join(', ')}`, help });
    return protocol;
  });
}

/** A day where this machine is: its first moment, and the first one after it. */
function dayOf(call: Call, option: string): { startMs: number; endMs: number } | undefined {
  const text = optionText(call, option);
  if (text === undefined) return undefined;
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const start = new Date(Number(year), Number(month) - 1, Number(date));
  if (Number.isNaN(start.getTime()) || start.getDate() !== Number(date)) {
    throw fail('usage', { problem: `--${option} "${text}" is no day like 2027-06-30`, help });
  }
  const end = new Date(Number(year), Number(month) - 1, Number(date) + 1);
  return { startMs: start.getTime(), endMs: end.getTime() };
}
