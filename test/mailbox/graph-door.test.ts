import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SearchQuery } from '../../src/mail/search-query.ts';
import type { DoorFolder, DoorMessage, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openGraphDoor } from '../../src/mailbox/doors/graph.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import { Content } from '../../src/sandbox/mailboxes/content.ts';
import type { Mailbox as SandboxMailbox } from '../../src/sandbox/mailboxes/mailbox.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { type GraphWorld, graphWorld } from '../kit/graph-world.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';

let sandbox: World;
let clock: FakeClock;
let mailbox: SandboxMailbox;
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
    folder?: Parameters<SandboxMailbox['wellKnown']>[0];
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

const fail = (): never => {
  throw new Error('there is a search');
};

async function found(query: SearchQuery): Promise<string[]> {
  return subjects(await all(door.search?.(await folder('inbox'), query) ?? fail()));
}

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

describe('searching by Graph', () => {
  it('says what it cannot look for', async () => {
    put('one');
    // Of a server that has no extended properties.
    graph.intercept = (url) =>
      url.searchParams.has('$expand')
        ? Response.json({ error: { code: 'BadRequest', message: 'No such property.' } }, { status: 400 })
        : undefined;
    await expect(found({ answered: true })).rejects.toMatchObject({ code: 'mail-search-unsupported' });
  });

  it.each<[string, SearchQuery, string[]]>([
    ['nothing', {}, ['Quarter "Q3" o\'clock', 'Lunch', 'Old report']],
    ['a word of the text', { text: ['figures'] }, ['Quarter "Q3" o\'clock', 'Old report']],
    ['two texts', { text: ['figures', 'Lunch'] }, []],
    ['operators of the query language as words', { text: ['NOT figures'] }, []],
    ['marks alone', { text: ['"'] }, ['Quarter "Q3" o\'clock', 'Lunch', 'Old report']],
    ['the body', { body: 'sandwiches' }, ['Lunch']],
    ['a subject with quotes', { subject: '"q3" O\'CLOCK' }, ['Quarter "Q3" o\'clock']],
    ["the sender's name", { from: 'ito' }, ['Quarter "Q3" o\'clock', 'Lunch', 'Old report']],
    ["a part of the sender's address", { from: 'contoso' }, ['Quarter "Q3" o\'clock', 'Lunch', 'Old report']],
    ['a recipient', { to: 'carla@contoso.com', body: 'sandwiches' }, ['Lunch']],
    ['a copy', { cc: 'dora' }, ['Quarter "Q3" o\'clock', 'Lunch', 'Old report']],
    ['nobody', { cc: 'nobody' }, []],
    ['since', { sinceMs: Date.UTC(2026, 9, 31, 12) }, ['Quarter "Q3" o\'clock', 'Lunch']],
    ['before', { beforeMs: Date.UTC(2026, 9, 31, 12) }, ['Old report']],
    ['words before', { text: ['figures'], beforeMs: Date.UTC(2026, 9, 31, 12) }, ['Old report']],
    [
      'unread and since',
      { seen: false, sinceMs: Date.UTC(2026, 9, 1) },
      ['Quarter "Q3" o\'clock', 'Old report'],
    ],
    ['read', { seen: true }, ['Lunch']],
    ['flagged', { flagged: true }, ['Lunch']],
    ['not flagged, with a word', { flagged: false, text: ['report'] }, ['Old report']],
    ['attachments', { hasAttachments: true }, []],
    ['drafts', { draft: true }, []],
    ['a size', { largerThanBytes: 3_000 }, ['Lunch']],
    ['a smaller one', { smallerThanBytes: 3_000 }, ['Quarter "Q3" o\'clock', 'Old report']],
  ])('finds %s, newest first', async (_, query, subjects) => {
    put('Old report', { body: "last year's figures", agoMs: 3 * 86_400_000 });
    put('Quarter "Q3" o\'clock', { body: 'the figures' });
    put('Lunch', { body: `sandwiches ${'x'.repeat(4_000)}`, agoMs: 3_600_000 });
    const inbox = await folder('inbox');
    const lunch = (await all(door.list(inbox))).find(({ subject }) => subject === 'Lunch');
    if (lunch) await door.flag?.([lunch.locator], { seen: true, flagged: true });
    expect(await found(query)).toEqual(subjects);
  });

  it('finds more than the thousand that one search gives', async () => {
    for (let index = 0; index < 1_200; index += 1) put(`figures ${index}`, { agoMs: index * 3_600_000 });
    const listed = await found({ text: ['figures'] });
    expect(listed).toEqual(Array.from({ length: 1_200 }, (_, index) => `figures ${index}`));
    const inbox = await folder('inbox');
    const some = await all(door.search?.(inbox, { text: ['figures'] }, { limit: 5 }) ?? fail());
    expect(subjects(some)).toEqual(listed.slice(0, 5));
  });

  it('compares by itself what the server finds too complex', async () => {
    put('Quarter');
    put('Lunch');
    graph.intercept = (url) =>
      url.searchParams.has('$filter')
        ? Response.json(
            {
              error: { code: 'InefficientFilter', message: 'The restriction or sort order is too complex.' },
            },
            { status: 400 },
          )
        : undefined;
    expect(await found({ subject: 'quart' })).toEqual(['Quarter']);
  });
});

describe('what Graph does not tell by itself', () => {
  const told = (properties: unknown): void => {
    graph.intercept = async (url, init) => {
      if (!url.searchParams.has('$expand')) return undefined;
      const page = (await (await sandbox.faces.graph.request(url.href, init)).json()) as { value: object[] };
      const value = page.value.map((one) => ({ ...one, singleValueExtendedProperties: properties }));
      return Response.json({ ...page, value });
    };
  };
  const listed = async (): Promise<DoorMessage> => first(await all(door.list(await folder('inbox'))));

  it('is what the sandbox keeps, as the service does', async () => {
    put('one');
    const shown = await listed();
    expect(shown.bytes).toBeGreaterThan(100);
    expect(shown.flags).toMatchObject({ answered: false, forwarded: false });
    await door.flag?.([shown.locator], { forwarded: true });
    expect((await listed()).flags).toMatchObject({ answered: false, forwarded: true });
    await door.flag?.([shown.locator], { answered: true });
    expect((await listed()).flags).toMatchObject({ answered: true, forwarded: false });
    await door.flag?.([shown.locator], { answered: false });
    expect((await listed()).flags).toMatchObject({ answered: false, forwarded: false });
  });

  it('is left undefined, never guessed', async () => {
    put('one');
    told([]);
    expect(await listed()).toMatchObject({
      bytes: undefined,
      flags: { answered: undefined, forwarded: undefined },
    });
  });

  it('is read where Exchange tells it', async () => {
    put('one');
    told([{ id: 'Integer 0xe08', value: '2048' }]);
    expect(await listed()).toMatchObject({ bytes: 2048, flags: { answered: false, forwarded: false } });
    told([
      { id: 'Integer 0xe08', value: '2048' },
      { id: 'Integer 0x1081', value: '103' },
    ]);
    expect(await listed()).toMatchObject({ flags: { answered: true, forwarded: false } });
    expect(await found({ answered: true })).toHaveLength(1);
    expect(await found({ answered: false })).toHaveLength(0);
  });

  it('is not asked for again at a server that refuses', async () => {
    put('one');
    const asked: boolean[] = [];
    graph.intercept = (url) => {
      if (!url.pathname.endsWith('/messages')) return undefined;
      asked.push(url.searchParams.has('$expand'));
      const error = { code: 'BadRequest', message: 'Parsing OData Select and Expand failed.' };
      return url.searchParams.has('$expand') ? Response.json({ error }, { status: 400 }) : undefined;
    };
    await listed();
    await listed();
    expect(asked).toEqual([true, false, false]);
  });

  it('is set where the server takes it, and refused by name where not', async () => {
    put('one');
    const { locator } = await listed();
    graph.intercept = (_, init) => {
      const error = { code: 'NotImplemented', message: 'There are no extended properties.' };
      return init.method === 'PATCH' ? Response.json({ error }, { status: 501 }) : undefined;
    };
    await expect(door.flag?.([locator], { answered: true })).rejects.toMatchObject({
      code: 'verb-not-by-this-door',
    });
    let body = '';
    graph.intercept = (_, init) => {
      body = typeof init.body === 'string' ? init.body : '';
      return Response.json({ id: 'x' });
    };
    await door.flag?.([locator], { seen: true, forwarded: true });
    expect(JSON.parse(body)).toEqual({
      isRead: true,
      singleValueExtendedProperties: [{ id: 'Integer 0x1081', value: '104' }],
    });
  });
});

describe('putting messages into folders by Graph', () => {
  const message = (bytes: Buffer) => ({
    bytes: bytes.length,
    async *source() {
      yield bytes.subarray(0, 10);
      yield bytes.subarray(10);
    },
  });
  const raw = Buffer.from(
    'From: anna@contoso.com\r\nSubject: kept\r\nMessage-ID: <d1@contoso.com>\r\n\r\nabc\r\n',
  );

  it('refuses what would become a draft and is none, and what is too large', async () => {
    const drafts = await folder('drafts');
    await expect(door.append?.(drafts, message(raw))).rejects.toMatchObject({
      code: 'verb-not-by-this-door',
    });
    const large = { ...message(raw), bytes: 3_000_001 };
    await expect(door.append?.(drafts, large, { flags: { draft: true } })).rejects.toMatchObject({
      code: 'send-too-large',
    });
    expect(mailbox.wellKnown('drafts').items).toHaveLength(0);
  });

  it('keeps a draft to the last byte', async () => {
    const drafts = await folder('drafts');
    const flags = { draft: true, seen: false };
    const locator = await door.append?.(drafts, message(raw), { flags });
    const [item] = mailbox.wellKnown('drafts').items;
    expect(item?.content.raw.equals(raw)).toBe(true);
    expect(first(await all(door.list(drafts)))).toMatchObject({ locator, flags });
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

describe('an id that was made in another folder', () => {
  it('is found by one question to the whole mailbox, and not among what is deleted for good', async () => {
    const messageId = put('moved', { folder: 'archive' });
    const box = new Mailbox(graph.world, () => door);
    const id = `inbox:${messageId.slice(1, -1)}`;
    await box.folders();
    const before = graph.asked.length;
    expect(await box.get(id)).toMatchObject({ folder: 'archive', subject: 'moved' });
    // Its folder, the whole mailbox, and which of several it is where it was found.
    expect(graph.asked.length - before).toBeLessThanOrEqual(3);
    await box.delete([messageId], { permanently: true });
    await expect(box.get(messageId)).rejects.toMatchObject({ code: 'message-unknown' });
    await box.close();
  });
});

describe('a permission that shows no extended properties', () => {
  const isExtended = (url: URL): boolean =>
    url.searchParams.get('$expand')?.includes('singleValueExtendedProperties') ?? false;
  const denied = (): Response =>
    Response.json(
      { error: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' } },
      { status: 403 },
    );

  it('is noticed once: the list is whole, and nobody asks for them again', async () => {
    const subjects = ['one', 'two', 'three'];
    for (const subject of subjects) put(subject);
    let refusals = 0;
    graph.intercept = (url) => {
      if (!isExtended(url)) return undefined;
      refusals += 1;
      return denied();
    };
    const box = new Mailbox(graph.world, () => door);
    for (let time = 0; time < 2; time += 1) {
      const listed = await allOf(box.list('inbox'));
      expect(listed.map(({ subject }) => subject).sort()).toEqual([...subjects].sort());
      expect(listed.every(({ bytes }) => bytes === undefined)).toBe(true);
    }
    expect(refusals).toBe(1);
    await box.close();
  });

  it('is not taken for the reason where the messages themselves may not be read', async () => {
    put('hidden');
    let requests = 0;
    graph.intercept = (url) => {
      if (!url.pathname.endsWith('/messages')) return undefined;
      requests += 1;
      return denied();
    };
    const box = new Mailbox(graph.world, () => door);
    const refused = expect.objectContaining({ code: 'graph-access-denied' }) as Error;
    await expect(allOf(box.list('inbox'))).rejects.toEqual(refused);
    expect(requests).toBe(2);
    // Given the right to read, it has the sizes too.
    graph.intercept = () => undefined;
    const [hidden] = await allOf(box.list('inbox'));
    expect(hidden?.bytes).toBeGreaterThan(0);
    await box.close();
  });
});

describe('a mailbox that is closed', () => {
  it('ends its doors once, and everybody who closes it waits for that', async () => {
    let [closed, over] = [0, 0];
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const close = async (): Promise<void> => {
      closed += 1;
      await finished;
    };
    const box = new Mailbox(graph.world, () => ({ ...door, close }));
    await box.folders();
    const both = [box.close(), box.close()].map((one) => one.then(() => (over += 1)));
    await new Promise((resolve) => setImmediate(resolve));
    expect([closed, over]).toEqual([1, 0]);
    finish();
    await Promise.all(both);
    await box.close();
    expect(closed).toBe(1);
  });

  it('tells each of them what went wrong', async () => {
    const close = (): Promise<void> => Promise.reject(new Error('the line is gone'));
    const box = new Mailbox(graph.world, () => ({ ...door, close }));
    await box.folders();
    const ends = await Promise.allSettled([box.close(), box.close()]);
    expect(ends.map((end) => end.status === 'rejected' && String(end.reason))).toEqual(
      Array(2).fill('Error: the line is gone'),
    );
  });
});

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
