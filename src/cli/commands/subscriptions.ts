// mailgrant subscriptions: Graph's notifications for a receiver of one's own. `watch` makes and ends its own.

import { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import type { Subscription } from '../../mail/graph/subscriptions.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { isoTime } from '../mail/message-fields.ts';
import { accountArg, mailOptions, type OpenMail, withMailbox } from '../mail/open-mail.ts';
import { textFile } from '../mail/text-input.ts';
import { printRows } from '../output.ts';
import { eventsOf } from './watch.ts';

const fields = ['id', 'resource', 'changes', 'notificationUrl', 'expiresAt'] as const;
const actions = ['list', 'create', 'renew', 'delete'] as const;

export const subscriptions: Command = {
  name: 'subscriptions',
  summary: "List, create, renew or delete Graph's subscriptions of an account",
  examples: [
    { line: 'mailgrant subscriptions anna list', does: 'what this app has subscribed to' },
    {
      line: 'mailgrant subscriptions anna create --url https://hook.contoso.com/mail --client-state-file state',
      does: 'for a receiver that answers at this URL',
    },
    { line: 'mailgrant subscriptions anna renew ID', does: 'as long again' },
    { line: 'mailgrant subscriptions anna delete ID', does: 'no more notifications' },
  ],
  args: [
    accountArg,
    { name: 'action', about: actions.join(', '), required: false },
    { name: 'id', about: 'of the subscription, for renew and delete', required: false },
  ],
  options: [
    { flags: '--url <url>', about: 'where Graph posts to, by https' },
    {
      flags: '--client-state-file <file>',
      about: 'a file with the secret that comes back with each notification',
    },
    { flags: '--folder <path>', about: 'this folder; default: the whole mailbox' },
    { flags: '--events <kinds>', about: 'any of created,updated,deleted; default: all' },
    ...mailOptions('subscriptions'),
  ],
  json: fields,
  next: 'mailgrant watch ACCOUNT --via graph makes one of its own',
  run: (call) =>
    withMailbox(call, 'subscriptions', async (mail) => {
      const [action = 'list', id] = mail.words;
      if (action === 'list') return show(call, await mail.box.subscriptions.list({ signal: call.signal }));
      if (action === 'create') return show(call, [await create(call, mail)]);
      if (action !== 'renew' && action !== 'delete') {
        throw usage(`"${action}" is not one of ${actions.join(', ')}`);
      }
      if (id === undefined) throw usage(`say which one to ${action}, by its id`);
      if (action === 'renew')
        return show(call, [await mail.box.subscriptions.renew(id, { signal: call.signal })]);
      await mail.box.subscriptions.delete(id, { signal: call.signal });
      call.streams.out(call.streams.outIsTerminal ? `Subscription ${id} is deleted.` : id);
    }),
};

async function create(call: Call, { box }: OpenMail): Promise<Subscription> {
  const notificationUrl = optionText(call, 'url');
  const file = optionText(call, 'clientStateFile');
  if (notificationUrl === undefined || file === undefined)
    throw usage('say --url URL and --client-state-file FILE');
  const clientState = new Secret((await textFile(file, 'The client state')).trim());
  const wanted = { notificationUrl, clientState, folder: optionText(call, 'folder'), events: eventsOf(call) };
  return box.subscriptions.create(wanted, { signal: call.signal });
}

function show(call: Call, found: readonly Subscription[]): void {
  const rows = found.map(({ id, resource, changes, notificationUrl, expiresAtMs }) => {
    return { id, resource, changes: changes.join(','), notificationUrl, expiresAt: isoTime(expiresAtMs) };
  });
  const columns = fields.map((field) => ({ field, title: field.toUpperCase() }));
  printRows(call, rows, columns, { fields, empty: 'There are no subscriptions.' });
}

function usage(problem: string): Error {
  return fail('usage', { problem, help: 'mailgrant subscriptions --help' });
}
