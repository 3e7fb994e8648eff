import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoorFolder, DoorMessage, Locator, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openImapDoor } from '../../src/mailbox/doors/imap.ts';
import { dovecotWorld, type ImapWorld, sandboxWorld } from '../kit/imap-worlds.ts';
import { needs } from '../kit/interop.ts';

const day = Date.UTC(2026, 10, 2, 9);

function message(subject: string, options: { id?: string; bytes?: number; to?: string } = {}): Buffer {
  const {
    id = `${subject.replace(/\W/g, '')}@contoso.example`,
    bytes = 0,
    to = 'Anna <anna@contoso.com>',
  } = options;
  const lines = [
    'From: Ben Ito <ben@contoso.com>',
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 02 Nov 2026 09:00:00 +0000',
    ...(id === '' ? [] : [`Message-ID: <${id}>`]),
    '',
    `text of ${subject}`,
    '',
  ];
  return Buffer.from(lines.join('\r\n') + `${'x'.repeat(70)}\r\n`.repeat(Math.ceil(bytes / 72)));
}

const pieces = (raw: Buffer) => ({
  bytes: raw.length,
  async *source() {
    for (let at = 0; at < raw.length; at += 60_000) yield raw.subarray(at, at + 60_000);
  },
});

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await all(source));
}

const servers = [
  { name: 'the sandbox', open: sandboxWorld, program: undefined },
  { name: 'Dovecot', open: dovecotWorld, program: '/usr/sbin/dovecot' },
] as const;

describe.each(servers)('a door by IMAP to $name', ({ name, open, program }) => {
  const { missing } = needs(name, ...(program ? [program] : []));
  let opened: ImapWorld;
  let door: ReadDoor;
  beforeAll(async () => {
    if (missing) return;
    opened = await open();
    door = openImapDoor(opened.world);
  });
  afterAll(async () => {
    if (missing) return;
    await door.close();
    await opened.close();
  });

  const folder = async (name: string): Promise<DoorFolder> => {
    const folders = await door.folders();
    const known = folders.find(({ names }) => names.join('/') === name);
    return known ?? door.createFolder?.(undefined, name) ?? Promise.reject(new Error('no createFolder'));
  };
  const put = async (to: DoorFolder, raw: Buffer, options = {}): Promise<Locator | undefined> =>
    door.append?.(to, pieces(raw), options);
  const only = async (where: DoorFolder, subject: string): Promise<DoorMessage> => {
    const found = (await all(door.list(where))).filter((one) => one.subject === subject);
    expect(found).toHaveLength(1);
    return found[0] as DoorMessage;
  };

  it.skipIf(missing)('lists folders with their uses and counts', async () => {
    const shelf = await folder('Büro & Ärger');
    await put(shelf, message('counted'));
    const folders = await door.folders({ counts: true });
    expect(folders.find(({ use }) => use === 'inbox')).toMatchObject({ handle: 'INBOX', selectable: true });
    expect(folders.find(({ handle }) => handle === shelf.handle)).toMatchObject({
      names: ['Büro & Ärger'],
      total: 1,
      unread: 1,
    });
    const inner = await door.createFolder?.(shelf, '請求書');
    expect(inner?.names).toEqual(['Büro & Ärger', '請求書']);
    if (inner) await door.deleteFolder?.(inner);
    const left = await door.folders();
    expect(left.map(({ handle }) => handle)).not.toContain(inner?.handle);
  });

  it.skipIf(missing)('says that a folder is not there', async () => {
    const nowhere = {
      handle: 'Nowhere',
      names: ['Nowhere'],
      use: undefined,
      selectable: true,
      total: 0,
      unread: 0,
    };
    await expect(all(door.list(nowhere))).rejects.toMatchObject({ code: 'mail-folder-unknown' });
    await expect(put(nowhere, message('lost'))).rejects.toMatchObject({ code: 'mail-folder-unknown' });
    await expect(door.deleteFolder?.(nowhere)).rejects.toMatchObject({ code: 'mail-folder-unknown' });
  });

  it.skipIf(missing)('gives back what was put in, byte for byte, in pieces', async () => {
    const box = await folder('Large');
    const raw = message('large', { bytes: 3_000_000 });
    const place = await put(box, raw, { flags: { seen: true, flagged: true }, receivedAtMs: day });
    expect(place).toMatchObject({ by: 'imap', folder: 'Large' });
    const found = await only(box, 'large');
    expect(found.flags).toMatchObject({ seen: true, flagged: true, answered: false });
    expect(found.receivedAtMs).toBe(day);
    expect(found.sentAtMs).toBe(day);
    expect(found.from).toEqual({ name: 'Ben Ito', address: 'ben@contoso.com' });
    expect((await bytesOf(door.source(found.locator))).equals(raw)).toBe(true);
    expect(
      (await bytesOf(door.source(found.locator, { fromByte: 1_234_567 }))).equals(raw.subarray(1_234_567)),
    ).toBe(true);
    expect(String(await door.head?.(found.locator))).toContain('Subject: large');
  });

  it.skipIf(missing)('lists the newest first, across pages and gaps', async () => {
    const box = await folder('Many');
    for (let number = 0; number < 130; number += 1) await put(box, message(`many ${number}`));
    const before = await all(door.list(box));
    const holes = before.filter((_, index) => index % 3 === 1).map(({ locator }) => locator);
    await door.remove?.(holes);
    const listed = (await all(door.list(box))).map(({ subject }) => subject);
    const expected = before.filter((_, index) => index % 3 !== 1).map(({ subject }) => subject);
    expect(listed).toEqual(expected);
    expect(listed[0]).toBe('many 129');
    expect((await all(door.list(box, { limit: 7 }))).map(({ subject }) => subject)).toEqual(
      expected.slice(0, 7),
    );
  });

  it.skipIf(missing)('gives many messages whole, in the order that was asked for', async () => {
    const box = await folder('Bulk');
    const raws = [10, 700_000, 30, 40_000, 50].map((bytes, index) => message(`bulk ${index}`, { bytes }));
    for (const raw of raws) await put(box, raw);
    const listed = await all(door.list(box));
    await door.remove?.(listed.slice(2, 3).map(({ locator }) => locator));
    const got: string[] = [];
    for await (const { locator, source } of door.sources?.(listed) ?? []) {
      const at = listed.findIndex((one) => JSON.stringify(one.locator) === JSON.stringify(locator));
      expect((await bytesOf(source)).equals(raws[raws.length - 1 - at] as Buffer)).toBe(true);
      got.push(listed[at]?.subject ?? '');
    }
    // The one that is gone is left out.
    expect(got).toEqual(['bulk 4', 'bulk 3', 'bulk 1', 'bulk 0']);
  });

  it.skipIf(missing)(
    'finds by Message-ID, twins newest first, and messages without one by their Date',
    async () => {
      const box = await folder('Find');
      await put(box, message('one', { id: 'twin@contoso.example' }));
      await put(box, message('two', { id: 'twin@contoso.example' }));
      await put(box, message('nameless', { id: '' }));
      await put(box, message('odd', { id: 'with "quotes" and \\ @contoso.example' }));
      const twins = await door.find(box, { messageId: '<twin@contoso.example>' });
      expect(twins.map(({ subject }) => subject)).toEqual(['two', 'one']);
      expect(await door.find(box, { messageId: '<nobody@contoso.example>' })).toEqual([]);
      const nameless = await door.find(box, { sentAtMs: day });
      // What no id can hold is named by its Date as well.
      expect(nameless.map(({ subject }) => subject)).toEqual(['odd', 'nameless']);
      const odd = await only(box, 'odd');
      const again = await door.find(box, { messageId: odd.messageId });
      expect(again.map(({ subject }) => subject)).toContain('odd');
    },
  );

  it.skipIf(missing)('searches by header, text, flags, size and time', async () => {
    const box = await folder('Search');
    await put(box, message('Rechnung für Müller'), { receivedAtMs: day, flags: { seen: true } });
    await put(box, message('Invoice', { bytes: 20_000 }), { receivedAtMs: day + 3_600_000 });
    await put(box, message('Hello "you"'), { receivedAtMs: day + 40 * 86_400_000, flags: { flagged: true } });
    const subjects = async (query: Parameters<NonNullable<ReadDoor['search']>>[1]): Promise<string[]> => {
      invariantSearch(door);
      return (await all(door.search(box, query))).map(({ subject }) => subject);
    };
    expect(await subjects({ subject: 'invoice' })).toEqual(['Invoice']);
    expect(await subjects({ subject: 'Hello "you"' })).toEqual(['Hello "you"']);
    expect(await subjects({ body: 'text of invoice' })).toEqual(['Invoice']);
    expect(await subjects({ text: ['ben@contoso.com', 'hello'] })).toEqual(['Hello "you"']);
    expect(await subjects({ seen: true })).toEqual(['Rechnung für Müller']);
    expect(await subjects({ flagged: true, from: 'ben' })).toEqual(['Hello "you"']);
    expect(await subjects({ largerThanBytes: 10_000 })).toEqual(['Invoice']);
    expect(await subjects({ sinceMs: day + 1, beforeMs: day + 86_400_000 })).toEqual(['Invoice']);
    expect(await subjects({ sinceMs: day, beforeMs: day + 1 })).toEqual(['Rechnung für Müller']);
    expect(await subjects({ subject: 'Müller' })).toEqual(['Rechnung für Müller']);
    expect(await subjects({ subject: 'nothing of that' })).toEqual([]);
  });

  it.skipIf(missing)('sets flags and takes them away, and says that a message is gone', async () => {
    const box = await folder('Flags');
    const [one, two] = [await put(box, message('f1')), await put(box, message('f2'))];
    if (!one || !two) throw new Error('no APPENDUID');
    await door.flag?.([one, two], { seen: true, flagged: true });
    await door.flag?.([two], { flagged: false, answered: true });
    expect((await only(box, 'f1')).flags).toMatchObject({ seen: true, flagged: true, answered: false });
    expect((await only(box, 'f2')).flags).toMatchObject({ seen: true, flagged: false, answered: true });
    await door.remove?.([two]);
    await expect(door.flag?.([one, two], { seen: false })).rejects.toMatchObject({
      code: 'mail-message-gone',
    });
    expect((await only(box, 'f1')).flags).toMatchObject({ seen: true });
    await expect(bytesOf(door.source(two))).rejects.toMatchObject({ code: 'mail-message-gone' });
    await expect(door.remove?.([two])).rejects.toMatchObject({ code: 'mail-message-gone' });
  });

  it.skipIf(missing)('moves and copies, and tells where to', async () => {
    const [from, to] = [await folder('From'), await folder('Tö & back')];
    const places: (Locator | undefined)[] = [];
    for (const subject of ['m1', 'm2', 'm3']) places.push(await put(from, message(subject)));
    const [m1, m2, m3] = places;
    if (!m1 || !m2 || !m3) throw new Error('no APPENDUID');
    const [copy] = (await door.copy?.([m2], to)) ?? [];
    expect(copy && String(await door.head?.(copy))).toContain('Subject: m2');
    const moved = (await door.move?.([m3, m1], to)) ?? [];
    expect(moved).toHaveLength(2);
    expect((await all(door.list(from))).map(({ subject }) => subject)).toEqual(['m2']);
    expect((await all(door.list(to))).map(({ subject }) => subject).sort()).toEqual(['m1', 'm2', 'm3']);
    for (const [index, subject] of ['m3', 'm1'].entries()) {
      const place = moved[index];
      if (place) expect(String(await door.head?.(place))).toContain(`Subject: ${subject}`);
    }
    await expect(door.move?.([m1], to)).rejects.toMatchObject({ code: 'mail-message-gone' });
  });
});

function invariantSearch(door: ReadDoor): asserts door is ReadDoor & Required<Pick<ReadDoor, 'search'>> {
  if (!door.search) throw new Error('no search');
}
