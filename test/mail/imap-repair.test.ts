// What the door by IMAP does when connections break: cut at every byte of an answer, ended because a token ran out, throttled
// with a time, or ended while nobody can know whether something was done.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sleep } from '../../src/base/clock.ts';
import type { DoorFolder, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openImapDoor } from '../../src/mailbox/doors/imap.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { sandboxWorld } from '../kit/imap-worlds.ts';
import { anna, hello } from '../kit/sandbox-faces.ts';

const folder = (handle: string): DoorFolder => ({
  handle,
  names: [handle],
  use: undefined,
  selectable: true,
  total: undefined,
  unread: undefined,
});
const inbox = folder('INBOX');

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

const pieces = (raw: string) => ({
  bytes: Buffer.byteLength(raw),
  async *source() {
    yield Buffer.from(raw);
  },
});

describe('a connection to the sandbox that breaks', () => {
  const clock = hurriedClock(30);
  let opened: Awaited<ReturnType<typeof sandboxWorld>>;
  let door: ReadDoor;
  beforeAll(async () => {
    opened = await sandboxWorld({ clock });
    for (const subject of ['first', 'second', 'third'])
      opened.sandbox.faces.mail.deliver(hello(subject), anna);
    door = openImapDoor(opened.world);
  });
  afterAll(async () => {
    await door.close();
    await opened.close();
  });

  it('is made anew when a message is cut anywhere in the answer', async () => {
    const [message] = await all(door.list(inbox));
    if (!message) throw new Error('nothing there');
    const whole = Buffer.concat(await all(door.source(message.locator)));
    expect(String(whole)).toBe(hello('third'));
    let struck = 0;
    for (let bytes = 0; ; bytes += 5) {
      opened.faults.add({ where: 'imap', kind: 'cut', command: 'UID FETCH', bytes });
      const again = Buffer.concat(await all(door.source(message.locator)));
      expect(again.equals(whole), `cut after ${bytes} bytes`).toBe(true);
      if (opened.faults.pending().length > 0) break;
      struck = bytes;
      if (bytes > whole.length + 90) break;
    }
    expect(struck).toBeGreaterThan(whole.length);
  });

  it('is made anew when a list is cut', async () => {
    const whole = await all(door.list(inbox));
    for (let bytes = 0; bytes < 900; bytes += 29) {
      opened.faults.add({ where: 'imap', kind: 'cut', command: 'FETCH', bytes });
      expect(await all(door.list(inbox)), `cut after ${bytes} bytes`).toEqual(whole);
    }
  });

  it.each(['UID STORE', 'UID SEARCH', 'SELECT', 'EXAMINE', 'LIST', 'NAMESPACE'])(
    'is made anew when %s is cut',
    async (command) => {
      const [message] = await all(door.list(inbox));
      if (!message) throw new Error('nothing there');
      const fresh = openImapDoor(opened.world);
      opened.faults.add({ where: 'imap', kind: 'cut', command, bytes: 3 });
      await fresh.flag?.([message.locator], { flagged: true });
      expect(await all(fresh.list(inbox))).toHaveLength(3);
      opened.faults.add({ where: 'imap', kind: 'drop', when: 'connection' });
      await fresh.close();
      expect((await all(door.list(inbox)))[0]?.flags).toMatchObject({ flagged: true });
    },
  );

  it('waits as long as the server asks for, and tells everybody else', async () => {
    const mailbox = opened.sandbox.mailbox(anna);
    opened.sandbox.faces.throttles.refuse(mailbox, 20_000);
    const beforeMs = clock.now();
    expect(await all(door.list(inbox))).toHaveLength(3);
    expect(clock.now() - beforeMs).toBeGreaterThanOrEqual(20_000);
    expect(opened.world.limits.gate('imap').closedUntilMs).toBeGreaterThanOrEqual(beforeMs + 20_000);
  });

  it('appends once, also where the answer to APPEND was lost', async () => {
    const box = (await door.createFolder?.(undefined, 'Drafts of mine')) ?? inbox;
    for (const bytes of [0, 1, 5]) {
      opened.faults.add({ where: 'imap', kind: 'cut', command: 'APPEND', bytes });
      const place = await door.append?.(box, pieces(hello(`appended ${bytes}`)));
      expect(place).toMatchObject({ by: 'imap', folder: 'Drafts of mine' });
    }
    expect(opened.faults.pending()).toEqual([]);
    const subjects = (await all(door.list(box))).map(({ subject }) => subject);
    expect(subjects).toEqual(['appended 5', 'appended 1', 'appended 0']);
  });

  it('copies once and moves once, also where the answer was lost', async () => {
    const [from, to] = [
      (await door.createFolder?.(undefined, 'Here')) ?? inbox,
      (await door.createFolder?.(undefined, 'There')) ?? inbox,
    ];
    for (const subject of ['a', 'b', 'c']) await door.append?.(from, pieces(hello(subject)));
    const messages = (await all(door.list(from))).map(({ locator }) => locator);
    opened.faults.add({ where: 'imap', kind: 'cut', command: 'UID COPY', bytes: 2 });
    const copies = (await door.copy?.(messages, to)) ?? [];
    expect(copies.filter((copy) => copy !== undefined)).toHaveLength(3);
    expect((await all(door.list(to))).map(({ subject }) => subject).sort()).toEqual(['a', 'b', 'c']);
    opened.faults.add({ where: 'imap', kind: 'cut', command: 'UID MOVE', bytes: 2 });
    await door.move?.(messages, to);
    expect(await all(door.list(from))).toEqual([]);
    expect(await all(door.list(to))).toHaveLength(6);
    expect(opened.faults.pending()).toEqual([]);
  });

  it('lists nothing twice and skips nothing that stays, whatever comes and goes meanwhile', async () => {
    const box = (await door.createFolder?.(undefined, 'Busy')) ?? inbox;
    for (let number = 0; number < 230; number += 1)
      opened.sandbox.faces.mail.deliver(hello(`busy ${number}`), anna, { folder: 'Busy' });
    const before = await all(door.list(box));
    const other = openImapDoor(opened.world);
    const seen: string[] = [];
    for await (const { subject } of door.list(box)) {
      seen.push(subject);
      // The first page is being read: some that were listed go, some that were not, and one comes.
      if (seen.length === 20) {
        await other.remove?.(
          [3, 30, 150, 151, 222].map((at) => before[at]?.locator).filter((one) => one !== undefined),
        );
        await other.append?.(box, pieces(hello('late')));
        opened.faults.add({ where: 'imap', kind: 'drop', command: 'FETCH' });
      }
    }
    await other.close();
    opened.faults.clear();
    expect(new Set(seen).size).toBe(seen.length);
    const stayed = before
      .filter((_, at) => ![3, 30, 150, 151, 222].includes(at))
      .map(({ subject }) => subject);
    expect(seen.filter((subject) => stayed.includes(subject))).toEqual(stayed);
  });

  it('gives up by name when it never comes back', async () => {
    opened.faults.add({ where: 'imap', kind: 'drop', when: 'connection', times: 50 });
    opened.faults.add({ where: 'imap', kind: 'drop', command: 'FETCH' });
    await expect(all(door.list(inbox))).rejects.toMatchObject({ retry: 'later' });
    opened.faults.clear();
    expect(await all(door.list(inbox))).toHaveLength(3);
  });
});

describe('a token that runs out', () => {
  it('ends the session, and the download goes on with a fresh one', async () => {
    const clock = hurriedClock(60);
    const opened = await sandboxWorld({ clock, lifetimeMs: 60_000, tokens: 40 });
    const { world, sandbox } = opened;
    const raw = `${hello('large')}${`${'y'.repeat(70)}\r\n`.repeat(60_000)}`;
    sandbox.faces.mail.deliver(raw, anna);
    const door = openImapDoor(world);
    const [message] = await all(door.list(inbox));
    if (!message) throw new Error('nothing there');
    const got: Uint8Array[] = [];
    for await (const piece of door.source(message.locator)) {
      got.push(piece);
      await sleep(clock, 65_000);
    }
    expect(Buffer.concat(got).toString()).toBe(raw);
    expect((world.tokens as ReturnType<typeof fixedTokens>).invalidated.length).toBeGreaterThan(1);
    await door.close();
    await opened.close();
  });
});
