// One SMTP submission session in the dialect of smtp.office365.com (RFC 5321, RFC 6409): TLS first, XOAUTH2, one
// message after another. Signing in is auth.ts; taking a message over is transaction.ts.

import { randomBytes } from 'node:crypto';
import type { Clock, Timer } from '../../base/clock.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { parseSmtpCommand, type SmtpCommand, smtpLineBytesMax } from '../../wire/smtp/command.ts';
import { formatSmtpReply } from '../../wire/smtp/reply.ts';
import type { AdmissionDesk } from '../admission.ts';
import type { Connection } from '../connection.ts';
import type { Faults } from '../faults/faults.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { rfc5322Date } from '../mailboxes/post.ts';
import { serverName } from '../server-name.ts';
import type { SessionCounter } from '../session-counter.ts';
import { authenticate } from './auth.ts';
import { bdat, data, mail, rcpt, type Transaction } from './transaction.ts';

export interface SmtpSessionOptions extends AdmissionDesk {
  readonly clock: Clock;
  readonly connection: Connection;
  readonly faults: Pick<Faults, 'takeReply'>;
  /** Submissions under way: more than three of one mailbox are refused. */
  readonly submissions: SessionCounter;
}

export const smtpSizeMax = 157_286_400;
/** RFC 5321 section 4.5.3.2.7 says at least five minutes. */
const silenceMs = 5 * 60_000;

export class SmtpSession {
  readonly options: SmtpSessionOptions;
  readonly connection: Connection;
  readonly queue = new ByteQueue();
  /** Sixteen hex digits, as they follow the time in the bracket. */
  readonly id: string = randomBytes(8).toString('hex').toUpperCase();
  mailbox: Mailbox | undefined;
  transaction: Transaction | undefined;
  failedSignIns = 0;
  #greeted = false;
  #expiry: Timer | undefined;

  constructor(options: SmtpSessionOptions) {
    this.options = options;
    this.connection = options.connection;
  }

  /** `[host time session]`, which ends most refusals. */
  get bracket(): string {
    return `[${serverName} ${new Date(this.options.clock.now()).toISOString()} ${this.id}]`;
  }

  async run(): Promise<void> {
    this.connection.silenceMs = silenceMs;
    const now = rfc5322Date(this.options.clock.now());
    await this.reply(220, `${serverName} Microsoft ESMTP MAIL Service ready at ${now} [${this.id}]`);
    try {
      while (!this.connection.ended) {
        const line = await this.readLine();
        if (!line) break;
        await this.#answer(parseSmtpCommand(line));
      }
    } finally {
      this.reset();
      this.#expiry?.cancel();
      this.connection.end();
    }
  }

  async readLine(): Promise<Buffer | undefined> {
    for (;;) {
      const line = this.queue.takeLine(smtpLineBytesMax);
      if (line === 'too-long') {
        await this.reply(500, 'Line too long', '5.5.2');
        return undefined;
      }
      if (line) return withoutLineEnd(line);
      if (!(await this.readMore())) return undefined;
    }
  }

  /** False at the end of the connection. */
  async readMore(): Promise<boolean> {
    const chunk = await this.connection.read();
    if (chunk) this.queue.push(chunk);
    return chunk !== undefined;
  }

  async reply(code: number, text: string | readonly string[], enhanced?: string): Promise<void> {
    const lines = typeof text === 'string' ? [text] : text;
    await this.connection.write(formatSmtpReply({ code, enhanced, lines }));
  }

  signedIn(mailbox: Mailbox, expiresAtMs: number): void {
    this.mailbox = mailbox;
    const { clock } = this.options;
    this.#expiry = clock.after(expiresAtMs - clock.now(), () => this.connection.end(), { background: true });
  }

  /** Forgets the message that is under way. */
  reset(): void {
    if (this.transaction && this.mailbox) this.options.submissions.leave(this.mailbox);
    this.transaction = undefined;
  }

  async #answer(command: SmtpCommand | undefined): Promise<void> {
    if (!command) return this.reply(500, 'Unrecognized command', '5.3.3');
    const ordered = this.options.faults.takeReply(command.verb);
    if (ordered !== undefined) return this.connection.write(`${ordered}\r\n`);
    switch (command.verb) {
      case 'EHLO':
        return this.#ehlo();
      case 'HELO':
        this.#greeted = true;
        return this.reply(250, `${serverName} Hello [${this.connection.clientAddress}]`);
      case 'STARTTLS':
        return this.#startTls();
      case 'AUTH':
        if (!this.#greeted) return this.reply(503, 'Send hello first', '5.5.2');
        return authenticate(this, command.text);
      case 'MAIL':
        if (!this.#greeted) return this.reply(503, 'Send hello first', '5.5.2');
        return mail(this, command.text);
      case 'RCPT':
        return rcpt(this, command.text);
      case 'DATA':
        return data(this, command.text);
      case 'BDAT':
        return bdat(this, command.text);
      case 'RSET':
        this.reset();
        return this.reply(250, 'Resetting', '2.0.0');
      case 'NOOP':
        return this.reply(250, 'OK', '2.0.0');
      case 'VRFY':
        return this.reply(252, 'Cannot VRFY user', '2.1.5');
      case 'QUIT':
        await this.reply(221, 'Service closing transmission channel', '2.0.0');
        this.connection.end();
        return;
      default:
        return this.reply(500, 'Unrecognized command', '5.3.3');
    }
  }

  async #ehlo(): Promise<void> {
    this.#greeted = true;
    this.reset();
    await this.reply(250, [
      `${serverName} Hello [${this.connection.clientAddress}]`,
      `SIZE ${smtpSizeMax}`,
      'PIPELINING',
      'DSN',
      'ENHANCEDSTATUSCODES',
      this.connection.secure ? 'AUTH LOGIN XOAUTH2' : 'STARTTLS',
      '8BITMIME',
      'BINARYMIME',
      'CHUNKING',
      'SMTPUTF8',
    ]);
  }

  async #startTls(): Promise<void> {
    if (this.connection.secure) return this.reply(503, 'Only one STARTTLS command can be issued', '5.5.2');
    await this.reply(220, 'SMTP server ready', '2.0.0');
    // RFC 3207 section 4.2: whatever was said before counts for nothing, buffered commands least of all.
    this.queue.takeAll();
    this.reset();
    this.#greeted = false;
    await this.connection.startTls();
  }
}
