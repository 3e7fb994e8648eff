// How long after the server's own word an event of ours is there: two connections idle on the same folder, one of them a
// socket that does nothing but wait for `* n EXISTS`. Ours asks for the message in between, which is part of the figure.

import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:tls';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import type { DovecotMailbox } from '../../test/kit/dovecot-mailbox.ts';
import { mailCorpus, withFile } from '../../test/kit/mail-corpus.ts';
import { mailboxAt, tokensFrom } from '../../test/kit/mailbox-at.ts';
import { type Bench, median, type Result, spread } from '../result.ts';
import { ImapClient } from '../sandbox/imap-client.ts';
import { corpusSeed, missingDovecot, type Setting, startMailbox } from './setting.ts';

const what = 'watch: event after notification';
const target = 'under 20 ms';
const limitMs = 20;
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

export const watchBench = ({ quick }: Setting): Bench => ({
  name: 'watch',
  async run(say) {
    const missing = missingDovecot();
    if (missing !== undefined) {
      const nothing = { ours: '-', ratio: undefined, met: undefined, how: 'not measured' };
      return [{ what, peer: missing, target, ...nothing }];
    }
    const rounds = quick ? 10 : 50;
    const server = await startMailbox();
    server.fill('INBOX', mailCorpus({ seed: corpusSeed, count: 200 }));
    try {
      const late = await latencies(server, rounds, say);
      const result: Result = {
        what,
        ours: milliseconds(median(late)),
        peer: 'a socket in IDLE: 0 ms',
        ratio: undefined,
        target,
        met: median(late) < limitMs,
        how: `median of ${rounds} messages on Dovecot, each by APPEND; middle half ${spread(late, milliseconds)}, at most ${milliseconds(Math.max(...late))}; below zero where the server told the socket later`,
      };
      return [result];
    } finally {
      await server.close();
    }
  },
});

async function latencies(
  server: DovecotMailbox,
  rounds: number,
  say: (text: string) => void,
): Promise<number[]> {
  const { address, token, ca, imap } = server;
  const box = await mailboxAt({ imap }, { ca, address, tokens: tokensFrom(address, () => token) });
  const stop = new AbortController();
  const writer = await ImapClient.open({ port: imap.port, ca, user: address, token });
  const plain = await idleSocket(server);
  try {
    let connected = (): void => undefined;
    const ready = new Promise<void>((resolve) => {
      connected = resolve;
    });
    const events = box.watch(['inbox'], {
      via: 'imap',
      signal: stop.signal,
      onStatus: ({ kind }) => {
        if (kind === 'connected') connected();
      },
    });
    const heard = events[Symbol.asyncIterator]();
    let next = heard.next();
    await ready;
    const late: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      if (round % 10 === 0) say(`round ${round} of ${rounds}`);
      // Both have to be back in IDLE: what arrives before is told at once, and is another figure.
      await wait(60);
      const told = plain.nextExists();
      const raw = withFile(corpusSeed, 1_000 + round, Date.UTC(2026, 10, 1), 5_000);
      await writer.append('INBOX', [raw.toString('latin1')]);
      const event = next.then(({ value }) => ({ value, atMs: performance.now() }));
      const [toldMs, { value, atMs }] = await Promise.all([told, event]);
      if (value?.kind !== 'created') throw new Error(`the event is ${JSON.stringify(value)}`);
      next = heard.next();
      if (round > 0) late.push(atMs - toldMs);
    }
    stop.abort();
    await next;
    return late;
  } finally {
    stop.abort();
    plain.close();
    writer.close();
    await box.close();
  }
}

interface IdleSocket {
  /** When the bytes of the next EXISTS came, by performance.now(). */
  nextExists(): Promise<number>;
  close(): void;
}

async function idleSocket(server: DovecotMailbox): Promise<IdleSocket> {
  const { ca, address: user, token, imap } = server;
  const socket = connect({ host: '127.0.0.1', servername: 'localhost', port: imap.port, ca });
  await once(socket, 'secureConnect');
  let said = '';
  let heard = (_atMs: number): void => undefined;
  let answered = (): void => undefined;
  socket.setEncoding('latin1').on('data', (text: string) => {
    if (/^\* \d+ EXISTS/m.test(text)) heard(performance.now());
    said += text;
    answered();
  });
  const exchange = async (line: string, until: RegExp): Promise<void> => {
    said = '';
    socket.write(`${line}\r\n`);
    while (!until.test(said)) {
      await new Promise<void>((resolve) => {
        answered = resolve;
      });
    }
  };
  await exchange('a AUTHENTICATE XOAUTH2', /^\+/m);
  await exchange(encodeXoauth2({ user, token }), /^a OK/m);
  await exchange('b EXAMINE INBOX', /^b OK/m);
  await exchange('c IDLE', /^\+/m);
  return {
    nextExists: () =>
      new Promise((resolve) => {
        heard = resolve;
      }),
    close: () => socket.destroy(),
  };
}
