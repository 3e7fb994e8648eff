// What is said on the wire of a submission where a message or its sender wants more than plain SMTP has: SMTPUTF8 (RFC 6531),
// delivery reports (RFC 3461), a token that is longer than a command line (RFC 4954), line ends that are none (RFC 5321
// section 2.3.8).

import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { MailboxLimits } from '../../src/mail/limits.ts';
import { SmtpClient } from '../../src/mail/smtp/client.ts';
import type { SmtpMail, SmtpOutcome } from '../../src/mail/smtp/mail.ts';
import { compose, composeRaw } from '../../src/mime/compose.ts';
import type { OutgoingMessage } from '../../src/mime/outgoing.ts';
import type { PreparedMessage } from '../../src/mime/prepared.ts';
import { type DialogueServer, playServer } from '../kit/dialogue-server.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { wayTo } from '../kit/way-to.ts';

const anna = 'anna@contoso.example';
const ben = 'ben@contoso.example';

const opening = (offer: readonly string[]): string => `
S 220 mail.contoso.example ESMTP
C EHLO ...
S 250-mail.contoso.example
S 250 STARTTLS
C STARTTLS
S 220 2.0.0 go ahead
TLS
C EHLO ...
S 250-mail.contoso.example
${offer.map((one) => `S 250-${one}`).join('\n')}
S 250 AUTH XOAUTH2`;
const blob = (token: string): string => `b64<user=${anna}\\x01auth=Bearer ${token}\\x01\\x01>`;
const signedIn = (offer: readonly string[]): string =>
  `${opening(offer)}\nC AUTH XOAUTH2 ${blob('good')}\nS 235 2.7.0 Authentication successful`;
const delivered = (...lines: readonly string[]): string =>
  [
    'S 250 2.1.5 ok',
    'C DATA',
    'S 354 go ahead',
    ...lines.map(() => 'C ...'),
    'C .',
    'S 250 2.0.0 queued',
    'C QUIT',
  ].join('\n');

let server: DialogueServer | undefined;
afterEach(async () => {
  const played = server;
  server = undefined;
  await played?.finish();
});

async function submit(
  text: string,
  prepared: PreparedMessage,
  more: Partial<SmtpMail> = {},
  token = 'good',
): Promise<SmtpOutcome> {
  server = await playServer(text, { tls: false });
  const { host, port, ca } = server;
  const clock = systemClock();
  const door = {
    tokens: fixedTokens([token]),
    account: 'anna',
    server: { host, port, security: 'starttls' as const },
    dialer: wayTo(ca),
    clock,
  };
  const client = new SmtpClient({ door, limits: new MailboxLimits(clock) });
  const { envelope, source, bytes, has8bit, needsUtf8 } = prepared;
  const outcome = await client.send({ ...envelope, source, bytes, has8bit, needsUtf8, ...more });
  client.close();
  return outcome;
}

const world = { from: { address: anna }, nowMs: 0, random: () => randomBytes(16).toString('hex') };
const letter = (message: OutgoingMessage = {}): Promise<PreparedMessage> =>
  compose({ to: ben, subject: 'Hello', text: 'Hello', ...message }, world);
const linesOf = ({ header }: PreparedMessage, body: readonly string[]): readonly string[] => [
  ...header.split('\r\n'),
  ...body,
];

describe('SMTPUTF8', () => {
  const abroad = 'δοκιμή@παράδειγμα.example';

  it.each([
    ['an address', () => letter({ to: abroad })],
    [
      'a header',
      () =>
        composeRaw(async function* () {
          yield Buffer.from(`From: ${anna}\r\nTo: ${ben}\r\nSubject: Привет\r\n\r\nx\r\n`);
        }, world),
    ],
  ])(
    'that %s needs and the server does not offer is refused by name, and nothing is said',
    async (_, make) => {
      const outcome = await submit(`${signedIn(['8BITMIME', 'DSN'])}\nC QUIT`, await make());
      expect(outcome).toMatchObject({
        outcome: 'not-sent',
        error: { code: 'send-extension-missing', details: { extension: 'SMTPUTF8' } },
      });
      expect(server?.heard.some((line) => /^(MAIL|RCPT|DATA)/.test(line))).toBe(false);
    },
  );

  it('is asked for where it is needed, and the address is written as it is', async () => {
    const prepared = await letter({ to: abroad });
    const rcpt = Buffer.from(`RCPT TO:<${abroad}>`).toString('latin1');
    const script = `${signedIn(['SMTPUTF8', '8BITMIME'])}
C MAIL FROM:<${anna}> SMTPUTF8...
S 250 2.1.0 ok
C ${rcpt}
${delivered(...linesOf(prepared, ['Hello']))}`;
    expect(await submit(script, prepared)).toMatchObject({ outcome: 'sent', accepted: [abroad] });
  });

  it('is not needed for a domain, which has a form in ASCII', async () => {
    const prepared = await letter({ to: 'ben@bücher.example' });
    const script = `${signedIn([])}
C MAIL FROM:<${anna}>
S 250 2.1.0 ok
C RCPT TO:<ben@xn--bcher-kva.example>
${delivered(...linesOf(prepared, ['Hello']))}`;
    expect((await submit(script, prepared)).outcome).toBe('sent');
  });
});

describe('a delivery report', () => {
  it('that the server cannot give is refused by name, and nothing is said', async () => {
    const report = { notify: ['success'] as const };
    const outcome = await submit(`${signedIn(['8BITMIME'])}\nC QUIT`, await letter(), { report });
    expect(outcome).toMatchObject({
      outcome: 'not-sent',
      error: { code: 'send-extension-missing', details: { extension: 'DSN' } },
    });
  });

  it.each([
    [{ notify: ['success', 'failure', 'delay'] }, '', 'NOTIFY=SUCCESS,FAILURE,DELAY '],
    [{ notify: 'never' }, '', 'NOTIFY=NEVER '],
    [{ returns: 'headers', envelopeId: 'a=b+c d@x' }, ' RET=HDRS ENVID=a+3Db+2Bc+20d@x', ''],
    [{ returns: 'full' }, ' RET=FULL', ''],
  ] as const)('%j is said', async (report, mail, rcpt) => {
    const prepared = await letter({ to: 'a+b=c@contoso.example' });
    const script = `${signedIn(['DSN'])}
C MAIL FROM:<${anna}>${mail}
S 250 2.1.0 ok
C RCPT TO:<a+b=c@contoso.example> ${rcpt}ORCPT=rfc822;a+2Bb+3Dc@contoso.example
${delivered(...linesOf(prepared, ['Hello']))}`;
    expect((await submit(script, prepared, { report })).outcome).toBe('sent');
  });

  it('is asked for every recipient', async () => {
    const prepared = await letter({ cc: 'carol@contoso.example' });
    const script = `${signedIn(['DSN'])}
C MAIL FROM:<${anna}>
S 250 2.1.0 ok
C RCPT TO:<${ben}> NOTIFY=SUCCESS ORCPT=rfc822;${ben}
S 250 2.1.5 ok
C RCPT TO:<carol@contoso.example> NOTIFY=SUCCESS ORCPT=rfc822;carol@contoso.example
${delivered(...linesOf(prepared, ['Hello']))}`;
    expect((await submit(script, prepared, { report: { notify: ['success'] } })).outcome).toBe('sent');
  });
});

describe('AUTH XOAUTH2', () => {
  /** So that `AUTH XOAUTH2 `, the base64 and CRLF make `octets` with the line end. */
  const tokenFor = (octets: number): string => {
    const base64 = octets - 'AUTH XOAUTH2 \r\n'.length;
    const raw = Math.floor(base64 / 4) * 3;
    return 't'.repeat(raw - `user=${anna}\x01auth=Bearer \x01\x01`.length);
  };

  it.each([
    ['in one line of 512 octets at most (RFC 5321 section 4.5.3.1.4)', 511, true],
    ['in two where one would be longer', 515, false],
    ['in two with a token of Entra’s size', 2500, false],
    ['in two up to the 12,288 octets of RFC 4954', 12_288, false],
    ['in two beyond them: the server says whether it takes it', 20_000, false],
  ])('signs in %s', async (_, octets, inOne) => {
    const prepared = await letter();
    const token = tokenFor(octets);
    const auth = inOne ? `C AUTH XOAUTH2 ${blob(token)}` : `C AUTH XOAUTH2\nS 334 \nC ${blob(token)}`;
    const script = `${opening([])}
${auth}
S 235 2.7.0 Authentication successful
C MAIL FROM:<${anna}>
S 250 2.1.0 ok
C RCPT TO:<${ben}>
${delivered(...linesOf(prepared, ['Hello']))}`;
    expect((await submit(script, prepared, {}, token)).outcome).toBe('sent');
    const longest = Math.max(...(server?.heard ?? []).map((line) => (/^AUTH/.test(line) ? line.length : 0)));
    expect(longest + 2).toBeLessThanOrEqual(512);
  });

  it('is told what a server says that finds the line too long', async () => {
    const script = `${opening([])}\nC AUTH XOAUTH2\nS 334 \nC ${blob(tokenFor(20_000))}\nS 500 5.5.6 Authentication exchange line is too long`;
    const outcome = await submit(script, await letter(), {}, tokenFor(20_000));
    expect(outcome).toMatchObject({
      outcome: 'not-sent',
      error: { details: { answer: '500 5.5.6 Authentication exchange line is too long' } },
    });
  });
});

describe('a line end that is none', () => {
  it.each([
    '\n.\nMAIL FROM:<eve@evil.example>\n',
    '\n.\r\nX',
    '\r.\r',
    '\r\n.\n',
    '\n..\n',
    'a\rb',
    '\r\r\n',
  ])('%j never leaves us', async (odd) => {
    const text = `first${odd}last`;
    const raw = `From: ${anna}\nTo: ${ben}\r\nMessage-ID: <a@b>\rDate: Mon, 02 Nov 2026 09:00:00 +0000\r\n\r\n${text}`;
    const prepared = await composeRaw(async function* () {
      // In pieces, so that a pair may be torn.
      for (const char of raw) yield Buffer.from(char);
    }, world);
    const body = text.split(/\r\n|\r|\n/);
    const script = `${signedIn([])}
C MAIL FROM:<${anna}>
S 250 2.1.0 ok
C RCPT TO:<${ben}>
${delivered(...linesOf(prepared, body))}`;
    expect((await submit(script, prepared)).outcome).toBe('sent');
    const heard = server?.heard ?? [];
    expect(heard.filter((line) => /[\r\n]/.test(line))).toEqual([]);
    const data = heard.slice(heard.indexOf('DATA') + 1, heard.lastIndexOf('.'));
    expect(data.filter((line) => line === '.')).toEqual([]);
    const said = data.map((line) => line.replace(/^\./, '')).slice(data.indexOf('') + 1);
    expect(said).toEqual(body);
  });
});
