// A session that the server ends because its token has expired goes on for the client: the sandbox ends them as Exchange
// does, and the client is a hand that types.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../../src/sandbox/index.ts';
import { openProxyHouse, type ProxyHouse, RawClient } from '../kit/proxy-house.ts';

const { anna } = seed.contoso;

let house: ProxyHouse;
let password: string;
let client: RawClient;
beforeAll(async () => {
  // Long enough to be worth keeping, and over before the server finds a session idle.
  house = await openProxyHouse([anna], { tokenLifetimeSeconds: 900 });
  password = await house.password(anna.name);
});
afterAll(() => house.close());
beforeEach(async () => {
  const box = house.sandbox.mail.mailbox(anna.name);
  for (const item of box?.items() ?? []) box?.expunge(item);
  for (const subject of ['one', 'two', 'three']) deliver(subject);
  client = await RawClient.open(house.ports.clear);
  await client.until(/^\* OK.*\r\n/);
  await say('a1', `LOGIN ${anna.name} ${password}`);
});
afterEach(() => client.close());

function deliver(subject: string): void {
  house.sandbox.mail.deliver(`Subject: ${subject}\r\n\r\nText.\r\n`, anna.name);
}

const mended = () => house.proxy.sessions.at(-1)?.mended;

/** A command and everything up to its answer. */
function say(tag: string, command: string): Promise<string> {
  return client.say(`${tag} ${command}\r\n`).until(new RegExp(`^${tag} .*\r\n`, 'm'));
}

/** Every token that was given out has expired, and the sessions that began with one are over. */
function expire(): void {
  house.sandbox.clock.advance('20m');
}

describe('a session whose token expires', () => {
  it('goes on in the mailbox that was selected', async () => {
    await say('a2', 'SELECT Inbox');
    expire();
    const fetched = await say('a3', 'FETCH 2 (BODY[HEADER.FIELDS (SUBJECT)])');
    expect(fetched).toMatch(/Subject: two[\s\S]*a3 OK/);
    expect(fetched).not.toContain('BYE');
    expect(mended()).toBe(1);
    expect(await say('a4', 'UID STORE 1 +FLAGS (\\Flagged)')).toContain('a4 OK');
  });

  it('stays in IDLE, and hears of what comes afterwards', async () => {
    await say('a2', 'SELECT Inbox');
    client.say('a3 IDLE\r\n');
    await client.until(/^\+ .*\r\n/m);
    expire();
    deliver('four');
    expect(await client.until(/^\* 4 EXISTS\r\n/m)).not.toContain('+ ');
    client.say('DONE\r\n');
    expect(await client.until(/^a3 OK.*\r\n/m)).not.toContain('BYE');
    expect(mended()).toBe(1);
  });

  it('is told of messages that came while there was no connection', async () => {
    await say('a2', 'SELECT Inbox');
    expire();
    deliver('four');
    expect(await say('a3', 'NOOP')).toContain('* 4 EXISTS');
  });

  it('ends honestly where a message is gone meanwhile', async () => {
    await say('a2', 'SELECT Inbox');
    expire();
    const box = house.sandbox.mail.mailbox(anna.name);
    const [first] = box?.items() ?? [];
    if (first) box?.expunge(first);
    client.say('a3 FETCH 2 (FLAGS)\r\n');
    const said = await client.until(/^\* BYE .*\r\n/m);
    expect(said).toContain('messages are gone');
    await client.rest();
  });

  it('goes on again and again', async () => {
    await say('a2', 'EXAMINE Inbox');
    for (let round = 1; round <= 3; round += 1) {
      expire();
      expect(await say(`b${round}`, 'UID SEARCH ALL')).toMatch(/\* SEARCH( \d+){3}\r\n/);
    }
    expect(mended()).toBe(3);
  });
});
