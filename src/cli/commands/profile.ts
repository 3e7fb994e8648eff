// mailgrant profile: whose mailbox it is, by Graph.

import type { Command } from '../command.ts';
import { accountArg, mailOptions, withMailbox } from '../mail/open-mail.ts';
import { printRecord } from '../output.ts';

const fields = [
  'displayName',
  'address',
  'addresses',
  'userPrincipalName',
  'timeZone',
  'language',
  'id',
] as const;

export const profile: Command = {
  name: 'profile',
  summary: 'Show whose mailbox it is',
  examples: [
    { line: 'mailgrant profile anna', does: 'name, addresses, time zone' },
    { line: 'mailgrant profile anna --json addresses', does: 'for a program' },
  ],
  args: [accountArg],
  options: mailOptions('profile'),
  json: fields,
  run: (call) =>
    withMailbox(call, 'profile', async ({ box, asked }) => {
      printRecord(
        call,
        { ...(await box.profile(asked)) },
        {
          fields,
          labels: [
            ['displayName', 'Name'],
            ['address', 'Address'],
            ['addresses', 'Addresses'],
            ['userPrincipalName', 'Signs in as'],
            ['timeZone', 'Time zone'],
            ['language', 'Language'],
            ['id', 'Id'],
          ],
        },
      );
    }),
};
