// One POP3 session in Exchange's dialect (RFC 1939, RFC 2449, RFC 2595): the Inbox as it was at sign-in, deletions at
// QUIT. Commands are small enough to stand in one table.

import type { Clock, Timer } from '../../base/clock.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { encodeDotLines } from '../../wire/dot-lines.ts';
import { type PopCommand, parsePopCommand, popLineBytesMax } from '../../wire/pop/command.ts';
import { decodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { type AdmissionDesk, admit } from '../admission.ts';
import type { Connection } from '../connection.ts';
import type { Item } from '../mailboxes/item.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { serverNameInGreeting } from '../server-name.ts';

export interface PopSessionOptions extends AdmissionDesk {
  readonly clock: Clock;
  readonly connection: Connection;
}

const silenceBeforeSignInMs = 60_000;
/** RFC 1939 section 3: at least ten minutes. */
const silenceMs = 10 * 60_000;

interface Maildrop {
  readonly mailbox: Mailbox;
  readonly items: readonly Item[];
  readonly deleted: Set<Item>;
}

export class PopSession {
  readonly #options: PopSessionOptions;
  readonly #connection: Connection;
  readonly #queue = new ByteQueue();
  #maildrop: Maildrop | undefined;
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
    if (!command) return this.#error('Protocol error. 16');
    switch (command.name) {
      case 'CAPA':
        return this.#capa();
      case 'QUIT':
        return this.#quit();
      case 'NOOP':
        return this.#ok();
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
    if (this.#connection.secure || this.#signedIn) return this.#error('Command is not valid in this state.');
    await this.#ok('Begin TLS negotiation.');
    this.#queue.takeAll();
    await this.#connection.startTls();
  }

  /** Exchange takes the two-line form only; an initial response is a protocol error that ends the connection. */
  async #auth({ args }: PopCommand): Promise<void> {
    if (this.#signedIn || !this.#connection.secure) return this.#error('Command is not valid in this state.');
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
    await this.#connection.write('+ \r\n');
    const line = (await this.#readLine())?.toString('latin1');
    if (line === undefined) return;
    const login = mechanism.toUpperCase() === 'XOAUTH2' ? decodeXoauth2(line) : undefined;
    const admission = login && admit(this.#options, 'pop', login.user, login.token);
    if (!admission || admission.kind === 'refused') {
      return this.#refuse('Authentication failure: unknown user name or bad password.');
    }
    const { clock } = this.#options;
    this.#signedIn = true;
    this.#connection.silenceMs = silenceMs;
    if (admission.kind === 'connected') {
      const { mailbox } = admission;
      this.#maildrop = { mailbox, items: [...mailbox.wellKnown('inbox').items], deleted: new Set() };
    }
    this.#expiry = clock.after(admission.token.expiresAtMs - clock.now(), () => this.#connection.end(), {
      background: true,
    });
    await this.#ok('User successfully logged on.');
  }

  async #password({ name }: PopCommand): Promise<void> {
    if (this.#signedIn) return this.#error('Command is not valid in this state.');
    if (name === 'USER') return this.#ok();
    await this.#refuse('Logon failure: unknown user name or bad password.');
  }

  async #refuse(text: string): Promise<void> {
    this.#failedSignIns += 1;
    await this.#error(text);
    if (this.#failedSignIns >= this.#options.quirks.failedSignInsMax) this.#connection.end();
  }

  async #transaction(command: PopCommand): Promise<void> {
    const maildrop = this.#maildrop;
    if (!transactionCommands.has(command.name)) return this.#error('Protocol error. 16');
    if (!maildrop) return this.#error('Command is not valid in this state.');
    const { name, args } = command;
    const kept = maildrop.items.filter((item) => !maildrop.deleted.has(item));
    if (name === 'STAT') {
      const bytes = kept.reduce((sum, item) => sum + item.content.raw.length, 0);
      return this.#ok(`${kept.length} ${bytes}`);
    }
    if (name === 'RSET') {
      maildrop.deleted.clear();
      return this.#ok();
    }
    const listing = name === 'LIST' ? sizeOf : name === 'UIDL' ? uniqueId : undefined;
    if (listing && args.length === 0) {
      const lines = maildrop.items.flatMap((item, index) =>
        maildrop.deleted.has(item) ? [] : [`${index + 1} ${listing(item)}\r\n`],
      );
      await this.#connection.write(`+OK ${kept.length}\r\n${lines.join('')}.\r\n`);
      return;
    }
    const number = /^[1-9]\d{0,9}$/.test(args[0] ?? '') ? Number(args[0]) : 0;
    const item = maildrop.items[number - 1];
    if (!item || maildrop.deleted.has(item)) return this.#error('The specified message is out of range.');
    if (listing) return this.#ok(`${number} ${listing(item)}`);
    if (name === 'DELE') {
      maildrop.deleted.add(item);
      return this.#ok();
    }
    const lines = name === 'TOP' ? Number(args[1]) : Number.POSITIVE_INFINITY;
    if (!(lines >= 0)) return this.#error('Protocol error. 16');
    await this.#connection.write('+OK\r\n');
    await this.#connection.write(encodeDotLines(topOf(item, lines)));
  }

  async #quit(): Promise<void> {
    const maildrop = this.#maildrop;
    for (const item of maildrop?.deleted ?? []) if (item.alive) maildrop?.mailbox.release(item);
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

const transactionCommands = new Set(['STAT', 'LIST', 'UIDL', 'RETR', 'TOP', 'DELE', 'RSET']);

function sizeOf(item: Item): string {
  return String(item.content.raw.length);
}

/** Unique and lasting within the mailbox (RFC 1939 section 7): at most 70 printable characters. */
function uniqueId(item: Item): string {
  return item.immutableId.slice(0, 70);
}

/** The header and the first `lines` lines of the body. */
function topOf(item: Item, lines: number): Buffer {
  const { raw, mime } = item.content;
  let end = mime.bodyStart;
  for (let count = 0; count < lines && end < raw.length; count += 1) {
    const next = raw.indexOf(0x0a, end);
    end = next < 0 ? raw.length : next + 1;
  }
  return raw.subarray(0, end);
}
