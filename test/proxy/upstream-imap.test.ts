import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { connectImap } from '../../src/proxy/upstream/imap.ts';
import { type DialogueServer, playServer } from '../kit/dialogue-server.ts';
import { dovecotPlace } from '../kit/dovecot-place.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { needs } from '../kit/interop.ts';
import { anna, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sayOn, upstreamRequest, upstreamTools } from '../kit/upstream-request.ts';

const response = 'b64<user=anna@contoso.com\\x01auth=Bearer good-token\\x01\\x01>';
const exchange = `S * OK The Microsoft Exchange IMAP4 service is ready. [TQA=]
C {a} CAPABILITY
S * CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+
S {a} OK CAPABILITY completed.
C {b} AUTHENTICATE XOAUTH2 ${response}`;

async function signIn(server: DialogueServer, security: 'tls' | 'starttls' = 'tls') {
  const tools = upstreamTools(server.ca);
  return connectImap(upstreamRequest({ port: server.port, security }), tools);
}

describe('a sign-in that fails has one named error', () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      'the refusal that says nothing',
      `${exchange}
      S {b} NO AUTHENTICATE failed.
      S * BYE Connection is closed. 14
      CLOSE`,
      { code: 'mail-token-refused', message: expect.stringContaining('AUTHENTICATE failed') as string },
    ],
    [
      'the explanation of Google is acknowledged before the refusal comes',
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] Gimap ready
      C {b} AUTHENTICATE XOAUTH2 ${response}
      S + b64<{"status":"401","schemes":"bearer","scope":"https://mail.google.com/"}>
      C
      S {b} NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)`,
      {
        code: 'mail-token-refused',
        message: expect.stringContaining(
          '[AUTHENTICATIONFAILED] Invalid credentials (Failure) (status 401)',
        ) as string,
      },
    ],
    [
      'Exchange takes the token and not the mailbox',
      `${exchange}
      S {b} OK AUTHENTICATE completed.
      C {c} CAPABILITY
      S * CAPABILITY IMAP4 IMAP4rev1
      S {c} OK CAPABILITY completed.
      C {d} NAMESPACE
      S {d} BAD User is authenticated but not connected.`,
      { code: 'mail-not-connected', details: { mailbox: 'anna@contoso.com' } },
    ],
    [
      'the time that Exchange wants',
      `${exchange}
      S {b} BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds`,
      { code: 'mail-throttled', retryAfterMs: 92_415 },
    ],
    [
      'the time that Exchange wants, behind the sign-in',
      `${exchange}
      S {b} OK AUTHENTICATE completed.
      C {c} CAPABILITY
      S * CAPABILITY IMAP4 IMAP4rev1
      S {c} OK CAPABILITY completed.
      C {d} NAMESPACE
      S {d} BAD Request is throttled. Suggested Backoff Time: 299910 milliseconds`,
      { code: 'mail-throttled', retryAfterMs: 299_910 },
    ],
    [
      'a back end that is away',
      `${exchange}
      S Server Unavailable.
      S {b} NO Server Unavailable. 15`,
      { code: 'mail-refused', retry: 'later' },
    ],
    [
      'too many connections, as Gmail says it',
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] Gimap ready
      C {b} AUTHENTICATE XOAUTH2 ${response}
      S {b} NO [ALERT] Too many simultaneous connections. (Failure)`,
      { code: 'mail-throttled', retryAfterMs: 30_000 },
    ],
    [
      'too many connections, as Dovecot says it',
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] Dovecot ready.
      C {b} AUTHENTICATE XOAUTH2 ${response}
      S * BYE [UNAVAILABLE] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)
      CLOSE`,
      { code: 'mail-throttled', retryAfterMs: 30_000 },
    ],
    ['a door that is closed', 'S * BYE Server shutting down.\nCLOSE', { code: 'mail-connection-lost' }],
    ['too many at the door', 'S * BYE Too many connections\nCLOSE', { code: 'mail-throttled' }],
    [
      'a goodbye in the place of an answer',
      `${exchange}
      S * BYE Connection is closed. 13
      CLOSE`,
      {
        code: 'mail-connection-lost',
        message: expect.stringContaining('Connection is closed. 13') as string,
      },
    ],
    [
      'a token that has ended meanwhile',
      `${exchange}
      S * BYE Session invalidated - AccessTokenExpired
      CLOSE`,
      { code: 'mail-token-refused' },
    ],
    [
      'a server that only knows passwords',
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] ready`,
      { code: 'mail-xoauth2-missing', message: expect.stringContaining('PLAIN, LOGIN') as string },
    ],
    [
      'a mailbox of somebody else',
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready
      C {b} AUTHENTICATE XOAUTH2 ${response}
      S {b} NO [AUTHORIZATIONFAILED] Not your mailbox`,
      { code: 'mail-not-connected' },
    ],
    [
      'a server that has trouble of its own',
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready
      C {b} AUTHENTICATE XOAUTH2 ${response}
      S {b} NO [UNAVAILABLE] Temporary authentication failure.`,
      { code: 'mail-refused', retry: 'later' },
    ],
    [
      'a person who has to look into it',
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready
      C {b} AUTHENTICATE XOAUTH2 ${response}
      S {b} NO [CONTACTADMIN] Your account is blocked`,
      { code: 'mail-sign-in-blocked' },
    ],
    ['signed in as nobody knows whom', 'S * PREAUTH welcome', { code: 'mail-answer-not-understood' }],
    ['another protocol', 'S +OK POP3 ready', { code: 'mail-answer-not-understood' }],
    ['silence and an end', 'CLOSE', { code: 'mail-connection-lost' }],
  ])('%s', async (_, dialogue, expected) => {
    const server = await playServer(dialogue, { tls: true });
    await expect(signIn(server)).rejects.toMatchObject(expected);
    await server.finish();
  });

  it('a server without STARTTLS gets no token', async () => {
    const server = await playServer('S * OK ready\nC {a} STARTTLS\nS {a} BAD unknown command', {
      tls: false,
    });
    await expect(signIn(server, 'starttls')).rejects.toMatchObject({ code: 'mail-starttls-missing' });
    expect(server.heard.length).toBe(1);
    await server.finish();
  });

  it.each([
    ['a line without an end', `* OK ${'x'.repeat(20_000)}`],
    ['a greeting that never ends in lines', '* LIST () "/" x\r\n'.repeat(20_000)],
  ])('%s', async (_, text) => {
    const server = await playServer(`S ${text.replaceAll('\r\n', '\r\nS ')}`, { tls: true });
    const failed = signIn(server);
    await expect(failed).rejects.toMatchObject({
      code: expect.stringMatching(/mail-limit-exceeded|mail-answer-not-understood/) as string,
    });
    await server.finish();
  });

  it('a server that does not answer is given up after a minute', async () => {
    const server = await playServer(exchange, { tls: true });
    const clock = fakeClock();
    const tools = upstreamTools(server.ca, clock);
    const signedIn = connectImap(upstreamRequest({ port: server.port }), tools);
    signedIn.catch(() => {});
    while (server.heard.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(60_000);
    await expect(signedIn).rejects.toMatchObject({ code: 'mail-timeout', details: { seconds: 60 } });
    expect(clock.pending).toBe(0);
    await server.finish();
  });

  it('whoever gives it up gets the reason back', async () => {
    const server = await playServer(exchange, { tls: true });
    const abort = new AbortController();
    const reason = new Error('the client has gone');
    const request = upstreamRequest({ port: server.port, signal: abort.signal });
    const signedIn = connectImap(request, upstreamTools(server.ca));
    signedIn.catch(() => {});
    while (server.heard.length < 2) await new Promise((resolve) => setImmediate(resolve));
    abort.abort(reason);
    await expect(signedIn).rejects.toBe(reason);
    await server.finish();
  });
});

describe('a sign-in', () => {
  it.each([undefined, 1, 3, 17])(
    'shows the mailbox, and hands over what came behind it (in fragments of %s)',
    async (fragmentBytes) => {
      const server = await playServer(
        `${exchange}
        S {b} OK AUTHENTICATE completed.
        C {c} CAPABILITY
        S * CAPABILITY IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CLIENTACCESSRULES CLIENTNETWORKPRESENCELOCATION BACKENDAUTHENTICATE CHILDREN IDLE NAMESPACE LITERAL+
        S {c} OK CAPABILITY completed.
        C {d} NAMESPACE
        S * NAMESPACE (("" "/")) NIL NIL
        S * OK [ALERT] Your mailbox is nearly full.
        S {d} OK NAMESPACE completed.
        C x NOOP
        S x OK NOOP completed.`,
        { tls: true, fragmentBytes },
      );
      const upstream = await signIn(server);
      expect(upstream.capabilities).toEqual(
        'IMAP4 IMAP4rev1 UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+'.split(' '),
      );
      expect(upstream.text).toBe('AUTHENTICATE completed.');
      expect(upstream.rest.toString()).toBe('* OK [ALERT] Your mailbox is nearly full.\r\n');
      expect(upstream.socket.isPaused()).toBe(true);
      expect(['data', 'error', 'session'].map((name) => upstream.socket.listenerCount(name))).toEqual([
        0, 0, 0,
      ]);
      expect(await sayOn(upstream, 'x NOOP\r\n', /x OK .*\r\n/)).toContain('x OK NOOP completed.');
      await server.finish();
    },
  );

  it('asks a server once what it offers', async () => {
    const [first, ...others] = exchange.split('\n');
    const behind = `S {b} OK AUTHENTICATE completed.
      C {c} CAPABILITY
      S * CAPABILITY IMAP4 IMAP4rev1 IDLE
      S {c} OK CAPABILITY completed.
      C {d} NAMESPACE
      S {d} OK NAMESPACE completed.`;
    const server = await playServer(
      [
        `${exchange}\n${behind}`,
        `${first}\n${others.at(-1)}\n${behind}`,
        `${first}\n${others.at(-1)}\nS {b} NO AUTHENTICATE failed.`,
        `${exchange}\n${behind}`,
      ].join('\n---\n'),
      { tls: true },
    );
    const tools = upstreamTools(server.ca);
    const again = () => connectImap(upstreamRequest({ port: server.port }), tools);
    for (let count = 0; count < 2; count += 1) (await again()).socket.destroy();
    // Whatever was remembered is not trusted behind a refusal.
    await expect(again()).rejects.toMatchObject({ code: 'mail-token-refused' });
    (await again()).socket.destroy();
    await server.finish();
  });

  it('takes one trip where the server tells everything by itself', async () => {
    const server = await playServer(
      `S * OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID AUTH=XOAUTH2 AUTH=OAUTHBEARER] Dovecot ready.
      C {a} AUTHENTICATE XOAUTH2 ${response}
      S {a} OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID IDLE COMPRESS=DEFLATE NAMESPACE {literal}] Logged in
      S * OK hello`,
      { tls: true, values: { literal: 'LITERAL+' } },
    );
    const upstream = await signIn(server);
    expect(upstream.capabilities).toEqual(['IMAP4rev1', 'ID', 'IDLE', 'NAMESPACE', 'LITERAL+']);
    expect(await sayOn(upstream, '', /hello/)).toBe('* OK hello\r\n');
    await server.finish();
  });

  it('waits for leave where there is no SASL-IR, and takes OAUTHBEARER where there is no XOAUTH2', async () => {
    const server = await playServer(
      `S * OK [CAPABILITY IMAP4rev1 AUTH=OAUTHBEARER] ready
      C {a} AUTHENTICATE OAUTHBEARER
      S +
      C {said}
      S {a} OK [CAPABILITY IMAP4rev1] Logged in
      ---
      S * OK [CAPABILITY IMAP4rev1 AUTH=OAUTHBEARER] ready
      C {a} AUTHENTICATE OAUTHBEARER
      S +
      C {said}
      S + b64<{"status":"invalid_token"}>
      C AQ==
      S {a} NO SASL authentication failed`,
      { tls: true },
    );
    (await signIn(server)).socket.destroy();
    await expect(signIn(server)).rejects.toMatchObject({
      code: 'mail-token-refused',
      message: expect.stringContaining('(status invalid_token)') as string,
    });
    expect(Buffer.from(server.heard[1] ?? '', 'base64').toString()).toBe(
      `n,a=anna@contoso.com,\x01host=localhost\x01port=${server.port}\x01auth=Bearer good-token\x01\x01`,
    );
    await server.finish();
  });

  it('is secured first, and believes nothing that was said before (STARTTLS)', async () => {
    const server = await playServer(
      `S * OK [CAPABILITY IMAP4rev1 STARTTLS SASL-IR AUTH=OAUTHBEARER] ready
      C {a} STARTTLS
      S {a} OK Begin TLS negotiation now.
      TLS
      C {b} CAPABILITY
      S * CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2
      S {b} OK done
      C {c} AUTHENTICATE XOAUTH2 ${response}
      S {c} OK [CAPABILITY IMAP4rev1 IDLE] in`,
      { tls: false },
    );
    const upstream = await signIn(server, 'starttls');
    expect(upstream.capabilities).toEqual(['IMAP4rev1', 'IDLE']);
    upstream.socket.destroy();
    await server.finish();
  });
});

describe('at the sandbox', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const ask = (token: string, options: { user?: string; security?: 'tls' | 'starttls' } = {}) => {
    const { imap, imaps } = world.faces.endpoints;
    const { port } = options.security === 'starttls' ? imap : imaps;
    return connectImap(upstreamRequest({ port, token, ...options }), upstreamTools(world.caPem));
  };
  const good = () => world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']);

  it('the trap of the wrong audience, and another mailbox', async () => {
    const graph = world.token(anna, 'graph', ['Mail.ReadWrite']);
    await expect(ask(graph)).rejects.toMatchObject({ code: 'mail-token-refused' });
    await expect(ask(good(), { user: 'ben@contoso.com' })).rejects.toMatchObject({
      code: 'mail-not-connected',
    });
    world.mailbox(anna).imapEnabled = false;
    await expect(ask(good())).rejects.toMatchObject({ code: 'mail-not-connected' });
    world.mailbox(anna).imapEnabled = true;
  });

  it.each(['tls', 'starttls'] as const)('%s', async (security) => {
    const upstream = await ask(good(), { security });
    expect(await sayOn(upstream, 'x SELECT INBOX\r\n', /^x /m)).toMatch(
      /\* \d+ EXISTS[\s\S]*x OK \[READ-WRITE\]/,
    );
  });
});

const dovecot = needs('at Dovecot', 'dovecot');
describe.skipIf(dovecot.missing)(dovecot.title, () => {
  it('takes a token, and says why it does not', async () => {
    const place = await dovecotPlace({ separator: '/' });
    try {
      const person = place.person();
      const { servers, dialer, tokens } = place.world(person);
      const token = (await tokens.get(person, 'imap')).secret.reveal();
      const { port } = servers.imap;
      const tools = upstreamTools(dialer, systemClock());
      const wrong = upstreamRequest({ port, host: '127.0.0.1', user: person, token: `${token}x` });
      await expect(connectImap(wrong, tools)).rejects.toMatchObject({
        code: 'mail-token-refused',
        message: expect.stringContaining('(status') as string,
      });
      const right = upstreamRequest({ port, host: '127.0.0.1', user: person, token });
      const upstream = await connectImap(right, tools);
      expect(upstream.capabilities).toContain('IDLE');
      expect(await sayOn(upstream, 'x SELECT INBOX\r\n', /^x /m)).toContain('x OK [READ-WRITE]');
    } finally {
      await place.close();
    }
  });
});
