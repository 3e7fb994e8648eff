import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { type DialogueServer, playServer } from '../kit/dialogue-server.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { sendMail } from '../kit/send-mail.ts';
import { wayTo } from '../kit/way-to.ts';

const greeting = `
S 220 SANDBOX.outlook.office365.com Microsoft ESMTP MAIL Service ready at Sun, 1 Nov 2026 08:00:00 +0000
C EHLO ...
S 250-SANDBOX.outlook.office365.com Hello [127.0.0.1]
S 250-SIZE 157286400
S 250-STARTTLS
S 250 8BITMIME
C STARTTLS
S 220 2.0.0 SMTP server ready
TLS
C EHLO ...
S 250-SANDBOX.outlook.office365.com Hello [127.0.0.1]
S 250-SIZE 157286400
S 250-AUTH LOGIN XOAUTH2
S 250 8BITMIME`;
const auth = (token: string): string =>
  `C AUTH XOAUTH2 b64<user=anna@contoso.example\\x01auth=Bearer ${token}\\x01\\x01>`;
const signedIn = `${greeting}\n${auth('good')}\nS 235 2.7.0 Authentication successful`;
const mail = 'C MAIL FROM:<anna@contoso.example> SIZE=...\nS 250 2.1.0 Sender OK';
const message = {
  from: 'anna@contoso.example',
  to: ['ben@contoso.example'],
  subject: 'Hello',
  text: 'Hello Ben',
};

let server: DialogueServer | undefined;
afterEach(async () => {
  const played = server;
  server = undefined;
  await played?.finish();
});

async function send(text: string, tokens = fixedTokens(['good']), changes = {}): ReturnType<typeof sendMail> {
  server = await playServer(text, { tls: false });
  const { host, port, ca } = server;
  const security = 'starttls' as const;
  return sendMail(
    { tokens, account: 'anna', server: { host, port, security }, dialer: wayTo(ca), clock: systemClock() },
    { ...message, ...changes },
  );
}

describe('sendMail', () => {
  it('keeps the token to itself where STARTTLS is missing', async () => {
    const script = `
      S 220 ready
      C EHLO ...
      S 250-hello
      S 250 AUTH XOAUTH2
      C STARTTLS
      S 502 5.5.1 Command not implemented`;
    await expect(send(script)).rejects.toMatchObject({ code: 'mail-starttls-missing' });
    expect(server?.heard.join()).not.toContain('AUTH');
  });

  it('gives back the Message-ID and the last word of the server', async () => {
    const script = `
      ${signedIn}
      ${mail}
      C RCPT TO:<ben@contoso.example>
      S 250 2.1.5 Recipient OK
      C DATA
      S 354 Start mail input; end with <CRLF>.<CRLF>
      C From: anna@contoso.example
      C To: ben@contoso.example
      C Subject: Hello
      C Message-ID: {id}
      C Date: ...
      C Content-Transfer-Encoding: 7bit
      C MIME-Version: 1.0
      C Content-Type: text/plain; charset=utf-8
      C
      C Hello Ben
      C .
      S 250 2.0.0 OK {id} [Hostname=SANDBOX.prod.outlook.com]`;
    const sent = await send(script);
    expect(sent.messageId).toMatch(/^<.+@contoso\.example>$/);
    expect(sent.reply).toBe(`250 2.0.0 OK ${sent.messageId} [Hostname=SANDBOX.prod.outlook.com]`);
    expect(sent.accepted).toEqual(['ben@contoso.example']);
  });

  it('names a port where nobody listens', async () => {
    const played = await playServer('', { tls: false });
    const { host, port } = played;
    await played.finish().catch(() => {});
    const door = {
      tokens: fixedTokens(['good']),
      account: 'anna',
      server: { host, port, security: 'starttls' as const },
      dialer: wayTo(),
      clock: systemClock(),
    };
    await expect(sendMail(door, message)).rejects.toMatchObject({ code: 'net-refused' });
  });

  it('trusts nobody it was not told to trust', async () => {
    const played = await playServer(greeting, { tls: false });
    const { host, port } = played;
    const door = {
      tokens: fixedTokens(['good']),
      account: 'anna',
      server: { host, port, security: 'starttls' as const },
      dialer: wayTo(),
      clock: systemClock(),
    };
    await expect(sendMail(door, message)).rejects.toMatchObject({ code: 'tls-intercepted' });
    expect(played.heard.join()).not.toContain('AUTH');
    await played.finish();
  });
});
