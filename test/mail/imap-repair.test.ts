// What the door by IMAP does when connections break: cut at every byte of an answer, ended because a token ran out, throttled
// with a time, or ended while nobody can know whether something was done.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sleep } from '../../src/base/clock.ts';
import type { DoorFolder, ReadDoor } from '../../src/mailbox/doors/door.ts';
import { openImapDoor } from '../../src/mailbox/doors/imap.ts';
import { playServer } from '../kit/dialogue-server.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { mailboxWorld, sandboxWorld } from '../kit/imap-worlds.ts';
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

const opening = `
S * OK The Microsoft Exchange IMAP4 service is ready. [UwBBAE4ARABCAE8AWAA=]
C {t} CAPABILITY
S * CAPABILITY IMAP4 IMAP4rev1 AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE UNSELECT CHILDREN IDLE NAMESPACE LITERAL+
S {t} OK CAPABILITY completed.
C {a} AUTHENTICATE XOAUTH2 ...
S {a} OK AUTHENTICATE completed.
C {b} CAPABILITY
S * CAPABILITY IMAP4 IMAP4rev1 AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE UNSELECT CHILDREN IDLE NAMESPACE LITERAL+
S {b} OK CAPABILITY completed.
C {c} NAMESPACE
S * NAMESPACE (("" "/")) NIL NIL
S {c} OK NAMESPACE completed.
`;

const select = (command: 'SELECT' | 'EXAMINE', exists: number): string => `
C {l} LIST "" "INBOX"
S * LIST (\\Marked \\HasNoChildren) "/" INBOX
S {l} OK LIST completed.
C {u} LSUB "" "INBOX"
S {u} OK LSUB completed.
C {e} ${command} INBOX
S * ${exists} EXISTS
S * 0 RECENT
S * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)
S * OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)] Permanent flags
S * OK [UIDVALIDITY 14] UIDVALIDITY value
S * OK [UIDNEXT ${exists + 1}] The next unique identifier value
S {e} OK [READ-WRITE] ${command} completed.
`;

async function against<T>(text: string, run: (door: ReadDoor) => Promise<T>): Promise<T> {
  const server = await playServer(text, { tls: true });
  const { port, ca } = server;
  const tokens = fixedTokens(['good', 'better'], 'anna@contoso.example');
  const door = openImapDoor(mailboxWorld({ port, ca, tokens, address: 'shared@contoso.example' }));
  try {
    return await run(door);
  } finally {
    await door.close();
    await server.finish();
  }
}

const goodbye = `
C {q} LOGOUT
S * BYE Microsoft Exchange Server IMAP4 server signing off.
S {q} OK LOGOUT completed.`;

describe('what Exchange was seen to say', () => {
  const locator = { by: 'imap', folder: 'INBOX', uidValidity: '14', uid: 31 } as const;

  it('opens a shared mailbox by its own address beside the token of the person', async () => {
    const named = opening.replace(
      'AUTHENTICATE XOAUTH2 ...',
      'AUTHENTICATE XOAUTH2 b64<user=shared@contoso.example\\x01auth=Bearer good\\x01\\x01>',
    );
    const folders = await against(
      `${named}
      C {l} LIST "" "*"
      S * LIST (\\HasNoChildren) "/" Inbox
      S * LIST (\\HasNoChildren \\Trash) "/" "Gelöschte Elemente"
      S * LIST (\\HasNoChildren \\Sent) "/" "Gesendete Elemente"
      S * LIST (\\HasNoChildren) "/" Archiv
      S * LIST (\\HasNoChildren) "/" Sent
      S {l} OK LIST completed.
      C {s} STATUS "INBOX" (MESSAGES UNSEEN)
      S * STATUS Inbox (MESSAGES 3 UNSEEN 1)
      S {s} OK STATUS completed.
      C {s2} STATUS ...
      S {s2} NO Server Unavailable. 15
      C {s3} STATUS ...
      S {s3} OK STATUS completed.
      C {s4} STATUS ...
      S {s4} OK STATUS completed.
      C {s5} STATUS ...
      S {s5} OK STATUS completed.
      ${goodbye}`,
      (door) => door.folders({ counts: true }),
    );
    expect(folders.map(({ names, use }) => [names.join('/'), use])).toEqual([
      ['INBOX', 'inbox'],
      ['Gelöschte Elemente', 'trash'],
      ['Gesendete Elemente', 'sent'],
      ['Archiv', 'archive'],
      ['Sent', undefined],
    ]);
    expect(folders[0]).toMatchObject({ total: 3, unread: 1 });
    expect(folders[1]).toMatchObject({ total: undefined, unread: undefined });
  });

  it('leaves the names of others alone where its own begin with INBOX.', async () => {
    // source: hand-written after Cyrus with altnamespace off
    const prefixed = opening.replace('(("" "/")) NIL NIL', '(("INBOX." ".")) (("user." ".")) NIL');
    const [folders, made] = await against(
      `${prefixed}
      C {l} LIST "" "*"
      S * LIST (\\HasChildren) "." INBOX
      S * LIST (\\HasNoChildren) "." INBOX.Sent
      S * LIST (\\HasNoChildren) "." user.ben
      S {l} OK LIST completed.
      C {c2} CREATE "INBOX.Shelf"
      S {c2} OK CREATE completed.
      C {l2} LIST "" "user.ben"
      S * LIST (\\HasNoChildren) "." user.ben
      S {l2} OK LIST completed.
      C {u} LSUB "" "user.ben"
      S {u} OK LSUB completed.
      C {e} EXAMINE user.ben
      S * 0 EXISTS
      S * OK [UIDVALIDITY 3] UIDVALIDITY value
      S {e} OK [READ-ONLY] EXAMINE completed.
      ${goodbye}`,
      async (door) => {
        const folders = await door.folders();
        const made = await door.createFolder?.(undefined, 'Shelf');
        expect(await all(door.list(folder('user.ben')))).toEqual([]);
        return [folders, made] as const;
      },
    );
    expect(folders.map(({ handle, use }) => [handle, use])).toEqual([
      ['INBOX', 'inbox'],
      ['INBOX.Sent', 'sent'],
      ['user.ben', undefined],
    ]);
    expect(made?.handle).toBe('INBOX.Shelf');
  });

  it('survives COPYUID in a line that is none, and does not make a place up', async () => {
    // source: MailKit's tests, issue 115
    const places = await against(
      `${opening}${select('SELECT', 31)}
      C {s} UID SEARCH UID 31
      S * SEARCH 31
      S {s} OK SEARCH completed.
      C {p} UID SEARCH UID 31
      S * SEARCH 31
      S {p} OK SEARCH completed.
      C {m} UID MOVE 31 "Archive"
      S [COPYUID 55 31 6]
      S * 1 EXPUNGE
      S * 0 EXISTS
      S {m} OK MOVE completed.
      ${goodbye}`,
      (door) => door.move?.([locator], folder('Archive')) ?? Promise.resolve([]),
    );
    expect(places).toEqual([undefined]);
  });

  it('survives COPYUID with empty sets', async () => {
    // source: MailKit issue 555
    const places = await against(
      `${opening}${select('SELECT', 31)}
      C {s} UID SEARCH UID 31
      S * SEARCH 31
      S {s} OK SEARCH completed.
      C {st} STATUS "Archive" (UIDNEXT UIDVALIDITY)
      S * STATUS Archive (UIDNEXT 6 UIDVALIDITY 55)
      S {st} OK STATUS completed.
      C {m} UID COPY 31 "Archive"
      S {m} OK [COPYUID 55  ] COPY completed.
      ${goodbye}`,
      (door) => door.copy?.([locator], folder('Archive')) ?? Promise.resolve([]),
    );
    expect(places).toEqual([undefined]);
  });

  it('says that $Forwarded is not kept where PERMANENTFLAGS does not have it', async () => {
    await against(`${opening}${select('SELECT', 31)}${goodbye}`, async (door) => {
      await expect(door.flag?.([locator], { forwarded: true })).rejects.toMatchObject({
        code: 'mail-flag-not-kept',
        details: { flag: '$Forwarded' },
      });
    });
  });

  it('shows an address without the host that Exchange makes up, and reads odd structures', async () => {
    const rows = await against(
      `${opening}${select('EXAMINE', 1)}
      C {s} UID SEARCH ALL
      S * SEARCH 1
      S {s} OK SEARCH completed.
      C {f} UID FETCH 1 ...
      S * 1 FETCH (UID 1 FLAGS (\\Seen $Forwarded) BODYSTRUCTURE (NIL NIL NIL NIL NIL "7BIT" 0 NIL NIL NIL NIL) INTERNALDATE "01-Nov-2026 08:00:00 +0000" RFC822.SIZE 123 ENVELOPE (NIL "odd" (("Ben" NIL "ben" ".MISSING-HOST-NAME.")) NIL NIL ((NIL NIL "anna" "contoso.example")) NIL NIL NIL NIL))
      S {f} OK FETCH completed.
      ${goodbye}`,
      (door) => all(door.search?.(inbox, { hasAttachments: false }) ?? inboxOfNothing()),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      from: { name: 'Ben', address: 'ben' },
      messageId: undefined,
      sentAtMs: undefined,
      hasAttachments: false,
      flags: { seen: true, forwarded: true },
    });
  });

  it('asks without CHARSET where UTF-8 is refused, and compares here', async () => {
    const envelope = (uid: number, subject: string): string =>
      `(UID ${uid} FLAGS () INTERNALDATE "01-Nov-2026 08:00:00 +0000" RFC822.SIZE 123 ENVELOPE (NIL "${subject}" NIL NIL NIL NIL NIL NIL NIL NIL))`;
    const rows = await against(
      `${opening}${select('EXAMINE', 2)}
      C {s} UID SEARCH CHARSET UTF-8 ...
      C ...
      S {s} BAD Command Argument Error. 11
      C {t2} UID SEARCH UNSEEN
      S * SEARCH 1 2
      S {t2} OK SEARCH completed.
      C {f} UID FETCH 1:2 ...
      S * 1 FETCH ${envelope(1, '=?utf-8?Q?F=C3=BCr_M=C3=BCller?=')}
      S * 2 FETCH ${envelope(2, 'something else')}
      S {f} OK FETCH completed.
      ${goodbye}`,
      (door) => all(door.search?.(inbox, { subject: 'Müller', seen: false }) ?? inboxOfNothing()),
    );
    expect(rows.map(({ subject }) => subject)).toEqual(['Für Müller']);
  });

  it('reconnects after "Session invalidated - AccessTokenExpired" and after "Server Unavailable. 15"', async () => {
    const rows = await against(
      `${opening}
      C {l} LIST "" "INBOX"
      S * BYE Session invalidated - AccessTokenExpired
      CLOSE
      ---
      ${opening}${select('EXAMINE', 0)}
      ${goodbye}`,
      (door) => all(door.list(inbox)),
    );
    expect(rows).toEqual([]);
  });

  it('spares what others have marked as deleted where there is no UIDPLUS', async () => {
    // source: RFC 3501 section 6.4.3; hand-written
    const plain = opening.replaceAll(' UIDPLUS', '');
    await against(
      `${plain}${select('SELECT', 31)}
      C {s} UID SEARCH UID 31
      S * SEARCH 31
      S {s} OK SEARCH completed.
      C {f} UID STORE 31 +FLAGS.SILENT (\\Deleted)
      S {f} OK STORE completed.
      C {o} UID SEARCH DELETED
      S * SEARCH 7 31
      S {o} OK SEARCH completed.
      C {r} UID STORE 7 -FLAGS.SILENT (\\Deleted)
      S {r} OK STORE completed.
      C {x} EXPUNGE
      S * 31 EXPUNGE
      S {x} OK EXPUNGE completed.
      C {g} UID STORE 7 +FLAGS.SILENT (\\Deleted)
      S {g} OK STORE completed.
      ${goodbye}`,
      async (door) => door.remove?.([locator]),
    );
  });

  it('lists folders with the use that their attributes say, announced or not', async () => {
    const folders = await against(
      `${opening}
      C {l} LIST "" "*"
      S * LIST (\\Marked \\HasNoChildren) "/" Inbox
      S * LIST (\\HasNoChildren \\Trash) "/" "Deleted Items"
      S * LIST (\\HasChildren \\Noselect) "/" Shelf
      S {l} OK LIST completed.
      ${goodbye}`,
      (door) => door.folders(),
    );
    expect(folders).toContainEqual(
      expect.objectContaining({ handle: 'Deleted Items', use: 'trash', selectable: true }),
    );
    expect(folders).toContainEqual(
      expect.objectContaining({ handle: 'Shelf', use: undefined, selectable: false }),
    );
  });

  it('finds mail by the Message-ID that it had before Exchange gave it another', async () => {
    // source: docs/quirks.md, sent mail
    const row =
      '(UID 2 FLAGS () INTERNALDATE "01-Nov-2026 08:00:00 +0000" RFC822.SIZE 9 ENVELOPE (NIL "sent" NIL NIL NIL NIL NIL NIL NIL "<new@prod.outlook.com>"))';
    const found = await against(
      `${opening}${select('EXAMINE', 2)}
      C {s} UID SEARCH HEADER Message-ID "<old@contoso.example>"
      S * SEARCH
      S {s} OK SEARCH completed.
      C {x} UID SEARCH HEADER X-Microsoft-Original-Message-ID "<old@contoso.example>"
      S * SEARCH 2
      S {x} OK SEARCH completed.
      C {f} UID FETCH 2 ...
      S * 2 FETCH ${row}
      S {f} OK FETCH completed.
      ${goodbye}`,
      (door) => door.find(inbox, { messageId: '<old@contoso.example>' }),
    );
    expect(found.map(({ subject }) => subject)).toEqual(['sent']);
  });

  it('reads the headers where a search does not find what is known to be there', async () => {
    const row = (uid: number, id: string): string =>
      `(UID ${uid} FLAGS () INTERNALDATE "01-Nov-2026 08:00:00 +0000" RFC822.SIZE 9 ENVELOPE (NIL "m${uid}" NIL NIL NIL NIL NIL NIL NIL "<${id}>"))`;
    const found = await against(
      `${opening}${select('EXAMINE', 2)}
      C {s} UID SEARCH HEADER Message-ID "<wanted@x>"
      S * SEARCH
      S {s} OK SEARCH completed.
      C {x} UID SEARCH HEADER X-Microsoft-Original-Message-ID "<wanted@x>"
      S {x} BAD Command Argument Error. 11
      C {bare} UID SEARCH HEADER Message-ID "wanted@x"
      S * SEARCH
      S {bare} OK SEARCH completed.
      C {n} FETCH 2 (UID ENVELOPE)
      S * 2 FETCH ${row(2, 'newest@x')}
      S {n} OK FETCH completed.
      C {p} UID SEARCH HEADER Message-ID "<newest@x>"
      S * SEARCH
      S {p} OK SEARCH completed.
      C {h} FETCH 1:2 ...
      S * 1 FETCH (UID 1 BODY[HEADER.FIELDS (Message-ID X-Microsoft-Original-Message-ID)] "Message-ID: <wanted@x>")
      S * 2 FETCH (UID 2 BODY[HEADER.FIELDS (Message-ID X-Microsoft-Original-Message-ID)] "Message-ID: <newest@x>")
      S {h} OK FETCH completed.
      C {f} UID FETCH 1 ...
      S * 1 FETCH ${row(1, 'wanted@x')}
      S {f} OK FETCH completed.
      ${goodbye}`,
      (door) => door.find(inbox, { messageId: '<wanted@x>' }),
    );
    expect(found.map(({ subject }) => subject)).toEqual(['m1']);
  });

  it('takes no UID for the same message where the folder was made anew', async () => {
    await against(`${opening}${select('SELECT', 31)}${goodbye}`, async (door) => {
      const old = { ...locator, uidValidity: '13' };
      await expect(door.flag?.([old], { seen: true })).rejects.toMatchObject({ code: 'mail-message-gone' });
    });
  });
});

async function* inboxOfNothing(): AsyncGenerator<never, void> {
  // For a door without a search; the tests above fail without one.
}
