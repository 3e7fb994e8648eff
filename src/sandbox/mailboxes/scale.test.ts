// What grows with a mailbox and what must not. Operations are counted or compared with each other, never timed by the
// clock on the wall alone: the machine may be busy.

import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../test/kit/fake-clock.ts';
import type { MailboxSettings } from '../model.ts';
import { Content } from './content.ts';
import { IdCipher } from './ids.ts';
import { MemoryLedger } from './ledger.ts';
import { Mailbox, recoverableMs } from './mailbox.ts';

const settings = (address: string): MailboxSettings => ({
  address,
  aliases: [],
  ownerId: undefined,
  imapEnabled: true,
  popEnabled: true,
  smtpAuthDisabled: undefined,
  fullAccess: [],
  sendAs: [],
});

function open(clock = fakeClock()) {
  const ledger = new MemoryLedger();
  const told = { changes: 0 };
  const mailbox = new Mailbox(settings('anna@contoso.example'), {
    clock,
    personal: false,
    tell: () => {
      told.changes += 1;
    },
    ledger,
    cipher: new IdCipher(ledger.idKey),
    key: 'anna',
  });
  return { mailbox, ledger, told, clock };
}

const message = (n: number): Content =>
  new Content(Buffer.from(`Message-ID: <${n}@contoso.example>\r\nSubject: ${n}\r\n\r\nbody\r\n`));

function fill(mailbox: Mailbox, count: number): void {
  const inbox = mailbox.wellKnown('inbox');
  for (let n = 0; n < count; n += 1) mailbox.append(inbox, { content: message(n) });
}

/** Milliseconds of this process's own work, whatever else the machine does. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

describe('a large mailbox', () => {
  it('is emptied in a time that grows with what is taken out, not with its square', () => {
    const expungeHalf = (count: number): number => {
      const { mailbox } = open();
      fill(mailbox, count);
      const { items } = mailbox.wellKnown('inbox');
      return cpuMs(() => {
        for (const item of items) if (item.uid % 2 === 0) mailbox.expunge(item);
      });
    };
    expungeHalf(2000); // compiled
    // The least of three: the collector's threads are counted, too, and a processor that others want is slower.
    const least = (count: number): number => Math.min(...[1, 2, 3].map(() => expungeHalf(count)));
    const small = least(5000);
    const large = least(40_000);
    // Eight times as many: 8 if linear, 64 if quadratic.
    expect(large / Math.max(small, 1)).toBeLessThan(32);
  });

  it('keeps its counts without counting', () => {
    const { mailbox } = open();
    fill(mailbox, 300);
    const inbox = mailbox.wellKnown('inbox');
    const { items } = inbox;
    for (const item of items.slice(0, 100)) mailbox.setFlags(item, ['\\Seen']);
    for (const item of items.slice(50, 150)) mailbox.expunge(item);
    expect([inbox.count, inbox.unreadCount, inbox.items.length]).toEqual([200, 150, 200]);
    expect(inbox.bytes).toBe(inbox.items.reduce((sum, item) => sum + item.content.size, 0));
    expect(mailbox.bytes).toBe(inbox.bytes);
    expect(inbox.itemByUid(100)).toBeUndefined();
    expect(inbox.itemByUid(151)?.uid).toBe(151);
  });

  it('may be walked through while what is met is taken out', () => {
    const { mailbox } = open();
    fill(mailbox, 3000);
    const inbox = mailbox.wellKnown('inbox');
    for (const item of inbox.items) mailbox.expunge(item);
    expect([inbox.count, inbox.items.length]).toEqual([0, 0]);
  });

  it('shares one set of flags and one copy of the bytes', () => {
    const { mailbox } = open();
    const inbox = mailbox.wellKnown('inbox');
    const [a, b] = [1, 1].map((n) => mailbox.append(inbox, { content: message(n), flags: ['\\Seen'] }));
    expect(a?.flags).toBe(b?.flags);
    expect(a?.content).toBe(b?.content);
    if (a) mailbox.expunge(a);
    expect(mailbox.append(inbox, { content: message(1) }).content).toBe(b?.content);
  });
});

describe('a change', () => {
  it('wakes those who watch its folder or its mailbox, and nobody else', () => {
    const { mailbox, told } = open();
    const heard: string[] = [];
    mailbox.wellKnown('archive').watch(() => heard.push('archive'));
    const stop = mailbox.wellKnown('inbox').watch(() => heard.push('inbox'));
    mailbox.watch(() => heard.push('mailbox'));
    fill(mailbox, 1);
    expect(heard).toEqual(['inbox', 'mailbox']);
    stop();
    fill(mailbox, 1);
    expect(heard).toEqual(['inbox', 'mailbox', 'mailbox']);
    expect(told.changes).toBe(2);
  });
});

describe('ids', () => {
  it('of another mailbox, of another case, cut or made up name nothing', () => {
    const { mailbox } = open();
    const other = open();
    const item = mailbox.append(mailbox.wellKnown('inbox'), { content: message(1) });
    other.mailbox.append(other.mailbox.wellKnown('inbox'), { content: message(1) });
    const flipped = item.id.replace(/[a-z]$|[a-z](?=[^a-z]*$)/, (sign) => sign.toUpperCase());
    for (const id of [
      flipped,
      item.id.slice(0, -1),
      `${item.id}=`,
      item.id.slice(0, 30),
      'AAMk',
      '',
      item.folder.id,
    ]) {
      expect(mailbox.item(id), id).toBeUndefined();
    }
    expect(other.mailbox.item(item.id)).toBeUndefined();
    expect(mailbox.item(item.id)).toBe(item);
    expect(mailbox.item(item.immutableId)).toBe(item);
    expect(mailbox.folderById(item.id)).toBeUndefined();
    expect(mailbox.folder(item.folder.id)).toBe(item.folder);
  });
});

describe('what is deleted', () => {
  it('goes to Deleted Items, then to Recoverable Items, then away', () => {
    const { mailbox } = open();
    const id = mailbox.append(mailbox.wellKnown('inbox'), { content: message(1) }).immutableId;
    const places: Array<string | undefined> = [];
    for (let n = 0; n < 4; n += 1) {
      const item = mailbox.item(id);
      places.push(item?.folder.name);
      if (item) mailbox.discard(item);
    }
    expect(places).toEqual(['Inbox', 'Deleted Items', 'Deletions', undefined]);
    expect(mailbox.foldersOfAllKinds().map(({ name }) => name)).not.toContain('Deletions');
  });

  it('can be recovered for fourteen days', async () => {
    const { mailbox, clock } = open();
    fill(mailbox, 2);
    const [first, second] = mailbox.wellKnown('inbox').items;
    if (!first || !second) throw new Error('not there');
    mailbox.release(first);
    await clock.advance(recoverableMs + 1);
    mailbox.release(second);
    expect(mailbox.item(first.immutableId)).toBeUndefined();
    expect(mailbox.item(second.immutableId)?.folder).toBe(mailbox.recoverable);
  });
});

describe('what happens to folders', () => {
  it('is told since any moment', () => {
    const { mailbox } = open();
    const began = mailbox.folderSequence;
    const made = mailbox.createFolder('2026', mailbox.wellKnown('inbox'));
    const middle = mailbox.folderSequence;
    fill(mailbox, 1);
    expect(mailbox.foldersAfter(began)?.changed.map(({ path }) => path)).toEqual(['Inbox', 'Inbox/2026']);
    expect(mailbox.foldersAfter(middle)?.changed.map(({ path }) => path)).toEqual(['Inbox']);
    mailbox.deleteFolder(made);
    expect(mailbox.foldersAfter(middle)?.gone).toEqual([made.id]);
    expect(mailbox.foldersAfter(mailbox.folderSequence + 1)).toBeUndefined();
  });
});
