// mailgrant account rename: another short name for the same account; its grant and tokens stay.

import type { Command } from '../command.ts';

export const accountRename: Command = {
  name: 'account rename',
  summary: 'Give an account another short name',
  examples: [{ line: 'mailgrant account rename anna office', does: 'from now on: mailgrant token office' }],
  args: [
    { name: 'account', about: 'short name or address', required: true },
    { name: 'name', about: 'the new short name', required: true },
  ],
  next: 'mailgrant accounts',
  async run(call) {
    const mailgrant = await call.open();
    const account = await mailgrant.account(call.args[0] ?? '');
    const name = call.args[1] ?? '';
    await mailgrant.store.accounts.rename(account.id, name);
    mailgrant.tokens.forget(account.id);
    call.streams.out(`${account.address} is called ${name} now; it was ${account.name}.`);
  },
};
