// mailgrant logout: forget an account's tokens here. Microsoft has no revocation endpoint (RFC 7009), so what was
// granted there stays until the person withdraws it; that is said, with the address where it is done.

import type { Command } from '../command.ts';

export const logout: Command = {
  name: 'logout',
  summary: 'Delete the tokens of an account',
  examples: [
    { line: 'mailgrant logout anna', does: 'delete its tokens, keep its name and settings' },
    { line: 'mailgrant logout anna --forget', does: 'remove the account altogether' },
  ],
  args: [{ name: 'account', about: 'short name or address', required: true }],
  options: [{ flags: '--forget', about: 'remove the account itself as well' }],
  async run(call) {
    const mailgrant = await call.open();
    const account = await mailgrant.tokens.signOut(call.args[0] ?? '');
    if (call.options['forget'] === true) await mailgrant.store.accounts.remove(account.id);
    const done = call.options['forget'] === true ? 'is removed' : 'is signed out';
    call.streams.out(`${account.address} ${done}: its tokens are deleted from this store.`);
    const page = account.personal
      ? 'https://account.live.com/consent/Manage'
      : 'https://myapps.microsoft.com';
    call.streams.err(`The consent itself stays with the provider until it is withdrawn there: ${page}`);
  },
};
