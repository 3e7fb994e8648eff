// A POP3 server with a mind of its own, over TLS: messages in an array, and every way to be odd that RFC 1939 and RFC 2449
// allow. It locks its maildrop, deletes at QUIT and nowhere else, and cuts what it says into fragments.

import type { Socket } from 'node:net';
import { createAuthority } from '../../src/net/certificate.ts';
import { listen } from '../../src/net/listen.ts';
import { decodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';

export interface PopServerOptions {
  /** Oldest first. */
  readonly messages: readonly Buffer[];
  /** What UIDL says of a message; undefined for a server without UIDL. */
  readonly uidOf?: ((message: Buffer, index: number) => string) | undefined;
  readonly pipelining?: boolean;
  readonly loginDelaySeconds?: number;
  readonly top?: boolean;
  readonly fragmentBytes?: number;
  /** The answer to the token. */
  readonly signIn?: (attempt: number) => string | undefined;
  /** The answer to QUIT; 'lost' for none. What is marked is deleted unless `refuse` says no. */
  readonly atQuit?: (attempt: number) => 'fine' | 'lost-after' | 'lost-before' | 'refused';
  /** Hangs up after so many bytes of the answer to a RETR. */
  readonly cutRetrAfter?: (attempt: number) => number | undefined;
}

export interface OddPopServer {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
  /** What is there now, oldest first; a test may change it between two sessions. */
  readonly messages: Buffer[];
  /** Every command of every session, without the tokens. */
  readonly heard: string[];
  /** Who signed in, in order. */
  readonly users: string[];
  readonly sessions: number;
  /** The most commands that were there before the first of them was answered. */
  readonly mostAhead: number;
  close(): Promise<void>;
}

export async function startOddPop(options: PopServerOptions): Promise<OddPopServer> {
  const authority = await createAuthority({ name: 'odd POP', nowMs: Date.now() });
  const state = {
    messages: [...options.messages],
    uids: new Map(options.messages.map((message, index) => [message, options.uidOf?.(message, index)])),
    heard: [] as string[],
    users: [] as string[],
    sessions: 0,
    signIns: 0,
    quits: 0,
    retrs: 0,
    mostAhead: 0,
    locked: false,
  };
  const listener = await listen({
    tls: await authority.issue(),
    onConnection: (socket) => serve(socket, options, state),
    onClientError: () => undefined,
  });
  return {
    host: listener.host,
    port: listener.port,
    ca: authority.pem,
    messages: state.messages,
    heard: state.heard,
    users: state.users,
    get sessions() {
      return state.sessions;
    },
    get mostAhead() {
      return state.mostAhead;
    },
    close: () => listener.close(),
  };
}

type State = {
  messages: Buffer[];
  uids: Map<Buffer, string | undefined>;
  heard: string[];
  users: string[];
  sessions: number;
  signIns: number;
  quits: number;
  retrs: number;
  mostAhead: number;
  locked: boolean;
};

function serve(socket: Socket, options: PopServerOptions, state: State): void {
  const { fragmentBytes = 65_536, top = true } = options;
  state.sessions += 1;
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  let [mine, expectsToken, text] = [false, false, ''];
  let drop: readonly Buffer[] = [];
  const marked = new Set<number>();
  const queue: string[] = [];
  let busy = false;
  socket.on('close', () => {
    if (mine) state.locked = false;
  });
  const write = async (bytes: Buffer | string): Promise<void> => {
    const whole = Buffer.from(bytes);
    for (let at = 0; at < whole.length; at += fragmentBytes) {
      if (socket.destroyed) return;
      await new Promise<void>((resolve) =>
        socket.write(whole.subarray(at, at + fragmentBytes), () => resolve()),
      );
      if (fragmentBytes < 1000) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const capabilities = [
    'SASL XOAUTH2',
    ...(top ? ['TOP'] : []),
    ...(options.uidOf ? ['UIDL'] : []),
    ...(options.pipelining ? ['PIPELINING'] : []),
    ...(options.loginDelaySeconds === undefined ? [] : [`LOGIN-DELAY ${options.loginDelaySeconds}`]),
  ];
  const lines = (value: (message: Buffer, index: number) => string): string =>
    drop
      .map((message, index) => (marked.has(index) ? '' : `${index + 1} ${value(message, index)}\r\n`))
      .join('');
  const answer = async (line: string): Promise<void> => {
    if (expectsToken) {
      expectsToken = false;
      state.users.push(decodeXoauth2(line)?.user ?? 'nobody');
      state.signIns += 1;
      const refusal = state.locked ? '-ERR [IN-USE] maildrop is locked' : options.signIn?.(state.signIns);
      if (refusal !== undefined) return write(`${refusal}\r\n`);
      state.locked = mine = true;
      drop = [...state.messages];
      return write('+OK\r\n');
    }
    state.heard.push(line);
    const [name = '', first = '0'] = line.split(' ');
    const message = drop[Number(first) - 1];
    const known = message && !marked.has(Number(first) - 1) ? message : undefined;
    switch (name) {
      case 'CAPA':
        return write(['+OK', ...capabilities, '.', ''].join('\r\n'));
      case 'AUTH':
        expectsToken = true;
        return write('+ \r\n');
      case 'STAT':
        return write(`+OK ${drop.length} ${drop.reduce((sum, { length }) => sum + length, 0)}\r\n`);
      case 'LIST':
        return write(`+OK\r\n${lines(({ length }) => String(length))}.\r\n`);
      case 'UIDL':
        if (!options.uidOf) return write('-ERR what is that\r\n');
        return write(`+OK\r\n${lines((one) => state.uids.get(one) ?? options.uidOf?.(one, -1) ?? '')}.\r\n`);
      case 'TOP': {
        if (!top || !known) return write('-ERR no\r\n');
        return write(Buffer.concat([Buffer.from('+OK\r\n'), dotLines(headOf(known))]));
      }
      case 'RETR': {
        if (!known) return write('-ERR no such message\r\n');
        state.retrs += 1;
        const cut = options.cutRetrAfter?.(state.retrs);
        const bytes = Buffer.concat([Buffer.from('+OK\r\n'), dotLines(known)]);
        await write(cut === undefined ? bytes : bytes.subarray(0, cut));
        if (cut !== undefined) socket.destroy();
        return;
      }
      case 'DELE':
        if (!known) return write('-ERR no such message\r\n');
        marked.add(Number(first) - 1);
        return write('+OK\r\n');
      case 'QUIT': {
        if (marked.size > 0) state.quits += 1;
        const how = marked.size > 0 ? (options.atQuit?.(state.quits) ?? 'fine') : 'fine';
        if (how === 'fine' || how === 'lost-after') {
          for (const index of marked) {
            const at = state.messages.indexOf(drop[index] ?? Buffer.alloc(0));
            if (at >= 0) state.messages.splice(at, 1);
          }
        }
        state.locked = mine = false;
        if (how === 'lost-after' || how === 'lost-before') return void socket.destroy();
        await write(how === 'refused' ? '-ERR some deleted messages not removed\r\n' : '+OK bye\r\n');
        return void socket.end();
      }
      default:
        return write('-ERR unknown\r\n');
    }
  };
  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let line = queue.shift(); line !== undefined; line = queue.shift()) await answer(line);
    busy = false;
  };
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
      queue.push(text.slice(0, end));
      text = text.slice(end + 2);
    }
    state.mostAhead = Math.max(state.mostAhead, queue.length);
    void work();
  });
  void write('+OK ready\r\n');
}

function headOf(message: Buffer): Buffer {
  const end = message.indexOf('\r\n\r\n');
  return end < 0 ? message : message.subarray(0, end + 4);
}

/** As a server does that mends nothing: a bare LF stays one. */
function dotLines(message: Buffer): Buffer {
  const text = message.toString('latin1').replace(/^\./, '..').replace(/\n\./g, '\n..');
  return Buffer.from(`${text}${text === '' || text.endsWith('\n') ? '' : '\r\n'}.\r\n`, 'latin1');
}
