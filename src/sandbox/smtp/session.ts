// One SMTP submission session in the dialect of smtp.office365.com (RFC 5321, RFC 6409): reads commands, answers them by
// the table in commands.ts, ends on silence, on too many errors and when the token's life is over.

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
import { commandTable } from './commands.ts';
import type { SubmissionDesk } from './desk.ts';
import type { Transaction } from './transaction.ts';

export interface SmtpSessionOptions extends AdmissionDesk {
  readonly clock: Clock;
  readonly connection: Connection;
  readonly faults: Pick<Faults, 'takeReply'>;
  readonly submissions: SubmissionDesk;
}

/** Who has signed in: the mailbox, and the id of the user or service principal whose rights count. */
export interface Sender {
  readonly mailbox: Mailbox;
  readonly subjectId: string;
  /** A personal account: Outlook.com treats its messages in its own way. */
  readonly personal: boolean;
}

/** RFC 5321 section 4.5.3.2.7 says at least five minutes. */
const silenceMs = 5 * 60_000;

export class SmtpSession {
  readonly options: SmtpSessionOptions;
  readonly connection: Connection;
  readonly queue = new ByteQueue();
  /** Sixteen hex digits, as they follow the time in the bracket. */
  readonly id: string = randomBytes(8).toString('hex').toUpperCase();
  /** The name that the client gave itself; undefined before EHLO and after STARTTLS. */
  clientName: string | undefined;
  sender: Sender | undefined;
  transaction: Transaction | undefined;
  failedSignIns = 0;
  #errors = 0;
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

  /** The next line without its end; one that is too long is answered and skipped. Undefined at the end. */
  async readLine(): Promise<Buffer | undefined> {
    for (;;) {
      const line = this.queue.takeLine(smtpLineBytesMax);
      if (line === 'too-long') {
        if (!(await this.#skipLine())) return undefined;
        await this.refuse(500, 'Line too long', '5.5.2');
      } else if (line) return withoutLineEnd(line);
      else if (!(await this.readMore())) return undefined;
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

  /** The answer to a command that is malformed or out of turn; too many of them end the session. */
  async refuse(code: number, text: string, enhanced: string): Promise<void> {
    this.#errors += 1;
    if (this.#errors <= this.options.quirks.smtpErrorsMax) return this.reply(code, text, enhanced);
    await this.reply(421, 'Too many errors on this connection, closing transmission channel', '4.7.0');
    this.connection.end();
  }

  signedIn(sender: Sender, expiresAtMs: number): void {
    this.sender = sender;
    const { clock, quirks } = this.options;
    const expire = (): void => {
      if (quirks.smtpTokenExpiry === 'go-on') return;
      this.connection.writeLast(`421 4.7.0 Session invalidated - AccessTokenExpired ${this.bracket}\r\n`);
    };
    this.#expiry = clock.after(expiresAtMs - clock.now(), expire, { background: true });
  }

  /** Forgets the message that is under way. */
  reset(): void {
    if (this.transaction && this.sender) this.options.submissions.underWay.leave(this.sender.mailbox);
    this.transaction = undefined;
  }

  async #answer(command: SmtpCommand | undefined): Promise<void> {
    const entry = command && commandTable.get(command.verb);
    if (!entry) return this.refuse(500, 'Unrecognized command', '5.3.3');
    const ordered = this.options.faults.takeReply(command.verb);
    // A chunk follows its command whatever we say: BDAT sees to it itself.
    if (ordered !== undefined && command.verb !== 'BDAT') return this.#say(ordered);
    await entry(this, command.text, ordered);
  }

  async #say(line: string): Promise<void> {
    await this.connection.write(`${line}\r\n`);
    if (line.startsWith('421')) this.connection.end();
  }

  /** Through the end of the line that does not fit. */
  async #skipLine(): Promise<boolean> {
    for (;;) {
      const bytes = this.queue.takeAll();
      const end = bytes.indexOf(0x0a);
      if (end >= 0) {
        this.queue.push(bytes.subarray(end + 1));
        return true;
      }
      if (!(await this.readMore())) return false;
    }
  }
}
