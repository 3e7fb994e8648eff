// A thousand mail programs that wait: 50 people with 20 sessions each, over TLS, with the Inbox open and in IDLE.

import type { Bench } from '../result.ts';
import { ImapClient } from './imap-client.ts';
import { serve } from './served.ts';
import { allExchangeScopes } from './task.ts';

const people = 50;
/** As many as Exchange lets one mailbox have. */
const sessionsEach = 20;

export const idleBench: Bench = {
  name: 'idle',
  async run(say) {
    const served = await serve();
    const clients: ImapClient[] = [];
    try {
      const before = served.memory().rssMb;
      for (let person = 0; person < people; person += 1) {
        if (person % 10 === 0) say(`${clients.length} sessions`);
        const user = `idler${person}@contoso.example`;
        await served.act('add-user', { user, password: 'idler-sandbox-1' });
        await served.act('deliver', { to: user, subject: 'Hello', text: 'Something to look at.' });
        const { accessToken: token } = await served.mint(user, allExchangeScopes);
        const open = async (): Promise<void> => {
          const client = await ImapClient.open({
            port: served.servers.imaps.port,
            ca: served.ca,
            user,
            token,
          });
          clients.push(client);
          await client.command('SELECT INBOX');
          await client.idle();
        };
        await Promise.all(Array.from({ length: sessionsEach }, open));
      }
      const { rssMb, peakMb } = served.memory();
      return [
        {
          what: '1,000 IDLE sessions',
          ours: `${rssMb.toFixed(0)} MB`,
          peer: '-',
          ratio: undefined,
          target: 'at most 150 MB',
          met: rssMb <= 150,
          how: `resident memory of the process with ${clients.length} TLS sessions of ${people} people; before them ${before.toFixed(0)} MB, at most ${peakMb.toFixed(0)} MB`,
        },
      ];
    } finally {
      for (const client of clients) client.close();
      await served.close();
    }
  },
};
