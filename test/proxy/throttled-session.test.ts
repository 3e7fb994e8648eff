// A throttle that is told in the middle of a session: whoever comes next is spared it, and told until when.

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { perform } from '../../src/sandbox/control/actions.ts';
import { seed } from '../../src/sandbox/index.ts';
import { openProxyHouse, type ProxyHouse, RawClient } from '../kit/proxy-house.ts';

const { anna, ben } = seed.contoso;

let house: ProxyHouse;
const passwords = new Map<string, string>();
beforeAll(async () => {
  house = await openProxyHouse([anna, ben]);
  for (const { name } of [anna, ben]) passwords.set(name, await house.password(name));
});
afterAll(() => house.close());

const throttle = (mailbox: string, backoff: string): Promise<unknown> =>
  perform(house.sandbox, 'throttle-mailbox', { mailbox, requestsPerMinute: 0, backoff });

async function open(name: string): Promise<{ client: RawClient; answer: string }> {
  const client = await RawClient.open(house.ports.clear);
  await client.until(/^\* OK.*\r\n/);
  const answer = await client.say(`a1 LOGIN ${name} ${passwords.get(name)}\r\n`).until(/^a1 .*\r\n/m);
  return { client, answer };
}

/** Of mail or HTTP, so far. */
const connections = (): number => house.sandbox.transcripts.list().length;

beforeEach(async () => {
  for (const { name } of [anna, ben]) {
    await perform(house.sandbox, 'throttle-mailbox', { mailbox: name, requestsPerMinute: null });
  }
});

it('a long one is told to the next sign-in, which never reaches the server', async () => {
  const { client, answer } = await open(anna.name);
  expect(answer).toContain('a1 OK');
  await throttle(anna.name, '5m');
  expect(await client.say('a2 SELECT Inbox\r\n').until(/^a2 .*\r\n/m)).toMatch(
    /a2 BAD Request is throttled\. Suggested Backoff Time: \d+ milliseconds/,
  );
  const before = connections();
  const next = await open(anna.name);
  expect(next.answer).toMatch(/^a1 NO \[UNAVAILABLE\] .*throttled over IMAP until \d\d:\d\d \(UTC\)/);
  expect(connections()).toBe(before);
  expect((await open(ben.name)).answer).toContain('a1 OK');
  client.close();
});

it('a short one is waited for', async () => {
  const { client } = await open(ben.name);
  await throttle(ben.name, '2s');
  const refused = await client.say('a2 SELECT Inbox\r\n').until(/^a2 .*\r\n/m);
  expect(refused).toContain('Suggested Backoff Time');
  expect((await open(ben.name)).answer).toContain('a1 OK');
  client.close();
});
