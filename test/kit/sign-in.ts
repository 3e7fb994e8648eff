// A client that signs in with a password, in one breath, by whichever protocol; and what it was told.

import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import type { Port } from '../../src/proxy/proxy.ts';
import { RawClient } from './proxy-house.ts';

export interface SignIn {
  readonly client: RawClient;
  /** The last line of the answer, or all that was said where the connection has ended instead. */
  readonly reply: string;
  readonly isIn: boolean;
}

const greetings = { imap: /^\* OK .*\r\n/, pop: /^\+OK.*\r\n/, smtp: /^220 .*\r\n/m } as const;
const answers = { imap: /^a1 .*\r\n/m, pop: /^(?:\+OK|-ERR).*\r\n/m, smtp: /^\d{3} .*\r\n/m } as const;
const good = { imap: /^a1 OK/, pop: /^\+OK/, smtp: /^235 / } as const;

/** @param ca - for TLS from the first byte */
export async function signIn(
  port: Port,
  { user, password, ca }: { user: string; password: string; ca?: string },
): Promise<SignIn> {
  const { protocol } = port;
  const client = await RawClient.open(port, ca);
  try {
    await client.until(greetings[protocol]);
    await before[protocol](client, user, password);
    const said = await client.until(answers[protocol]);
    const reply = said.split('\r\n').at(-2) ?? '';
    return { client, reply, isIn: good[protocol].test(reply) };
  } catch (error) {
    // It was closed on us: what RawClient says of that is the answer.
    if (!client.closed) throw error;
    return { client, reply: String(error), isIn: false };
  }
}

const before: Record<ProxyProtocol, (client: RawClient, user: string, password: string) => Promise<void>> = {
  async imap(client, user, password) {
    client.say(`a1 LOGIN "${user}" "${password}"\r\n`);
  },
  async pop(client, user, password) {
    await client.say(`USER ${user}\r\n`).until(/^\+OK.*\r\n/);
    client.say(`PASS ${password}\r\n`);
  },
  async smtp(client, user, password) {
    await client.say('EHLO client.contoso.example\r\n').until(/^250 .*\r\n/m);
    client.say(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}\r\n`);
  },
};
