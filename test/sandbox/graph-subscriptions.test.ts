// Subscriptions: every way to be refused, then renewal and the end of one.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { anna, ben, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let clock: FakeClock;
let endpoint: (request: { validationToken: string | null; body: string }) => Response;
beforeEach(async () => {
  clock = fakeClock();
  endpoint = ({ validationToken }) =>
    new Response(validationToken, { status: validationToken === null ? 202 : 200 });
  world = await openWorld({
    clock,
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const body = typeof init?.body === 'string' ? init.body : '';
      return endpoint({ validationToken: url.searchParams.get('validationToken'), body });
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
