// One POP3 session in Exchange's dialect (RFC 1939, RFC 2449, RFC 2595, RFC 5034): states, sign-in and commands. What
// the messages are is maildrop.ts's affair.

import { type Clock, sleep, type Timer } from '../../base/clock.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { encodeDotLines } from '../../wire/dot-lines.ts';
import { type PopCommand, parsePopCommand, popLineBytesMax } from '../../wire/pop/command.ts';
import { decodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { type Admission, type AdmissionDesk, admit } from '../admission.ts';
import type { Connection } from '../connection.ts';
import type { Item } from '../mailboxes/item.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { serverNameInGreeting } from '../server-name.ts';
import type { SessionCounter } from '../session-counter.ts';
import { Maildrop, topOf, uniqueId } from './maildrop.ts';

export interface PopSessionOptions extends AdmissionDesk {
  readonly clock: Clock;
  readonly connection: Connection;
  /** Whose maildrops are open (RFC 1939 section 3: one session a maildrop). */
  readonly locks: SessionCounter;
}

const silenceBeforeSignInMs = 60_000;
/** RFC 1939 section 3: at least ten minutes. */
const silenceMs = 10 * 60_000;

const invalidState = 'Command is not valid in this state.';
const badToken = 'Authentication failure: unknown user name or bad password.';
const badPassword = 'Logon failure: unknown user name or bad password.';
/** Our own words: no log of Exchange's was found. */
const inUse = 'The mailbox is in use by another POP3 session.';
const protocolError = 'Protocol error. 16';

export class PopSession {
  readonly #options: PopSessionOptions;
  readonly #connection: Connection;
  readonly #queue = new ByteQueue();
  #maildrop: Maildrop | undefined;
  #locked: Mailbox | undefined;
  #signedIn = false;
  #failedSignIns = 0;
  #expiry: Timer | undefined;

  constructor(options: PopSessionOptions) {
    this.#options = options;
    this.#connection = options.connection;
  }

  async run(): Promise<void> {
    this.#connection.silenceMs = silenceBeforeSignInMs;
    await this.#ok(`The Microsoft Exchange POP3 service is ready. [${serverNameInGreeting}]`);
    try {
      while (!this.#connection.ended) {
        const line = await this.#readLine();
        if (!line) break;
        await this.#answer(line);
      }
    } finally {
      this.#expiry?.cancel();
      if (this.#locked) this.#options.locks.leave(this.#locked);
      this.#connection.end();
    }
  }

  async #readLine(): Promise<Buffer | undefined> {
    for (;;) {
      const line = this.#queue.takeLine(popLineBytesMax);
      if (line === 'too-long') {
        await this.#error('Protocol error. Connection is closed. 10');
        return undefined;
      }
      if (line) return withoutLineEnd(line);
      const chunk = await this.#connection.read();
      if (!chunk) return undefined;
      this.#queue.push(chunk);
    }
  }

  async #answer(line: Buffer): Promise<void> {
    const command = parsePopCommand(line);
    if (!command) return this.#error(protocolError);
    switch (command.name) {
      case 'CAPA':
        return this.#capa();
      case 'QUIT':
        return this.#quit();
      case 'STLS':
        return this.#startTls();
      case 'AUTH':
        return this.#auth(command);
      case 'USER':
      case 'PASS':
        return this.#password(command);
      default:
        return this.#transaction(command);
    }
  }

  async #capa(): Promise<void> {
    const lines = this.#connection.secure
      ? ['TOP', 'UIDL', 'SASL PLAIN XOAUTH2', 'USER']
      : ['TOP', 'UIDL', 'STLS'];
    await this.#connection.write(`+OK\r\n${lines.join('\r\n')}\r\n.\r\n`);
  }

  async #startTls(): Promise<void> {
    if (this.#connection.secure || this.#signedIn) return this.#error(invalidState);
    await this.#ok('Begin TLS negotiation.');
    this.#queue.takeAll();
    await this.#connection.startTls();
  }

  /** Exchange takes the two-line form only; an initial response is a protocol error that ends the connection. */
  async #auth({ args }: PopCommand): Promise<void> {
    if (this.#signedIn || !this.#connection.secure) return this.#error(invalidState);
    const [mechanism, response] = args;
    if (mechanism === undefined) {
      await this.#connection.write('+OK\r\nPLAIN\r\nXOAUTH2\r\n.\r\n');
      return;
    }
    if (response !== undefined) {
      await this.#error('Protocol error. Connection is closed. 10');
      this.#connection.end();
      return;
    }
    const wanted = mechanism.toUpperCase();
    if (wanted !== 'XOAUTH2' && wanted !== 'PLAIN') return this.#error(protocolError);
    await this.#connection.write('+ \r\n');
    const line = (await this.#readLine())?.toString('latin1');
    if (line === undefined) return;
    // RFC 5034 section 4: the client thought better of it.
    if (line === '*') return this.#error(protocolError);
    if (wanted === 'PLAIN') return this.#refuse(badPassword);
    const login = decodeXoauth2(line);
    const admission = login && admit(this.#options, 'pop', login.user, login.token);
    if (!admission || admission.kind === 'refused') return this.#refuse(badToken);
    await this.#signIn(admission);
  }

  async #signIn(admission: Exclude<Admission, { kind: 'refused' }>): Promise<void> {
    const { clock, locks, quirks } = this.#options;
    if (admission.kind === 'connected') {
      const { mailbox } = admission;
      if (quirks.popLock && locks.count(mailbox) > 0) return this.#error(inUse);
      locks.enter(mailbox);
      this.#locked = mailbox;
      this.#maildrop = new Maildrop(mailbox, quirks);
    }
    this.#signedIn = true;
    this.#connection.silenceMs = silenceMs;
    this.#expiry = clock.after(admission.token.expiresAtMs - clock.now(), () => this.#connection.end(), {
      background: true,
    });
    await this.#ok('User successfully logged on.');
  }

  /** Announced, and refused whatever the password is. */
  async #password({ name, args }: PopCommand): Promise<void> {
    if (this.#signedIn || !this.#connection.secure) return this.#error(invalidState);
    if (args.length === 0) return this.#error(protocolError);
    if (name === 'USER') return this.#ok();
    await this.#refuse(badPassword);
  }

  async #refuse(text: string): Promise<void> {
    const { clock, quirks } = this.#options;
    this.#failedSignIns += 1;
    if (quirks.refusalSeconds > 0) await sleep(clock, quirks.refusalSeconds * 1000);
    await this.#error(text);
    if (this.#failedSignIns >= quirks.failedSignInsMax) this.#connection.end();
  }

  async #transaction(command: PopCommand): Promise<void> {
    const { name, args } = command;
    const arity = transactionCommands[name];
    if (!arity) return this.#error(protocolError);
    const maildrop = this.#maildrop;
    if (!maildrop) return this.#error(invalidState);
    if (args.length < arity[0] || args.length > arity[1]) return this.#error(protocolError);
    switch (name) {
      case 'NOOP':
        return this.#ok();
      case 'STAT':
        return this.#ok(`${maildrop.count} ${maildrop.bytes}`);
      case 'RSET':
        maildrop.reset();
        return this.#ok();
    }
    const listing = name === 'LIST' ? sizeIn(maildrop) : name === 'UIDL' ? uniqueId : undefined;
    if (listing && args.length === 0) {
      const total = name === 'LIST' ? `${maildrop.count} ${maildrop.bytes}` : `${maildrop.count}`;
      await this.#connection.write(`+OK ${total}\r\n${maildrop.lines(listing)}.\r\n`);
      return;
    }
    const number = /^0*[1-9]\d{0,9}$/.test(args[0] ?? '') ? Number(args[0]) : 0;
    const item = maildrop.item(number);
    if (!item) return this.#error('The specified message is out of range.');
    if (listing) return this.#ok(`${number} ${listing(item)}`);
    if (name === 'DELE') {
      maildrop.mark(item);
      return this.#ok();
    }
    if (name === 'TOP' && !/^\d{1,10}$/.test(args[1] ?? '')) return this.#error(protocolError);
    const bytes = name === 'TOP' ? topOf(item, Number(args[1])) : item.content.raw;
    await this.#connection.write(Buffer.concat([Buffer.from('+OK\r\n'), encodeDotLines(bytes)]));
  }

  async #quit(): Promise<void> {
    this.#maildrop?.update();
    await this.#ok('Microsoft Exchange Server POP3 server signing off.');
    this.#connection.end();
  }

  async #ok(text?: string): Promise<void> {
    await this.#connection.write(text === undefined ? '+OK\r\n' : `+OK ${text}\r\n`);
  }

  async #error(text: string): Promise<void> {
    await this.#connection.write(`-ERR ${text}\r\n`);
  }
}

/** Least and most arguments. */
const transactionCommands: Readonly<Record<string, readonly [number, number]>> = {
  NOOP: [0, 0],
  STAT: [0, 0],
  RSET: [0, 0],
  LIST: [0, 1],
  UIDL: [0, 1],
  RETR: [1, 1],
  DELE: [1, 1],
  TOP: [2, 2],
};

function sizeIn(maildrop: Maildrop): (item: Item) => string {
  return (item) => String(maildrop.sizeOf(item));
}
