import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../test/kit/fake-clock.ts';
import { type Directory, type MailboxSettings, noPolicies } from '../model.ts';
import { memoryShelf, type Shelf } from '../shelf.ts';
import { Content } from './content.ts';
import { changesKeptMax } from './folder.ts';
import { MailStore } from './mail-store.ts';

function open(options: Partial<ConstructorParameters<typeof MailStore>[0]> = {}): MailStore {
  const boxes = ['anna', 'ben'].map(
    (name): MailboxSettings => ({
      address: `${name}@contoso.com`,
      aliases: [`${name}.alias@contoso.com`],
      ownerId: name,
      imapEnabled: true,
      popEnabled: true,
      smtpAuthDisabled: undefined,
      fullAccess: [],
      sendAs: [],
    }),
  );
  const tenant = {
    id: 't',
    displayName: 'Contoso',
    domains: ['contoso.com'],
    policies: noPolicies(),
    mail: { smtpAuthDisabled: false, securityDefaults: false },
    exchangeServicePrincipals: [],
  };
  const directory: Directory = {
    tenants: new Map([['t', tenant]]),
    users: new Map(),
    apps: new Map(),
    mailboxes: new Map(boxes.map((box) => [box.address, box])),
    userByName: () => undefined,
    mailboxByAddress: (address) =>
      boxes.find((box) => [box.address, ...box.aliases].includes(address.toLowerCase())),
    mailboxOfUser: (id) => boxes.find((box) => box.ownerId === id),
  };
  return new MailStore({ directory, clock: fakeClock(), ...options });
}

const box = (store: MailStore, address: string) => {
  const found = store.mailbox(address);
  if (!found) throw new Error(`no mailbox ${address}`);
  return found;
};

describe('delivery', () => {
  it('does not invent mailboxes', () => {
    expect(open().deliver('Subject: x\n\n', 'nobody@contoso.com')).toBeUndefined();
  });

  it('gives line ends their CR', () => {
    expect(open().deliver('Subject: x\n\nbody\n', 'anna@contoso.com')?.content.raw.toString()).toBe(
      'Subject: x\r\n\r\nbody\r\n',
    );
  });
});

describe('a submission', () => {
  const submit = (store: MailStore, recipients: string[]) =>
    store.submit({
      sender: box(store, 'anna@contoso.com'),
      from: 'anna@contoso.com',
      recipients,
      raw: Buffer.from('Subject: x\r\nBcc: ben@contoso.com\r\n\r\nbody\r\n'),
    });

  it('to an unknown local address comes back as a report', () => {
    const store = open();
    submit(store, ['nobody@contoso.com']);
    const [report] = store.list('anna@contoso.com');
    expect(report?.content.raw.toString()).toContain('Subject: Undeliverable: x');
    expect(report?.content.mime.parts).toHaveLength(3);
  });

  it('to strangers is written down and goes nowhere', () => {
    const store = open();
    submit(store, ['someone@elsewhere.example']);
    expect(store.submissions.map(({ recipients }) => recipients)).toEqual([['someone@elsewhere.example']]);
    expect(store.list('anna@contoso.com')).toHaveLength(0);
  });

  it('reaches each mailbox once, without Bcc, and keeps Bcc in Sent Items', () => {
    const store = open();
    submit(store, ['ben@contoso.com', 'BEN@contoso.com', 'ben.alias@contoso.com']);
    const received = store.list('ben@contoso.com');
    expect(received).toHaveLength(1);
    expect(received[0]?.content.raw.toString()).not.toMatch(/^Bcc:/m);
    const [sent] = store.list('anna@contoso.com', 'sentitems');
    expect(sent?.content.raw.toString()).toMatch(/^Bcc: ben@contoso\.com/m);
    expect(sent?.content.raw.toString()).toMatch(/^Message-ID: <.+>/m);
  });
});

describe('a move', () => {
  it('keeps the immutable id, changes the other, and is told in both folders', () => {
    const store = open();
    const item = store.deliver('Subject: x\n\n', 'anna@contoso.com');
    const mailbox = box(store, 'anna@contoso.com');
    if (!item) throw new Error('not delivered');
    const told: string[] = [];
    store.onChange((change) => told.push(`${change.kind} ${change.folder.name} ${change.sequence}`));
    const moved = mailbox.move(item, mailbox.wellKnown('archive'));
    expect(told).toEqual(['deleted Inbox 2', 'created Archive 1']);
    expect(moved.immutableId).toBe(item.immutableId);
    expect(moved.id).not.toBe(item.id);
    expect(moved.content).toBe(item.content);
    expect([item.alive, moved.alive]).toEqual([false, true]);
    expect(mailbox.item(item.id)).toBeUndefined();
  });
});

it('a folder forgets its oldest changes and says so', () => {
  const store = open();
  const mailbox = box(store, 'anna@contoso.com');
  const item = store.deliver('Subject: x\n\n', 'anna@contoso.com');
  if (!item) throw new Error('not delivered');
  for (let i = 0; i < changesKeptMax; i += 1) mailbox.setCategories(item, [String(i)]);
  expect(item.folder.changesAfter(0)).toBeUndefined();
  expect(item.folder.changesAfter(1)).toHaveLength(changesKeptMax);
});

it('a message with other bytes keeps its ids, and IMAP sees one go and another come', () => {
  const store = open();
  const before = store.deliver('Subject: one\n\n', 'anna@contoso.com', { folder: 'drafts' });
  if (!before) throw new Error('not delivered');
  const told: unknown[] = [];
  store.onChange(({ kind, uid, id, rewritten }) => told.push([kind, uid, id, rewritten]));
  const after = before.folder.mailbox.rewrite(before, new Content(Buffer.from('Subject: two\r\n\r\n')));
  expect([before.alive, after.alive, after.uid]).toEqual([false, true, before.uid + 1]);
  expect([after.id, after.immutableId]).toEqual([before.id, before.immutableId]);
  expect(told).toEqual([
    ['deleted', before.uid, before.id, true],
    ['created', after.uid, before.id, true],
  ]);
  expect(before.folder.mailbox.item(before.id)).toBe(after);
});

it('a submission that waits for its turn is carried by the next store on the same shelf', async () => {
  const maps = new Map<string, Map<string, never>>();
  const shelf: Shelf = {
    ...memoryShelf,
    map(kind) {
      const map = maps.get(kind) ?? new Map<string, never>();
      maps.set(kind, map);
      return map;
    },
  };
  const clock = fakeClock();
  const first = open({ shelf, clock, perMinute: () => 1 });
  for (const subject of ['one', 'two', 'three']) {
    const raw = Buffer.from(`Subject: ${subject}\r\n\r\n`);
    const sender = box(first, 'anna@contoso.com');
    first.submit({ sender, from: 'anna@contoso.com', recipients: ['ben@contoso.com'], raw });
  }
  expect(first.list('ben@contoso.com')).toHaveLength(1);
  const second = open({ shelf, clock, perMinute: () => 1 });
  expect(second.list('ben@contoso.com')).toHaveLength(1);
  await clock.advance(120_000);
  expect(second.list('ben@contoso.com')).toHaveLength(2);
  expect(second.list('anna@contoso.com', 'sentitems')).toHaveLength(2);
  expect(maps.get('waiting-submission')?.size).toBe(0);
});
