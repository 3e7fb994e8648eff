import { afterEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { Structures } from '../../src/mail/imap/fetch-rows.ts';
import { openImap } from '../../src/mail/imap/open.ts';
import type { ImapSession } from '../../src/mail/imap/session.ts';
import { type FolderNews, FolderWatch } from '../../src/mail/imap/watch.ts';
import { type DialogueServer, playServer } from '../kit/dialogue-server.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { wayTo } from '../kit/way-to.ts';

const capabilities =
  'IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS UNSELECT CHILDREN IDLE NAMESPACE';
const begun = (exists: number): string => `
  S * OK The Microsoft Exchange IMAP4 service is ready.
  C {t} CAPABILITY
  S * CAPABILITY ${capabilities}
  S {t} OK CAPABILITY completed.
  C {a} AUTHENTICATE XOAUTH2 ...
  S {a} OK AUTHENTICATE completed.
  C {b} CAPABILITY
  S * CAPABILITY ${capabilities}
  S {b} OK CAPABILITY completed.
  C {c} NAMESPACE
  S * NAMESPACE (("" "/")) NIL NIL
  S {c} OK NAMESPACE completed.
  C {l} LIST "" "INBOX"
  S * LIST (\\Marked \\HasNoChildren) "/" INBOX
  S {l} OK LIST completed.
  C {u} LSUB "" "INBOX"
  S {u} OK LSUB completed.
  C {e} EXAMINE INBOX
  S * ${exists} EXISTS
  S * 0 RECENT
  S * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)
  S * OK [UIDVALIDITY 14] UIDVALIDITY value
  S * OK [UIDNEXT ${exists + 1}] The next unique identifier value
  S {e} OK [READ-ONLY] EXAMINE completed.
  C {s} FETCH 1:* (UID FLAGS)
  ${Array.from({ length: exists }, (_, at) => `S * ${at + 1} FETCH (UID ${(at + 1) * 10} FLAGS (\\Seen))`).join('\n')}
  S {s} OK FETCH completed.`;
const row = (seq: number, uid: number): string =>
  `* ${seq} FETCH (UID ${uid} FLAGS () INTERNALDATE "01-Nov-2026 08:00:00 +0000" RFC822.SIZE 123 ENVELOPE ("Sun, 1 Nov 2026 08:00:00 +0000" "letter ${uid}" (("Ben" NIL "ben" "contoso.example")) NIL NIL NIL NIL NIL NIL "<m${uid}@contoso.example>"))`;
/** IDLE, what is said in it, and how it is ended by what follows. */
const idle = (tag: string, ...said: string[]): string => `
  C {${tag}} IDLE
  S + IDLE accepted, awaiting DONE command.
  ${said.map((line) => `S ${line}`).join('\n')}
  C DONE
  S {${tag}} OK IDLE completed.
  C {${tag}n} NOOP
  S {${tag}n} OK NOOP completed.`;

let server: DialogueServer | undefined;
let session: ImapSession | undefined;
afterEach(async () => {
  await session?.close();
  const played = server;
  session = server = undefined;
  await played?.finish();
});

const { signal } = new AbortController();

async function watching(
  text: string,
  clock: Clock = systemClock(),
  structures = new Structures(false),
): Promise<FolderWatch> {
  server = await playServer(text, { tls: true });
  const { host, port, ca } = server;
  session = await openImap({
    tokens: fixedTokens(['good']),
    account: 'anna',
    server: { host, port, security: 'tls' },
    dialer: wayTo(ca),
    clock,
  });
  const watch = await FolderWatch.open(session, 'INBOX', { structures });
  await watch.survey(signal);
  return watch;
}

async function next(watch: FolderWatch): Promise<readonly FolderNews[]> {
  await watch.wait({ pollMs: 1_000, signal });
  return watch.news(signal);
}
const short = (news: readonly FolderNews[]): string[] =>
  news.map((item) => `${item.kind} ${item.kind === 'arrived' ? item.row.uid : item.uid}`);
/** Whether it is still the same folder. */
const still = `
  C {st} STATUS "INBOX" (UIDNEXT UIDVALIDITY)
  S * STATUS INBOX (UIDNEXT 2 UIDVALIDITY 14)
  S {st} OK STATUS completed.`;
const logout = `
  C {q} LOGOUT
  S * BYE Microsoft Exchange Server IMAP4 server signing off.
  S {q} OK LOGOUT completed.`;

describe('FolderWatch', () => {
  it('makes UIDs of places, also where several messages go at once', async () => {
    const watch = await watching(`${begun(4)}
      ${idle('i', '* 2 EXPUNGE', '* 2 EXPUNGE', '* 1 FETCH (FLAGS (\\Seen \\Flagged))', '* 3 EXISTS')}
      C {f} FETCH 3:* ...
      S ${row(3, 50)}
      S {f} OK FETCH completed.
      ${logout}`);
    const told: string[] = [];
    while (told.length < 4) told.push(...short(await next(watch)));
    expect(told).toEqual(['gone 20', 'gone 30', 'flags 10', 'arrived 50']);
  });

  it('asks once more where something was taken out while it asked', async () => {
    const watch = await watching(`${begun(3)}
      ${idle('i', '* 4 EXISTS')}
      C {f} FETCH 4:* ...
      S * 1 EXPUNGE
      S {f} OK FETCH completed.
      C {g} FETCH 3:* ...
      S ${row(3, 40)}
      S {g} OK FETCH completed.
      ${logout}`);
    expect(short(await next(watch))).toEqual(['gone 10', 'arrived 40']);
  });

  describe('that asks for the structure of what arrives', () => {
    const pdf = 'BODYSTRUCTURE ("APPLICATION" "PDF" ("NAME" "plan.pdf") NIL NIL "BASE64" 8)';
    const text = 'BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 8 1)';
    const withStructure = (seq: number, uid: number, structure: string): string =>
      row(seq, uid).replace(/\)$/, ` ${structure})`);
    const asked = 'FETCH 2:* (UID FLAGS BODYSTRUCTURE ENVELOPE INTERNALDATE RFC822.SIZE)';
    const plain = '(UID FLAGS ENVELOPE INTERNALDATE RFC822.SIZE)';
    const clips = async (watch: FolderWatch): Promise<unknown[]> =>
      (await next(watch)).map((item) =>
        item.kind === 'arrived' ? [item.row.uid, item.row.hasAttachments] : item.kind,
      );

    it('tells whether something hangs on it', async () => {
      const watch = await watching(
        `${begun(1)}
        ${idle('i', '* 3 EXISTS')}
        C {f} ${asked}
        S ${withStructure(2, 50, pdf)}
        S ${withStructure(3, 60, text)}
        S {f} OK FETCH completed.
        ${logout}`,
        systemClock(),
        new Structures(true),
      );
      expect(await clips(watch)).toEqual([
        [50, true],
        [60, false],
      ]);
    });

    it('tells of a message all the same whose structure is refused, and asks no more', async () => {
      const watch = await watching(
        `${begun(1)}
        ${idle('i', '* 2 EXISTS')}
        C {f} ${asked}
        S {f} NO [SERVERBUG] The structure cannot be made.
        C {g} FETCH 2:* ${plain}
        S ${row(2, 50)}
        S {g} OK FETCH completed.
        ${idle('j', '* 3 EXISTS')}
        C {h} FETCH 3:* ${plain}
        S ${row(3, 60)}
        S {h} OK FETCH completed.
        ${logout}`,
        systemClock(),
        new Structures(true),
      );
      expect(await clips(watch)).toEqual([[50, undefined]]);
      expect(await clips(watch)).toEqual([[60, undefined]]);
    });

    it('tells of a message all the same that the library leaves out for its structure', async () => {
      const watch = await watching(
        `${begun(1)}
        ${idle('i', '* 3 EXISTS')}
        C {f} ${asked}
        S ${withStructure(2, 50, 'BODYSTRUCTURE ("TEXT" "PLAIN" ((("')}
        S ${withStructure(3, 60, pdf)}
        S {f} OK FETCH completed.
        C {g} FETCH 2 ${plain}
        S ${row(2, 50)}
        S {g} OK FETCH completed.
        ${logout}`,
        systemClock(),
        new Structures(true),
      );
      expect(await clips(watch)).toEqual([
        [50, undefined],
        [60, true],
      ]);
    });
  });

  it('notices a dead connection as soon as the machine has slept', async () => {
    const clock = fakeClock();
    const watch = await watching(
      `${begun(1)}
      C {i} IDLE
      S + IDLE accepted, awaiting DONE command.
      C DONE`,
      clock,
    );
    const waiting = expect(watch.wait({ pollMs: 1_000, signal })).rejects.toMatchObject({
      code: 'mail-timeout',
    });
    clock.jump(3 * 3_600_000);
    // Every tick looks at the clock; the answer to NOOP is waited for no longer than this.
    await clock.advance(10_000);
    await clock.advance(20_000);
    await waiting;
  });

  it('renews IDLE before ten minutes are over', async () => {
    const clock = fakeClock();
    const watch = await watching(
      `${begun(1)}
      ${idle('i')}
      ${still}
      C {j} IDLE
      S + IDLE accepted, awaiting DONE command.
      S * 1 EXPUNGE
      C DONE
      S {j} OK IDLE completed.
      C {z} NOOP
      S {z} OK NOOP completed.
      ${still.replaceAll('{st}', '{st2}')}
      ${logout}`,
      clock,
    );
    const news = next(watch);
    await clock.advance(8 * 60_000);
    expect(short(await news)).toEqual(['gone 10']);
  });
});
