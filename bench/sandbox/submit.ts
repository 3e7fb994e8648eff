// Submission: one connection that stays, STARTTLS and XOAUTH2, one message of 5 kB after another, each acknowledged
// before the next. Postfix has its queue on disk and files the mail into Maildirs meanwhile, as it would.

import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import type { Bench } from '../result.ts';
import { missingServers, startDebianServers } from './debian-servers.ts';
import { serve } from './served.ts';
import { allExchangeScopes, contest, explain, rateResult, sandboxTarget, type Task, user } from './task.ts';

const messages = 300;

const task: Task = {
  what: 'SMTP accept, messages of 5 kB',
  count: messages,
  unit: 'messages',
  rounds: 7,
  async prepare(target) {
    const client = await SmtpClient.open(target.smtpPort, target.ca);
    await client.say(`AUTH XOAUTH2 ${encodeXoauth2(target)}`, 235);
    const line = `${'x'.repeat(68)}\r\n`;
    const head = `From: ${user}\r\nTo: ${user}\r\nSubject: Submitted\r\nDate: Mon, 2 Nov 2026 09:00:00 +0000\r\n`;
    let serial = 0;
    return {
      async once() {
        const startedMs = performance.now();
        for (let count = 0; count < messages; count += 1) {
          serial += 1;
          await client.say(`MAIL FROM:<${user}>`, 250);
          await client.say(`RCPT TO:<${user}>`, 250);
          await client.say('DATA', 354);
          const id = `Message-ID: <submit-${serial}@contoso.example>\r\n`;
          await client.say(`${head}${id}\r\n${line.repeat(70)}.`, 250);
        }
        return (performance.now() - startedMs) / 1000;
      },
      close: () => client.close(),
    };
  },
};

export const submitBench: Bench = {
  name: 'submit',
  async run(say) {
    const served = await serve();
    const missing = missingServers();
    const peers =
      missing === undefined ? await startDebianServers(served, { user, onDisk: true }) : undefined;
    try {
      const { accessToken: token } = await served.mint(user, allExchangeScopes);
      const ours = { name: 'the sandbox', target: sandboxTarget(served, token) };
      const theirs = peers && { name: 'Postfix', target: { ...peers, user, token } };
      const [own = [], other] = await contest(task, theirs ? [ours, theirs] : [ours], say);
      const result = rateResult(task, { ours: own, peer: other, peerName: missing ?? 'Postfix', share: 1 });
      return [result.met === false ? { ...result, profile: await explain(task, say) } : result];
    } finally {
      await peers?.close();
      await served.close();
    }
  },
};

/** Says a line and reads the reply to it. */
class SmtpClient {
  #socket: Socket;
  #said = '';
  #wake = (): void => undefined;

  static async open(port: number, ca: string): Promise<SmtpClient> {
    const socket = connectTcp({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    const client = new SmtpClient(socket);
    await client.#reply(220);
    await client.say('EHLO bench.contoso.example', 250);
    await client.say('STARTTLS', 220);
    socket.removeAllListeners('data');
    const secure = connectTls({ socket, ca, servername: 'localhost' });
    await once(secure, 'secureConnect');
    client.#attach(secure);
    await client.say('EHLO bench.contoso.example', 250);
    return client;
  }

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    this.#attach(socket);
  }

  async say(text: string, code: number): Promise<void> {
    this.#socket.write(`${text}\r\n`);
    await this.#reply(code);
  }

  close(): void {
    this.#socket.destroy();
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#said += chunk.toString('latin1');
      this.#wake();
    });
    socket.on('close', () => {
      this.#said += '000 closed\r\n';
      this.#wake();
    });
  }

  async #reply(code: number): Promise<void> {
    let end = /^\d{3} .*\r\n/m.exec(this.#said);
    while (!end) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      end = /^\d{3} .*\r\n/m.exec(this.#said);
    }
    if (!end[0].startsWith(String(code))) throw new Error(`the server says: ${end[0].trim()}`);
    this.#said = this.#said.slice(end.index + end[0].length);
  }
}
