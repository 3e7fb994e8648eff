// Servers that go away at an unlucky moment, one script each: the proxy's own part of mending, without a sandbox.

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import { Proxy } from '../../src/proxy/proxy.ts';
import { RawClient } from '../kit/proxy-house.ts';

type Script = (line: string, server: Socket) => void;

let proxy: Proxy;
let behind: Server;
let client: RawClient;
let connections: number;

/** Each connection to the server plays the next script, line by line. */
async function signIn(...scripts: readonly Script[]): Promise<void> {
  connections = 0;
  behind = createServer((socket) => {
    const script = scripts[connections - 1];
    socket.on('error', () => undefined);
    socket.setEncoding('latin1').on('data', (text: string) => {
      for (const line of text.split('\r\n').filter(Boolean)) script?.(line, socket);
    });
  });
  behind.listen(0, '127.0.0.1');
  await once(behind, 'listening');
  const at = behind.address();
  const port = typeof at === 'object' && at ? at.port : 0;
  proxy = await Proxy.start({
    ports: [{ protocol: 'imap', host: '127.0.0.1', port: 0, tls: 'starttls' }],
    name: 'localhost',
    doorkeeper: {
      admit: () =>
        Promise.resolve({
          // A brand over text.
          account: 'acc_1' as AccountId,
          accountName: 'anna',
          mailbox: 'anna@contoso.example',
          user: 'anna@contoso.example',
          passwordName: 'test',
          senders: undefined,
          ended: new AbortController().signal,
          leave: () => undefined,
        }),
    },
    async connect() {
      connections += 1;
      const socket = connect({ port, host: '127.0.0.1' });
      await once(socket, 'connect');
      socket.pause();
      return { socket, rest: Buffer.alloc(0), capabilities: ['IMAP4rev1', 'IDLE'], text: 'done' };
    },
    clock: systemClock(),
    log: silentLogger,
    rescue: true,
  });
  const [opened] = proxy.ports;
  if (!opened) throw new Error('it does not listen');
  client = await RawClient.open(opened);
  await client.until(/^\* OK.*\r\n/);
  await client.say('a1 LOGIN anna right\r\n').until(/^a1 OK.*\r\n/m);
}

afterEach(async () => {
  client.close();
  await proxy.stop({ graceMs: 0 });
  behind.close();
});

const noops: Script = (line, server) => {
  const tag = line.split(' ')[0];
  server.write(`${tag} OK done\r\n`);
};

describe('a server that goes away', () => {
  it('between DONE and its answer: the client is answered at once, and has another server when it speaks', async () => {
    await signIn((line, server) => {
      if (line.endsWith('IDLE')) server.write('+ idling\r\n');
      else if (line === 'DONE') server.destroy();
    }, noops);
    await client.say('a2 IDLE\r\n').until(/^\+ .*\r\n/m);
    expect(await client.say('DONE\r\n').until(/\r\n/)).toBe('a2 OK IDLE completed.\r\n');
    expect(connections).toBe(1);
    expect(await client.say('a3 NOOP\r\n').until(/\r\n/)).toBe('a3 OK done\r\n');
    expect(connections).toBe(2);
  });

  it('again and again before it answers anything: the client is told', async () => {
    const away: Script = (_line, server) => void server.destroy();
    const refuse: Script = (line, server) => {
      if (line.includes('SELECT')) {
        server.write('* 1 EXISTS\r\n* OK [UIDVALIDITY 1] a\r\n* OK [UIDNEXT 2] b\r\n');
        server.write(`${line.split(' ')[0]} OK [READ-WRITE] done\r\n`);
      } else server.destroy();
    };
    await signIn(refuse, away, away);
    await client.say('a2 SELECT Inbox\r\n').until(/^a2 OK.*\r\n/m);
    expect(await client.say('a3 NOOP\r\n').rest()).toMatch(/^\* BYE \[UNAVAILABLE\] /);
    expect(connections).toBe(3);
  });
});
