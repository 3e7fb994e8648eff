import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DoorFolder, DoorMessage, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openGraphDoor } from '../../src/mailbox/doors/graph.ts';
import { Content } from '../../src/sandbox/mailboxes/content.ts';
import type { Mailbox } from '../../src/sandbox/mailboxes/mailbox.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { type GraphWorld, graphWorld } from '../kit/graph-world.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';

let sandbox: World;
let clock: FakeClock;
let mailbox: Mailbox;
let graph: GraphWorld;
let door: ReadDoor;

beforeAll(async () => {
  clock = fakeClock();
  sandbox = await openWorld({ clock });
  mailbox = sandbox.faces.mail.mailboxOf(sandbox.mailbox(anna));
});
afterAll(() => sandbox.close());
beforeEach(() => {
  for (const folder of mailbox.folders()) for (const item of [...folder.items]) mailbox.expunge(item);
  use(graphWorld(sandbox, { clock }));
});

function use(made: GraphWorld): void {
  graph = made;
  door = openGraphDoor(made.world);
}

let serial = 0;
function put(
  subject: string,
  options: {
    folder?: Parameters<Mailbox['wellKnown']>[0];
    fields?: string[];
    body?: string;
    agoMs?: number;
  } = {},
): string {
  serial += 1;
  const { folder = 'inbox', fields = [], body = 'the text', agoMs = 0 } = options;
  const messageId = `<m${serial}@contoso.com>`;
  const raw = [
    'From: Ben Ito <ben@contoso.com>',
    'To: Anna <anna@contoso.com>, carla@contoso.com',
    'Cc: dora@contoso.com',
    `Subject: ${subject}`,
    'Date: Sun, 01 Nov 2026 08:00:00 +0000',
    `Message-ID: ${messageId}`,
    ...fields,
    '',
    body,
    '',
  ].join('\r\n');
  const receivedMs = clock.now() - agoMs;
  mailbox.append(mailbox.wellKnown(folder), { content: new Content(Buffer.from(raw)), receivedMs });
  return messageId;
}

async function folder(use: DoorFolder['use']): Promise<DoorFolder> {
  const found = (await door.folders()).find((one) => one.use === use);
  if (!found) throw new Error(`no ${use}`);
  return found;
}

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

const bytesOf = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await all(pieces));
const subjects = (messages: readonly DoorMessage[]): string[] => messages.map(({ subject }) => subject);
const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('nothing was found');
  return one;
};

describe('folders by Graph', () => {
  it('knows uses whatever the folders are called, and the tree below them', async () => {
    const inbox = mailbox.wellKnown('inbox');
    const outer = mailbox.createFolder('Invoices / 2026', inbox);
    mailbox.createFolder('Paid', outer);
    const folders = await door.folders();
    const named = new Map(folders.map(({ names, use }) => [names.join(' > '), use]));
    expect(named.get('Inbox')).toBe('inbox');
    expect(named.get('Sent Items')).toBe('sent');
    expect(named.get('Deleted Items')).toBe('trash');
    expect(named.has('Inbox > Invoices / 2026 > Paid')).toBe(true);
    expect(graph.inFlightMax()).toBeLessThanOrEqual(4);
    mailbox.deleteFolder(outer);
  });

  it('makes and deletes them', async () => {
    const made = await door.createFolder?.(undefined, 'Made by Graph');
    expect(made && (await door.folders()).some(({ handle }) => handle === made.handle)).toBe(true);
    if (made) await door.deleteFolder?.(made);
    const left = (await door.folders()).find(({ handle }) => handle === made?.handle);
    expect(left?.names[0]).toBe('Deleted Items');
  });
});

describe('messages by Graph', () => {
  it('lists newest first, with what there is to be shown', async () => {
    put('older', { agoMs: 60_000 });
    const messageId = put('newer');
    const [newest, ...others] = await all(door.list(await folder('inbox')));
    expect(subjects(others)).toEqual(['older']);
    expect(newest).toMatchObject({
      messageId,
      subject: 'newer',
      from: { name: 'Ben Ito', address: 'ben@contoso.com' },
      to: [
        { name: 'Anna', address: 'anna@contoso.com' },
        { name: undefined, address: 'carla@contoso.com' },
      ],
      cc: [{ name: undefined, address: 'dora@contoso.com' }],
      sentAtMs: Date.UTC(2026, 10, 1, 8),
      receivedAtMs: clock.now(),
      hasAttachments: false,
      preview: 'the text',
    });
    expect(newest?.flags).toMatchObject({ seen: false, flagged: false, draft: false });
  });

  it('goes through all pages, and asks for no more than it was asked for', async () => {
    for (let index = 0; index < 1100; index += 1) put(`m${index}`, { agoMs: index });
    const inbox = await folder('inbox');
    const before = graph.asked.length;
    expect(await all(door.list(inbox, { limit: 3 }))).toHaveLength(3);
    expect(graph.asked.length - before).toBe(1);
    const listed = await all(door.list(inbox));
    expect(new Set(subjects(listed)).size).toBe(1100);
    expect(listed).toHaveLength(1100);
    expect(graph.asked.length - before).toBe(4);
  });

  it('shows none twice when others arrive between two pages', async () => {
    for (let index = 0; index < 600; index += 1) put(`m${index}`, { agoMs: 1000 + index });
    const pages = 500;
    const link = 'https://graph.localhost/v1.0/me/messages?$skip=499';
    let page = 0;
    // The service's links count: one message that comes shifts the pages by one. The sandbox's links do not.
    graph.intercept = async (url, init) => {
      if (!url.pathname.endsWith('/messages')) return undefined;
      page += 1;
      const skip = page === 1 ? 0 : pages - 1;
      const every = new URL('https://graph.localhost/v1.0/me/mailFolders/inbox/messages');
      every.search = `?$top=${page === 1 ? pages : 1000}&$skip=${skip}`;
      const { value } = (await (await sandbox.faces.graph.request(every.href, init)).json()) as {
        value: unknown;
      };
      return Response.json({ value, ...(page === 1 ? { '@odata.nextLink': link } : {}) });
    };
    expect(await all(door.list(await folder('inbox')))).toHaveLength(600);
  });

  it('finds by Message-ID in a folder and anywhere, with quotes in it', async () => {
    put('other');
    const raw =
      "From: ben@contoso.com\r\nSubject: quoted\r\nMessage-ID: <o'neill+1%2@contoso.com>\r\n\r\nx\r\n";
    mailbox.append(mailbox.wellKnown('archive'), { content: new Content(Buffer.from(raw)) });
    const wanted = { messageId: "<o'neill+1%2@contoso.com>" };
    expect(subjects(await door.find(await folder('archive'), wanted))).toEqual(['quoted']);
    expect(await door.find(await folder('inbox'), wanted)).toEqual([]);
    expect(subjects((await door.findAnywhere?.(wanted)) ?? [])).toEqual(['quoted']);
  });

  it('finds a message without Message-ID by the second of its Date', async () => {
    const raw =
      'From: ben@contoso.com\r\nSubject: nameless\r\nDate: Sun, 01 Nov 2026 09:30:07 +0100\r\n\r\nx\r\n';
    mailbox.append(mailbox.wellKnown('inbox'), { content: new Content(Buffer.from(raw)) });
    put('other');
    const inbox = await folder('inbox');
    const sentAtMs = Date.UTC(2026, 10, 1, 8, 30, 7);
    expect(subjects(await door.find(inbox, { sentAtMs }))).toEqual(['nameless']);
    expect(await door.find(inbox, { sentAtMs: sentAtMs + 1000 })).toEqual([]);
  });

  it('gives the message to the last byte, and from any byte on', async () => {
    put('raw', { body: 'x'.repeat(100_000) });
    const { locator } = first(await all(door.list(await folder('inbox'))));
    const raw = mailbox.wellKnown('inbox').items[0]?.content.raw ?? Buffer.alloc(0);
    expect((await bytesOf(door.source(locator))).equals(raw)).toBe(true);
    for (const fromByte of [1, 17, raw.length - 1, raw.length]) {
      expect((await bytesOf(door.source(locator, { fromByte }))).equals(raw.subarray(fromByte))).toBe(true);
    }
    expect(first(await all(door.list(await folder('inbox')))).flags?.seen).toBe(false);
  });

  it('flags, moves with the id kept, copies, and removes for good', async () => {
    put('one');
    const inbox = await folder('inbox');
    const archive = await folder('archive');
    const { locator } = first(await all(door.list(inbox)));
    await door.flag?.([locator], { seen: true, flagged: true });
    expect(first(await all(door.list(inbox))).flags).toMatchObject({ seen: true, flagged: true });
    await door.flag?.([locator], { seen: false, flagged: false });
    expect(first(await all(door.list(inbox))).flags).toMatchObject({ seen: false, flagged: false });
    expect(await door.move?.([locator], archive)).toEqual([{ ...locator, folder: archive.handle }]);
    const copies = (await door.copy?.([locator], inbox)) ?? [];
    expect(copies[0]).not.toEqual(locator);
    expect(await all(door.list(inbox))).toHaveLength(1);
    await door.remove?.([locator]);
    expect(await all(door.list(archive))).toEqual([]);
    // What is gone is removed, and cannot be moved.
    await door.remove?.([locator]);
    await expect(door.move?.([locator], inbox)).rejects.toMatchObject({ code: 'mail-message-gone' });
    await expect(bytesOf(door.source(locator))).rejects.toMatchObject({ code: 'mail-message-gone' });
  });
});

describe('whose mailbox it is', () => {
  it('opens a shared mailbox where the token and the mailbox both allow it', async () => {
    const address = ben;
    const alone = graphWorld(sandbox, { clock, address, permissions: ['Mail.ReadWrite'] });
    await expect(openGraphDoor(alone.world).folders()).rejects.toMatchObject({ code: 'graph-access-denied' });
    const permissions = ['Mail.ReadWrite', 'Mail.ReadWrite.Shared'];
    const shared = graphWorld(sandbox, { clock, address, permissions });
    await expect(openGraphDoor(shared.world).folders()).rejects.toMatchObject({
      code: 'graph-access-denied',
    });
    sandbox.mailbox(ben).fullAccess.push(sandbox.directory.userByName(anna)?.id ?? '');
    expect((await openGraphDoor(shared.world).folders()).length).toBeGreaterThan(5);
    expect(shared.asked.every((line) => line.includes(`/users/${ben}/`))).toBe(true);
    sandbox.mailbox(ben).fullAccess.length = 0;
  });

  it('opens any mailbox by an app-only token, and never as /me', async () => {
    const app = graphWorld(sandbox, { clock, app: true, permissions: ['Mail.ReadWrite'] });
    expect((await openGraphDoor(app.world).folders()).length).toBeGreaterThan(5);
    expect(app.asked.some((line) => line.includes('/me'))).toBe(false);
  });
});
