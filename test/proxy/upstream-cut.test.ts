// The server goes away behind every single byte that it says in a sign-in: one named error each time, soon, and nothing
// left open on either side.

import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isMailgrantError } from '../../src/errors/error.ts';
import { type Authority, createAuthority } from '../../src/net/certificate.ts';
import { type Listener, listen } from '../../src/net/listen.ts';
import { createUpstreams } from '../../src/proxy/upstream/upstreams.ts';
import { upstreamRequest, upstreamTools } from '../kit/upstream-request.ts';

/** What is said at first and behind each line that is heard. */
const scripts = {
  imap: [
    '* OK The Microsoft Exchange IMAP4 service is ready.\r\n',
    '* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\nG1 OK done\r\n',
    '+ \r\n',
    'G2 OK AUTHENTICATE completed.\r\n',
    '* CAPABILITY IMAP4rev1\r\nG3 OK x\r\n',
    '* NAMESPACE (({1}\r\n/ NIL))\r\nG4 OK x\r\n',
  ],
  pop: ['+OK Microsoft Exchange\r\n', '+ \r\n', '+OK in\r\n', '+OK 0 0\r\n', '+OK\r\nUIDL\r\n.\r\n'],
  smtp: ['220-a\r\n220 b\r\n', '250-hello\r\n250-SIZE 10\r\n250 AUTH XOAUTH2\r\n', '235 2.7.0 in\r\n'],
} as const;

let authority: Authority;
let listener: Listener;
let script: readonly string[] = [];
let left = 0;
let harsh = false;
const open = new Set<Socket>();

beforeAll(async () => {
  authority = await createAuthority({ name: 'cut', nowMs: Date.now() });
  listener = await listen({
    tls: await authority.issue(),
    onConnection(socket) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => {});
      let step = 0;
      let text = '';
      const speak = (): void => {
        const said = (script[step] ?? '').slice(0, left);
        left -= said.length;
        step += 1;
        const over = left === 0;
        socket.write(said, () => {
          if (!over) return;
          if (harsh) socket.destroy();
          else socket.end();
        });
      };
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
        for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
          text = text.slice(end + 2);
          if (left > 0) speak();
        }
      });
      speak();
    },
  });
});
afterAll(() => listener.close());

it.each(['imap', 'pop', 'smtp'] as const)(
  '%s',
  async (protocol) => {
    script = scripts[protocol];
    const whole = script.join('').length;
    const attempt = (bytes: number): Promise<unknown> => {
      left = bytes;
      harsh = bytes % 2 === 0;
      // Nothing is remembered from the one before.
      const connect = createUpstreams(tools)[protocol];
      return connect(upstreamRequest({ port: listener.port, token: 'short' })).catch(
        (error: unknown) => error,
      );
    };
    const tools = upstreamTools(authority.pem);
    for (let bytes = 1; bytes < whole; bytes += 1) {
      const error = await attempt(bytes);
      const code = isMailgrantError(error) ? error.code : String(error);
      expect(code, `behind byte ${bytes}`).toMatch(/^(?:mail-connection-lost|net-lost)$/);
    }
    const turns = Date.now() + 5_000;
    while (open.size > 0 && Date.now() < turns) await new Promise((resolve) => setImmediate(resolve));
    expect(open.size).toBe(0);
    // And the script is one that succeeds when nothing is cut.
    const upstream = (await attempt(whole + 1)) as { socket: Socket };
    expect(upstream).toMatchObject({ text: expect.any(String) as string });
    upstream.socket.destroy();
  },
  60_000,
);
