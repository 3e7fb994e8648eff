import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { openPop } from '../../src/mail/pop/open.ts';
import { type DialogueServer, playServer } from '../kit/dialogue-server.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { wayTo } from '../kit/way-to.ts';

const greeting = 'S +OK The Microsoft Exchange POP3 service is ready. [UwBBAE4ARABCAE8AWAA=]';
const capabilities = `
C CAPA
S +OK
S TOP
S UIDL
S SASL PLAIN XOAUTH2
S USER
S .`;
const prompt = `
${greeting}
${capabilities}
C AUTH XOAUTH2
S +`;
const line = (token: string): string => `C b64<user=anna@contoso.example\\x01auth=Bearer ${token}\\x01\\x01>`;
const opened = `
${prompt}
${line('good')}
S +OK User successfully authenticated.
C STAT
S +OK 2 1234`;

let server: DialogueServer | undefined;
afterEach(async () => {
  const played = server;
  server = undefined;
  await played?.finish();
});

async function popServer(text: string, tls = true): Promise<DialogueServer> {
  server = await playServer(text, { tls });
  return server;
}

const door = (
  { host, port, ca }: DialogueServer,
  tokens = fixedTokens(['good']),
  security: 'tls' | 'starttls' = 'tls',
) => ({ tokens, account: 'anna', server: { host, port, security }, dialer: wayTo(ca), clock: systemClock() });

describe('openPop', () => {
  it('keeps the token to itself where STLS is refused', async () => {
    const script = `
      ${greeting}
      C STLS
      S -ERR Command is not valid in this state.`;
    const played = await popServer(script, false);
    await expect(openPop(door(played, fixedTokens(['good']), 'starttls'))).rejects.toMatchObject({
      code: 'mail-starttls-missing',
    });
  });

  it('drops what was said in clear text before the handshake', async () => {
    // Everything between "+OK" and the handshake may come from somebody else (CVE-2011-0411 and its kin).
    const script = `
      ${greeting}
      C STLS
      S +OK Begin TLS negotiation.
      TLS
      ${capabilities}
      C AUTH XOAUTH2
      S +
      ${line('good')}
      S +OK User successfully authenticated.
      C STAT
      S +OK 0 0
      C QUIT
      S +OK`;
    const session = await openPop(door(await popServer(script, false), fixedTokens(['good']), 'starttls'));
    await session.quit();
  });

  it('names a server that speaks something else', async () => {
    await expect(openPop(door(await popServer('S * OK this is IMAP')))).rejects.toMatchObject({
      code: 'mail-answer-not-understood',
      details: { answer: '"* OK this is IMAP"' },
    });
  });

  it('gives up on a greeting that never ends', async () => {
    await expect(openPop(door(await popServer(`S +OK ${'x'.repeat(5000)}`)))).rejects.toMatchObject({
      code: 'mail-limit-exceeded',
    });
  });

  it('names a port where nobody listens', async () => {
    const played = await playServer('', { tls: true });
    await played.finish().catch(() => {});
    await expect(openPop(door(played))).rejects.toMatchObject({ code: 'net-refused' });
  });

  it('names a server that hangs up within the handshake', async () => {
    const played = await popServer('CLOSE', false);
    await expect(openPop(door(played))).rejects.toMatchObject({ code: /^(net-lost|tls-failed)$/ });
  });
});

describe('an open POP session', () => {
  it('gives up on a server that falls silent', async () => {
    const clock = fakeClock();
    const played = await popServer(`${opened}\nC UIDL`);
    const session = await openPop({ ...door(played), clock });
    const listing = session.uidl();
    const expected = expect(listing).rejects.toMatchObject({ code: 'mail-timeout', retry: 'later' });
    await clock.advance(60_000);
    await expected;
  });

  it('says that a message is gone, and that the list cannot be read', async () => {
    const script = `
      ${opened}
      C RETR 9
      S -ERR Message corresponding to the given message number doesn't exist.
      C UIDL
      S +OK
      S 1 has space
      S .
      C QUIT
      S +OK`;
    const session = await openPop(door(await popServer(script)));
    await expect(session.retr(9)).rejects.toMatchObject({ code: 'mail-message-gone' });
    await expect(session.uidl()).rejects.toMatchObject({ code: 'mail-answer-not-understood' });
    await session.quit();
  });

  it('stops reading a message at the limit', async () => {
    const script = `
      ${opened}
      C RETR 1
      S +OK
      S ${'a'.repeat(100)}
      S .`;
    const session = await openPop(door(await popServer(script)));
    await expect(session.retr(1, { bytesMax: 50 })).rejects.toMatchObject({ code: 'mail-limit-exceeded' });
    session.close();
  });

  it('lists and fetches messages, dots unstuffed', async () => {
    const script = `
      ${opened}
      C UIDL
      S +OK
      S 1 AAA
      S 2 BBB
      S .
      C RETR 2
      S +OK
      S Subject: dots
      S ..hidden
      S .
      C STAT
      S +OK 2 1234
      C QUIT
      S +OK Microsoft Exchange Server POP3 server signing off.`;
    const session = await openPop(door(await popServer(script)));
    expect(await session.uidl()).toEqual([
      { number: 1, uid: 'AAA' },
      { number: 2, uid: 'BBB' },
    ]);
    expect(String(await session.retr(2))).toBe('Subject: dots\r\n.hidden\r\n');
    expect(await session.stat()).toEqual({ count: 2, bytes: 1234 });
    await session.quit();
  });
});
