// A token endpoint in a few lines, shared by several processes: it counts, rotates like Microsoft's (the old refresh
// token goes on working) and can be slow, so that a process can be killed in the middle of a refresh.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenServer {
  readonly url: string;
  /** Refresh tokens in the order in which they came in. */
  readonly asked: string[];
  /** Every refresh token that was ever handed out is good. */
  readonly issued: Set<string>;
  delayMs: number;
  /** Resolves when the next one has come in, before it is answered. */
  nextAsked(): Promise<void>;
  close(): Promise<void>;
}

export async function startTokenServer(): Promise<TokenServer> {
  let count = 0;
  const issued = new Set<string>(['first']);
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(body);
      for (const tell of waiting.splice(0)) tell();
      setTimeout(() => {
        if (!issued.has(body)) return void response.writeHead(400).end('{}');
        count += 1;
        const refresh = `refresh-${count}`;
        issued.add(refresh);
        response.end(JSON.stringify({ access: `access-${count}`, refresh }));
      }, self.delayMs);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const self: TokenServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    issued,
    delayMs: 0,
    nextAsked: () => new Promise((resolve) => void waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return self;
}
