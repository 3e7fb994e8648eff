// A folder of 5,000 messages (500 MB) into a Maildir: ours beside mbsync and offlineimap, each from its sign-in on and
// into an empty place that is taken away again; what arrived is counted.

import { whereIs } from '../../test/kit/interop.ts';
import { type CorpusMessage, mailCorpus } from '../../test/kit/mail-corpus.ts';
import { type Bench, median, type Result, spread } from '../result.ts';
import { type Exporter, mailgrantExport, mbsync, offlineimap } from './exporters.ts';
import { corpusSeed, missingDovecot, type Setting, startMailbox } from './setting.ts';

interface Timed {
  readonly exporter: Exporter;
  readonly rounds: number;
  readonly seconds: number[];
}

interface Filled {
  readonly count: number;
  readonly bytes: number;
}

const what = 'export to Maildir';
const peers = [
  { make: mbsync, share: 1, target: 'at least as fast' },
  { make: offlineimap, share: 3, target: 'at least 3 times' },
] as const;

export const exportBench = ({ quick }: Setting): Bench => ({
  name: 'export',
  async run(say) {
    const missing = missingDovecot();
    if (missing !== undefined) return peers.map(({ target }) => notMeasured(missing, target));
    const [count, bytes] = quick ? [500, 50e6] : [5_000, 500e6];
    const server = await startMailbox();
    try {
      say(`${count} messages, ${bytes / 1e6} MB`);
      const filled = server.fill('INBOX', withEndedHeader(mailCorpus({ seed: corpusSeed, count, bytes })));
      const left = count - filled.count;
      say(`${left} without an end of their header are left out: mbsync refuses them`);
      const rounds = quick ? 2 : 5;
      const ours: Timed = { exporter: mailgrantExport(server), rounds, seconds: [] };
      const theirs = peers.map(({ make, share, target }) => {
        const exporter = make(server);
        // offlineimap takes a minute: its rounds are few.
        const few = exporter.name === 'offlineimap';
        const contestant: Timed = { exporter, rounds: few ? (quick ? 1 : 2) : rounds, seconds: [] };
        return { share, target, contestant };
      });
      const all = [ours, ...theirs.map(({ contestant }) => contestant)];
      const present = all.filter((one) => one === ours || whereIs(one.exporter.name) !== undefined);
      for (let round = 0; round <= rounds; round += 1) {
        for (const one of present) {
          // A round that only warms up is for those who have more than two.
          if (round > one.rounds || (round === 0 && one.rounds <= 2 && !quick)) continue;
          say(`${one.exporter.name}, ${round === 0 ? 'warming up' : `round ${round} of ${one.rounds}`}`);
          const took = await once(one.exporter, filled);
          if (round > 0) one.seconds.push(took);
        }
      }
      return theirs.map((peer) => result(ours, peer, filled));
    } finally {
      await server.close();
    }
  },
});

/**
 * RFC 5322 allows a message that ends with its header, without the empty line; mbsync has no place for its own line in one
 * ("incomplete header; skipping"). Ours takes them (test/mailbox/hostile.test.ts); what is compared is what both take.
 */
function* withEndedHeader(messages: Iterable<CorpusMessage>): Generator<CorpusMessage, void> {
  for (const message of messages) if (message.raw.includes('\r\n\r\n')) yield message;
}

async function once(exporter: Exporter, filled: Filled): Promise<number> {
  await exporter.prepare();
  try {
    const startedMs = performance.now();
    await exporter.run();
    const seconds = (performance.now() - startedMs) / 1000;
    const { count, bytes } = exporter.outcome();
    // A Maildir may have LF where the wire has CRLF: the octets are the same within some per cent.
    const share = bytes / filled.bytes;
    if (count !== filled.count || share < 0.95 || share > 1.05) {
      throw new Error(`${exporter.name} brought ${count} of ${filled.count} messages, ${bytes} octets`);
    }
    return seconds;
  } finally {
    exporter.clean();
  }
}

function result(
  ours: Timed,
  peer: { share: number; target: string; contestant: Timed },
  filled: Filled,
): Result {
  const { contestant, share, target } = peer;
  const { name } = contestant.exporter;
  if (contestant.seconds.length === 0) return notMeasured(`${name}: not installed`, target);
  const shown = (seconds: number): string => `${seconds.toFixed(1)} s`;
  const ratio = median(contestant.seconds) / median(ours.seconds);
  return {
    what: `${what}, ${filled.count} messages`,
    ours: shown(median(ours.seconds)),
    peer: `${name}: ${shown(median(contestant.seconds))}`,
    ratio,
    target,
    met: ratio >= share,
    how: `median of ${ours.seconds.length} and ${contestant.seconds.length} interleaved runs, ${(filled.bytes / 1e6).toFixed(0)} MB from Dovecot; middle half ${spread(ours.seconds, shown)}, ${name} ${spread(contestant.seconds, shown)}`,
  };
}

function notMeasured(peer: string, target: string): Result {
  return { what, ours: '-', peer, ratio: undefined, target, met: undefined, how: 'not measured' };
}
