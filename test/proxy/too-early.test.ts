// What clients say before anybody can hear it: behind STARTTLS it is gone, behind a sign-in it is the server's, in order.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../../src/sandbox/index.ts';
import { type InboxBehind, sandboxInbox } from '../kit/inbox-behind.ts';
import { openProxyHouse, type ProxyHouse, RawClient } from '../kit/proxy-house.ts';

const { anna, ben } = seed.contoso;

let house: ProxyHouse;
let inbox: InboxBehind;
beforeAll(async () => {
  house = await openProxyHouse([anna]);
  inbox = sandboxInbox(house.sandbox, anna.name);
});
afterAll(() => house?.close());
beforeEach(() => inbox.clear());

describe('what comes too early', () => {
  it.each([
    ['imap', 'a STARTTLS\r\nb LOGOUT\r\n', /a OK Begin TLS negotiation now\.\r\n$/, 'c NOOP\r\n', /^c OK/],
    [
      'smtp',
      'EHLO x\r\nSTARTTLS\r\nEHLO evil\r\n',
      /220 2\.0\.0 Begin TLS\r\n$/,
      'NOOP\r\n',
      /^250 2\.0\.0 /,
    ],
    [
      'pop',
      'STLS\r\nUSER evil\r\n',
      /\+OK Begin TLS negotiation\.\r\n$/,
      'PASS x\r\n',
      /^-ERR USER comes before PASS/,
    ],
  ] as const)('at %s is gone when TLS stands', async (door, injected, until, said, answer) => {
    const client = await RawClient.open(house.doors[door].clear);
    await client.say(injected).until(until);
    await client.secure(house.caPem);
    expect(await client.say(said).until(/\r\n/)).toMatch(answer);
    client.close();
  });

  it('behind a sign-in is heard by the server, in order', async () => {
    const password = await house.password(anna.name, { senders: [anna.name] });
    const plain = Buffer.from(`\0${anna.name}\0${password}`).toString('base64');
    const letter = [
      `From: <${anna.name}>\r\nSubject: early\r\n\r\n\n.`,
      `MAIL FROM:<${ben.name}>`,
      '.',
      'QUIT',
    ];
    const said = [
      'EHLO x',
      `AUTH PLAIN ${plain}`,
      `MAIL FROM:<${ben.name}>`,
      `MAIL FROM:<${anna.name}>`,
      `RCPT TO:<${anna.name}>`,
      'DATA',
      ...letter,
    ];
    const client = await RawClient.open(house.doors.smtp.clear);
    const heard = await client.say(`${said.join('\r\n')}\r\n`).rest();
    const codes = ['220', '250', '235', '553', '250', '250', '354', '250', '221'];
    expect(heard.match(/^\d{3}(?= )/gm)).toEqual(codes);
    expect(inbox.messages()).toHaveLength(1);
  });
});
