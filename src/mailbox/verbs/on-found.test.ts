import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../test/kit/fake-clock.ts';
import { fixedTokens } from '../../../test/kit/fixed-tokens.ts';
import { seeded } from '../../../test/kit/seeded.ts';
import { wayTo } from '../../../test/kit/way-to.ts';
import type { AccountId } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import { MailboxLimits } from '../../mail/limits.ts';
import type { DoorFolder, DoorMessage, Locator, ReadDoor } from '../doors/door.ts';
import { Mailbox } from '../mailbox.ts';

interface Kept {
  readonly key: number;
  readonly messageId: string | undefined;
  readonly subject: string;
  folder: string;
  uid: number;
}

/** A mailbox that is nothing but an array, and the door to it: no server, no search of its own, UIDs that change. */
class Shelf {
  readonly kept: Kept[] = [];
  #uid = 0;

  put(folder: string, message: Pick<Kept, 'key' | 'messageId' | 'subject'>): void {
    this.kept.push({ ...message, folder, uid: this.nextUid() });
  }

  nextUid(): number {
    this.#uid += 1;
    return this.#uid;
  }

  in(folder: string): Kept[] {
    return this.kept.filter((one) => one.folder === folder).sort((a, b) => b.uid - a.uid);
  }

  take(locators: readonly Locator[]): Kept[] {
    return locators.map((locator) => {
      const found = this.kept.find(
        (one) => locator.by === 'imap' && one.folder === locator.folder && one.uid === locator.uid,
      );
      if (!found) throw fail('mail-message-gone', { account: 'anna', folder: 'x', message: 'y', answer: '' });
      return found;
    });
  }
}

const names = ['INBOX', 'Trash', 'A', 'B'];

function doorOf(shelf: Shelf): ReadDoor {
  const shown = (one: Kept): DoorMessage => ({
    locator: { by: 'imap', folder: one.folder, uidValidity: '1', uid: one.uid },
    messageId: one.messageId,
    subject: one.subject,
    from: undefined,
    to: [],
    cc: [],
    receivedAtMs: undefined,
    sentAtMs: 0,
    flags: undefined,
    bytes: one.key,
    hasAttachments: undefined,
    preview: undefined,
  });
  return {
    service: 'imap',
    folders: () =>
      Promise.resolve(
        names.map((name) => ({
          handle: name,
          names: [name],
          use: name === 'INBOX' ? ('inbox' as const) : name === 'Trash' ? ('trash' as const) : undefined,
          selectable: true,
          total: undefined,
          unread: undefined,
        })),
      ),
    async *list(folder: DoorFolder) {
      for (const one of shelf.in(folder.handle)) yield shown(one);
    },
    // Finds too much, as a server may.
    find: (folder) => Promise.resolve(shelf.in(folder.handle).map(shown)),
    async *source(locator) {
      yield Buffer.from(String(shelf.take([locator])[0]?.key));
    },
    move: (locators, to) => {
      // As a server does it: those that came first get the lower numbers.
      const taken = [...shelf.take(locators)].sort((a, b) => a.uid - b.uid);
      for (const one of taken) {
        one.folder = to.handle;
        one.uid = shelf.nextUid();
      }
      return Promise.resolve(locators.map(() => undefined));
    },
    remove: (locators) => {
      for (const one of shelf.take(locators)) shelf.kept.splice(shelf.kept.indexOf(one), 1);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

function boxOn(shelf: Shelf): Mailbox {
  const clock = fakeClock();
  const server = { host: '127.0.0.1', port: 1, security: 'tls' } as const;
  const account = {
    id: 'account-1' as AccountId,
    ref: 'anna',
    address: 'anna@contoso.example',
    kind: 'delegated' as const,
    personal: false,
    displayName: undefined,
  };
  return new Mailbox(
    {
      account,
      address: account.address,
      connected: ['imap'],
      tokens: fixedTokens(['x']),
      servers: { imap: server, pop: server, smtp: server, graph: 'http://127.0.0.1:1' },
      dialer: wayTo(),
      fetch,
      limits: new MailboxLimits(clock),
      clock,
    },
    () => doorOf(shelf),
  );
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('acting on known messages', () => {
  it('never deletes a twin in place of one that it has deleted already', async () => {
    const shelf = new Shelf();
    const twin = { messageId: '<twin@x>', subject: 'twin' };
    for (const key of [1, 2, 3]) shelf.put('INBOX', { key, ...twin });
    shelf.put('A', { key: 4, messageId: '<other@x>', subject: 'other' });
    const box = boxOn(shelf);
    const [newest, middle] = await all(box.list('inbox'));
    const [other] = await all(box.list('A'));
    // Somebody else moves the last one: the verb has to look for it again, and for nothing else.
    const moved = shelf.in('A')[0];
    if (moved) Object.assign(moved, { folder: 'B', uid: shelf.nextUid() });
    await box.delete([newest?.id ?? '', middle?.id ?? '', other?.id ?? ''], { permanently: true });
    expect(shelf.kept.map(({ key }) => key)).toEqual([1]);
  });

  it('empties no trash by deleting twice: for good goes what is named there', async () => {
    const shelf = new Shelf();
    shelf.put('INBOX', { key: 1, messageId: '<one@x>', subject: 'one' });
    for (const id of ['inbox:one@x', 'inbox:one@x', '<one@x>']) await boxOn(shelf).delete([id]);
    expect(shelf.in('Trash').map(({ key }) => key)).toEqual([1]);
    await boxOn(shelf).delete(['trash:one@x']);
    expect(shelf.kept).toEqual([]);
  });

  it('takes one message once that is named twice', async () => {
    const shelf = new Shelf();
    shelf.put('INBOX', { key: 1, messageId: '<one@x>', subject: 'one' });
    const box = boxOn(shelf);
    expect(await box.move(['inbox:one@x', '<one@x>', 'inbox:one@x'], 'A')).toEqual([
      'A:one@x',
      'A:one@x',
      'A:one@x',
    ]);
    expect(shelf.in('A')).toHaveLength(1);
  });

  it('does to a message what was asked for it, whatever others do meanwhile (seeds 1 to 40)', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seeded(seed);
      const shelf = new Shelf();
      for (let key = 0; key < 200; key += 1) {
        const number = random.below(120);
        const messageId = random.chance(0.2)
          ? undefined
          : random.chance(0.1)
            ? `bare${number}@x`
            : `<${number}@x>`;
        shelf.put(random.pick(['INBOX', 'A', 'B']), { key, messageId, subject: `subject ${number}` });
      }
      const box = boxOn(shelf);
      for (let step = 0; step < 25; step += 1) {
        const folder = random.pick(['inbox', 'A', 'B', 'trash']);
        // What the caller has seen: ids, and behind each of them one message.
        const seen = await all(box.list(folder));
        const ids = seen.filter(() => random.chance(0.05));
        const keys = ids.map(({ bytes }) => bytes);
        const act = random.pick(['delete', 'move', 'read']);
        if (act === 'delete') {
          await box.delete(
            ids.map(({ id }) => id),
            { permanently: true },
          );
          expect(
            shelf.kept.filter(({ key }) => keys.includes(key)),
            `seed ${seed}`,
          ).toEqual([]);
        } else if (act === 'move') {
          const to = random.pick(['A', 'B', 'inbox'] as const);
          const now = await box.move(
            ids.map(({ id }) => id),
            to,
          );
          const there = shelf.in(to === 'inbox' ? 'INBOX' : to).map(({ key }) => key);
          expect(there, `seed ${seed}`).toEqual(expect.arrayContaining(keys));
          for (const [index, id] of now.entries()) {
            const read = Buffer.concat(await all(boxOn(shelf).source(id))).toString();
            expect(read, `seed ${seed}: ${id}`).toBe(String(keys[index]));
          }
        } else {
          for (const { id, bytes } of ids) {
            const fresh = Buffer.concat(await all(boxOn(shelf).source(id))).toString();
            expect(fresh, `seed ${seed}: ${id}`).toBe(String(bytes));
            expect((await box.get(id)).id, `seed ${seed}`).toBe(id);
          }
        }
      }
    }
  });
});
