import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import { deleteMessage } from '../../src/mail/graph/change.ts';
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
    [501, 'NotImplemented', 'graph-unavailable', 'later'],
  ])('names %i %s', async (status, vendor, code, retry) => {
    const { door } = graph(refusal(status, vendor, 'It is so.'));
    await expect(deleteMessage(door, 'A=')).rejects.toMatchObject({ code, retry, details: { vendor } });
  });

  it.each([
    [
      'HTML of a proxy',
      { status: 200, text: '<html>', headers: { 'content-type': 'text/html' } },
      'text/html',
    ],
    ['HTML of an error page', { status: 404, text: '<html>' }, 'there is no error in it'],
    [
      'half a JSON of something else',
      { status: 200, text: '{"id":', headers: { 'content-type': 'text/plain' } },
      'not JSON',
    ],
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
      '2026-11-03T22:29:00.000Z',
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
