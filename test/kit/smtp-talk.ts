// An SMTP client by hand, for tests of a submission server: says whatever it is told to, right or wrong, and hands back
// what came. Every reply it reads goes through the grammar of RFC 5321 section 4.2 and RFC 2034.

import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import {
  joinSmtpReply,
  parseSmtpReplyLine,
  type SmtpReply,
  type SmtpReplyLine,
} from '../../src/wire/smtp/reply.ts';

export interface SmtpTalk {
  /** The reply to one command; without its line end. */
  say(command: string): Promise<string>;
  /** Bytes as they are; the reply is `next`'s to read. */
  send(bytes: Buffer | string): void;
  /** The next reply, its lines joined; 'END' when the server has closed. */
  next(): Promise<string>;
  startTls(): Promise<void>;
  close(): void;
}

export interface SmtpTalkOptions {
  host: string;
  port: number;
  caPem: string;
}

export async function talkSmtp({ host, port, caPem }: SmtpTalkOptions): Promise<SmtpTalk> {
  let socket: Socket = connect({ host, port });
  let text = '';
  let ended = false;
  let wake = (): void => {};
  const attach = (): void => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      wake();
    });
    const end = (): void => {
      ended = true;
      wake();
    };
    socket.on('error', end);
    socket.on('close', end);
  };
  attach();
  const line = async (): Promise<string | undefined> => {
    for (;;) {
      const end = text.indexOf('\n');
      if (end >= 0) {
        const found = text.slice(0, end + 1);
        text = text.slice(end + 1);
        return found;
      }
      if (ended) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const talk: SmtpTalk = {
    async say(command) {
      talk.send(`${command}\r\n`);
      return talk.next();
    },
    send(bytes) {
      if (!ended) socket.write(bytes);
    },
    async next() {
      const lines: SmtpReplyLine[] = [];
      for (;;) {
        const found = await line();
        if (found === undefined) return 'END';
        lines.push(checkSmtpReply(found));
        const reply = lines.at(-1)?.last ? joinSmtpReply(lines) : undefined;
        if (reply) return shown(reply);
        if (lines.at(-1)?.last) throw new Error(`the lines of a reply differ in their codes: ${found}`);
      }
    },
    async startTls() {
      await talk.say('EHLO client.example');
      await talk.say('STARTTLS');
      socket.removeAllListeners('data');
      socket = connectTls({ socket, servername: 'localhost', ca: caPem });
      attach();
      await talk.say('EHLO client.example');
    },
    close: () => socket.destroy(),
  };
  await talk.next();
  return talk;
}

/** Over TLS and signed in by XOAUTH2. */
export async function signedInSmtp(
  options: SmtpTalkOptions & { user: string; token: string },
): Promise<SmtpTalk> {
  const talk = await talkSmtp(options);
  await talk.startTls();
  const reply = await talk.say(`AUTH XOAUTH2 ${encodeXoauth2({ user: options.user, token: options.token })}`);
  if (!reply.startsWith('235')) throw new Error(reply);
  return talk;
}

/** One message, command by command; the reply that ended it. */
export async function sendBySmtp(
  talk: SmtpTalk,
  message: { from: string; to: readonly string[]; raw: string; mail?: string; rcpt?: string },
): Promise<string> {
  const { from, to, raw, mail = '', rcpt = '' } = message;
  const begun = await talk.say(`MAIL FROM:<${from}>${mail}`);
  if (!begun.startsWith('250')) return begun;
  for (const one of to) {
    const taken = await talk.say(`RCPT TO:<${one}>${rcpt}`);
    if (!taken.startsWith('250')) return taken;
  }
  const go = await talk.say('DATA');
  if (!go.startsWith('354')) return go;
  return talk.say(`${raw.replace(/^\./gm, '..')}${raw.endsWith('\r\n') ? '' : '\r\n'}.`);
}

/** RFC 5321 section 4.2.1 and 4.5.3.1.5 (512 octets, which extensions may lift: 1000 here); RFC 2034 section 4. */
export function checkSmtpReply(line: string): SmtpReplyLine {
  const problem = (what: string): Error => new Error(`a reply ${what}: ${JSON.stringify(line)}`);
  if (!line.endsWith('\r\n')) throw problem('ends with a bare line feed');
  const bare = line.slice(0, -2);
  const reply = parseSmtpReplyLine(Buffer.from(bare));
  if (!reply) throw problem('is none');
  if (bare.length > 1000) throw problem('is too long');
  if (/[^\t\x20-\x7e]/.test(reply.text)) throw problem('has characters that are not for print');
  const [, kind] = /^([245])\.\d{1,3}\.\d{1,3}(?: |$)/.exec(reply.text) ?? [];
  if (kind !== undefined && kind !== bare[0]) throw problem('has an enhanced code of another class');
  // The greeting, the answers to HELO and EHLO, 334 and 354 have none.
  const needs = !['220', '250', '214', '334', '354'].includes(String(reply.code));
  if (needs && kind === undefined) throw problem('lacks its enhanced code');
  return reply;
}

function shown({ code, enhanced, lines }: SmtpReply): string {
  return [code, ...(enhanced === undefined ? [] : [enhanced]), lines.join('\n')].join(' ');
}
