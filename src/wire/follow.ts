// Follows a mail dialogue from beside it: tells each line of both sides in its order, with stars where the secrets were,
// however the network cut the bytes. Where it cannot be sure what something is, it tells how long it was and no more.
// Says nothing to either side.

import { ByteQueue, withoutLineEnd } from './byte-queue.ts';
import { literalMark } from './imap/framer.ts';
import {
  type ClientUnit,
  type MailProtocol,
  readClientUnit,
  slotFor,
  stars,
  withoutSecrets,
} from './redact.ts';

export interface FollowedLine {
  readonly side: 'client' | 'server';
  /** One line, or an IMAP command with its literals. */
  readonly text: string;
  /** As a dialog file has it; undefined for what no such file can hold. */
  readonly dialog: string | undefined;
}

/** A command of the client that has arrived as a whole. */
export interface FollowedCommand {
  /** Upper case, 'UID FETCH' and its like in one piece; undefined for what is none. */
  readonly name: string | undefined;
  readonly signIn: boolean;
}

const lineBytesMax = 65_536;
const literalShownMax = 4096;
const textMax = 2000;
/** Lines of one message, or of one answer; what follows is counted. */
const linesMax = 200;
const messageShownMax = 16_384;
const messageEnd = Buffer.from('\r\n.\r\n');

type ClientState =
  | { readonly kind: 'commands' }
  /** The server's answer to the last command says what the next bytes are. */
  | { readonly kind: 'waiting'; readonly literal: number | undefined }
  | { readonly kind: 'message'; tail: Buffer; kept: Buffer[]; bytes: number }
  | { readonly kind: 'block'; left: number; readonly size: number; kept: Buffer[] | undefined }
  /** Nothing that follows can be understood. */
  | { readonly kind: 'lost' };

export class MailFollower {
  readonly #protocol: MailProtocol;
  readonly #tell: (line: FollowedLine) => void;
  #client = new ByteQueue();
  #server = new ByteQueue();
  #state: ClientState = { kind: 'commands' };
  /** Lines and literals of the IMAP command that is not complete yet. */
  #pieces: Buffer[] = [];
  /** How much of it has been told, because the server's leave comes before the rest. */
  #toldBytes = 0;
  /** Some literal of it was too long to be kept. */
  #elided = false;
  /** A sign-in is under way: whatever the client says belongs to it, until this is answered. */
  #exchange: { readonly tag: string | undefined } | undefined;
  /** SMTP: commands whose replies have not come. */
  #unanswered = 0;
  #serverLiteral = 0;
  /** Bytes of a literal that are still to come and are told as lines. */
  #serverShown = 0;
  #serverLines = 0;
  #serverSkipped = 0;
  #commands: FollowedCommand[] = [];

  constructor(protocol: MailProtocol, tell: (line: FollowedLine) => void) {
    this.#protocol = protocol;
    this.#tell = tell;
  }

  /** The commands that ended in `bytes`. */
  client(bytes: Buffer): FollowedCommand[] {
    this.#endServerRun();
    this.#commands = [];
    this.#client.push(bytes);
    this.#readClient();
    return this.#commands;
  }

  server(bytes: Buffer): void {
    if (this.#serverLines >= linesMax && this.#exchange === undefined && this.#state.kind !== 'waiting') {
      // A long listing: nothing in it changes what the client may say.
      this.#serverSkipped += bytes.length + this.#server.length;
      this.#server = new ByteQueue();
      return;
    }
    this.#server.push(bytes);
    for (;;) {
      if (this.#serverLiteral > 0) {
        this.#serverLiteral -= this.#server.skip(this.#serverLiteral);
        if (this.#serverLiteral > 0) return;
      }
      const line = this.#server.takeLine(lineBytesMax);
      if (line === undefined) return;
      if (line === 'too-long') {
        const size = this.#server.takeAll().length;
        this.#note('server', size);
        return;
      }
      this.#serverLine(withoutLineEnd(line), line.length);
    }
  }

  /** TLS begins: what was half said in clear text counts for nothing (RFC 3207 section 4.2). */
  secured(): void {
    this.#client = new ByteQueue();
    this.#server = new ByteQueue();
    this.#pieces = [];
    this.#toldBytes = 0;
    this.#state = { kind: 'commands' };
    this.#exchange = undefined;
    this.#unanswered = 0;
    this.#serverLiteral = 0;
    this.#serverShown = 0;
  }

  /** Tells what was left unfinished. */
  end(): void {
    this.#endServerRun();
    const left = this.#client.length + this.#pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (this.#state.kind === 'message') this.#tellMessage(this.#state);
    if (left > 0) this.#note('client', left);
    this.secured();
  }

  #readClient(): void {
    for (;;) {
      const state = this.#state;
      switch (state.kind) {
        case 'waiting':
          return;
        case 'lost':
          if (this.#client.length > 0) this.#note('client', this.#client.takeAll().length);
          return;
        case 'message':
          if (!this.#readMessage(state)) return;
          break;
        case 'block':
          if (!this.#readBlock(state)) return;
          break;
        case 'commands':
          if (!this.#readLine()) return;
      }
    }
  }

  /** False while there is no whole line. */
  #readLine(): boolean {
    const line = this.#client.takeLine(lineBytesMax);
    if (line === undefined) return false;
    if (line === 'too-long') {
      this.#state = { kind: 'lost' };
      return true;
    }
    if (this.#protocol !== 'imap' || this.#exchange) this.#unit(withoutLineEnd(line));
    else this.#imapLine(line);
    return true;
  }

  #imapLine(line: Buffer): void {
    this.#pieces.push(line);
    const mark = literalMark(withoutLineEnd(line));
    if (!mark) {
      const unit = withoutLineEnd(Buffer.concat(this.#pieces));
      this.#pieces = [];
      this.#unit(unit);
      this.#elided = false;
    } else if (mark.waits) {
      this.#tellSoFar();
      this.#state = { kind: 'waiting', literal: mark.size };
    } else this.#state = this.#literal(mark.size);
  }

  /** A command that waits for leave; where it may turn out to hold a secret, it is told when it is complete. */
  #tellSoFar(): void {
    const unit = Buffer.concat(this.#pieces);
    const { signIn, secrets } = readClientUnit('imap', withoutLineEnd(unit));
    if (signIn || secrets.length > 0) return;
    this.#tellPart(withoutLineEnd(unit.subarray(this.#toldBytes)));
    this.#toldBytes = unit.length;
  }

  #literal(size: number): ClientState {
    if (size === 0) return { kind: 'commands' };
    const keep = size <= literalShownMax && !this.#elided;
    if (!keep) this.#elided = true;
    return { kind: 'block', left: size, size, kept: keep ? [] : undefined };
  }

  #readBlock(state: Extract<ClientState, { kind: 'block' }>): boolean {
    if (state.kept) {
      const bytes = this.#client.take(Math.min(state.left, this.#client.length));
      if (bytes) state.kept.push(bytes);
      state.left -= bytes?.length ?? 0;
    } else state.left -= this.#client.skip(state.left);
    if (state.left > 0) return false;
    this.#state = { kind: 'commands' };
    const kept = state.kept && Buffer.concat(state.kept);
    if (this.#protocol === 'imap') {
      this.#pieces.push(kept ?? Buffer.from(`(${state.size} bytes)`));
    } else if (kept) this.#tellBlock(kept);
    else this.#note('client', state.size);
    return true;
  }

  #unit(unit: Buffer): void {
    if (this.#exchange) {
      this.#unanswered += 1;
      const dialog = this.#dialog(unit, [[0, unit.length]]);
      return this.#tell({ side: 'client', text: stars(unit.toString('latin1')), dialog });
    }
    const read = readClientUnit(this.#protocol, unit);
    const { command, signIn, tag } = read;
    // A sign-in with a literal that was not kept cannot be read, and so nothing of it is told.
    const secrets = this.#elided && signIn ? ([[0, unit.length]] as const) : read.secrets;
    if (this.#toldBytes > 0) {
      // It was no sign-in when it began, and so has no secrets.
      if (this.#toldBytes < unit.length) this.#tellPart(unit.subarray(this.#toldBytes));
      this.#toldBytes = 0;
    } else {
      const dialog = this.#elided ? undefined : this.#dialog(unit, secrets);
      this.#tell({ side: 'client', text: clip(withoutSecrets(unit, secrets, stars)), dialog });
    }
    this.#commands.push({ name: command, signIn });
    this.#unanswered += 1;
    if (signIn && command !== 'LOGIN' && command !== 'PASS') this.#exchange = { tag };
    if (this.#protocol === 'smtp') this.#afterSmtp(command, unit);
  }

  #tellPart(part: Buffer): void {
    const text = part.toString('utf8');
    this.#tell({
      side: 'client',
      text: clip(text),
      dialog: !this.#elided && speakable(part) ? text : undefined,
    });
  }

  #dialog(unit: Buffer, secrets: ClientUnit['secrets']): string | undefined {
    const text = withoutSecrets(unit, secrets, (secret) => slotFor(this.#protocol, secret));
    return speakable(unit) && unit.length <= lineBytesMax ? text : undefined;
  }

  #afterSmtp(command: string | undefined, unit: Buffer): void {
    if (command === 'DATA') this.#state = { kind: 'waiting', literal: undefined };
    const size =
      command === 'BDAT' ? /^\S+\s+(\d{1,12})(?:\s|$)/.exec(unit.toString('latin1'))?.[1] : undefined;
    if (size === undefined || Number(size) === 0) return;
    this.#state = {
      kind: 'block',
      left: Number(size),
      size: Number(size),
      kept: Number(size) <= messageShownMax ? [] : undefined,
    };
  }

  #readMessage(state: Extract<ClientState, { kind: 'message' }>): boolean {
    const chunk = this.#client.takeAll();
    if (chunk.length === 0) return false;
    const seen = Buffer.concat([state.tail, chunk]);
    const found = seen.indexOf(messageEnd);
    const used = found < 0 ? chunk.length : found + messageEnd.length - state.tail.length;
    if (state.bytes < messageShownMax) state.kept.push(chunk.subarray(0, used));
    state.bytes += used;
    state.tail = seen.subarray(-4);
    if (found < 0) return false;
    this.#client.push(chunk.subarray(used));
    this.#state = { kind: 'commands' };
    this.#tellMessage(state);
    return true;
  }

  #tellMessage({ kept, bytes }: Extract<ClientState, { kind: 'message' }>): void {
    const message = Buffer.concat(kept);
    const lines = splitLines(message.subarray(0, messageShownMax));
    for (const line of lines.slice(0, linesMax)) this.#tellLine(line);
    const shown = lines.slice(0, linesMax).reduce((sum, line) => sum + line.length + 2, 0);
    if (shown < bytes) this.#note('client', bytes - shown);
  }

  /** A chunk need not consist of lines: in a dialog file only its last line may lack an end. */
  #tellBlock(bytes: Buffer): void {
    const lines = splitLines(bytes);
    const whole = bytes.subarray(-2).equals(Buffer.from('\r\n'));
    for (const line of lines.slice(0, linesMax)) {
      const exact = whole && lines.length <= linesMax;
      this.#tell({
        side: 'client',
        text: clip(line.toString('utf8')),
        dialog: exact && speakable(line) ? line.toString('utf8') : undefined,
      });
    }
  }

  #tellLine(line: Buffer): void {
    const text = line.toString('utf8');
    this.#tell({ side: 'client', text: clip(text), dialog: speakable(line) ? text : undefined });
  }

  #serverLine(line: Buffer, size: number): void {
    this.#serverLines += 1;
    const text = line.toString('utf8');
    if (this.#serverLines <= linesMax) {
      this.#tell({ side: 'server', text: clip(text), dialog: text.length <= textMax ? text : undefined });
    } else this.#serverSkipped += line.length + 2;
    // A line that is part of a literal says nothing; the one in which the literal ends goes on with the response.
    const inside = this.#serverShown >= size;
    this.#serverShown = Math.max(0, this.#serverShown - size);
    if (inside) return;
    const literal = this.#protocol === 'imap' ? (literalMark(line)?.size ?? 0) : 0;
    if (literal > literalShownMax) {
      this.#serverLiteral = literal;
      this.#note('server', literal);
    } else this.#serverShown = literal;
    this.#hear(text);
  }

  /** What the server says decides whether a sign-in goes on, and what the client's next bytes are. */
  #hear(text: string): void {
    if (this.#protocol === 'imap') return this.#hearImap(text);
    if (this.#protocol === 'pop') {
      if (this.#exchange && !/^\+(?!OK)/.test(text)) this.#exchange = undefined;
      return;
    }
    if (!/^\d{3}(?: |$)/.test(text)) return;
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    if (this.#unanswered > 0) return;
    if (this.#exchange && !text.startsWith('334')) this.#exchange = undefined;
    if (this.#state.kind === 'waiting') {
      const accepted = text.startsWith('354');
      this.#state = accepted
        ? { kind: 'message', tail: Buffer.from('\r\n'), kept: [], bytes: 0 }
        : { kind: 'commands' };
      if (accepted) this.#unanswered = 1;
      this.#readClient();
    }
  }

  #hearImap(text: string): void {
    const { tag } = this.#exchange ?? {};
    if (tag !== undefined && text.startsWith(`${tag} `)) this.#exchange = undefined;
    if (this.#state.kind !== 'waiting' || text.startsWith('* ')) return;
    if (text.startsWith('+')) {
      this.#state = this.#literal(this.#state.literal ?? 0);
    } else {
      // The literal was refused: what came before it was the whole command.
      const unit = withoutLineEnd(Buffer.concat(this.#pieces));
      this.#pieces = [];
      this.#state = { kind: 'commands' };
      this.#unit(unit);
    }
    this.#readClient();
  }

  #endServerRun(): void {
    if (this.#serverSkipped > 0) this.#note('server', this.#serverSkipped);
    this.#serverSkipped = 0;
    this.#serverLines = 0;
  }

  #note(side: FollowedLine['side'], bytes: number): void {
    this.#tell({ side, text: `(${bytes} bytes)`, dialog: undefined });
  }
}

function clip(text: string): string {
  return text.length <= textMax ? text : `${text.slice(0, textMax)} (${text.length - textMax} more)`;
}

/** Without its last line end. */
function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf('\r\n', at);
    lines.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length : end + 2;
  }
  return lines;
}

/** Whether a file of lines of UTF-8 can hold it: literals may have line ends, other control characters nowhere. */
function speakable(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  return (
    !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n/.test(text) &&
    Buffer.from(text, 'utf8').equals(bytes)
  );
}
