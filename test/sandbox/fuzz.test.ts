// Nonsense against the three line protocols: seeded, in fragments, and after each attack a liveness probe on a new
// connection. Nothing may crash, hang or fall silent.

import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Logger } from '../../src/base/logger.ts';
import { ImapFramer } from '../../src/wire/imap/framer.ts';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import { checkImapResponse } from '../kit/imap-grammar.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

const seed = 20261102;
const rounds = 60;
const failures: unknown[] = [];
const log: Logger = {
  debug() {},
  info() {},
  warn() {},
  error: (event, fields) => void failures.push({ event, fields }),
  child: () => log,
};

let world: World;
beforeAll(async () => {
  world = await openWorld({ log });
  for (let i = 0; i < 5; i += 1) world.faces.mail.deliver(hello(`Message ${i}`), anna);
});
afterAll(() => world.close());

/** mulberry32: small, seeded, good enough to be unkind. */
function random(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = {
  imaps: [
    ...[
      'A1 ',
      'A2 UID ',
      'FETCH ',
      'STORE ',
      'SEARCH ',
      'APPEND ',
      'COPY ',
      'MOVE ',
      'LIST ',
      'SELECT ',
      'IDLE',
      'DONE',
    ],
    ...[
      '1:*',
      '0',
      '4294967295',
      '*',
      'INBOX',
      '"',
      '\\',
      '(',
      ')',
      '{3}',
      '{3+}',
      '{99999999999}',
      'BODY[',
      ']<0.',
      '>',
    ],
    ...[
      'HEADER.FIELDS (',
      'FLAGS',
      '+FLAGS',
      '\\Seen',
      'NOT ',
      'OR ',
      '\r\n',
      '\n',
      '\0',
      '&',
      'é',
      'ENVELOPE',
      'RFC822',
      ' ',
    ],
    ...[
      'EXPUNGE',
      'CLOSE',
      'RENAME ',
      'CREATE ',
      'DELETE ',
      'a/b/',
      'BODYSTRUCTURE',
      'CHARSET ',
      'SINCE 1-Jan-2020',
    ],
  ],
  pops: [
    'RETR ',
    'TOP ',
    'DELE ',
    'LIST ',
    'UIDL',
    'STAT',
    'RSET',
    '1',
    '-1',
    '99999999999',
    ' ',
    '\r\n',
    '\n',
    '\0',
    'é',
    'AUTH',
    'CAPA',
  ],
  smtp: [
    ...[
      'EHLO x',
      'MAIL FROM:',
      '<anna@contoso.com>',
      'RCPT TO:',
      '<>',
      'DATA',
      'BDAT ',
      '3 LAST',
      '0',
      '.',
      '\r\n',
      '\n',
      '\0',
    ],
    ...[' SIZE=', '99999999999', 'RSET', 'AUTH LOGIN', '*', 'é', 'BODY=BINARYMIME', 'VRFY', '=', ' '],
  ],
} as const;

async function open(door: 'imaps' | 'pops' | 'smtp'): Promise<Socket> {
  const { host, port } = world.faces.endpoints[door];
  if (door !== 'smtp') {
    const socket = connectTls({ host, port, ca: world.caPem });
    await until(socket, /ready/);
    return socket;
  }
  const plain = connect(port, host);
  await until(plain, /ready/);
  await say(plain, 'EHLO fuzz\r\nSTARTTLS\r\n', /SMTP server ready\r\n/);
  plain.removeAllListeners('data');
  const socket = connectTls({ socket: plain, servername: 'localhost', ca: world.caPem });
  await say(socket, 'EHLO fuzz\r\n', /250 SMTPUTF8\r\n/);
  return socket;
}

function until(socket: Socket, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (pattern.test(text)) {
        socket.off('data', onData);
        resolve(text);
      }
    };
    socket.on('data', onData);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`closed after ${JSON.stringify(text.slice(-200))}`)));
  });
}

async function say(socket: Socket, text: string, pattern: RegExp): Promise<string> {
  const answer = until(socket, pattern);
  socket.write(text);
  return answer;
}

async function signIn(door: 'imaps' | 'pops' | 'smtp', socket: Socket): Promise<void> {
  const token = world.token(anna, 'exchange', ['IMAP.AccessAsUser.All', 'POP.AccessAsUser.All', 'SMTP.Send']);
  const blob = encodeXoauth2({ user: anna, token });
  if (door === 'imaps') {
    await say(socket, `L1 AUTHENTICATE XOAUTH2 ${blob}\r\n`, /L1 OK/);
    await say(socket, 'L2 SELECT INBOX\r\n', /L2 OK/);
  } else if (door === 'pops') {
    await say(socket, 'AUTH XOAUTH2\r\n', /\+ \r\n/);
    await say(socket, `${blob}\r\n`, /\+OK User/);
  } else await say(socket, `AUTH XOAUTH2 ${blob}\r\n`, /235 /);
}

/** IMAP's answers are read by its grammar, whatever was asked. */
function checker(door: 'imaps' | 'pops' | 'smtp'): { push(chunk: Buffer): void; problems: string[] } {
  const problems: string[] = [];
  const framer = new ImapFramer('server', {
    lineBytesMax: 1 << 24,
    literalBytesMax: 1 << 26,
    unitBytesMax: 1 << 27,
  });
  return {
    problems,
    push(chunk) {
      if (door !== 'imaps') return;
      framer.push(chunk);
      for (let frame = framer.next(); frame?.kind === 'unit'; frame = framer.next()) {
        try {
          checkImapResponse(frame.bytes, { bareCopyUid: true });
        } catch (error) {
          problems.push(String(error));
        }
      }
    },
  };
}

describe.each(['imaps', 'pops', 'smtp'] as const)(`%s, seed ${seed}`, (door) => {
  it('answers the next client after every attack', async () => {
    const next = random(seed);
    const pick = (): string => words[door][Math.floor(next() * words[door].length)] ?? '';
    for (let round = 0; round < rounds; round += 1) {
      const socket = await open(door);
      await signIn(door, socket);
      socket.on('error', () => {});
      const check = checker(door);
      socket.on('data', check.push);
      const text = Array.from({ length: 5 + Math.floor(next() * 40) }, pick).join('');
      const size = [1, 3, 17, 10_000][round % 4] ?? 1;
      const bytes = Buffer.from(`${text}\r\n`);
      for (let at = 0; at < bytes.length && socket.writable; at += size) {
        await new Promise((resolve) => socket.write(bytes.subarray(at, at + size), resolve));
      }
      // The server reads the end only after everything before it.
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.end();
      await closed;
      expect(failures, `round ${round}: ${JSON.stringify(text)}`).toEqual([]);
      expect(check.problems, `round ${round}: ${JSON.stringify(text)}`).toEqual([]);
    }
    const probe = await open(door);
    await signIn(door, probe);
    probe.on('error', () => {});
    probe.destroy();
    expect(failures).toEqual([]);
  });
});
