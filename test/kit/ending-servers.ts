// Mail servers that take any token, say what Exchange says in a sign-in, and end in the middle of it: behind any byte that
// they were to say, in any way in which a line ends, or never.

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { createAuthority } from '../../src/net/certificate.ts';
import { type ProxyProtocol, proxyProtocols } from '../../src/proxy/front/front.ts';

/** What is said at first, and to each line that is heard. */
interface Script {
  readonly greeting: string;
  readonly answers: ReadonlyArray<readonly [RegExp, string]>;
}

/** TAG stands for the tag that was heard last. A line that is no command is the token. */
const scripts: Readonly<Record<ProxyProtocol, Script>> = {
  imap: {
    greeting: '* OK The Microsoft Exchange IMAP4 service is ready.\r\n',
    answers: [
      [/ CAPABILITY$/, '* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\nTAG OK done\r\n'],
      [/ NAMESPACE$/, '* NAMESPACE (({1}\r\n/ NIL))\r\nTAG OK x\r\n'],
      [/ AUTHENTICATE XOAUTH2$/, '+ \r\n'],
      [/^\S+$/, 'TAG OK AUTHENTICATE completed.\r\n'],
    ],
  },
  pop: {
    greeting: '+OK Microsoft Exchange\r\n',
    answers: [
      [/^AUTH XOAUTH2$/, '+ \r\n'],
      [/^STAT$/, '+OK 0 0\r\n'],
      [/^CAPA$/, '+OK\r\nUIDL\r\n.\r\n'],
      [/^\S+$/, '+OK in\r\n'],
    ],
  },
  smtp: {
    greeting: '220-a\r\n220 b\r\n',
    answers: [
      [/^EHLO /, '250-hello\r\n250-SIZE 10\r\n250 AUTH XOAUTH2\r\n'],
      [/^AUTH XOAUTH2$/, '334 \r\n'],
      [/^\S+$/, '235 2.7.0 in\r\n'],
    ],
  },
};

/** Both sides in order; at once, with what is on the way; by a reset; not at all, and not a word more. */
export type Ending = 'end' | 'destroy' | 'reset' | 'silence';

export interface EndingServer {
  readonly port: number;
  /** The connections from now on; 0 is before TLS has begun, undefined for never. */
  ends(after: { readonly bytes: number; readonly ending: Ending } | undefined): void;
  /** Connections, and those of them that have fallen silent. */
  readonly open: number;
  readonly silent: number;
}

export interface EndingServers {
  readonly servers: Readonly<Record<ProxyProtocol, EndingServer>>;
  readonly caPem: string;
  close(): Promise<void>;
}

export async function endingServers(): Promise<EndingServers> {
  const authority = await createAuthority({ name: 'Ending', nowMs: Date.now() });
  const context = createSecureContext(await authority.issue());
  const started = await Promise.all(
    proxyProtocols.map(async (protocol) => [protocol, await start(scripts[protocol], context)] as const),
  );
  const of = (wanted: ProxyProtocol): EndingServer => {
    const [, server] = started.find(([protocol]) => protocol === wanted) ?? [];
    if (!server) throw new Error(`there is none for ${wanted}`);
    return server;
  };
  return {
    servers: { imap: of('imap'), pop: of('pop'), smtp: of('smtp') },
    caPem: authority.pem,
    async close() {
      for (const [, server] of started) await server.close();
    },
  };
}

async function start(
  script: Script,
  context: SecureContext,
): Promise<EndingServer & { close(): Promise<void> }> {
  const open = new Set<Socket>();
  const silent = new Set<Socket>();
  const gone = (raw: Socket): void => {
    open.delete(raw);
    silent.delete(raw);
  };
  let after: Parameters<EndingServer['ends']>[0];
  const server: Server = createServer((raw) => {
    open.add(raw);
    raw.on('error', () => {});
    raw.on('close', () => gone(raw));
    serve(raw, script, { context, after, fallSilent: () => silent.add(raw), over: () => gone(raw) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server that listens has an AddressInfo.
  const { port } = server.address() as { port: number };
  return {
    port,
    ends: (next) => {
      after = next;
    },
    get open() {
      return open.size;
    },
    get silent() {
      return silent.size;
    },
    async close() {
      for (const raw of open) raw.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function serve(
  raw: Socket,
  { greeting, answers }: Script,
  {
    context,
    after,
    fallSilent,
    over,
  }: {
    context: SecureContext;
    after: Parameters<EndingServer['ends']>[0];
    fallSilent: () => void;
    over: () => void;
  },
): void {
  let left = after?.bytes ?? Number.POSITIVE_INFINITY;
  const strike = (line: Socket): void => {
    // It is heard when the other side leaves.
    line.resume();
    switch (after?.ending) {
      case 'end':
        return void line.end();
      case 'reset':
        return void raw.resetAndDestroy();
      case 'silence':
        return fallSilent();
      case 'destroy':
      case undefined:
        return void raw.destroy();
    }
  };
  if (left === 0) return strike(raw);
  const socket = new TLSSocket(raw, { isServer: true, secureContext: context });
  socket.on('error', () => {});
  // It has taken the line over: the one beneath may have nothing more to tell.
  socket.on('close', over);
  let heard = '';
  let tag = '';
  const speak = (text: string): void => {
    const said = text.replace('TAG', tag).slice(0, left);
    left -= said.length;
    socket.write(said, () => {
      if (left === 0) strike(socket);
    });
  };
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
      const line = heard.slice(0, end);
      heard = heard.slice(end + 2);
      tag = /^(G\d+) /.exec(line)?.[1] ?? tag;
      const [, answer] = answers.find(([pattern]) => pattern.test(line)) ?? [];
      if (answer === undefined) throw new Error(`not in the script: ${line}`);
      if (left > 0) speak(answer);
    }
  });
  socket.once('secure', () => speak(greeting));
}
