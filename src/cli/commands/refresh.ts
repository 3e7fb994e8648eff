// mailgrant refresh: replace a token now, or keep idle grants alive from a weekly timer.

import { fail } from '../../errors/error.ts';
import type { Command } from '../command.ts';
import { saidTime } from '../output.ts';

export const refresh: Command = {
  name: 'refresh',
  summary: 'Use a grant now, so that it stays alive, and check that it still works',
  examples: [
    { line: 'mailgrant refresh anna', does: 'one account' },
    { line: 'mailgrant refresh --idle', does: 'every grant unused for a week: for a daily timer' },
  ],
  args: [{ name: 'account', about: 'short name or address', required: false }],
  options: [{ flags: '--idle', about: 'all accounts that nobody used for seven days' }],
  async run(call) {
    const [ref] = call.args;
    const idle = call.options['idle'] === true;
    if ((ref === undefined) !== idle) {
      throw fail('usage', { problem: 'name one account, or say --idle', help: 'mailgrant refresh --help' });
    }
    const mailgrant = await call.open();
    if (ref !== undefined) {
      const token = await mailgrant.tokens.refresh(ref);
      call.streams.out(
        `${token.username}: a new token for ${token.resource}, expires ${saidTime(token.expiresAtMs, mailgrant.clock.now())}`,
      );
      return;
    }
    const { refreshed, failed } = await mailgrant.schedule.keepAlive();
    call.streams.out(`${refreshed} grants kept alive, ${failed} refused`);
    if (failed > 0) call.streams.err('See which: mailgrant accounts');
  },
};
