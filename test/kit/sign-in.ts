// A client that signs in with a password by whichever protocol, and what it was told.

import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import type { Port } from '../../src/proxy/proxy.ts';
import { RawClient } from './proxy-house.ts';

export interface SignIn {
  readonly client: RawClient;
  /** The last line of the answer, or all that was said where the connection has ended instead. */
  readonly reply: string;
  readonly isIn: boolean;
}

export interface SignInOptions {
  readonly user: string;
  readonly password: string;
  /** Who vouches for the proxy, where TLS is wanted: from the first byte on a port that has it, by STARTTLS on others. */
  readonly ca?: string | undefined;
  /** Told of the client before it has said anything, for who may want to end it in the middle. */
  readonly opened?: (client: RawClient) => void;
}

const greetings = { imap: /^\* OK .*\r\n/, pop: /^\+OK.*\r\n/, smtp: /^220 .*\r\n/m } as const;
const answers = { imap: /^a1 .*\r\n/m, pop: /^(?:\+OK|-ERR).*\r\n/m, smtp: /^\d{3} .*\r\n/m } as const;
const good = { imap: /^a1 OK/, pop: /^\+OK/, smtp: /^235 / } as const;

export async function signIn(port: Port, options: SignInOptions): Promise<SignIn> {
  const { protocol } = port;
  const { user, password, ca } = options;
  const client = await RawClient.open(port, port.tls === 'implicit' ? ca : undefined);
  options.opened?.(client);
  try {
    await client.until(greetings[protocol]);
    if (ca !== undefined && port.tls === 'starttls') {
      await securing[protocol](client);
      await client.secure(ca);
    }
    await asking[protocol](client, user, password);
    const said = await client.until(answers[protocol]);
    const reply = said.split('\r\n').at(-2) ?? '';
    return { client, reply, isIn: good[protocol].test(reply) };
  } catch (error) {
    // It was closed on us: what RawClient says of that is the answer.
    if (!client.closed) throw error;
    return { client, reply: String(error), isIn: false };
  }
}

const ehlo = 'EHLO client.contoso.example\r\n';

const securing: Record<ProxyProtocol, (client: RawClient) => Promise<unknown>> = {
  imap: (client) => client.say('a0 STARTTLS\r\n').until(/^a0 OK.*\r\n/m),
  pop: (client) => client.say('STLS\r\n').until(/^\+OK.*\r\n/m),
  async smtp(client) {
    await client.say(ehlo).until(/^250 .*\r\n/m);
    await client.say('STARTTLS\r\n').until(/^220 .*\r\n/m);
  },
};

/** Ends with what the answer to is the verdict. */
const asking: Record<ProxyProtocol, (client: RawClient, user: string, password: string) => Promise<void>> = {
  async imap(client, user, password) {
    client.say(`a1 LOGIN "${user}" "${password}"\r\n`);
  },
  async pop(client, user, password) {
    await client.say(`USER ${user}\r\n`).until(/^\+OK.*\r\n/);
    client.say(`PASS ${password}\r\n`);
  },
  async smtp(client, user, password) {
    await client.say(ehlo).until(/^250 .*\r\n/m);
    client.say(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}\r\n`);
  },
};
