import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { fetchMessage } from '../../src/mail/imap/fetch-message.ts';
import { findByMessageId, listHeaders } from '../../src/mail/imap/list-headers.ts';
import { openImap } from '../../src/mail/imap/open.ts';
import { type DialogueServer, playServer } from '../kit/dialogue-server.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { wayTo } from '../kit/way-to.ts';

const greeting = `
S * OK The Microsoft Exchange IMAP4 service is ready. [UwBBAE4ARABCAE8AWAA=]
C {t} CAPABILITY
S * CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS UNSELECT CHILDREN IDLE NAMESPACE LITERAL+
S {t} OK CAPABILITY completed.
`;
const signIn = (token = 'good'): string => `
${greeting}
C {a} AUTHENTICATE XOAUTH2 b64<user=anna@contoso.example\\x01auth=Bearer ${token}\\x01\\x01>
S {a} OK AUTHENTICATE completed.
C {b} CAPABILITY
S * CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS UNSELECT CHILDREN IDLE NAMESPACE LITERAL+
S {b} OK CAPABILITY completed.
`;
const opened = `
${signIn()}
C {c} NAMESPACE
S * NAMESPACE (("" "/")) NIL NIL
S {c} OK NAMESPACE completed.
`;
const selected = (exists: number): string => `
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
`;
const envelope = (uid: number, subject: string): string =>
  `(UID ${uid} FLAGS (\\Seen) INTERNALDATE "01-Nov-2026 08:00:00 +0000" RFC822.SIZE 123 ENVELOPE ("Sun, 1 Nov 2026 08:00:00 +0000" "${subject}" (("Ben" NIL "ben" "contoso.example")) NIL NIL (("Anna" NIL "anna" "contoso.example")) NIL NIL NIL "<m${uid}@contoso.example>"))`;

let server: DialogueServer | undefined;
afterEach(async () => {
  const played = server;
  server = undefined;
  await played?.finish();
});

async function imapServer(text: string, tls = true): Promise<DialogueServer> {
  server = await playServer(text, { tls });
  return server;
}

const door = (
  { host, port, ca }: DialogueServer,
  tokens = fixedTokens(['good']),
  security: 'tls' | 'starttls' = 'tls',
) => ({ tokens, account: 'anna', server: { host, port, security }, dialer: wayTo(ca), clock: systemClock() });

describe('openImap', () => {
  it('keeps the token to itself where STARTTLS is missing', async () => {
    const played = await imapServer(
      `
      S * OK ready
      C {t} CAPABILITY
      S * CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR
      S {t} OK CAPABILITY completed.`,
      false,
    );
    const opening = openImap(door(played, fixedTokens(['good']), 'starttls'));
    await expect(opening).rejects.toMatchObject({ code: 'mail-starttls-missing' });
    expect(played.heard.join()).not.toContain('AUTHENTICATE');
  });

  it('trusts nobody it was not told to trust', async () => {
    const played = await playServer('S * OK ready', { tls: true });
    const { host, port } = played;
    const opening = openImap({
      tokens: fixedTokens(['good']),
      account: 'anna',
      server: { host, port, security: 'tls' },
      dialer: wayTo(),
      clock: systemClock(),
    });
    await expect(opening).rejects.toMatchObject({ code: 'tls-intercepted' });
    await expect(played.finish()).rejects.toThrow(/TLS|never came/);
  });

  it('names a port where nobody listens', async () => {
    const { host, port, ca, finish } = await playServer('', { tls: true });
    await finish().catch(() => {});
    const opening = openImap({
      tokens: fixedTokens(['good']),
      account: 'anna',
      server: { host, port, security: 'tls' },
      dialer: wayTo(ca),
      clock: systemClock(),
    });
    await expect(opening).rejects.toMatchObject({ code: 'net-refused', retry: 'later' });
  });

  it('gives up when it is told to', async () => {
    const controller = new AbortController();
    const played = await imapServer('S * OK ready\nC {t} CAPABILITY');
    const opening = openImap({ ...door(played), signal: controller.signal });
    const interval = setInterval(() => {
      if (played.heard.length > 0) controller.abort(new Error('enough'));
    }, 5);
    await expect(opening).rejects.toThrow('enough');
    clearInterval(interval);
  });
});

describe('an open mailbox', () => {
  it('tells the words of a server that hangs up', async () => {
    const session = await openImap(
      door(
        await imapServer(`
          ${opened}
          C {l} LIST "" "INBOX"
          S * BYE Session invalidated - AccessTokenExpired
          CLOSE`),
      ),
    );
    await expect(listHeaders(session, 'INBOX')).rejects.toMatchObject({
      code: 'mail-connection-lost',
      retry: 'later',
      details: { answer: 'Session invalidated - AccessTokenExpired' },
    });
    await session.close();
  });

  it('knows no folder of a name that is not there', async () => {
    const session = await openImap(
      door(
        await imapServer(`
          ${opened}
          C {l} LIST "" "Nowhere"
          S {l} OK LIST completed.
          C {u} LSUB "" "Nowhere"
          S {u} OK LSUB completed.
          C {e} EXAMINE Nowhere
          S {e} NO Nowhere doesn't exist.
          C {m} LIST "" "Nowhere"
          S {m} OK LIST completed.
          C {q} LOGOUT
          S * BYE Microsoft Exchange Server IMAP4 server signing off.
          S {q} OK LOGOUT completed.`),
      ),
    );
    await expect(listHeaders(session, 'Nowhere')).rejects.toMatchObject({ code: 'mail-folder-unknown' });
    await session.close();
  });

  it('lists the newest first, as many as were asked for', async () => {
    const session = await openImap(
      door(
        await imapServer(`
          ${opened}
          ${selected(3)}
          C {f} FETCH 2:* ...
          S * 2 FETCH ${envelope(2, 'two')}
          S * 3 FETCH ${envelope(3, 'three')}
          S {f} OK FETCH completed.
          C {q} LOGOUT
          S {q} OK LOGOUT completed.`),
      ),
    );
    const page = await listHeaders(session, 'INBOX', { limit: 2 });
    expect(page.total).toBe(3);
    expect(page.messages.map(({ subject }) => subject)).toEqual(['three', 'two']);
    expect(page.messages[0]).toEqual({
      uid: 3,
      messageId: '<m3@contoso.example>',
      subject: 'three',
      from: 'ben@contoso.example',
      to: ['anna@contoso.example'],
      receivedAtMs: Date.UTC(2026, 10, 1, 8),
      seen: true,
      bytes: 123,
    });
    await session.close();
  });

  it('does not fetch more of a message than is taken', async () => {
    const session = await openImap(
      door(
        await imapServer(`
          ${opened}
          ${selected(1)}
          C {f} UID FETCH 1 (UID BODY.PEEK[]<0.11>)
          S * 1 FETCH (UID 1 BODY[]<0> "12345678901")
          S {f} OK FETCH completed.
          C {q} LOGOUT
          S {q} OK LOGOUT completed.`),
      ),
    );
    await expect(fetchMessage(session, 'INBOX', 1, { bytesMax: 10 })).rejects.toMatchObject({
      code: 'mail-limit-exceeded',
      details: { bytesMax: 10 },
    });
    await session.close();
  });

  it('fetches a message, and says when it is gone', async () => {
    const session = await openImap(
      door(
        await imapServer(`
          ${opened}
          ${selected(1)}
          C {f} UID FETCH 1 (UID BODY.PEEK[]<0.101>)
          S * 1 FETCH (UID 1 BODY[]<0> "Subject: hi")
          S {f} OK FETCH completed.
          C {n} NOOP
          S {n} OK NOOP completed.
          C {g} UID FETCH 9 (UID BODY.PEEK[]<0.101>)
          S {g} OK FETCH completed.
          C {q} LOGOUT
          S {q} OK LOGOUT completed.`),
      ),
    );
    expect(String(await fetchMessage(session, 'INBOX', 1, { bytesMax: 100 }))).toBe('Subject: hi');
    await expect(fetchMessage(session, 'INBOX', 9, { bytesMax: 100 })).rejects.toMatchObject({
      code: 'mail-message-gone',
    });
    await session.close();
  });

  it('finds a message by its Message-ID', async () => {
    const session = await openImap(
      door(
        await imapServer(`
          ${opened}
          ${selected(2)}
          C {s} UID SEARCH HEADER MESSAGE-ID <m2@contoso.example>
          S * SEARCH 2
          S {s} OK SEARCH completed.
          C {f} UID FETCH 2 ...
          S * 2 FETCH ${envelope(2, 'two')}
          S {f} OK FETCH completed.
          C {q} LOGOUT
          S {q} OK LOGOUT completed.`),
      ),
    );
    const found = await findByMessageId(session, 'INBOX', '<m2@contoso.example>');
    expect(found.map(({ uid }) => uid)).toEqual([2]);
    await session.close();
  });
});
