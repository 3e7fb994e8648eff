import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { openImap } from '../../src/mail/imap/open.ts';
import { selectFolder } from '../../src/mail/imap/select.ts';
import type { ImapSession } from '../../src/mail/imap/session.ts';
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

const select = (session: ImapSession, folder: string): Promise<unknown> =>
  session.run(`the listing of ${folder}`, (client) =>
    selectFolder(session, client, folder, { readOnly: true }),
  );

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
    await expect(select(session, 'INBOX')).rejects.toMatchObject({
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
    await expect(select(session, 'Nowhere')).rejects.toMatchObject({ code: 'mail-folder-unknown' });
    await session.close();
  });
});
