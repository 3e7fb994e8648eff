// Every way in which Graph turns a request away, in the service's words (facts, "Errors", and what programs report).

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenVerdict } from '../../src/sandbox/model.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { type Ask, allMail, graphTalk, type Talk } from '../kit/graph-talk.ts';
import { anna, ben, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let clock: FakeClock;
let ask: Talk;
beforeEach(async () => {
  clock = fakeClock();
  world = await openWorld({ clock });
  ask = graphTalk(world);
});
afterEach(() => world.close());

describe('a token', () => {
  const refused = (
    verdict: TokenVerdict,
    bearer: string,
  ): Promise<{ status: number; message: string; challenge: string }> =>
    withJudge(verdict, async (talk) => {
      const { status, json, headers } = await talk('GET', '/me', { token: bearer });
      const { error } = json as { error: { code: string; message: string } };
      expect([status, error.code]).toEqual([401, 'InvalidAuthenticationToken']);
      return { status, message: error.message, challenge: headers.get('www-authenticate') ?? '' };
    });
  const withJudge = async <T>(verdict: TokenVerdict, run: (talk: Talk) => Promise<T>): Promise<T> => {
    const other = await openWorld({ clock, judge: { judge: () => verdict } });
    try {
      return await run(graphTalk(other));
    } finally {
      await other.close();
    }
  };

  it.each([
    ['none', { ok: false, reason: 'empty', jwt: false }, '', 'Access token is empty.'],
    [
      'text without dots',
      { ok: false, reason: 'malformed', jwt: false },
      'nonsense',
      'IDX14100: JWT is not well formed, there are no dots (.).',
    ],
    [
      'a broken opaque one',
      { ok: false, reason: 'unknown', jwt: false },
      'EwBbroken',
      'CompactToken parsing failed with error code: 80049217',
    ],
    [
      'an expired opaque one',
      { ok: false, reason: 'expired', jwt: false },
      'EwBold',
      'CompactToken validation failed with reason code: 80049228.',
    ],
    [
      'an expired JWT',
      { ok: false, reason: 'expired', jwt: true },
      'a.b.c',
      'Lifetime validation failed, the token is expired.',
    ],
    [
      'a JWT that is not ours',
      { ok: false, reason: 'unknown', jwt: true },
      'a.b.c',
      'Access token validation failure.',
    ],
    [
      'a revoked one',
      { ok: false, reason: 'revoked', jwt: true },
      'a.b.c',
      'Continuous access evaluation resulted in challenge',
    ],
  ] as const)('%s is refused', async (_, verdict, bearer, message) => {
    const answer = await refused(verdict, bearer);
    expect(answer.message).toContain(message);
    expect(answer.challenge).toContain('client_id="00000003-0000-0000-c000-000000000000"');
    expect(answer.challenge).not.toContain('insufficient_claims');
  });

  it('that was revoked brings a claims challenge to clients that can deal with one', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const { challenge } = await refused({ ok: false, reason: 'revoked', jwt: true, claims }, 'a.b.c');
    expect(challenge).toContain(
      `error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
    );
  });

  it('for Exchange is for another audience', async () => {
    const token = world.token(anna, 'exchange', ['IMAP.AccessAsUser.All']);
    expect((await ask('GET', '/me', { token })).json).toMatchObject({
      error: {
        code: 'InvalidAuthenticationToken',
        message: 'Access token validation failure. Invalid audience.',
      },
    });
  });
});

const scopes = (...names: string[]): Ask => ({ token: world.token(anna, 'graph', names) });
const denied = { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' };

describe('a permission', () => {
  it.each([
    [
      'GET',
      '/me',
      ['Mail.Read'],
      403,
      { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
    ],
    ['GET', '/users', ['User.Read'], 403, { code: 'Authorization_RequestDenied' }],
    ['GET', `/users/${ben}`, ['User.Read'], 403, { code: 'Authorization_RequestDenied' }],
    ['GET', '/me/messages', ['User.Read'], 403, denied],
    ['GET', '/me/messages', ['Mail.Send'], 403, denied],
    ['POST', '/me/messages', ['Mail.Read'], 403, denied],
    ['PATCH', '/me/messages/x', ['Mail.Read', 'Mail.Send'], 403, denied],
    ['DELETE', '/me/messages/x', ['Mail.ReadBasic'], 403, denied],
    ['POST', '/me/sendMail', ['Mail.ReadWrite'], 403, denied],
    ['POST', '/me/messages/x/send', ['Mail.ReadWrite'], 403, denied],
    ['GET', '/me/messages/x/$value', ['Mail.ReadBasic'], 403, denied],
    ['GET', '/me/messages/x/attachments', ['Mail.ReadBasic'], 403, denied],
    ['POST', '/me/mailFolders', ['Mail.Read'], 403, denied],
    ['GET', '/me/outlook/masterCategories', ['Mail.ReadWrite'], 403, denied],
    ['POST', '/subscriptions', ['Mail.Send'], 403, denied],
    ['GET', `/users/${ben}/messages`, ['Mail.Read'], 403, denied],
    ['GET', `/users/${ben}/messages`, ['Mail.Read.Shared'], 403, denied],
    ['GET', '/users/nobody@contoso.com', ['User.Read.All'], 404, { code: 'Request_ResourceNotFound' }],
    ['GET', '/users/nobody@contoso.com/messages', ['Mail.Read'], 404, { code: 'ErrorInvalidUser' }],
  ] as const)('%s %s with %j: %i', async (method, path, names, status, error) => {
    const body =
      path === '/subscriptions'
        ? {
            changeType: 'created',
            notificationUrl: 'https://a.example',
            resource: 'me/messages',
            expirationDateTime: '2099-01-01',
          }
        : {};
    const reply = await ask(method, path, {
      ...scopes(...names),
      ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
    });
    expect(reply).toMatchObject({ status, json: { error } });
  });

  it("opens another person's mailbox with the shared one and rights in it", async () => {
    const annaId = world.directory.userByName(anna)?.id ?? '';
    world.mailbox(ben).fullAccess.push(annaId);
    expect((await ask('GET', `/users/${ben}/messages`, scopes('Mail.Read'))).status).toBe(403);
    expect((await ask('GET', `/users/${ben}/messages`, scopes('Mail.Read.Shared'))).status).toBe(200);
    expect((await ask('GET', '/me/messages', scopes('Mail.Read.Shared'))).status).toBe(200);
  });

  it('of an app opens every mailbox of its tenant, and /me is nobody', async () => {
    const token = world.token('33333333-daaa-4e00-8000-000000000000', 'graph', ['Mail.Read'], { app: true });
    expect((await ask('GET', `/users/${ben}/messages`, { token })).status).toBe(200);
    expect(await ask('GET', '/me/messages', { token })).toMatchObject({
      status: 400,
      json: { error: { message: '/me request is only valid with delegated authentication flow.' } },
    });
  });

  it('Mail.ReadBasic shows messages without what they say', async () => {
    world.faces.mail.deliver(hello('Secret'), anna);
    const [message] = (await ask('GET', '/me/messages', scopes('Mail.ReadBasic'))).value;
    expect(Object.keys(message ?? {})).toContain('subject');
    for (const name of ['body', 'bodyPreview', 'uniqueBody'])
      expect(Object.keys(message ?? {})).not.toContain(name);
  });
});

it('a person without a mailbox has none here either', async () => {
  world.directory.mailboxes.delete(anna);
  expect(await ask('GET', '/me/messages')).toMatchObject({
    status: 404,
    json: { error: { code: 'MailboxNotEnabledForRESTAPI' } },
  });
});

const malformed = { code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' };
const uri = (message: string) => ({ code: 'RequestBroker--ParseUri', message });
const goneId = `AAMk${'A'.repeat(59)}=`;

it.each([
  ['GET', '/me/messages/short', undefined, 400, malformed],
  [
    'GET',
    `/me/messages/${goneId}`,
    undefined,
    404,
    { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' },
  ],
  ['GET', '/me/mailFolders/nothere', undefined, 400, malformed],
  ['GET', '/me/mailFolders/calendar', undefined, 400, malformed],
  ['GET', '/me/messages?$top=0', undefined, 400, { code: 'ErrorInvalidParameter' }],
  ['GET', '/me/messages?$top=1001', undefined, 400, { code: 'ErrorInvalidParameter' }],
  ['GET', '/me/messages?$top=ten', undefined, 400, { code: 'RequestBroker--ParseUri' }],
  ['GET', '/me/messages?$nonsense=1', undefined, 400, { code: 'RequestBroker--ParseUri' }],
  ['GET', '/me/messages?$apply=1', undefined, 501, { code: 'NotImplemented' }],
  [
    'GET',
    '/me/messages?$select=nonsense',
    undefined,
    400,
    {
      code: 'BadRequest',
      message:
        "Parsing OData Select and Expand failed: Could not find a property named 'nonsense' on type 'microsoft.graph.message'.",
    },
  ],
  [
    'GET',
    '/me/mailFolders?$select=isRead',
    undefined,
    400,
    {
      message:
        "Parsing OData Select and Expand failed: Could not find a property named 'isRead' on type 'microsoft.graph.mailFolder'.",
    },
  ],
  [
    'GET',
    '/me/messages?$filter=isJunk ne true',
    undefined,
    400,
    uri("Could not find a property named 'isJunk' on type 'microsoft.graph.message'."),
  ],
  [
    'GET',
    '/me/messages?$filter=isRead eq',
    undefined,
    400,
    uri("Syntax error at position 9 in 'isRead eq'."),
  ],
  [
    'GET',
    '/me/messages?$filter=isRead eq true&$orderby=receivedDateTime desc',
    undefined,
    400,
    {
      code: 'InefficientFilter',
      message: 'The restriction or sort order is too complex for this operation.',
    },
  ],
  [
    'GET',
    '/me/messages?$filter=isRead eq true and receivedDateTime ge 2026-01-01&$orderby=receivedDateTime',
    undefined,
    400,
    { code: 'InefficientFilter' },
  ],
  [
    'GET',
    '/me/messages?$search="a"&$orderby=subject',
    undefined,
    400,
    { code: 'SearchWithOrderBy', message: "The query parameter '$orderBy' is not supported with '$search'." },
  ],
  ['GET', '/me/messages?$search="a"&$filter=isRead eq true', undefined, 400, { code: 'SearchWithFilter' }],
  ['GET', '/me/messages?$search="(a OR"', undefined, 400, { code: 'ErrorInvalidSearchQuery' }],
  ['GET', '/me/messages?$expand=nonsense', undefined, 400, { code: 'BadRequest' }],
  ['GET', '/me/messages?$skiptoken=%%%', undefined, 400, { code: 'ErrorInvalidUrlQuery' }],
  [
    'GET',
    '/me/mailFolders/inbox/messages/delta?$search="a"',
    undefined,
    400,
    { code: 'ErrorInvalidUrlQuery' },
  ],
  [
    'GET',
    '/me/mailFolders/inbox/messages/delta?$filter=isRead eq true',
    undefined,
    400,
    { code: 'ErrorInvalidUrlQuery' },
  ],
  [
    'GET',
    '/me/mailFolders/inbox/messages/delta?$deltatoken=bm9uZQ',
    undefined,
    400,
    { code: 'ErrorInvalidUrlQuery' },
  ],
  [
    'GET',
    "/me/messages?$filter=singleValueExtendedProperties/any(p:p/id eq 'a')",
    undefined,
    501,
    { code: 'NotImplemented' },
  ],
  [
    'GET',
    '/me/events',
    undefined,
    501,
    { code: 'NotImplemented', message: 'The sandbox has no GET /v1.0/me/events.' },
  ],
  ['POST', '/me/messages', '{"subject":', 400, { code: 'BadRequest' }],
  ['POST', '/me/messages', `${'['.repeat(100_000)}`, 400, { code: 'BadRequest' }],
  [
    'POST',
    '/me/messages',
    { subjekt: 'x' },
    400,
    {
      code: 'RequestBodyRead',
      message:
        "The property 'subjekt' does not exist on type 'microsoft.graph.message'. Make sure to only use property names that are defined by the type or mark the type as open type.",
    },
  ],
  ['POST', '/me/messages', { subject: 5 }, 400, { code: 'RequestBodyRead' }],
  [
    'POST',
    '/me/messages',
    { internetMessageHeaders: [{ name: 'Received', value: 'x' }] },
    400,
    { code: 'InvalidInternetMessageHeader' },
  ],
  [
    'POST',
    '/me/messages',
    { attachments: [{ '@odata.type': '#microsoft.graph.referenceAttachment', name: 'a' }] },
    501,
    { code: 'NotImplemented' },
  ],
  ['POST', '/me/sendMail', {}, 400, { code: 'ErrorInvalidRequest' }],
  ['POST', '/me/sendMail', { message: { subject: 'x' } }, 400, { code: 'ErrorInvalidRecipients' }],
  [
    'POST',
    '/me/sendMail',
    { message: { toRecipients: [{ emailAddress: { address: 'nobody' } }] } },
    400,
    {
      code: 'ErrorInvalidRecipients',
      message:
        "At least one recipient is not valid., Recipient 'nobody' is not resolved. All recipients must be resolved before a message can be submitted.",
    },
  ],
  [
    'POST',
    '/me/sendMail',
    {
      message: {
        from: { emailAddress: { address: ben } },
        toRecipients: [{ emailAddress: { address: ben } }],
      },
    },
    403,
    { code: 'ErrorSendAsDenied' },
  ],
  ['POST', '/me/mailFolders', {}, 400, { code: 'ErrorInvalidFolderName' }],
  ['POST', '/me/mailFolders', { displayName: 'INBOX' }, 409, { code: 'ErrorFolderExists' }],
  [
    'POST',
    '/$batch',
    { requests: Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/me' })) },
    400,
    { code: 'MaximumValueExceeded' },
  ],
  [
    'POST',
    '/$batch',
    {
      requests: [
        { id: '1', method: 'GET', url: '/me' },
        { id: '1', method: 'GET', url: '/me' },
      ],
    },
    400,
    { code: 'BadRequest' },
  ],
  [
    'POST',
    '/$batch',
    { requests: [{ id: '1', method: 'GET', url: '/me', dependsOn: ['2'] }] },
    400,
    { code: 'BadRequest' },
  ],
  [
    'POST',
    '/me/translateExchangeIds',
    { inputIds: [], sourceIdType: 'restId', targetIdType: 'nonsense' },
    400,
    { code: 'ErrorInvalidParameter' },
  ],
] as const)('%s %s %j is refused with %i', async (method, path, body, status, error) => {
  const reply = await ask(
    method,
    path,
    body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } },
  );
  expect([reply.status, reply.json]).toMatchObject([status, { error }]);
});

it('a received message keeps its content and its attachments', async () => {
  world.faces.mail.deliver(hello('One'), anna);
  const [message] = (await ask('GET', '/me/messages')).value;
  const path = `/me/messages/${String(message?.['id'])}`;
  expect(await ask('PATCH', path, { body: { subject: 'Two' } })).toMatchObject({
    status: 400,
    json: { error: { code: 'ErrorInvalidPropertySet' } },
  });
  expect(await ask('POST', `${path}/attachments`, { body: { name: 'a', contentBytes: '' } })).toMatchObject({
    status: 400,
  });
  expect(await ask('POST', `${path}/send`)).toMatchObject({ status: 400 });
  expect(
    await ask('PATCH', path, { body: { isRead: true }, headers: { 'if-match': 'W/"old"' } }),
  ).toMatchObject({ status: 412, json: { error: { code: 'ErrorIrresolvableConflict' } } });
});

describe('size', () => {
  const mime = (body: string): Ask => ({ body, headers: { 'content-type': 'text/plain' } });
  const raw = (bytes: number): string =>
    Buffer.from(`From: ${anna}\r\nTo: ${ben}\r\nSubject: x\r\n\r\n${'a'.repeat(bytes)}`).toString('base64');

  it('a request of more than 4 MB is too large', async () => {
    expect(await ask('POST', '/me/sendMail', mime('A'.repeat(4 * 1024 * 1024 + 4)))).toMatchObject({
      status: 413,
      json: { error: { message: 'Request Entity Too Large' } },
    });
  });

  it('MIME that is not base64 is refused, and just under the limit it is sent', async () => {
    expect(await ask('POST', '/me/sendMail', mime('no base64!'))).toMatchObject({
      status: 400,
      json: {
        error: {
          code: 'ErrorMimeContentInvalidBase64String',
          message: 'Invalid base64 string for MIME content.',
        },
      },
    });
    expect((await ask('POST', '/me/sendMail', mime(raw(3_000_000)))).status).toBe(202);
    expect(world.faces.mail.list(ben)).toHaveLength(1);
  });

  it('above 2,240 kB it is lost behind a 200, where the quirk says so', async () => {
    world.faces.quirks.graphLargeMime = 'lose';
    expect((await ask('POST', '/me/sendMail', mime(raw(2_400_000)))).status).toBe(200);
    expect((await ask('POST', '/me/sendMail', mime(raw(1_000)))).status).toBe(202);
    expect(world.faces.mail.list(ben)).toHaveLength(1);
  });
});

describe('throttling', () => {
  it('answers the fifth of five requests at a time with 429', async () => {
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => ask('GET', '/me/messages')));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429]);
    const refused = replies.find(({ status }) => status === 429);
    expect(refused?.json).toMatchObject({
      error: { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' },
    });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('GET', '/me/messages')).status).toBe(200);
  });

  it('counts each app and mailbox on its own, and nothing where the limit is taken away', async () => {
    world.faces.quirks.graphConcurrencyMax = 0;
    const replies = await Promise.all(Array.from({ length: 30 }, () => ask('GET', '/me/messages')));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('allows so many requests in ten minutes, and more in the next ten', async () => {
    world.faces.quirks.graphRequestsMax = 3;
    for (let count = 0; count < 3; count += 1) expect((await ask('GET', '/me/messages')).status).toBe(200);
    await clock.advance(60_000);
    const refused = await ask('GET', '/me/messages');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '540']);
    expect((await ask('GET', '/me')).status).toBe(200);
    await clock.advance(540_000);
    expect((await ask('GET', '/me/messages')).status).toBe(200);
  });

  it('in a batch strikes the single request', async () => {
    world.faces.quirks.graphRequestsMax = 1;
    const requests = [1, 2].map((id) => ({ id: String(id), method: 'GET', url: '/me/messages' }));
    const reply = await ask('POST', '/$batch', { body: { requests } });
    expect(reply.json['responses']).toMatchObject([
      { status: 200 },
      { status: 429, headers: { 'Retry-After': '600' } },
    ]);
  });
});

it('every refusal carries the ids of the request', async () => {
  const reply = await ask('GET', '/me/messages/short', { headers: { 'client-request-id': 'mine-1' } });
  expect(reply.headers.get('client-request-id')).toBe('mine-1');
  expect(reply.headers.get('x-ms-ags-diagnostic')).toContain('ServerInfo');
  expect(reply.json).toMatchObject({
    error: {
      innerError: {
        'request-id': reply.headers.get('request-id'),
        'client-request-id': 'mine-1',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}$/) as string,
      },
    },
  });
});

it('/beta is not here', async () => {
  expect(
    (await ask('GET', 'https://graph.localhost/beta/me', { token: world.token(anna, 'graph', allMail) }))
      .status,
  ).toBe(501);
});
