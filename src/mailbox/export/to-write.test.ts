import { describe, expect, it } from 'vitest';
import { readHeader } from '../../mime/header.ts';
import type { DoorFolder, DoorMessage, Locator, PlacedMessage, ReadDoor } from '../doors/door.ts';
import { messageIdOf } from '../ids/message-ref.ts';
import type { Taken } from './journal.ts';
import { headFirst, headIn, keyOf, namedBy, notTaken } from './to-write.ts';

const folder: DoorFolder = {
  handle: 'INBOX',
  names: ['INBOX'],
  use: 'inbox',
  selectable: true,
  total: undefined,
  unread: undefined,
};

function raw(uid: number): Buffer {
  return Buffer.from(`Message-ID: <m${uid}@x>\r\nSubject: letter ${uid}\r\n\r\ntext\r\n`);
}

function placed(uid: number, uidValidity = '1'): PlacedMessage {
  const locator: Locator = { by: 'imap', folder: 'INBOX', uidValidity, uid };
  return { locator, receivedAtMs: uid, flags: undefined, bytes: raw(uid).length };
}

function taken(uid: number, uidValidity = '1'): Taken {
  const key = keyOf(placed(uid, uidValidity).locator);
  return { key, name: messageIdOf('inbox', readHeader(raw(uid))), file: `${uid}` };
}

/** Of this door two things are asked; what was asked is written down. */
function doorTo(uids: readonly number[], asked: string[]): ReadDoor {
  const never = (): never => {
    throw new Error('nobody asks for this');
  };
  return {
    service: 'imap',
    folders: never,
    find: never,
    source: never,
    close: never,
    async *places() {
      asked.push('places');
      for (const uid of uids) yield placed(uid);
    },
    async *list() {
      asked.push('list');
      for (const uid of uids) {
        const { messageId, subject, from, to, cc, sentAtMs } = readHeader(raw(uid));
        const header = { messageId, subject, from, to, cc, sentAtMs };
        yield { ...placed(uid), ...header, hasAttachments: undefined, preview: undefined };
      }
    },
  };
}

async function left(uids: readonly number[], before: readonly Taken[]): Promise<[string[], unknown[]]> {
  const asked: string[] = [];
  const parts = { path: 'inbox', taken: before, signal: undefined };
  const { pending, away } = await notTaken(doorTo(uids, asked), folder, parts);
  // All of these have a Message-ID.
  expect(away).toEqual([]);
  return [asked, pending.map(({ key }) => key)];
}

describe('what is not taken yet', () => {
  it.each([
    ['all of it, at first', [3, 2, 1], [], ['imap/1/3', 'imap/1/2', 'imap/1/1'], ['places']],
    ['what is new', [3, 2, 1], [taken(1), taken(2)], ['imap/1/3'], ['places']],
    ['nothing', [2], [taken(1), taken(2)], [], ['places']],
    ['what is new, where something is gone', [3, 2], [taken(1), taken(2)], ['imap/1/3'], ['places', 'list']],
    [
      'what has another name, where the folder was made anew',
      [3, 2, 1],
      [taken(1, '0'), taken(2, '0')],
      ['imap/1/3'],
      ['places', 'list'],
    ],
  ])('%s', async (_, uids, before, wanted, ways) => {
    expect(await left(uids, before)).toEqual([ways, wanted]);
  });
});

describe('a name from the header', () => {
  it('is the one that a list would give', () => {
    const pending = { message: placed(7), key: 'imap/1/7', name: undefined };
    const { message, name, key } = namedBy(pending, 'inbox', raw(7));
    expect([name, key]).toEqual([taken(7).name, 'imap/1/7']);
    const shown: Partial<DoorMessage> = { messageId: '<m7@x>', subject: 'letter 7', receivedAtMs: 7 };
    expect(message).toMatchObject(shown);
  });

  it('is that of its own header, and not of what stands in the message', () => {
    const whole = Buffer.from('Subject: outer\r\n\r\nMessage-ID: <inner@x>\r\n\r\n');
    expect(headIn(whole).toString()).toBe('Subject: outer\r\n');
    const pending = { message: placed(1), key: 'imap/1/1', name: undefined };
    expect(namedBy(pending, 'inbox', headIn(whole)).message.messageId).toBeUndefined();
  });

  it.each([1, 2, 3, 5, 17, 1000])('is there before the rest, in pieces of %i octets', async (size) => {
    const whole = raw(1);
    let given = 0;
    const source = (async function* () {
      const memory = Buffer.alloc(size);
      for (; given < whole.length; given += size) {
        // A piece is right until the next one is asked for.
        const length = whole.copy(memory, 0, given, given + size);
        yield memory.subarray(0, length);
      }
    })();
    const { head, pieces } = await headFirst(source);
    expect(given).toBeLessThan(whole.length);
    expect(readHeader(head).messageId).toBe('<m1@x>');
    const all: Buffer[] = [];
    for await (const piece of pieces) all.push(Buffer.from(piece));
    expect(Buffer.concat(all)).toEqual(whole);
  });
});
