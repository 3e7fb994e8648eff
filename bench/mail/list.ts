// 10,000 headers by IMAP: our list beside the library that it stands on, used bare, with the same items asked for. Both
// connections are open and have the folder selected before; every round the answers are compared.

import { ImapFlow } from 'imapflow';
import { rowQuery } from '../../src/mail/imap/rows.ts';
import { mailCorpus } from '../../test/kit/mail-corpus.ts';
import { mailboxAt, tokensFrom } from '../../test/kit/mailbox-at.ts';
import { type Bench, median, type Result, spread } from '../result.ts';
import { corpusSeed, missingDovecot, type Setting, startMailbox } from './setting.ts';

interface Contestant {
  readonly name: string;
  /** How many messages came. */
  run(): Promise<number>;
  readonly times: number[];
}

export const listBench = ({ quick }: Setting): Bench => ({
  name: 'list',
  async run(say) {
    const missing = missingDovecot();
    if (missing !== undefined) return [nothing(missing)];
    const [messages, rounds] = quick ? [2_000, 3] : [10_000, 9];
    const server = await startMailbox();
    const { address, token, ca, imap } = server;
    const client = new ImapFlow({
      host: imap.host,
      port: imap.port,
      secure: true,
      auth: { user: address, accessToken: token },
      tls: { ca: [ca] },
      logger: false,
      disableAutoIdle: true,
    });
    const box = await mailboxAt({ imap }, { ca, address, tokens: tokensFrom(address, () => token) });
    try {
      say(`${messages} messages`);
      server.fill('INBOX', mailCorpus({ seed: corpusSeed, count: messages }));
      await client.connect();
      await client.mailboxOpen('INBOX', { readOnly: true });
      const all: Contestant[] = [
        {
          name: 'mailgrant',
          times: [],
          run: async () => {
            let count = 0;
            for await (const _ of box.list('inbox', { via: 'imap' })) count += 1;
            return count;
          },
        },
        {
          name: 'imapflow fetchAll',
          times: [],
          run: async () => (await client.fetchAll('1:*', rowQuery)).length,
        },
        {
          name: 'imapflow fetch, one by one',
          times: [],
          run: async () => {
            let count = 0;
            for await (const _ of client.fetch('1:*', rowQuery)) count += 1;
            return count;
          },
        },
      ];
      for (let round = 0; round <= rounds; round += 1) {
        say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
        for (const one of all) {
          const startedMs = performance.now();
          const count = await one.run();
          const ms = performance.now() - startedMs;
          if (count !== messages) throw new Error(`${one.name} saw ${count} messages of ${messages}`);
          if (round > 0) one.times.push(ms);
        }
      }
      const [ours, ...peers] = all;
      if (!ours) throw new Error('nobody was measured');
      return peers.map((peer) => result(messages, ours, peer));
    } finally {
      await box.close();
      client.close();
      await server.close();
    }
  },
});

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
const target = 'at most 1.5 times';

function result(messages: number, ours: Contestant, peer: Contestant): Result {
  // Round by round: what disturbs the machine disturbs neighbours alike.
  const ratio = median(ours.times.map((ms, round) => ms / (peer.times[round] ?? Number.NaN)));
  return {
    what: `list of ${messages} headers`,
    ours: milliseconds(median(ours.times)),
    peer: `${peer.name}: ${milliseconds(median(peer.times))}`,
    ratio,
    target,
    met: ratio <= 1.5,
    how: `median ratio of ${ours.times.length} interleaved rounds on Dovecot; middle half ${spread(ours.times, milliseconds)}, ${peer.name} ${spread(peer.times, milliseconds)}`,
  };
}

function nothing(missing: string): Result {
  return {
    what: 'list of 10,000 headers',
    ours: '-',
    peer: missing,
    ratio: undefined,
    target,
    met: undefined,
    how: 'not measured',
  };
}
