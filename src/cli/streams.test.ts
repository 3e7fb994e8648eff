import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStreams, type Streams } from './streams.ts';

let folder: string;
const opened: number[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streams-'));
});

afterEach(() => {
  for (const descriptor of opened.splice(0)) closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

describe.skipIf(process.platform === 'win32')('standard input without its stream', () => {
  it('a file is read to its end', async () => {
    const file = join(folder, 'refused.log');
    const text = 'A1 NO AUTHENTICATE failed.\n'.repeat(10_000);
    writeFileSync(file, text);
    expect(await all(streamsOf(open(file, constants.O_RDONLY)))).toBe(text);
  });

  it('so is a pipe whose writer is gone', async () => {
    const pipe = fifo();
    writeSync(pipe.writer, 'A1 NO AUTHENTICATE failed.\n');
    closeSync(opened.pop() ?? -1);
    expect(await all(streamsOf(pipe.reader))).toBe('A1 NO AUTHENTICATE failed.\n');
  });

  it('a pipe that is empty for now and not to be waited for is left to the stream, and nothing is lost', async () => {
    const pipe = fifo();
    writeSync(pipe.writer, 'A1 NO ');
    expect(await all(streamsOf(pipe.reader, Readable.from(['AUTHENTICATE failed.'])))).toBe(
      'A1 NO AUTHENTICATE failed.',
    );
  });

  it('whoever must hear signals reads by the stream alone', async () => {
    const pipe = fifo();
    writeSync(pipe.writer, 'not read');
    expect(await all(streamsOf(pipe.reader, Readable.from(['by the stream']), false))).toBe('by the stream');
  });
});

it.each([
  ['its own', 132, 132],
  ['80 where nobody has told it its size', 0, 80],
])('a terminal’s width is %s', (_, columns, width) => {
  // As much of a terminal as is asked.
  const stdout = { isTTY: true, columns } as NodeJS.WriteStream;
  const { stdin, stderr } = process;
  expect(openStreams({ stdin, stdout, stderr, env: {} }).width).toBe(width);
});

function streamsOf(stdinFd: number, stdin?: Readable, readsDeaf = true): Streams {
  return openStreams({
    get stdin() {
      if (!stdin) throw new Error('the stream was opened');
      // What is read of it is what any stream has.
      return stdin as NodeJS.ReadStream;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    stdinFd,
    readsDeaf,
    env: {},
  });
}

/** Neither end waits for the other. The writer was opened last. */
function fifo(): { reader: number; writer: number } {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reader, writer: open(path, constants.O_WRONLY | constants.O_NONBLOCK) };
}

function open(path: string, flags: number): number {
  const descriptor = openSync(path, flags);
  opened.push(descriptor);
  return descriptor;
}

async function all(streams: Streams): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of streams.input) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}
