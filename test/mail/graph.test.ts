import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import {
  deleteMessage,
  findMessages,
  listMessages,
  permanentlyDeleteMessage,
} from '../../src/mail/graph/messages.ts';
import { readProfile } from '../../src/mail/graph/profile.ts';
import type { GraphDoor } from '../../src/mail/graph/request.ts';
import { createSubscription, deleteSubscription } from '../../src/mail/graph/subscriptions.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';

interface Sent {
  method: string;
  url: URL;
  headers: Headers;
  body: unknown;
}

type Answer = { status: number; body?: unknown; headers?: Record<string, string>; text?: string };

/** Graph with its answers in a row; one too many is an error. */
function graph(...answers: Answer[]): {
  door: GraphDoor;
  sent: Sent[];
  tokens: ReturnType<typeof fixedTokens>;
} {
  const sent: Sent[] = [];
  const tokens = fixedTokens(['first', 'second']);
  const door: GraphDoor = {
    tokens,
    account: 'anna',
    baseUrl: 'https://graph.contoso.example',
    clock: fakeClock(),
    fetch: (input, init) => {
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
      sent.push({
        method: init?.method ?? 'GET',
        url: new URL(input instanceof Request ? input.url : input),
        headers: new Headers(init?.headers),
        body,
      });
      const answer = answers.shift();
      if (!answer) return Promise.reject(new Error('Graph was asked once too often'));
      const text = answer.text ?? (answer.body === undefined ? null : JSON.stringify(answer.body));
      return Promise.resolve(
        new Response(text, {
          status: answer.status,
          headers: { 'content-type': 'application/json', ...answer.headers },
        }),
      );
    },
  };
  return { door, sent, tokens };
}

const refusal = (status: number, code: string, message: string, headers = {}): Answer => ({
  status,
  headers: { 'request-id': 'e1a2', ...headers },
  body: { error: { code, message, innerError: { 'request-id': 'e1a2' } } },
});
const invalid = (message: string): Answer => refusal(401, 'InvalidAuthenticationToken', message);

describe('refusals of Graph', () => {
  it('replaces a refused token once', async () => {
    const expired = invalid('Lifetime validation failed, the token is expired.');
    const { door, sent, tokens } = graph(expired, expired);
    await expect(readProfile(door)).rejects.toMatchObject({
      code: 'graph-token-refused',
      retry: 'signIn',
      details: { answer: 'Lifetime validation failed, the token is expired', requestId: 'e1a2' },
    });
    expect(tokens.invalidated).toEqual(['first']);
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer first',
      'Bearer second',
    ]);
  });

  it('does not ask for another token where the audience is wrong', async () => {
    const { door, tokens } = graph(invalid('Access token validation failure. Invalid audience.'));
    await expect(readProfile(door)).rejects.toMatchObject({
      code: 'graph-wrong-audience',
      details: { answer: 'Access token validation failure. Invalid audience' },
    });
    expect(tokens.invalidated).toEqual([]);
  });

  it('knows a claims challenge, which no fresh token answers', async () => {
    const { door } = graph(
      refusal(
        401,
        'InvalidAuthenticationToken',
        'Continuous access evaluation resulted in claims challenge',
        {
          'www-authenticate': 'Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ=="',
        },
      ),
    );
    await expect(readProfile(door)).rejects.toMatchObject({
      code: 'graph-claims-challenge',
      details: { claims: 'eyJhIjoxfQ==' },
    });
  });

  it.each([
    [403, 'ErrorAccessDenied', 'graph-access-denied', 'never'],
    [404, 'ErrorItemNotFound', 'graph-not-found', 'never'],
    [404, 'MailboxNotEnabledForRESTAPI', 'graph-mailbox-missing', 'never'],
    [400, 'ErrorInvalidIdMalformed', 'graph-refused', 'never'],
    [500, 'InternalServerError', 'graph-unavailable', 'later'],
  ])('names %i %s', async (status, vendor, code, retry) => {
    const { door } = graph(refusal(status, vendor, 'It is so.'));
    await expect(deleteMessage(door, 'A=')).rejects.toMatchObject({ code, retry, details: { vendor } });
  });

  it('hands on how long to wait', async () => {
    const throttled = refusal(
      429,
      'ApplicationThrottled',
      'Application is over its MailboxConcurrency limit.',
      {
        'retry-after': '7',
      },
    );
    await expect(readProfile(graph(throttled).door)).rejects.toMatchObject({
      code: 'graph-throttled',
      retryAfterMs: 7_000,
    });
    const { door } = graph({
      status: 503,
      text: '',
      headers: { 'retry-after': 'Sun, 01 Nov 2026 00:01:00 GMT' },
    });
    await expect(readProfile(door)).rejects.toMatchObject({
      code: 'graph-unavailable',
      retryAfterMs: 60_000,
    });
  });

  it.each([
    [
      'HTML of a proxy',
      { status: 200, text: '<html>', headers: { 'content-type': 'text/html' } },
      'text/html',
    ],
    ['HTML of an error page', { status: 502, text: '<html>' }, 'there is no error in it'],
    ['half a JSON', { status: 200, text: '{"id":' }, 'not JSON'],
    ['a profile without an id', { status: 200, body: { mail: 'anna@contoso.example' } }, 'id: '],
  ])('does not take %s for an answer', async (_, answer, problem) => {
    await expect(readProfile(graph(answer).door)).rejects.toMatchObject({
      code: 'graph-answer-not-understood',
      details: { problem: expect.stringContaining(problem) as string },
    });
  });

  it('names a network that is not there, and ends a request that takes too long', async () => {
    const { door } = graph();
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const failing = { ...door, fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) };
    await expect(readProfile(failing)).rejects.toMatchObject({ code: 'net-dns' });
    const clock = fakeClock();
    const silent = { ...door, clock, fetch: () => new Promise<Response>(() => {}) };
    const reading = expect(readProfile(silent)).rejects.toMatchObject({
      code: 'graph-timeout',
      details: { seconds: 60 },
    });
    await clock.advance(60_000);
    await reading;
    expect(clock.pending).toBe(0);
  });

  it('stops reading an answer that does not end', async () => {
    const { door } = graph();
    const chunk = new Uint8Array(1024 * 1024);
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(chunk) });
    const flooded = { ...door, fetch: () => Promise.resolve(new Response(endless)) };
    await expect(readProfile(flooded)).rejects.toMatchObject({ code: 'mail-limit-exceeded' });
  });
});

describe('messages', () => {
  const message = {
    id: 'AAkALg==',
    internetMessageId: '<m1@contoso.example>',
    subject: 'Hello',
    from: { emailAddress: { name: 'Ben', address: 'ben@contoso.example' } },
    receivedDateTime: '2026-11-01T08:00:00Z',
    isRead: false,
    parentFolderId: 'inbox-id',
  };

  it('asks for immutable ids on every request', async () => {
    const { door, sent } = graph({ status: 200, body: { value: [message] } });
    await listMessages(door, 'inbox', { limit: 5 });
    expect(sent[0]?.headers.get('prefer')).toBe('IdType="ImmutableId"');
    expect(sent[0]?.url.pathname).toBe('/v1.0/me/mailFolders/inbox/messages');
    expect(sent[0]?.url.searchParams.get('$top')).toBe('5');
  });

  it('follows the link to the next page as it is, but not to another host', async () => {
    const next = 'https://graph.contoso.example/v1.0/me/messages?$skiptoken=abc';
    const { door, sent } = graph(
      { status: 200, body: { value: [], '@odata.nextLink': next } },
      { status: 200, body: { value: [] } },
    );
    const first = await listMessages(door, 'inbox');
    expect(first.next).toBe(next);
    await listMessages(door, 'inbox', { next });
    expect(sent[1]?.url.href).toBe(next);
    const stranger = listMessages(door, 'inbox', { next: 'https://contoso.com/v1.0/me/messages' });
    await expect(stranger).rejects.toMatchObject({ code: 'graph-answer-not-understood' });
    expect(sent).toHaveLength(2);
  });

  it('finds a message by its Message-ID, quotes doubled', async () => {
    const { door, sent } = graph({ status: 200, body: { value: [message] } });
    const found = await findMessages(door, "<o'neill+1@contoso.example>");
    expect(sent[0]?.url.searchParams.get('$filter')).toBe(
      "internetMessageId eq '<o''neill+1@contoso.example>'",
    );
    expect(sent[0]?.url.search).toContain('%2B1');
    expect(found).toEqual([
      {
        id: 'AAkALg==',
        messageId: '<m1@contoso.example>',
        subject: 'Hello',
        from: 'ben@contoso.example',
        receivedAtMs: Date.UTC(2026, 10, 1, 8),
        isRead: false,
        folderId: 'inbox-id',
      },
    ]);
  });

  it('deletes, and deletes for good', async () => {
    const { door, sent } = graph({ status: 204 }, { status: 204 });
    await deleteMessage(door, 'A/B=');
    await permanentlyDeleteMessage(door, 'A/B=');
    expect(sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'DELETE /v1.0/me/messages/A%2FB%3D',
      'POST /v1.0/me/messages/A%2FB%3D/permanentDelete',
    ]);
  });
});

describe('subscriptions', () => {
  const wanted = {
    resource: "me/mailFolders('inbox')/messages",
    changes: ['created', 'deleted'] as const,
    notificationUrl: 'https://app.contoso.example/notifications',
    clientState: new Secret('state-1'),
  };
  const created = (expirationDateTime: string): Answer => ({
    status: 201,
    body: { id: 's1', resource: wanted.resource, expirationDateTime },
  });

  it('says that Graph could not reach the notification URL', async () => {
    const { door } = graph(refusal(400, 'InvalidRequest', 'Subscription validation request timed out.'));
    await expect(createSubscription(door, wanted)).rejects.toMatchObject({
      code: 'graph-subscription-unvalidated',
      details: { url: wanted.notificationUrl, answer: 'Subscription validation request timed out' },
    });
  });

  it('learns the longest life from the refusal and asks once more', async () => {
    const { door, sent } = graph(
      refusal(400, 'ExtensionError', 'Subscription expiration can only be 4230 minutes in the future.'),
      created('2026-11-03T22:30:00.0000000Z'),
    );
    const { expiresAtMs } = await createSubscription(door, wanted);
    expect(expiresAtMs).toBe(Date.UTC(2026, 10, 3, 22, 30));
    expect(sent.map(({ body }) => (body as { expirationDateTime: string }).expirationDateTime)).toEqual([
      '2026-11-07T22:40:00.000Z',
      '2026-11-03T22:30:00.000Z',
    ]);
  });

  it('sends what the documentation asks for', async () => {
    const { door, sent } = graph(created('2026-11-01T01:00:00Z'));
    await createSubscription(door, { ...wanted, lifetimeMs: 3_600_000 });
    expect(sent[0]?.body).toEqual({
      changeType: 'created,deleted',
      notificationUrl: wanted.notificationUrl,
      resource: wanted.resource,
      expirationDateTime: '2026-11-01T01:00:00.000Z',
      clientState: 'state-1',
      latestSupportedTlsVersion: 'v1_2',
    });
  });

  it('takes a subscription that has ended by itself for deleted', async () => {
    const { door } = graph(refusal(404, 'ResourceNotFound', 'The object was not found.'), { status: 204 });
    await deleteSubscription(door, 's1');
    await deleteSubscription(door, 's2');
  });
});
