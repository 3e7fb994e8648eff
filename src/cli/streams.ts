// stdout is the result, stderr is talk. A terminal gets the form for people, a pipe gets stable lines.

import { fstatSync, readSync, writeSync } from 'node:fs';
import { systemClock, type Timer } from '../base/clock.ts';
import { fail } from '../errors/error.ts';

export type Paint = (text: string) => string;

export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

export interface Streams {
  /** A line of the result. */
  out(line: string): void;
  /** A line to the person at the terminal; never part of the result. */
  err(line: string): void;
  /** Result text exactly as it is, without a line feed of ours. */
  write(text: string | Uint8Array): void;
  /** Talk exactly as it is: a line that replaces itself. */
  writeErr(text: string): void;
  /** Standard input as it comes: a message, a file. */
  readonly input: AsyncIterable<Uint8Array>;
  /**
   * The whole of standard input, without white space around it.
   *
   * @throws `input-empty`, `input-too-long`: half of a secret is another secret
   */
  readInput(wanted: { what: string; example: string; bytesMax: number }): Promise<string>;
  /**
   * What a pipe or a file brings, where it begins within `waitMs`; nothing at a terminal. For commands that have enough
   * without it: many programs start others with a standard input that never speaks and never ends.
   */
  readPiped(waitMs: number, bytesMax: number): Promise<Buffer>;
  /** One line typed by a person. */
  ask(question: string, signal: AbortSignal): Promise<string>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
  /** stdout is a terminal that can be told where to write on a line. */
  readonly steers: boolean;
  /** Whether the locale has more than ASCII. */
  readonly utf8: boolean;
  /** Of messages: 'ja_JP.UTF-8'; undefined where none is set. */
  readonly locale: string | undefined;
  /** Columns of the terminal; 80 in a pipe. */
  readonly width: number;
  /** Of the terminal that talk goes to; undefined where it goes to none. */
  readonly errWidth: number | undefined;
  readonly paint: Palette;
  readonly paintErr: Palette;
}

export interface StreamOptions {
  /** Each opened when it is used, which takes Node.js a millisecond: a getter will do. */
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /**
   * The descriptor under `stdout`, where writing to it is what the stream does (everywhere but on Windows): to open the
   * stream of a pipe, Node.js loads its network code, 3 ms of the 20 that a cached token takes.
   */
  readonly stdoutFd?: number | undefined;
  /** The descriptor under `stdin`, likewise. */
  readonly stdinFd?: number | undefined;
  /**
   * Whether the process may wait in a read, deaf to everything else, while a pipe is silent. A command that has nothing to
   * close when a signal ends it may, and saves the 5 ms that the stream takes to open.
   */
  readonly readsDeaf?: boolean;
  /** NO_COLOR (no-color.org), FORCE_COLOR and TERM decide over colour, unless `colour` does. */
  env: NodeJS.ProcessEnv;
  /** False for --no-color. */
  readonly colour?: boolean | undefined;
}

export function openStreams(options: StreamOptions): Streams {
  const { env } = options;
  const write = resultWriter(options);
  const terminal = (): NodeJS.WriteStream | undefined =>
    canBeTerminal(options.stdoutFd) && options.stdout.isTTY === true ? options.stdout : undefined;
  const colour = (isTerminal: () => boolean): boolean => {
    if (options.colour === false || env['NO_COLOR']) return false;
    if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
    return env['TERM'] !== 'dumb' && isTerminal();
  };
  return {
    out: (line) => write(`${line}\n`),
    err: (line) => void options.stderr.write(`${line}\n`),
    write,
    writeErr: (text) => void options.stderr.write(text),
    get input() {
      return input(options);
    },
    async readInput({ what, example, bytesMax }) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of input(options)) {
        bytes += chunk.length;
        if (bytes > bytesMax) throw fail('input-too-long', { what, example, limit: bytesMax });
        chunks.push(Buffer.from(chunk));
      }
      const text = Buffer.concat(chunks).toString('utf8').trim();
      if (text === '') throw fail('input-empty', { what, example });
      return text;
    },
    async readPiped(waitMs, bytesMax) {
      const { stdin } = options;
      if (stdin.isTTY === true) return Buffer.alloc(0);
      const chunks: Buffer[] = [];
      let bytes = 0;
      const input = stdin[Symbol.asyncIterator]();
      let timer: Timer | undefined;
      const silence = new Promise<undefined>((resolve) => {
        timer = systemClock().after(waitMs, () => resolve(undefined));
      });
      try {
        let next = await Promise.race([input.next(), silence]);
        if (next === undefined) {
          // Nobody reads on: an open pipe must not keep the process.
          stdin.unref();
          return Buffer.alloc(0);
        }
        while (next.done !== true && bytes < bytesMax) {
          const chunk = Buffer.from(next.value as Buffer);
          bytes += chunk.length;
          chunks.push(chunk);
          next = await input.next();
        }
        return Buffer.concat(chunks).subarray(0, bytesMax);
      } finally {
        timer?.cancel();
      }
    },
    async ask(question, signal) {
      const { stdin, stderr } = options;
      return (await import('./ask.ts')).ask(question, { stdin, stderr, signal });
    },
    get outIsTerminal() {
      return terminal() !== undefined;
    },
    get errIsTerminal() {
      return options.stderr.isTTY === true;
    },
    get inIsTerminal() {
      return canBeTerminal(options.stdinFd) && options.stdin.isTTY === true;
    },
    get steers() {
      return env['TERM'] !== 'dumb' && terminal() !== undefined;
    },
    get utf8() {
      // POSIX: the first that is set and not empty decides. macOS and Windows have terminals of their own kind.
      const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
      return locale === undefined || locale === '' ? process.platform !== 'linux' : /utf-?8/i.test(locale);
    },
    get locale() {
      return env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || undefined;
    },
    get width() {
      // A terminal that nobody has told its size (docker, expect, a pipe of ssh) says that it has none.
      const columns = terminal()?.columns ?? 0;
      return columns > 0 ? columns : 80;
    },
    get errWidth() {
      const { isTTY, columns } = options.stderr;
      return isTTY === true ? columns || 80 : undefined;
    },
    get paint() {
      return palette(colour(() => terminal() !== undefined));
    },
    get paintErr() {
      return palette(colour(() => options.stderr.isTTY === true));
    },
  };
}

/** A pipe and a file are known by their descriptor: the stream, which takes 6 ms to open, is not asked. */
function canBeTerminal(descriptor: number | undefined): boolean {
  if (descriptor === undefined) return true;
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch (error) {
    // Closed by whoever started us; the stream knows what to say of that.
    if (error instanceof Error && 'syscall' in error) return true;
    throw error;
  }
}

const pieceBytes = 64 * 1024;

async function* input(options: StreamOptions): AsyncGenerator<Uint8Array> {
  const { stdinFd, readsDeaf } = options;
  if (readsDeaf && stdinFd !== undefined && !canBeTerminal(stdinFd)) {
    try {
      for (;;) {
        const piece = Buffer.allocUnsafe(pieceBytes);
        const bytes = readSync(stdinFd, piece);
        if (bytes === 0) return;
        yield piece.subarray(0, bytes);
      }
    } catch (error) {
      // Empty, and not to be waited for (EAGAIN: whoever shares the pipe wants it so), or a folder: the stream knows what to do.
      if (!(error instanceof Error) || !('syscall' in error)) throw error;
    }
  }
  yield* options.stdin as AsyncIterable<Uint8Array>;
}

function resultWriter(options: StreamOptions): (text: string | Uint8Array) => void {
  let descriptor = options.stdoutFd;
  return (text) => {
    let rest = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
    try {
      while (descriptor !== undefined && rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      // Full, and not to be waited for (EAGAIN), or without a reader (EPIPE): the stream knows what to do from here on.
      if (!(error instanceof Error) || !('syscall' in error)) throw error;
      descriptor = undefined;
    }
    if (rest.length > 0) options.stdout.write(rest);
  };
}

function palette(on: boolean): Palette {
  const paint =
    (open: number, close: number): Paint =>
    (text) =>
      on ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}
