// SELECT of a folder with 100,000 messages, until it is answered.

import { type Bench, median, spread } from '../result.ts';
import { fill } from './fetch.ts';
import { ImapClient } from './imap-client.ts';
import { serve } from './served.ts';
import { allExchangeScopes, contest, explain, sandboxTarget, type Task, user } from './task.ts';

const messages = 100_000;
const limitMs = 300;
const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(1)} ms`;

const task: Task = {
  what: 'SELECT of 100,000 messages',
  count: 1,
  unit: 'selections',
  rounds: 15,
  async prepare(target) {
    const client = await ImapClient.open({ port: target.imapPort, ...target });
    await fill(client, { folder: 'Large', messages, bodyBytes: 20 });
    return {
      async once() {
        await client.command('SELECT INBOX');
        const startedMs = performance.now();
        const { exists } = await client.command('SELECT Large');
        const seconds = (performance.now() - startedMs) / 1000;
        if (exists !== messages) throw new Error(`the folder has ${exists} messages`);
        return seconds;
      },
      close: () => client.close(),
    };
  },
};

export const selectBench: Bench = {
  name: 'select',
  async run(say) {
    const served = await serve();
    try {
      const { accessToken } = await served.mint(user, allExchangeScopes);
      const target = sandboxTarget(served, accessToken);
      const [ours = []] = await contest(task, [{ name: 'the sandbox', target }], say);
      const met = median(ours) * 1000 < limitMs;
      return [
        {
          what: task.what,
          ours: milliseconds(median(ours)),
          peer: '-',
          ratio: undefined,
          target: `under ${limitMs} ms`,
          met,
          how: `median of ${task.rounds}; middle half ${spread(ours, milliseconds)}; the process then has ${served.memory().rssMb.toFixed(0)} MB`,
          ...(met ? {} : { profile: await explain(task, say) }),
        },
      ];
    } finally {
      await served.close();
    }
  },
};
