// The POP door against a server that is odd in every way that the RFCs allow. What Exchange and Dovecot do is in the verb
// table.

import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import { MailboxLimits } from '../../src/mail/limits.ts';
import type { DoorFolder, DoorMessage, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openPopDoor } from '../../src/mailbox/doors/pop.ts';
import { type FixedTokens, fixedTokens } from '../kit/fixed-tokens.ts';
import { type OddPopServer, type PopServerOptions, startOddPop } from '../kit/pop-server.ts';
import { wayTo } from '../kit/way-to.ts';

const uidOf = (_: Buffer, index: number): string => `uid-${index}`;

const message = (subject: string, body = `.a dot\r\n..two\r\n${subject}\r\n`): Buffer =>
  Buffer.from(
    `From: Ben <ben@contoso.example>\r\nTo: anna@contoso.example\r\nSubject: ${subject}\r\n` +
      `Date: Mon, 02 Nov 2026 09:00:00 +0000\r\nMessage-ID: <${subject}@contoso.example>\r\n\r\n${body}`,
  );

const inbox: DoorFolder = {
  handle: 'INBOX',
  names: ['INBOX'],
  use: 'inbox',
  selectable: true,
  total: undefined,
  unread: undefined,
};

const opened: Array<{ close(): Promise<void> }> = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function world(
  options: Partial<PopServerOptions> & { messages: readonly Buffer[] },
  address = 'anna@contoso.example',
): Promise<{ server: OddPopServer; door: ReadDoor; tokens: FixedTokens }> {
  const server = await startOddPop({ uidOf, ...options });
  opened.push(server);
  const { host, port, ca } = server;
  const mailServer = { host, port, security: 'tls' } as const;
  const clock = systemClock();
  const tokens = fixedTokens(['good']);
  const door = openPopDoor({
    account: {
      id: 'account-1' as AccountId,
      ref: 'anna',
      address: 'anna@contoso.example',
      kind: 'delegated',
      personal: false,
      displayName: undefined,
    },
    address,
    connected: ['pop'],
    tokens,
    servers: { imap: mailServer, pop: mailServer, smtp: mailServer, graph: 'https://127.0.0.1' },
    dialer: wayTo(ca),
    fetch,
    limits: new MailboxLimits(clock),
    clock,
  });
  opened.push(door);
  return { server, door, tokens };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const subjects = (messages: readonly DoorMessage[]): string[] => messages.map(({ subject }) => subject);

/** For a door that removes, which POP's does. */
const remove = (door: ReadDoor, found: readonly DoorMessage[]): Promise<void> | undefined =>
  door.remove?.(found.map(({ locator }) => locator));

async function bytesOf(door: ReadDoor, { locator }: DoorMessage, fromByte = 0): Promise<string> {
  return Buffer.concat(await all(door.source(locator, { fromByte }))).toString();
}

describe('the POP door', () => {
  it('refuses to delete a message that is gone, and deletes none of the others', async () => {
    const { server, door } = await world({ messages: [message('one'), message('two')] });
    const [two, one] = await all(door.list(inbox));
    server.messages.shift();
    await expect(remove(door, [two, one] as DoorMessage[])).rejects.toMatchObject({
      code: 'mail-message-gone',
    });
    expect(server.messages).toHaveLength(1);
    expect(server.heard.filter((line) => line.startsWith('DELE'))).toEqual([]);
  });

  it('refuses to read a message that is gone', async () => {
    const { server, door } = await world({ messages: [message('one')] });
    const [one] = await all(door.list(inbox));
    server.messages.splice(0);
    await door.folders({ counts: true });
    await expect(bytesOf(door, one as DoorMessage)).rejects.toMatchObject({ code: 'mail-message-gone' });
  });

  it('keeps its token when the server wants fewer sign-ins, and says for how long', async () => {
    const { server, door, tokens } = await world({
      messages: [],
      loginDelaySeconds: 900,
      signIn: () => '-ERR [LOGIN-DELAY] come back later',
    });
    await expect(door.folders({ counts: true })).rejects.toMatchObject({
      code: 'mail-throttled',
      retryAfterMs: 900_000,
    });
    expect([tokens.invalidated, server.sessions]).toEqual([[], 1]);
  });

  it('opens a shared mailbox by its own address', async () => {
    const { server, door } = await world({ messages: [] }, 'support@contoso.example');
    await door.folders({ counts: true });
    expect(server.users).toEqual(['support@contoso.example']);
  });

  it('waits for a mailbox that somebody else has open', async () => {
    const { server, door } = await world({
      messages: [message('one')],
      signIn: (attempt) =>
        attempt === 1 ? '-ERR [IN-USE] Do you have another POP session running?' : undefined,
    });
    const [folder] = await door.folders({ counts: true });
    expect([folder?.total, server.sessions]).toEqual([1, 2]);
  });

  it('lists newest first, and no more than wanted', async () => {
    const messages = Array.from({ length: 120 }, (_, index) => message(`number-${index}`));
    const { server, door } = await world({ messages });
    expect(subjects(await all(door.list(inbox, { limit: 3 })))).toEqual([
      'number-119',
      'number-118',
      'number-117',
    ]);
    expect(server.heard.filter((line) => line.startsWith('TOP'))).toHaveLength(3);
    expect(await all(door.list(inbox, { limit: 0 }))).toEqual([]);
    const listed = await all(door.list(inbox));
    expect(subjects(listed)).toEqual(messages.map((_, index) => `number-${119 - index}`));
    // What was read before was not asked for again.
    expect(server.heard.filter((line) => line.startsWith('TOP'))).toHaveLength(120);
    expect(server.mostAhead).toBe(1);
  });

  it('sends commands ahead where the server says PIPELINING, and not where it does not', async () => {
    const messages = Array.from({ length: 60 }, (_, index) => message(`number-${index}`));
    const { server, door } = await world({ messages, pipelining: true });
    expect(await all(door.list(inbox))).toHaveLength(60);
    expect(server.mostAhead).toBeGreaterThan(8);
    expect(server.sessions).toBe(1);
  });

  it('reads headers without TOP', async () => {
    const { door } = await world({ messages: [message('one'), message('two')], top: false });
    expect(subjects(await all(door.list(inbox)))).toEqual(['two', 'one']);
  });

  it.each([1, 3, 17])('gives a message byte for byte, in fragments of %i', async (fragmentBytes) => {
    const odd = message('odd', '.\r\n..\r\n.x\r\nbare\nlf\nand\rcr\r\r\n.\r.\r\nend without a line end');
    const { door } = await world({ messages: [odd, message('plain')], fragmentBytes });
    const [, first] = await all(door.list(inbox));
    // A line end is added where there was none: POP cannot say it otherwise.
    expect(await bytesOf(door, first as DoorMessage)).toBe(`${odd.toString()}\r\n`);
    expect(await bytesOf(door, first as DoorMessage, 40)).toBe(`${odd.toString().slice(40)}\r\n`);
  });

  it('takes a message up again where the connection was lost', async () => {
    const large = message('large', `${'0123456789abcdef'.repeat(4)}\r\n`.repeat(5_000));
    const cuts = [100, 70_000, 200_000];
    const { server, door } = await world({
      messages: [large],
      cutRetrAfter: (attempt) => cuts[attempt - 1],
    });
    const [one] = await all(door.list(inbox));
    expect(await bytesOf(door, one as DoorMessage)).toBe(large.toString());
    expect(server.heard.filter((line) => line.startsWith('RETR'))).toHaveLength(4);
  });

  it('does not join the halves of two different messages', async () => {
    const body = (char: string): Buffer => message('same', `${char.repeat(70)}\r\n`.repeat(2_000));
    const { server, door } = await world({
      messages: [body('a')],
      uidOf: () => 'same',
      cutRetrAfter: (attempt) => (attempt === 1 ? 90_000 : undefined),
    });
    const [one] = await all(door.list(inbox));
    const pieces = door.source((one as DoorMessage).locator)[Symbol.asyncIterator]();
    await pieces.next();
    const other = body('b');
    server.messages.splice(0, 1, other);
    const rest = async (): Promise<void> => {
      for (let piece = await pieces.next(); !piece.done; piece = await pieces.next());
    };
    await expect(rest()).rejects.toMatchObject({ code: 'mail-connection-lost', retry: 'never' });
  });

  it('lets a caller read each message while the list goes on', async () => {
    const messages = Array.from({ length: 110 }, (_, index) => message(`number-${index}`));
    const { server, door } = await world({ messages });
    let read = 0;
    for await (const each of door.list(inbox)) {
      if ((await bytesOf(door, each)).includes(`Subject: ${each.subject}\r\n`)) read += 1;
    }
    expect([read, server.sessions]).toEqual([110, 1]);
  });

  it('goes on with a list after messages have gone, by their names', async () => {
    const messages = Array.from({ length: 80 }, (_, index) => message(`number-${index}`));
    const { door } = await world({ messages });
    const seen: DoorMessage[] = [];
    for await (const each of door.list(inbox)) {
      seen.push(each);
      if (seen.length === 10) await remove(door, seen);
    }
    expect(subjects(seen)).toEqual(messages.map((_, index) => `number-${79 - index}`));
  });

  it('finds by Message-ID, and by date what has none', async () => {
    const bare = Buffer.from('Subject: bare\r\nDate: Tue, 03 Nov 2026 09:00:00 +0000\r\n\r\nx\r\n');
    const { door } = await world({ messages: [message('one'), bare, message('two'), message('one')] });
    expect(subjects(await door.find(inbox, { messageId: '<one@contoso.example>' }))).toEqual(['one', 'one']);
    const sentAtMs = Date.UTC(2026, 10, 3, 9);
    expect(subjects(await door.find(inbox, { sentAtMs }))).toEqual(['bare']);
    expect(await door.find(inbox, { messageId: '<none@contoso.example>' })).toEqual([]);
  });
});

describe('deleting by POP', () => {
  it.each([
    ['QUIT is answered', []],
    ['the answer to QUIT is lost and it was carried out', ['lost-after']],
    ['the connection is lost before QUIT is carried out', ['lost-before']],
    ['the first QUIT is refused', ['refused']],
  ] as const)('takes effect once when %s', async (_, quits) => {
    const { server, door } = await world({
      messages: [message('one'), message('two'), message('three')],
      atQuit: (attempt) => quits[attempt - 1] ?? 'fine',
    });
    const [three, two] = await all(door.list(inbox));
    await remove(door, [three, two] as DoorMessage[]);
    expect(server.messages.map((left) => /Subject: (\w+)/.exec(left.toString())?.[1])).toEqual(['one']);
  });

  it('says how many were not deleted when QUIT is refused again and again', async () => {
    const { server, door } = await world({
      messages: [message('one'), message('two')],
      atQuit: () => 'refused',
    });
    const found = await all(door.list(inbox));
    await expect(remove(door, found)).rejects.toMatchObject({
      code: 'mail-pop-delete-failed',
      details: { count: 2, answer: '-ERR some deleted messages not removed' },
    });
    expect(server.messages).toHaveLength(2);
  });

  it.each([
    ['no UIDL', undefined],
    ['one UIDL for all', () => 'same'],
  ])('goes by the header on a server with %s', async (_, odd) => {
    const twins = [message('twin'), message('single'), message('twin')];
    const { server, door } = await world({ messages: twins, uidOf: odd });
    const found = await all(door.list(inbox));
    expect(subjects(found)).toEqual(['twin', 'single', 'twin']);
    expect(await bytesOf(door, found[1] as DoorMessage)).toBe(message('single').toString());
    await remove(door, [found[0]] as DoorMessage[]);
    expect(server.messages).toEqual([twins[0], twins[1]]);
    const left = await all(door.list(inbox));
    await remove(door, left);
    expect(server.messages).toEqual([]);
  });

  it('deletes both of two that are alike to the last byte', async () => {
    const { server, door } = await world({
      messages: [message('twin'), message('other'), message('twin')],
      uidOf: undefined,
    });
    const found = await all(door.list(inbox));
    await remove(
      door,
      found.filter(({ subject }) => subject === 'twin'),
    );
    expect(server.messages).toHaveLength(1);
  });
});
