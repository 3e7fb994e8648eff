// Whatever is in a message, reading it throws nothing: ten thousand generated ones through the verb itself, over a door that
// gives what it is told to, and every odd shape over every real door.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import type { DoorFolder, DoorMessage, ReadDoor, ReadService } from '../../src/mailbox/doors/door.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import { doorMessage } from '../kit/door-message.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { mailCorpus } from '../kit/mail-corpus.ts';
import { mimeCases } from '../kit/mime-cases.ts';
import { oddMessages } from '../kit/odd-messages.ts';
import { wayTo } from '../kit/way-to.ts';
import { anna, type BadLine, badLine, bytesOf, readServices } from './bad-line.ts';

const chosenSeed = Number(process.env['MAILGRANT_HOSTILE_SEED'] ?? 20_261_126);
const count = 10_000;

const inbox: DoorFolder = {
  handle: 'INBOX',
  names: ['INBOX'],
  use: 'inbox',
  selectable: true,
  total: undefined,
  unread: undefined,
};

/** One message at a time, in pieces that cut lines, escapes and characters in two. */
function standIn(current: () => Buffer): ReadDoor {
  const message = (): DoorMessage => doorMessage('<the.one@contoso.example>', current().length);
  return {
    service: 'imap',
    folders: () => Promise.resolve([inbox]),
    async *list() {
      yield message();
    },
    find: () => Promise.resolve([message()]),
    async *source() {
      const raw = current();
      for (let at = 0; at < raw.length; at += 1021) yield raw.subarray(at, at + 1021);
    },
    close: () => Promise.resolve(),
  };
}

function boxOf(current: () => Buffer): Mailbox {
  const clock = systemClock();
  const server = { host: 'localhost', port: 1, security: 'tls' } as const;
  return new Mailbox(
    {
      account: {
        // A brand over a plain string: this stands in for the store, which makes them.
        id: 'account-1' as AccountId,
        ref: 'anna',
        address: anna,
        kind: 'delegated',
        personal: false,
        displayName: undefined,
      },
      address: anna,
      connected: ['imap'],
      tokens: fixedTokens(['never asked for']),
      servers: { imap: server, pop: server, smtp: server, graph: 'https://localhost:1' },
      dialer: wayTo(),
      fetch: () => Promise.reject(new Error('nobody is asked')),
      limits: new LimitsRegistry(clock).of(anna),
      clock,
    },
    () => standIn(current),
  );
}

it(`reads ${count} generated messages, seed ${chosenSeed}`, { timeout: 180_000 }, async () => {
  let current: Buffer = Buffer.alloc(0);
  const box = boxOf(() => current);
  let withText = 0;
  for (const { index, kind, raw } of mailCorpus({ seed: chosenSeed, count })) {
    current = raw;
    const read = await box.read('<the.one@contoso.example>', { via: 'imap' }).catch((error: unknown) => {
      throw new Error(`message ${index} (${kind})`, { cause: error });
    });
    withText += Number((read.text ?? '').trim() !== '');
  }
  await box.close();
  // That nothing is thrown would be easily had by reading nothing.
  expect(withText / count).toBeGreaterThan(0.9);
});

describe('odd shapes', () => {
  const shapes = [
    ...oddMessages({ seed: chosenSeed, count: 25 }).map(({ kind, raw }) => ({ name: kind, raw })),
    ...mimeCases.map(({ name, raw }) => ({ name, raw })),
  ];
  /** A message that only its Date and a digest name is looked for among all that are there, so few are there at a time. */
  const atOnce = 15;
  let world: BadLine;
  beforeAll(async () => {
    world = await badLine({ seed: chosenSeed, count: 0 });
  });
  afterAll(() => world?.close());

  const put = (some: readonly { readonly raw: Buffer | string }[]): void => {
    for (const item of world.sandbox.mail.list(anna)) world.sandbox.mail.mailbox(anna)?.expunge(item);
    for (const [index, { raw }] of some.entries()) {
      world.sandbox.mail.deliver(raw, anna, { receivedMs: Date.UTC(2026, 9, 1) + index * 60_000 });
    }
  };
  const listed = async (box: Mailbox, via: ReadService): Promise<string[]> => {
    const ids: string[] = [];
    for await (const { id } of box.list('inbox', { via })) ids.push(id);
    return ids;
  };

  it.each(readServices)(
    'are listed and read by %s, and come as they are',
    { timeout: 120_000 },
    async (via) => {
      const box = await world.open();
      put(shapes);
      expect(new Set(await listed(box, via)).size).toBe(shapes.length);
      for (let at = 0; at < shapes.length; at += atOnce) {
        const some = shapes.slice(at, at + atOnce);
        put(some);
        const ids = await listed(box, via);
        expect(ids.length).toBe(some.length);
        const came: string[] = [];
        for (const id of ids) {
          await box.read(id, { via });
          came.push((await bytesOf(box.source(id, { via }))).toString('latin1'));
        }
        const kept = world.sandbox.mail.list(anna).map(({ content }) => content.raw.toString('latin1'));
        // POP sends lines: the last one has an end there even where it has none (RFC 1939 section 3).
        const asSent = kept.map((raw) => (via === 'pop' && !raw.endsWith('\r\n') ? `${raw}\r\n` : raw));
        expect(came.sort()).toEqual(asSent.sort());
      }
      await box.close();
    },
  );
});
