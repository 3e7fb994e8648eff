// One IMAP session in Exchange's dialect: reads commands, runs them, ends on silence, on repeated refusals and when the
// token's life is over. Each command lives in commands/; this file knows only states and completion lines.

import type { Clock, Timer } from '../../base/clock.ts';
import { type ImapCommand, parseImapCommand, tagOf } from '../../wire/imap/command.ts';
import { ImapFramer } from '../../wire/imap/framer.ts';
import type { AdmissionDesk } from '../admission.ts';
import type { Connection } from '../connection.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { serverNameInGreeting } from '../server-name.ts';
import type { SessionCounter } from '../session-counter.ts';
import type { Throttles } from '../throttles.ts';
import { commandTable } from './command-table.ts';
import { badArgument, invalidState, type Outcome, throttled } from './outcome.ts';
import { ImapOutput } from './output.ts';
import type { Selected } from './selected.ts';

/** Lines and literals that a client may send; a message is at most as large as Exchange's default allows (35 MB). */
export const imapLimits = { lineBytesMax: 65_536, literalBytesMax: 36_700_160, unitBytesMax: 37_000_000 };
const silenceBeforeSignInMs = 60_000;

export type ImapState = 'not-authenticated' | 'not-connected' | 'authenticated' | 'selected' | 'logout';

export interface ImapSessionOptions extends AdmissionDesk {
  readonly clock: Clock;
  readonly connection: Connection;
  readonly sessions: SessionCounter;
  readonly throttles: Throttles;
}

export class ImapSession {
  readonly options: ImapSessionOptions;
  readonly connection: Connection;
  readonly framer = new ImapFramer('client', imapLimits);
  readonly output: ImapOutput;
  mailbox: Mailbox | undefined;
  selected: Selected | undefined;
  failedSignIns = 0;
  #state: ImapState = 'not-authenticated';
  #notConnectedAnswers = 0;
  #expiry: Timer | undefined;

  constructor(options: ImapSessionOptions) {
    this.options = options;
    this.connection = options.connection;
    this.output = new ImapOutput(options.connection);
  }

  get state(): ImapState {
    return this.selected && this.#state === 'authenticated' ? 'selected' : this.#state;
  }

  async run(): Promise<void> {
    this.connection.silenceMs = silenceBeforeSignInMs;
    await this.line(`* OK The Microsoft Exchange IMAP4 service is ready. [${serverNameInGreeting}]`);
    try {
      while (!this.connection.ended) {
        const unit = await this.readUnit();
        if (!unit) break;
        await this.#answer(unit);
      }
    } finally {
      this.#expiry?.cancel();
      this.selected?.close();
      if (this.mailbox) this.options.sessions.leave(this.mailbox);
      this.connection.end();
    }
  }

  /** One whole command or line, with leave given to literals; undefined at the end of the connection. */
  async readUnit(): Promise<Buffer | undefined> {
    for (;;) {
      const frame = this.framer.next();
      if (frame?.kind === 'unit') return frame.bytes;
      if (frame?.kind === 'literal-offered') await this.line('+ Ready for additional command text.');
      else if (frame?.kind === 'literal-refused') {
        const tag = tagOf(frame.bytes);
        await this.line(
          tag === undefined ? '* BAD Command Error. 10' : `${tag} NO Message size exceeds the limit.`,
        );
      } else if (frame?.kind === 'broken') {
        await this.line('* BYE Connection is closed. 12');
        return undefined;
      } else {
        const chunk = await this.connection.read();
        if (!chunk) return undefined;
        this.framer.push(chunk);
      }
    }
  }

  /** A line that the client waits for, with everything said before it. */
  async line(text: string): Promise<void> {
    this.output.text(`${text}\r\n`);
    await this.output.send();
  }

  /** Goes out with the completion line, or earlier when there is much of it. */
  async untagged(text: string): Promise<void> {
    this.output.text(`* ${text}\r\n`);
    if (this.output.full) await this.output.send();
  }

  /** From now on the session is `mailbox`'s, until `expiresAtMs`. */
  signedIn(mailbox: Mailbox | undefined, expiresAtMs: number): void {
    this.#state = mailbox ? 'authenticated' : 'not-connected';
    this.mailbox = mailbox;
    this.connection.silenceMs = this.options.quirks.imapSilenceMinutes * 60_000;
    if (mailbox) this.options.sessions.enter(mailbox);
    const { clock } = this.options;
    this.#expiry = clock.after(
      expiresAtMs - clock.now(),
      () => {
        this.connection.writeLast('* BYE Session invalidated - AccessTokenExpired\r\n');
      },
      { background: true },
    );
  }

  loggedOut(): void {
    this.#state = 'logout';
  }

  async #answer(unit: Buffer): Promise<void> {
    const command = parseImapCommand(unit);
    if (!command) {
      await this.line(`${tagOf(unit) ?? '*'} BAD Command Error. 10`);
      return;
    }
    const { tag, name } = command;
    const shown = name.replace(/^UID /, '');
    const outcome = await this.#run(command);
    if (this.connection.ended || outcome.silent) return;
    if (outcome.flush !== false) this.selected?.flush(this.output, outcome.flush ?? 'all');
    const code = outcome.code === undefined ? '' : `[${outcome.code}] `;
    if (this.options.quirks.serverUnavailableLine) {
      this.options.quirks.serverUnavailableLine = false;
      this.output.text('Server Unavailable.\r\n');
    }
    this.output.text(`${tag} ${outcome.status} ${code}${outcome.text ?? `${shown} completed.`}\r\n`);
    if (outcome.bye !== undefined) this.output.text(`* BYE ${outcome.bye}\r\n`);
    await this.output.send();
    if (outcome.bye !== undefined || this.#state === 'logout') this.connection.end();
  }

  /** How long this mailbox must be left alone; 0 when the command may go on. */
  #throttled(): number {
    const { mailbox, options } = this;
    return mailbox ? options.throttles.ask(mailbox.settings) : 0;
  }

  async #run(command: ImapCommand): Promise<Outcome> {
    const entry = commandTable.get(command.name);
    if (!entry) return { status: 'BAD', text: 'Command Error. 10' };
    if (this.state === 'not-connected' && entry.needs !== 'nothing') {
      this.#notConnectedAnswers += 1;
      return {
        status: 'BAD',
        text: 'User is authenticated but not connected.',
        ...(this.#notConnectedAnswers > 1 ? { bye: 'Connection closed. 14' } : {}),
      };
    }
    const fits =
      entry.needs === 'nothing' ||
      (entry.needs === 'not-authenticated' && this.state === 'not-authenticated') ||
      (entry.needs === 'authenticated' && (this.state === 'authenticated' || this.state === 'selected')) ||
      (entry.needs === 'selected' && this.state === 'selected');
    if (!fits) return invalidState;
    if (entry.bare && /\S/.test(command.args.rest())) return badArgument;
    const backoffMs = entry.needs === 'nothing' ? 0 : this.#throttled();
    if (backoffMs > 0) return throttled(backoffMs);
    return entry.run(this, command);
  }
}
