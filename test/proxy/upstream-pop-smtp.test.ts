import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectPop } from '../../src/proxy/upstream/pop.ts';
import { connectSmtp } from '../../src/proxy/upstream/smtp.ts';
import { playServer } from '../kit/dialogue-server.ts';
import { needs } from '../kit/interop.ts';
import { type MailWorld, openMailWorld } from '../kit/mail-world.ts';
import { anna, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sayOn, upstreamRequest, upstreamTools } from '../kit/upstream-request.ts';

const response = 'b64<user=anna@contoso.com\\x01auth=Bearer good-token\\x01\\x01>';
type Expected = Record<string, unknown>;
const saying = (text: string): unknown => expect.stringContaining(text);

async function attempt(
  connect: typeof connectPop,
  dialogue: string,
  options: { security?: 'tls' | 'starttls'; token?: string; fragmentBytes?: number | undefined } = {},
) {
  const { security = 'tls', fragmentBytes, ...request } = options;
  const server = await playServer(dialogue, { tls: security === 'tls', fragmentBytes });
  const { port, ca } = server;
  const signedIn = connect(upstreamRequest({ port, security, ...request }), upstreamTools(ca));
  return { server, signedIn };
}

async function refused(connect: typeof connectPop, dialogue: string, expected: Expected): Promise<void> {
  const { server, signedIn } = await attempt(connect, dialogue);
  await expect(signedIn).rejects.toMatchObject(expected);
  await server.finish();
}

const popBegin = `S +OK The Microsoft Exchange POP3 service is ready. [TQA=]
C AUTH XOAUTH2
S +
C ${response}`;

describe('POP: a sign-in that fails has one named error', () => {
  it.each<[string, string, Expected]>([
    [
      'a refused token',
      `${popBegin}
      S -ERR Authentication failure: unknown user name or bad password.
      CLOSE`,
      { code: 'mail-token-refused', message: saying('unknown user name or bad password') },
    ],
    [
      'the explanation of Google',
      `${popBegin}
      S + b64<{"status":"400","schemes":"bearer"}>
      C
      S -ERR [AUTH] Username and password not accepted.`,
      { code: 'mail-token-refused', message: saying('not accepted. (status 400)') },
    ],
    [
      'Exchange takes the token and not the mailbox',
      `${popBegin}
      S +OK User successfully logged on.
      C STAT
      S -ERR Command is not valid in this state.`,
      { code: 'mail-not-connected', details: { mailbox: 'anna@contoso.com' } },
    ],
    [
      'the mailbox is open elsewhere',
      `${popBegin}
      S -ERR [IN-USE] The mailbox is in use by another POP3 session.`,
      { code: 'mail-pop-in-use' },
    ],
    ['a pause between sign-ins', `${popBegin}\nS -ERR [LOGIN-DELAY] too soon`, { code: 'mail-throttled' }],
    ['trouble that passes', `${popBegin}\nS -ERR [SYS/TEMP] later`, { code: 'mail-refused', retry: 'later' }],
    ['too many at the door', 'S -ERR Too many connections\nCLOSE', { code: 'mail-throttled' }],
    ['trouble at the door', 'S -ERR [SYS/TEMP] down\nCLOSE', { code: 'mail-refused', retry: 'later' }],
    [
      'a server that only knows passwords',
      `S +OK ready
      C AUTH XOAUTH2
      S -ERR what is that
      C CAPA
      S +OK
      S SASL PLAIN LOGIN
      S .`,
      { code: 'mail-xoauth2-missing', message: saying('PLAIN, LOGIN') },
    ],
    [
      'a server that hangs up behind its refusal',
      `S +OK ready
      C AUTH XOAUTH2
      S -ERR no such mechanism
      CLOSE`,
      { code: 'mail-refused', message: saying('no such mechanism') },
    ],
    ['another protocol', 'S * OK IMAP4 ready', { code: 'mail-answer-not-understood' }],
    ['silence and an end', 'CLOSE', { code: 'mail-connection-lost' }],
  ])('%s', (_, dialogue, expected) => refused(connectPop, dialogue, expected));
});

describe('POP: a sign-in', () => {
  it.each([undefined, 1, 3, 17])('in two lines, and proved (in fragments of %s)', async (fragmentBytes) => {
    const { server, signedIn } = await attempt(
      connectPop,
      `${popBegin}
      S +OK User successfully logged on.
      C STAT
      S +OK 2 320
      C CAPA
      S +OK
      S TOP
      S UIDL
      S SASL PLAIN XOAUTH2
      S USER
      S .
      C NOOP
      S +OK nothing`,
      { fragmentBytes },
    );
    const upstream = await signedIn;
    expect(upstream).toMatchObject({
      capabilities: ['TOP', 'UIDL'],
      text: 'User successfully logged on.',
      rest: Buffer.alloc(0),
    });
    expect(await sayOn(upstream, 'NOOP\r\n', /\r\n/)).toBe('+OK nothing\r\n');
    await server.finish();
  });

  it('is secured first (STLS), and takes OAUTHBEARER where that is what there is', async () => {
    const { server, signedIn } = await attempt(
      connectPop,
      `S +OK ready
      C STLS
      S +OK go
      TLS
      C AUTH XOAUTH2
      S -ERR unknown mechanism
      C CAPA
      S +OK
      S SASL OAUTHBEARER
      S .
      C AUTH OAUTHBEARER
      S +
      C {said}
      S +OK
      C CAPA
      S -ERR`,
      { security: 'starttls' },
    );
    const upstream = await signedIn;
    expect(upstream.capabilities).toEqual([]);
    upstream.socket.destroy();
    await server.finish();
  });

  it('without STLS no token is said', async () => {
    const { server, signedIn } = await attempt(connectPop, 'S +OK\nC STLS\nS -ERR no', {
      security: 'starttls',
    });
    await expect(signedIn).rejects.toMatchObject({ code: 'mail-starttls-missing' });
    await server.finish();
  });
});

const smtpBegin = `S 220 mail.contoso.com Microsoft ESMTP MAIL Service ready
C EHLO proxy.contoso.example
S 250-mail.contoso.com Hello
S 250-SIZE 157286400
S 250-PIPELINING
S 250-DSN
S 250-ENHANCEDSTATUSCODES
S 250-AUTH LOGIN XOAUTH2
S 250-X-EXPS GSSAPI NTLM
S 250-XCLIENT NAME ADDR
S 250-8BITMIME
S 250-BINARYMIME
S 250-CHUNKING
S 250 SMTPUTF8`;
const smtpShort = `${smtpBegin}
C AUTH XOAUTH2 ${response}`;

describe('SMTP: a sign-in that fails has one named error', () => {
  it.each<[string, string, Expected]>([
    [
      'a refused token',
      `${smtpShort}
      S 535 5.7.3 Authentication unsuccessful [AM0PR02CA0134.eurprd02.prod.outlook.com 2024-07-11T11:46:49.042Z]
      CLOSE`,
      { code: 'mail-token-refused' },
    ],
    [
      'the explanation of Google, and a refusal of several lines',
      `${smtpShort}
      S 334 b64<{"status":"401","schemes":"bearer"}>
      C
      S 535-5.7.8 Username and Password not accepted. For more information, go to
      S 535 5.7.8 https://support.google.com/mail/?p=BadCredentials`,
      { code: 'mail-token-refused', message: saying('BadCredentials (status 401)') },
    ],
    [
      'the switch of the mailbox',
      `${smtpShort}
      S 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled`,
      { code: 'mail-smtp-auth-disabled' },
    ],
    [
      'a policy',
      `${smtpShort}
      S 535 5.7.139 Authentication unsuccessful, the request did not meet the criteria`,
      { code: 'mail-sign-in-blocked' },
    ],
    ['not now', `${smtpShort}\nS 421 4.3.2 Service not active\nCLOSE`, { code: 'mail-throttled' }],
    ['too fast', `${smtpShort}\nS 451 4.5.127 Excessive message rate`, { code: 'mail-throttled' }],
    [
      'a front end in trouble',
      `${smtpShort}\nS 451 4.7.0 Temporary server error. Please try again later. PRX4`,
      { code: 'mail-refused', retry: 'later' },
    ],
    ['too many at the door', 'S 421 4.7.0 Too many connections\nCLOSE', { code: 'mail-throttled' }],
    ['away', 'S 421 closing\nCLOSE', { code: 'mail-refused', retry: 'later' }],
    ['a door that is closed', 'S 554 No SMTP service here', { code: 'mail-refused', retry: 'never' }],
    [
      'a server that only knows passwords',
      `S 220 ready
      C EHLO proxy.contoso.example
      S 250-hello
      S 250 AUTH PLAIN LOGIN`,
      { code: 'mail-xoauth2-missing', message: saying('PLAIN, LOGIN') },
    ],
    ['another protocol', 'S +OK POP3 ready', { code: 'mail-answer-not-understood' }],
    ['silence and an end', 'CLOSE', { code: 'mail-connection-lost' }],
  ])('%s', (_, dialogue, expected) => refused(connectSmtp, dialogue, expected));
});

describe('SMTP: a sign-in', () => {
  it.each([undefined, 1, 3, 17])('shows what works behind it (in fragments of %s)', async (fragmentBytes) => {
    const { server, signedIn } = await attempt(
      connectSmtp,
      `${smtpShort}
      S 235 2.7.0 Authentication successful
      C NOOP
      S 250 2.0.0 OK`,
      { fragmentBytes },
    );
    const upstream = await signedIn;
    expect(upstream.capabilities).toEqual(
      'SIZE 157286400,PIPELINING,DSN,ENHANCEDSTATUSCODES,8BITMIME,BINARYMIME,CHUNKING,SMTPUTF8'.split(','),
    );
    expect(upstream.text).toBe('2.7.0 Authentication successful');
    expect(await sayOn(upstream, 'NOOP\r\n', /\r\n/)).toBe('250 2.0.0 OK\r\n');
    await server.finish();
  });

  it('says a long token in a line of its own, and takes a challenge behind it for what it is', async () => {
    const token = 'x'.repeat(2_000);
    const long = response.replace('good-token', token);
    const { server, signedIn } = await attempt(
      connectSmtp,
      `${smtpBegin}
      C AUTH XOAUTH2
      S 334
      C ${long}
      S 334 b64<{"status":"401"}>
      C
      S 535 5.7.8 no`,
      { token },
    );
    await expect(signedIn).rejects.toMatchObject({ code: 'mail-token-refused' });
    await server.finish();
  });

  it('is secured first, and believes nothing that was said before', async () => {
    const { server, signedIn } = await attempt(
      connectSmtp,
      `S 220 ready
      C EHLO proxy.contoso.example
      S 250-hello
      S 250-AUTH OAUTHBEARER
      S 250 STARTTLS
      C STARTTLS
      S 220 2.0.0 SMTP server ready
      TLS
      ${smtpShort.split('\n').slice(1).join('\n')}
      S 235 2.7.0 Authentication successful`,
      { security: 'starttls' },
    );
    (await signedIn).socket.destroy();
    await server.finish();
  });

  it('without STARTTLS no token is said', async () => {
    const { server, signedIn } = await attempt(
      connectSmtp,
      'S 220 ready\nC EHLO proxy.contoso.example\nS 250-hello\nS 250 AUTH XOAUTH2',
      { security: 'starttls' },
    );
    await expect(signedIn).rejects.toMatchObject({ code: 'mail-starttls-missing' });
    await server.finish();
  });
});

describe('at the sandbox', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it.each([
    ['pop', 'POP.AccessAsUser.All', 'tls', connectPop, 'STAT\r\n', /^\+OK \d+ \d+\r\n/],
    ['pop', 'POP.AccessAsUser.All', 'starttls', connectPop, 'STAT\r\n', /^\+OK \d+ \d+\r\n/],
    ['smtp', 'SMTP.Send', 'starttls', connectSmtp, `MAIL FROM:<${anna}>\r\n`, /^250 2\.1\.0/],
  ] as const)('%s with %s over %s', async (protocol, scope, security, connect, line, answer) => {
    const { endpoints } = world.faces;
    const port =
      protocol === 'smtp' ? endpoints.smtp.port : endpoints[security === 'tls' ? 'pops' : 'pop'].port;
    const ask = (token: string, user = anna) =>
      connect(upstreamRequest({ port, security, token, user }), upstreamTools(world.caPem));
    const wrong = world.token(anna, 'graph', ['Mail.Send']);
    await expect(ask(wrong)).rejects.toMatchObject({ code: 'mail-token-refused' });
    const right = world.token(anna, 'exchange', [scope]);
    const other = protocol === 'pop' ? 'mail-not-connected' : 'mail-token-refused';
    await expect(ask(right, 'ben@contoso.com')).rejects.toMatchObject({ code: other });
    expect(await sayOn(await ask(right), line, /\r\n/)).toMatch(answer);
  });
});

const debian = needs('at Dovecot and Postfix', 'dovecot', 'postfix');
describe.skipIf(debian.missing)(debian.title, () => {
  let world: MailWorld;
  beforeAll(async () => {
    world = await openMailWorld('foreign');
  }, 60_000);
  afterAll(() => world.close());

  it.each([
    ['pop', connectPop, 'STAT\r\n', /^\+OK 0 0/],
    ['smtp', connectSmtp, 'NOOP\r\n', /^250 2\.0\.0/],
  ] as const)('%s', async (protocol, connect, line, answer) => {
    const person = world.person();
    const { servers, dialer, tokens } = world.world(person);
    const server = servers[protocol];
    const token = (await tokens.get(person, protocol)).secret.reveal();
    const ask = (token: string) =>
      connect(upstreamRequest({ ...server, token, user: person }), upstreamTools(dialer));
    await expect(ask(`${token}x`)).rejects.toMatchObject({ code: 'mail-token-refused' });
    expect(await sayOn(await ask(token), line, /\r\n/)).toMatch(answer);
  });
});
