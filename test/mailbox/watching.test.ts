// What every way of watching has to tell alike: by IDLE, by Graph's delta asked again and again, by Graph's notifications.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { WatchOptions } from '../../src/mailbox/watching/events.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { mintedTokens } from '../kit/minted-tokens.ts';
import { Listening, letter, mailboxOver } from '../kit/watch-world.ts';

const anna = seed.contoso.anna.name;
let sandbox: Sandbox;
let box: Mailbox;
let ends: AbortController;

beforeAll(async () => {
  sandbox = await startSandbox();
  box = await mailboxOver(
    sandbox,
    mintedTokens(() => sandbox),
  );
});
afterAll(async () => {
  await box.close();
  await sandbox.close();
});
afterEach(() => ends.abort());

const store = () => {
  const mailbox = sandbox.mail.mailbox(anna);
  if (!mailbox) throw new Error('anna has a mailbox');
  return mailbox;
};
const deliver = (name: string) => {
  const item = sandbox.mail.deliver(letter(name), anna);
  if (!item) throw new Error('the message was delivered');
  return item;
};
const id = (name: string, folder = 'inbox'): string => `${folder}:${name}@contoso.example`;

const ways: ReadonlyArray<[string, WatchOptions & { via: 'imap' | 'graph' }]> = [
  ['IDLE', { via: 'imap' }],
  ['polls of the delta', { via: 'graph', pollMs: 40 }],
  ['notifications', { via: 'graph', notify: {} }],
];

function listen(folders: string | string[], options: Parameters<Mailbox['watch']>[1]): Listening {
  ends = new AbortController();
  const heard = new Listening();
  return heard.listen(box.watch(folders, { signal: ends.signal, onStatus: heard.onStatus, ...options }));
}

describe.each(ways)('a watch by %s', (way, options) => {
  const name = (text: string): string => `${text}-${way.replaceAll(' ', '-')}`;

  it('tells what is created, updated and deleted by the id that a list shows', async () => {
    deliver(name('old'));
    const heard = listen('inbox', options);
    await heard.status('connected');
    const item = deliver(name('fresh'));
    await heard.until(({ events }) => events.length === 1);
    store().setFlags(item, ['\\Seen']);
    await heard.until(({ events }) => events.length === 2);
    store().expunge(item);
    await heard.until(({ events }) => events.length === 3);
    const fresh = id(name('fresh'));
    expect(heard.told).toEqual([`created ${fresh}`, `updated ${fresh}`, `deleted ${fresh}`]);
    expect(heard.events[0]?.message).toMatchObject({
      id: fresh,
      subject: name('fresh'),
      flags: { seen: false },
    });
    expect(heard.events[1]?.message).toMatchObject({ id: fresh, flags: { seen: true } });
    ends.abort();
    await heard.ended();
  });

  it('says of what came and of what changed whether something hangs on it, as a list does', async () => {
    const heard = listen('inbox', options);
    await heard.status('connected');
    const withFile = letter(name('file')).replace(
      '\r\n\r\n',
      '\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf; name="plan.pdf"\r\n\r\n',
    );
    const item = sandbox.mail.deliver(withFile, anna);
    if (!item) throw new Error('the message was delivered');
    await heard.until(({ events }) => events.length === 1);
    deliver(name('plain'));
    await heard.until(({ events }) => events.length === 2);
    store().setFlags(item, ['\\Seen']);
    await heard.until(({ events }) => events.length === 3);
    const clips = heard.events.map(({ message }) => message?.hasAttachments);
    expect(clips).toEqual([true, false, true]);
    for await (const listed of box.list('inbox', { via: options.via, limit: 1 })) {
      expect(heard.events[1]?.message).toMatchObject(listed);
    }
    ends.abort();
    await heard.ended();
  });

  it('tells that a message was answered, and what of it a list tells', async () => {
    const item = deliver(name('answered'));
    const other = deliver(name('flagged'));
    const heard = listen('inbox', options);
    await heard.status('connected');
    store().setFlags(item, ['\\Answered']);
    await heard.until(({ events }) => events.length === 1);
    // Once is enough for what goes on and off again between two looks.
    store().setFlags(other, ['\\Flagged']);
    await heard.until(({ events }) => events.length === 2);
    store().setFlags(item, []);
    await heard.until(({ events }) => events.length === 3);
    expect(heard.told).toEqual(
      [name('answered'), name('flagged'), name('answered')].map((one) => `updated ${id(one)}`),
    );
    expect(heard.events.map(({ message }) => message?.flags?.answered)).toEqual([true, false, false]);
    const rows = new Map<string, unknown>();
    for await (const row of box.list('inbox', { via: options.via, limit: 2 })) rows.set(row.id, row);
    for (const event of heard.events.slice(1)) expect(event.message).toEqual(rows.get(event.id));
  });

  it('tells a move as two events, and only of the folders and kinds that are watched', async () => {
    const heard = listen(['inbox', 'archive'], { ...options, events: ['created', 'deleted'] });
    await heard.status('connected', 2);
    const item = deliver(name('moved'));
    await heard.until(({ events }) => events.length === 1);
    store().setFlags(item, ['\\Flagged']);
    store().move(item, store().wellKnown('archive'));
    await heard.until(({ events }) => events.length === 3);
    expect(heard.told.slice(1).sort()).toEqual([
      `created ${id(name('moved'), 'archive')}`,
      `deleted ${id(name('moved'))}`,
    ]);
  });

  it('counts twins as a list does', async () => {
    const heard = listen('inbox', options);
    await heard.status('connected');
    const first = deliver(name('twin'));
    await heard.until(({ events }) => events.length === 1);
    deliver(name('twin'));
    await heard.until(({ events }) => events.length === 2);
    store().expunge(first);
    await heard.until(({ events }) => events.length === 3);
    expect(heard.told).toEqual([
      `created ${id(name('twin'))}`,
      `created ${id(name('twin'))}`,
      `deleted ${id(name('twin'))}:2`,
    ]);
  });

  it('goes on from the cursor of an event: what came between is told, what was told is not', async () => {
    const heard = listen('inbox', options);
    await heard.status('connected');
    const kept = deliver(name('kept'));
    await heard.until(({ events }) => events.length === 1);
    deliver(name('second'));
    await heard.until(({ events }) => events.length === 2);
    ends.abort();
    await heard.ended();
    store().expunge(kept);
    const cursor = heard.events[0]?.cursor;
    const again = listen('inbox', { ...options, since: cursor });
    await again.until(({ events }) => events.length === 2);
    deliver(name('third'));
    await again.until(({ events }) => events.length === 3);
    expect(again.told.sort()).toEqual([
      `created ${id(name('second'))}`,
      `created ${id(name('third'))}`,
      `deleted ${id(name('kept'))}`,
    ]);
  });
});

describe('a delta', () => {
  it.each(['imap', 'graph'] as const)('by %s tells everything first, then what has changed', async (via) => {
    const [gone, flagged] = [deliver(`gone-${via}`), deliver(`flagged-${via}`)];
    const first = await box.delta('inbox', undefined, { via });
    const listed: string[] = [];
    for await (const message of box.list('inbox', { via })) listed.push(message.id);
    expect(first.changes.map(({ kind }) => kind)).toEqual(first.changes.map(() => 'created'));
    expect(first.changes.map((change) => change.message?.messageId).sort()).toHaveLength(listed.length);
    store().expunge(gone);
    store().setFlags(flagged, ['\\Seen']);
    deliver(`new-${via}`);
    const second = await box.delta('inbox', first.cursor);
    expect(second.changes.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
      `created ${id(`new-${via}`)}`,
      `deleted ${id(`gone-${via}`)}`,
      `updated ${id(`flagged-${via}`)}`,
    ]);
    expect((await box.delta('inbox', second.cursor)).changes).toEqual([]);
  });

  it('refuses a cursor that is another mailbox’s, another door’s, or none', async () => {
    const { cursor } = await box.delta('inbox', undefined, { via: 'imap' });
    await expect(box.delta('inbox', cursor, { via: 'graph' })).rejects.toMatchObject({
      code: 'watch-cursor-elsewhere',
    });
    for (const text of ['', 'mgw1.', cursor.slice(0, -5), `${cursor.slice(0, 5)}AAAA${cursor.slice(5)}`]) {
      await expect(box.delta('inbox', text)).rejects.toMatchObject({ code: 'watch-cursor-not-understood' });
    }
  });
});
