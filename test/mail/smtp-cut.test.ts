// The line is cut at every byte of a transaction, once in each direction. What the client says of the message is held against
// what the server really took: "sent" and "not sent" must be true, and "unknown" may be said only where nobody could know.

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { SmtpLine } from '../../src/mail/smtp/line.ts';
import type { SmtpMail, SmtpOutcome } from '../../src/mail/smtp/mail.ts';
import { transact } from '../../src/mail/smtp/transaction.ts';
import { DotReader } from '../../src/wire/dot-lines.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { wayTo } from '../kit/way-to.ts';

const body = 'Subject: x\r\n\r\n.hidden dot\r\n..two\r\n.\rnot the end\r\n';
const mail: SmtpMail = {
  from: 'anna@contoso.example',
  to: ['ben@contoso.example', 'carl@contoso.example'],
  bytes: Buffer.byteLength(body),
  has8bit: false,
  needsUtf8: false,
  async *source() {
    // In pieces that cut lines and dots apart.
    for (let at = 0; at < body.length; at += 7) yield Buffer.from(body.slice(at, at + 7));
  },
};

interface Plan {
  /** How many bytes of the client still arrive. */
  readonly heard?: number;
  /** How many bytes of the server still arrive. */
  readonly said?: number;
}

let server: Server;
let plan: Plan = {};
let took: string | undefined;
let told = 0;
let listened = 0;

beforeAll(async () => {
  server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Takes a message over the moment the last byte of the end has come, and then tries to say so. */
function serve(socket: Socket): void {
  const { heard = Number.POSITIVE_INFINITY, said = Number.POSITIVE_INFINITY } = plan;
  let line = '';
  let reader: DotReader | undefined;
  socket.on('error', () => {});
  const say = (text: string): void => {
    const left = Math.max(0, said - told);
    told += text.length;
    const shown = text.slice(0, left);
    if (shown.length < text.length) socket.end(shown);
    else socket.write(shown);
  };
  socket.on('data', (chunk: Buffer) => {
    for (const byte of chunk) {
      if (listened >= heard) return void socket.destroy();
      listened += 1;
      const one = Buffer.from([byte]);
      if (reader) {
        if (reader.push(one) === undefined) continue;
        took = reader.finish().toString('latin1');
        reader = undefined;
        say('250 2.0.0 OK <x@y> queued\r\n');
        continue;
      }
      line += one.toString('latin1');
      if (!line.endsWith('\r\n')) continue;
      if (line.startsWith('DATA')) {
        reader = new DotReader(10_000);
        say('354 go ahead\r\n');
      } else if (line.startsWith('RCPT')) say('250-2.1.5 Recipient\r\n250 2.1.5 OK\r\n');
      else say('250 2.1.0 OK\r\n');
      line = '';
    }
  });
}

async function send(planned: Plan): Promise<SmtpOutcome> {
  plan = planned;
  took = undefined;
  told = 0;
  listened = 0;
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const door = {
    tokens: fixedTokens(['t']),
    account: 'anna',
    server: { host: '127.0.0.1', port, security: 'starttls' as const },
    dialer: wayTo(),
    clock: systemClock(),
  };
  const line = new SmtpLine(door, socket);
  const offer = { extensions: new Set(['PIPELINING']), sizeMax: 1_000_000 };
  const session = { line, offer, username: 'anna@contoso.example' };
  try {
    return await transact(door, session, mail, new AbortController().signal);
  } finally {
    line.close();
  }
}

/** Whatever was said to the client is no lie. */
function check(outcome: SmtpOutcome): void {
  if (outcome.outcome === 'sent') expect(took).toBe(body);
  if (outcome.outcome === 'not-sent') expect(took).toBeUndefined();
}

describe('the line is cut', () => {
  it('nowhere: the message arrives as it is', async () => {
    const outcome = await send({});
    expect(outcome).toMatchObject({ outcome: 'sent', accepted: mail.to, refused: [] });
    expect(took).toBe(body);
  });

  it('after each byte of the client, and nothing that is said of it is wrong', async () => {
    await send({});
    const whole = listened;
    const outcomes: string[] = [];
    for (let heard = 0; heard <= whole; heard += 1) {
      const outcome = await send({ heard });
      check(outcome);
      outcomes.push(outcome.outcome);
    }
    expect(outcomes.at(-1)).toBe('sent');
    // Of the last three bytes nobody can know whether they came; of those before, whoever has not written them yet can.
    expect(outcomes.slice(0, 40).every((one) => one === 'not-sent')).toBe(true);
    expect(outcomes.slice(whole - 3, whole)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('after each byte of the server, and only its last word decides', async () => {
    await send({});
    const whole = told;
    const last = '250 2.0.0 OK <x@y> queued\r\n'.length;
    for (let said = 0; said <= whole; said += 1) {
      const outcome = await send({ said });
      check(outcome);
      const into = said - (whole - last);
      // A reply that breaks off behind its code has said what it had to say.
      const expected = into < 0 ? 'not-sent' : into < 4 ? 'unknown' : 'sent';
      expect([said, outcome.outcome]).toEqual([said, expected]);
    }
  });
});
