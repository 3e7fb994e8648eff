// Plays the client half of a dialog file against a server, cut into fragments of a chosen size. A line of a file is
// `C text`, `S text`, `# remark`, or `TLS`; `b64<...>` and `{slot}` are filled in, `*` in an S line stands for anything.
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface DialogStep {
  readonly side: 'C' | 'S' | 'TLS';
  readonly text: string;
}

export interface PlayOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly tls?: boolean;
  readonly caPem: string;
  readonly fragmentBytes: number;
  readonly slots: Readonly<Record<string, string>>;
  /** Is shown every line of the server; throws where it is none of the protocol's. */
  readonly check?: (line: Buffer) => void;
}

export function readDialog(file: string): DialogStep[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  if (!/^# .*source:/.test(lines[0] ?? '')) throw new Error(`${file}: the first line names its source`);
  return lines.flatMap((line): DialogStep[] => {
    if (line === '' || line.startsWith('#')) return [];
    if (line === 'TLS') return [{ side: 'TLS', text: '' }];
    const [, side, text] = /^([CS]) {1,2}(.*)$/.exec(line) ?? [];
    if ((side !== 'C' && side !== 'S') || text === undefined)
      throw new Error(`${file}: not a line of a dialog: ${line}`);
    return [{ side, text }];
  });
}

/** Rejects with the first line that differs. `END` in an S line is the end of the connection. */
export async function playDialog(steps: readonly DialogStep[], options: PlayOptions): Promise<void> {
  const { host, port, caPem } = options;
  let peer = new Peer(options.tls ? connectTls({ host, port, ca: caPem }) : connect(port, host));
  try {
    for (const { side, text } of steps) {
      const filled = fill(text, options.slots);
      if (side === 'C') await peer.send(`${filled}\r\n`, options.fragmentBytes);
      else if (side === 'TLS') peer = new Peer(await peer.secure(host, caPem));
      else {
        const line = await peer.line();
        if (line !== 'END') options.check?.(Buffer.from(line));
        if (!matches(filled, line)) throw new Error(`expected ${filled}\n     got ${line}`);
      }
    }
  } finally {
    peer.close();
  }
}

class Peer {
  #socket: Socket;
  #text = '';
  #ended = false;
  #wake = (): void => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('utf8');
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    socket.on('error', end);
    socket.on('end', end);
    socket.on('close', end);
  }

  async send(text: string, fragmentBytes: number): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.length; at += fragmentBytes) {
      if (this.#ended) return;
      await new Promise((resolve) => this.#socket.write(bytes.subarray(at, at + fragmentBytes), resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#text.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return line;
      }
      if (this.#ended) return 'END';
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async secure(servername: string, ca: string): Promise<Socket> {
    this.#socket.removeAllListeners('data');
    const host = /^[\d.]+$/.test(servername) ? 'localhost' : servername;
    const socket = connectTls({ socket: this.#socket, servername: host, ca });
    await new Promise((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    return socket;
  }

  close(): void {
    this.#socket.destroy();
  }
}

export function fill(text: string, slots: Readonly<Record<string, string>>): string {
  return text
    .replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole)
    .replace(/b64<([^>]*)>/g, (_, plain: string) =>
      Buffer.from(
        plain.replace(/\\x([0-9a-f]{2})/gi, (_whole, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
      ).toString('base64'),
    );
}

export function matches(pattern: string, line: string): boolean {
  // An untagged response begins with a star of its own.
  const star = pattern.startsWith('* ') ? '* ' : '';
  const pieces = pattern
    .slice(star.length)
    .split('*')
    .map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${star === '' ? '' : '\\* '}${pieces.join('.*')}$`).test(line);
}
