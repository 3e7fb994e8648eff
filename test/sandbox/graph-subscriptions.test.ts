// Subscriptions: every way to be refused, then renewal and the end of one.

import {
  constants,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  KeyObject,
  privateDecrypt,
  webcrypto,
} from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../src/net/certificate.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { anna, ben, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let clock: FakeClock;
let endpoint: (request: {
  url: URL;
  validationToken: string | null;
  body: string;
}) => Response | Promise<Response>;
beforeEach(async () => {
  clock = fakeClock();
  endpoint = ({ validationToken }) =>
    new Response(validationToken, { status: validationToken === null ? 202 : 200 });
  world = await openWorld({
    clock,
    sign: (claims) => `signed:${JSON.stringify(claims)}`,
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const body = typeof init?.body === 'string' ? init.body : '';
      return endpoint({ url, validationToken: url.searchParams.get('validationToken'), body });
    },
  });
});
afterEach(() => world.close());

async function call(
  method: string,
  path: string,
  body?: unknown,
  token = world.token(anna, 'graph', ['Mail.Read']),
) {
  const answer = await world.faces.graph.request(`https://graph.localhost/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}

const minutes = (count: number): string => new Date(clock.now() + count * 60_000).toISOString();
const wish = (changes: Record<string, unknown> = {}) => ({
  changeType: 'created',
  notificationUrl: 'https://app.contoso.example/notify',
  resource: "me/mailFolders('inbox')/messages",
  expirationDateTime: minutes(60),
  ...changes,
});

it.each([
  [
    'a missing property',
    { notificationUrl: undefined },
    'notificationUrl is a required property for subscription creation',
  ],
  [
    'an endpoint without TLS',
    { notificationUrl: 'http://app.contoso.example/' },
    'NotificationUrl must be a valid https URL.',
  ],
  ['a change that does not exist', { changeType: 'read' }, "Invalid value 'read' of changeType."],
])('%s is refused', async (_, changes, message) => {
  expect(await call('POST', '/subscriptions', wish(changes))).toMatchObject({
    status: 400,
    json: { error: { message } },
  });
});

it('10,080 minutes are refused although documented, 10,070 are taken', async () => {
  expect(await call('POST', '/subscriptions', wish({ expirationDateTime: minutes(10_080) }))).toMatchObject({
    status: 400,
    json: {
      error: {
        code: 'ExtensionError',
        message: 'Subscription expiration can only be 10070 minutes in the future.',
      },
    },
  });
  expect((await call('POST', '/subscriptions', wish({ expirationDateTime: minutes(10_070) }))).status).toBe(
    201,
  );
});

it('an endpoint that does not give the token back is refused', async () => {
  endpoint = () => new Response('something else');
  expect((await call('POST', '/subscriptions', wish())).json).toMatchObject({
    error: { message: expect.stringContaining('must respond with 200 OK to validation request') as string },
  });
});

it("somebody else's mailbox is refused", async () => {
  expect((await call('POST', '/subscriptions', wish({ resource: `users/${ben}/messages` }))).status).toBe(
    403,
  );
});

it('a notification that fails is tried again, with the client state', async () => {
  await call('POST', '/subscriptions', wish({ clientState: 'mine' }));
  const bodies: string[] = [];
  endpoint = ({ body }) => {
    bodies.push(body);
    return new Response(null, { status: bodies.length < 3 ? 503 : 202 });
  };
  world.faces.mail.deliver(hello('News'), anna);
  await clock.advance(10_000);
  await clock.advance(60_000);
  expect(bodies).toHaveLength(3);
  expect(JSON.parse(bodies[2] ?? '')).toMatchObject({
    value: [{ clientState: 'mine', changeType: 'created' }],
  });
});

it('is renewed, and forgotten when it is not', async () => {
  const { id } = (await call('POST', '/subscriptions', wish())).json;
  expect(
    (await call('PATCH', `/subscriptions/${String(id)}`, { expirationDateTime: minutes(120) })).status,
  ).toBe(200);
  await clock.advance(90 * 60_000);
  expect((await call('GET', `/subscriptions/${String(id)}`)).status).toBe(200);
  await clock.advance(31 * 60_000);
  expect(
    (await call('PATCH', `/subscriptions/${String(id)}`, { expirationDateTime: minutes(60) })).status,
  ).toBe(404);
});

describe('an endpoint that is not content', () => {
  it.each([
    ['answers with 403', () => new Response('no', { status: 403 }), "HTTP status code is 'Forbidden'."],
    [
      'redirects',
      () => new Response(null, { status: 302, headers: { location: '/' } }),
      "HTTP status code is 'Found'.",
    ],
    [
      'answers in HTML',
      (token: string | null) => new Response(token, { headers: { 'content-type': 'text/html' } }),
      'Notification endpoint must respond with 200 OK to validation request.',
    ],
    [
      'does not decode the token',
      (token: string | null) => new Response(encodeURIComponent(token ?? '')),
      'Notification endpoint must respond with 200 OK to validation request.',
    ],
  ])('%s is refused', async (_, answer, message) => {
    endpoint = ({ validationToken }) => answer(validationToken);
    expect(await call('POST', '/subscriptions', wish())).toMatchObject({
      status: 400,
      json: {
        error: { code: 'ValidationError', message: `Subscription validation request failed. ${message}` },
      },
    });
  });

  it('has ten seconds', async () => {
    endpoint = () => new Promise<Response>(() => undefined);
    const answer = call('POST', '/subscriptions', wish());
    await clock.advance(9_999);
    await clock.advance(1);
    expect(await answer).toMatchObject({
      status: 400,
      json: { error: { message: 'Subscription validation request timed out.' } },
    });
  });

  it('is asked at its lifecycle address as well', async () => {
    const asked: string[] = [];
    endpoint = ({ url, validationToken }) => {
      asked.push(url.pathname);
      return new Response(url.pathname === '/life' ? 'something else' : validationToken);
    };
    const refused = await call(
      'POST',
      '/subscriptions',
      wish({ lifecycleNotificationUrl: 'https://app.contoso.example/life' }),
    );
    expect([refused.status, asked]).toEqual([400, ['/notify', '/life']]);
  });
});

it('less than 45 minutes are made 45', async () => {
  const { json } = await call('POST', '/subscriptions', wish({ expirationDateTime: minutes(5) }));
  expect(json['expirationDateTime']).toBe(minutes(45));
});

it('a payload with another spelling is refused, and a client state of 129 characters', async () => {
  for (const changes of [{ ChangeType: 'created' }, { clientState: 'x'.repeat(129) }]) {
    expect(await call('POST', '/subscriptions', wish(changes))).toMatchObject({
      status: 400,
      json: { error: { code: 'InvalidRequest' } },
    });
  }
  expect((await call('POST', '/subscriptions', wish({ clientState: 'x'.repeat(128) }))).status).toBe(201);
});

it('renewals that are too long are refused by another name', async () => {
  const { id } = (await call('POST', '/subscriptions', wish())).json;
  expect(
    await call('PATCH', `/subscriptions/${String(id)}`, { expirationDateTime: minutes(10_080) }),
  ).toMatchObject({
    status: 400,
    json: { error: { code: 'ErrorInvalidParameter' } },
  });
});

/** Everything that is sent from now on, by path. */
function listen(): {
  sent: Array<{ path: string; body: { value: Array<Record<string, unknown>>; validationTokens?: string[] } }>;
} {
  const heard: ReturnType<typeof listen> = { sent: [] };
  endpoint = ({ url, validationToken, body }) => {
    if (validationToken !== null) return new Response(validationToken);
    heard.sent.push({
      path: url.pathname,
      body: JSON.parse(body) as { value: Array<Record<string, unknown>> },
    });
    return new Response(null, { status: 202 });
  };
  return heard;
}
const life = { lifecycleNotificationUrl: 'https://app.contoso.example/life', clientState: 'mine' };

it('what happens together is told together, and a draft that is saved again has changed', async () => {
  const heard = listen();
  await call(
    'POST',
    '/subscriptions',
    wish({ resource: 'me/messages', changeType: 'created,updated,deleted' }),
  );
  world.faces.mail.deliver(hello('One'), anna);
  const two = world.faces.mail.deliver(hello('Two'), anna);
  await clock.advance(0);
  expect(heard.sent.map(({ body }) => body.value.length)).toEqual([2]);
  const token = world.token(anna, 'graph', ['Mail.ReadWrite']);
  const draft = await call('POST', '/me/messages', { subject: 'x' }, token);
  await call('PATCH', `/me/messages/${String(draft.json['id'])}`, { subject: 'y' }, token);
  if (two) two.folder.mailbox.expunge(two);
  await clock.advance(0);
  expect(heard.sent.flatMap(({ body }) => body.value.map(({ changeType }) => changeType))).toEqual([
    'created',
    'created',
    'created',
    'updated',
    'deleted',
  ]);
});

it('a filter keeps away what it does not match', async () => {
  const heard = listen();
  await call('POST', '/subscriptions', wish({ resource: "me/messages?$filter=contains(subject,'rent')" }));
  world.faces.mail.deliver(hello('Rent is due'), anna);
  world.faces.mail.deliver(hello('Lunch'), anna);
  await clock.advance(0);
  expect(heard.sent.flatMap(({ body }) => body.value)).toHaveLength(1);
});

describe('delivery', () => {
  it('is tried for about four hours, then the subscriber is told that it missed something', async () => {
    await call(
      'POST',
      '/subscriptions',
      wish({ ...life, expirationDateTime: minutes(10_000) }),
      world.token(anna, 'graph', ['Mail.Read'], { lifetimeMs: 86_400_000 }),
    );
    let tries = 0;
    const lifecycle: unknown[] = [];
    const begun = clock.now();
    let last = 0;
    endpoint = ({ url, body }) => {
      if (url.pathname === '/life') {
        lifecycle.push(...(JSON.parse(body) as { value: unknown[] }).value);
        return new Response(null, { status: 202 });
      }
      tries += 1;
      last = clock.now() - begun;
      return new Response(null, { status: 503 });
    };
    world.faces.mail.deliver(hello('News'), anna);
    for (let quarter = 0; quarter < 24; quarter += 1) await clock.advance(15 * 60_000);
    expect(tries).toBeGreaterThan(10);
    expect(last).toBeGreaterThan(3 * 3_600_000);
    expect(last).toBeLessThanOrEqual(4 * 3_600_000);
    expect(lifecycle).toMatchObject([{ lifecycleEvent: 'missed', clientState: 'mine' }]);
  });

  it('waits three seconds for an answer', async () => {
    await call('POST', '/subscriptions', wish());
    let tries = 0;
    endpoint = () => {
      tries += 1;
      return new Promise<Response>(() => undefined);
    };
    world.faces.mail.deliver(hello('News'), anna);
    await clock.advance(2_999);
    expect(tries).toBe(1);
    await clock.advance(10_000);
    expect(tries).toBeGreaterThan(1);
  });
});

describe('lifecycle events', () => {
  const events = (heard: ReturnType<typeof listen>): unknown[] =>
    heard.sent
      .filter(({ path }) => path === '/life')
      .flatMap(({ body }) => body.value.map(({ lifecycleEvent }) => lifecycleEvent));

  it('ask for a new authorization before the token expires, again and again until one comes', async () => {
    const heard = listen();
    const { id } = (
      await call('POST', '/subscriptions', wish({ ...life, expirationDateTime: minutes(5000) }))
    ).json;
    await clock.advance(49 * 60_000);
    expect(events(heard)).toEqual([]);
    await clock.advance(60_000);
    await clock.advance(5 * 60_000);
    expect(events(heard)).toEqual(['reauthorizationRequired', 'reauthorizationRequired']);
    const fresh = world.token(anna, 'graph', ['Mail.Read']);
    expect((await call('POST', `/subscriptions/${String(id)}/reauthorize`, undefined, fresh)).status).toBe(
      204,
    );
    await clock.advance(45 * 60_000);
    expect(events(heard)).toHaveLength(2);
  });

  it('say that a subscription was removed when its user has no sessions any more', async () => {
    const heard = listen();
    await call('POST', '/subscriptions', wish(life));
    const user = world.directory.userByName(anna);
    if (user) user.tokensValidFromMs = clock.now() + 1000;
    await clock.advance(60_000);
    await clock.advance(0);
    expect(events(heard)).toEqual(['subscriptionRemoved']);
    expect(world.faces.subscriptions.all()).toEqual([]);
  });
});

describe('a rich subscription', () => {
  const rich = (certificate: string, changes: Record<string, unknown> = {}) =>
    wish({
      includeResourceData: true,
      encryptionCertificate: certificate,
      encryptionCertificateId: 'cert-1',
      resource: "me/mailFolders('inbox')/messages?$select=subject,from",
      ...changes,
    });
  const certificate = async (): Promise<{ base64: string; key: KeyObject }> => {
    const keys = await webcrypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    );
    const { der } = await selfSigned({ name: 'subscriber', keys, nowMs: clock.now() });
    return { base64: der.toString('base64'), key: KeyObject.from(keys.privateKey) };
  };

  it.each([
    [
      'without a certificate',
      { encryptionCertificate: undefined },
      'encryptionCertificate is a required property when includeResourceData is true',
    ],
    [
      'without its id',
      { encryptionCertificateId: undefined },
      'encryptionCertificateId is a required property when includeResourceData is true',
    ],
    [
      'with something else',
      { encryptionCertificate: 'bm9uZQ==' },
      'Certificate validation error: the encryptionCertificate is not a valid RSA certificate.',
    ],
    [
      'without a selection',
      { resource: 'me/messages' },
      'The resource needs a $select when includeResourceData is true.',
    ],
    [
      'of more than a day',
      { expirationDateTime: 'two days' },
      'Subscription expiration can only be 1440 minutes in the future.',
    ],
  ])('%s is refused', async (_, changes, message) => {
    const given = {
      ...changes,
      ...('expirationDateTime' in changes ? { expirationDateTime: minutes(2880) } : {}),
    };
    const { base64 } = await certificate();
    expect(await call('POST', '/subscriptions', rich(base64, given))).toMatchObject({
      status: 400,
      json: { error: { message } },
    });
  });

  it('cannot be made with Mail.ReadBasic', async () => {
    const { base64 } = await certificate();
    const token = world.token(anna, 'graph', ['Mail.ReadBasic']);
    expect((await call('POST', '/subscriptions', rich(base64), token)).status).toBe(403);
    expect((await call('POST', '/subscriptions', wish(), token)).status).toBe(201);
  });

  it('brings content that its certificate opens, and a token that says who sends', async () => {
    const heard = listen();
    const { base64, key } = await certificate();
    const made = await call('POST', '/subscriptions', rich(base64));
    expect(made.json).toMatchObject({ includeResourceData: true, encryptionCertificateId: 'cert-1' });
    world.faces.mail.deliver(hello('Secret'), anna);
    await clock.advance(0);
    const body = heard.sent[0]?.body ?? { value: [], validationTokens: [] };
    const sealed = body.value[0]?.['encryptedContent'] as Record<string, string>;
    // As the documentation tells a subscriber to.
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const symmetric = privateDecrypt(
      { key, padding, oaepHash: 'sha1' },
      Buffer.from(sealed['dataKey'] ?? '', 'base64'),
    );
    const data = Buffer.from(sealed['data'] ?? '', 'base64');
    expect(createHmac('sha256', symmetric).update(data).digest('base64')).toBe(sealed['dataSignature']);
    const opener = createDecipheriv('aes-256-cbc', symmetric, symmetric.subarray(0, 16));
    const message = JSON.parse(Buffer.concat([opener.update(data), opener.final()]).toString()) as Record<
      string,
      unknown
    >;
    expect(Object.keys(message).sort()).toEqual([
      '@odata.etag',
      '@odata.id',
      '@odata.type',
      'from',
      'id',
      'subject',
    ]);
    expect(message).toMatchObject({ subject: 'Secret', from: { emailAddress: { address: ben } } });
    const claims = JSON.parse((body.validationTokens?.[0] ?? '').replace('signed:', '')) as Record<
      string,
      unknown
    >;
    expect(claims).toMatchObject({
      appid: '0bf30f3b-4a52-48df-9a82-234910c4a086',
      aud: '22222222-2222-4222-8222-222222222222',
    });
    // Another key does not open it.
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(() =>
      privateDecrypt(
        { key: privateKey, padding, oaepHash: 'sha1' },
        Buffer.from(sealed['dataKey'] ?? '', 'base64'),
      ),
    ).toThrow();
  });
});

it('one endpoint for both that takes nothing more is not told so for ever', async () => {
  const url = 'https://app.contoso.example/notify';
  await call('POST', '/subscriptions', wish({ lifecycleNotificationUrl: url }));
  let asked = 0;
  endpoint = () => {
    asked += 1;
    return new Response('', { status: 503 });
  };
  for (let count = 0; count < 1_100; count += 1) world.faces.mail.deliver(hello(`${count}`), anna);
  await clock.advance(0);
  expect(asked).toBeGreaterThan(0);
  expect(world.faces.mail.list(anna)).toHaveLength(1_100);
});
