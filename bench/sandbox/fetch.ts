// FETCH of 10,000 headers, in the three ways that clients ask for them, and of 1,000 bodies of 50 kB.

import type { Bench, Result } from '../result.ts';
import { missingServers, startDebianServers } from './debian-servers.ts';
import { ImapClient } from './imap-client.ts';
import { serve } from './served.ts';
import { allExchangeScopes, contest, explain, rateResult, sandboxTarget, type Task, user } from './task.ts';

interface Fetch {
  readonly what: string;
  readonly folder: string;
  readonly messages: number;
  readonly bodyBytes: number;
  readonly items: string;
}

const fetches: readonly Fetch[] = [
  {
    what: 'FETCH 10,000 whole headers',
    folder: 'Headers',
    messages: 10_000,
    bodyBytes: 200,
    items: 'UID FLAGS BODY.PEEK[HEADER]',
  },
  {
    what: 'FETCH 10,000 times six fields',
    folder: 'Headers',
    messages: 10_000,
    bodyBytes: 200,
    items: 'UID FLAGS BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID)]',
  },
  {
    what: 'FETCH 10,000 envelopes',
    folder: 'Headers',
    messages: 10_000,
    bodyBytes: 200,
    items: 'UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE',
  },
  {
    what: 'FETCH 1,000 bodies of 50 kB',
    folder: 'Bodies',
    messages: 1000,
    bodyBytes: 50_000,
    items: 'UID BODY.PEEK[]',
  },
];

export const fetchBench: Bench = {
  name: 'fetch',
  async run(say) {
    const served = await serve();
    const missing = missingServers();
    const peers =
      missing === undefined ? await startDebianServers(served, { user, onDisk: false }) : undefined;
    const results: Result[] = [];
    try {
      const { accessToken: token } = await served.mint(user, allExchangeScopes);
      const ours = { name: 'the sandbox', target: sandboxTarget(served, token) };
      const theirs = peers && { name: 'Dovecot', target: { ...peers, user, token } };
      for (const fetch of fetches) {
        const task = taskOf(fetch);
        const [own = [], other] = await contest(task, theirs ? [ours, theirs] : [ours], say);
        const peerName = missing ?? 'Dovecot';
        const result = rateResult(task, { ours: own, peer: other, peerName, share: 0.5 });
        results.push(result.met === false ? { ...result, profile: await explain(task, say) } : result);
      }
    } finally {
      await peers?.close();
      await served.close();
    }
    return results;
  },
};

function taskOf({ what, folder, messages, bodyBytes, items }: Fetch): Task {
  return {
    what,
    count: messages,
    unit: 'messages',
    rounds: 7,
    async prepare(target) {
      const client = await ImapClient.open({ port: target.imapPort, ...target });
      await fill(client, { folder, messages, bodyBytes });
      await client.command(`EXAMINE ${folder}`);
      let literalBytes: number | undefined;
      return {
        async once() {
          const startedMs = performance.now();
          const answer = await client.command(`FETCH 1:* (${items})`);
          const seconds = (performance.now() - startedMs) / 1000;
          if (answer.fetches !== messages)
            throw new Error(`${answer.fetches} messages came, not ${messages}`);
          literalBytes ??= answer.literalBytes;
          if (answer.literalBytes !== literalBytes) throw new Error('not the same octets as before');
          return seconds;
        },
        close: () => client.close(),
      };
    },
  };
}

/** Makes the folder what it has to be, where it is not yet. */
export async function fill(
  client: ImapClient,
  options: { folder: string; messages: number; bodyBytes: number },
): Promise<void> {
  const { folder, messages, bodyBytes } = options;
  const exists = await client.command(`EXAMINE ${folder}`).then(
    (answer) => answer.exists,
    () => undefined,
  );
  if (exists === messages) return;
  if (exists === undefined) await client.command(`CREATE ${folder}`);
  const batch = bodyBytes > 10_000 ? 50 : 500;
  for (let first = exists ?? 0; first < messages; first += batch) {
    const count = Math.min(batch, messages - first);
    const texts = Array.from({ length: count }, (_, index) => message(first + index, bodyBytes));
    const { completed } = await client.append(folder, texts);
    if (completed !== count) throw new Error(`${completed} of ${count} messages were taken`);
  }
}

/** A header as large as those that have come through a few servers: about 1.5 kB. */
function message(number: number, bodyBytes: number): string {
  const hops = Array.from(
    { length: 5 },
    (_, hop) =>
      `Received: from mx${hop}.elsewhere.example (mx${hop}.elsewhere.example [192.0.2.${hop}])\r\n by in${hop}.contoso.example with ESMTPS id ${number}-${hop}\r\n for <anna@contoso.example>; Mon, 2 Nov 2026 09:0${hop}:00 +0000\r\n`,
  );
  const head = [
    'From: Ben Ito <ben@contoso.example>',
    'To: Anna <anna@contoso.example>, "The others" <others@contoso.example>',
    `Subject: =?utf-8?Q?Message_n=C2=B0_${number}?=`,
    'Date: Mon, 2 Nov 2026 09:00:00 +0000',
    `Message-ID: <bench-${number}@contoso.example>`,
    `References: <bench-${number - 1}@contoso.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 7bit',
    `X-Trace: ${'0123456789abcdef'.repeat(12)}`,
  ];
  const line = `${'The quick brown fox jumps over the lazy dog, and again it does so. '.slice(0, 66)}\r\n`;
  const body = line.repeat(Math.ceil(bodyBytes / line.length)).slice(0, bodyBytes - 2);
  return `${hops.join('')}${head.join('\r\n')}\r\n\r\n${body}\r\n`;
}
