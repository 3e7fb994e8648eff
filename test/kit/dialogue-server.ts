// A server that knows one dialogue by heart. The text reads like an RFC: `S` lines are sent, `C` lines are expected,
// `TLS` is where a STARTTLS handshake happens, `CLOSE` hangs up, `---` begins the next connection.
//
//   {t}       binds on first sight, has to be the same afterwards (a tag); values can be given beforehand
//   b64<..>   the base64 of what is inside
//   \x01      in what the server says, and inside b64<..>: the character of that number
//   ...       at the end of a line: anything may follow

import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createAuthority } from '../../src/net/certificate.ts';
import { listen } from '../../src/net/listen.ts';

export interface DialogueServer {
  readonly host: string;
  readonly port: number;
  /** What a client has to trust. */
  readonly ca: string;
  /** Every line that clients sent. */
  readonly heard: readonly string[];
  /** Closes, and throws when a client said something else than was written, or not all of it was played. */
  finish(): Promise<void>;
}

export async function playServer(
  text: string,
  options: {
    tls: boolean;
    values?: Record<string, string>;
    /** What is said at a stretch is cut into pieces of so many bytes. Default: a piece for each line. */
    fragmentBytes?: number | undefined;
    /** A client that hangs up before the end has done something else. Default: it may. */
    whole?: boolean;
  },
): Promise<DialogueServer> {
  const authority = await createAuthority({ name: 'dialogue', nowMs: Date.now() });
  const identity = await authority.issue();
  const scenes = text.split(/^\s*---\s*$/m).map((scene) =>
    scene
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
  const heard: string[] = [];
  const problems: string[] = [];
  let played = 0;
  const listener = await listen({
    ...(options.tls ? { tls: identity } : {}),
    onConnection: (socket) => {
      const scene = scenes[played];
      played += 1;
      if (!scene) {
        problems.push(`connection ${played} was not expected`);
        socket.destroy();
        return;
      }
      const { values, fragmentBytes, whole = false } = options;
      play(socket, scene, { identity, values: { ...values }, heard, problems, fragmentBytes, whole });
    },
    onClientError: (error) => problems.push(`TLS: ${error.message}`),
  });
  return {
    host: listener.host,
    port: listener.port,
    ca: authority.pem,
    heard,
    async finish() {
      await listener.close();
      if (played < scenes.length) problems.push(`${scenes.length - played} connections never came`);
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}

function escaped(text: string): string {
  return text.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function play(
  raw: Socket,
  scene: string[],
  state: {
    identity: { key: string; cert: string };
    values: Record<string, string>;
    heard: string[];
    problems: string[];
    fragmentBytes: number | undefined;
    whole: boolean;
  },
): void {
  const { values, heard, problems, fragmentBytes } = state;
  let socket = raw;
  let at = 0;
  let buffer = '';
  const expand = (line: string): string =>
    line
      .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
      .replace(/b64<([^>]*)>/g, (_, inner: string) => Buffer.from(escaped(inner)).toString('base64'));
  // Pieces in their order, each on its way before the next is written, so that the client reads them apart.
  let said = Promise.resolve();
  const write = (line: string): void => {
    const to = socket;
    if (fragmentBytes === undefined) return void to.write(line);
    const bytes = Buffer.from(line, 'utf8');
    said = said.then(async () => {
      for (let at = 0; at < bytes.length && to.writable; at += fragmentBytes) {
        await new Promise((resolve) => to.write(bytes.subarray(at, at + fragmentBytes), resolve));
        // Not behind the last: what the client answers may be a handshake.
        if (at + fragmentBytes < bytes.length) await new Promise((resolve) => setImmediate(resolve));
      }
    });
  };
  const speak = (): void => {
    // What is said without a pause is one stretch: whole, it comes in one packet.
    const lines: string[] = [];
    while (/^S(?: |$)/.test(scene[at] ?? '')) {
      lines.push(`${escaped(expand((scene[at] ?? '').slice(2).trim()))}\r\n`);
      at += 1;
    }
    if (fragmentBytes === undefined) for (const line of lines) write(line);
    else if (lines.length > 0) write(lines.join(''));
    if (scene[at] === 'CLOSE') void said.then(() => socket.end());
    else if (scene[at] === 'TLS') {
      at += 1;
      void said.then(() => {
        socket.removeAllListeners('data');
        socket = new TLSSocket(socket, { isServer: true, ...state.identity });
        attach();
        speak();
      });
    }
  };
  const hear = (said: string): void => {
    heard.push(said);
    const line = scene[at];
    // It is hanging up: what is said to it then is not heard.
    if (line === 'CLOSE') return;
    if (line !== 'C' && !line?.startsWith('C ')) {
      problems.push(`heard ${JSON.stringify(said)}, expected ${line ?? 'nothing more'}`);
      return void socket.destroy();
    }
    const wanted = expand(line.slice(2).trim());
    const open = wanted.endsWith('...');
    const names: string[] = [];
    const pattern = (open ? wanted.slice(0, -3) : wanted)
      .split(/\{(\w+)\}/)
      .map((part, index) => {
        if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        names.push(part);
        return '(\\S+)';
      })
      .join('');
    const match = new RegExp(`^${pattern}${open ? '' : '$'}`).exec(said);
    if (!match) {
      problems.push(`heard ${JSON.stringify(said)}, expected ${JSON.stringify(wanted)}`);
      return void socket.destroy();
    }
    for (const [index, name] of names.entries()) values[name] = match[index + 1] ?? '';
    at += 1;
    speak();
  };
  const attach = (): void => {
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('latin1');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        hear(line);
      }
    });
    // A client may hang up whenever it has heard enough; what was left unsaid shows in `heard`.
    socket.on('error', () => {});
  };
  raw.on('close', () => {
    if (state.whole && at < scene.length && scene[at] !== 'CLOSE') problems.push(`never heard ${scene[at]}`);
  });
  raw.setNoDelay(true);
  attach();
  speak();
}
