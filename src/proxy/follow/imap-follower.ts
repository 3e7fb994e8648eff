// Follows an IMAP session after its sign-in, just enough to mend it: which commands wait for an answer, which mailbox is
// selected and how many messages the client has been told of (seen-mailbox.ts). Bytes go through as they came, with
// three exceptions: an unfinished line waits for its end; CAPABILITY is told without what does not work behind us; and
// the BYE of a server that will not have the session any longer is kept back, because we may do without it.
// docs/adr/0101-a-session-that-mends-itself.md

import { withoutLineEnd } from '../../wire/byte-queue.ts';
import { parseImapCommand } from '../../wire/imap/command.ts';
import { ImapScanner } from '../../wire/imap/scanner.ts';
import { mergeRanges, parseSequenceSet } from '../../wire/imap/sequence-set.ts';
import { imapAstring } from '../../wire/imap/write.ts';
import { ImapLines, joinNeighbours } from './imap-lines.ts';
import type { SeenMailbox } from './seen-mailbox.ts';

/** RFC 7162 section 4 recommends 8192 for commands; responses with an ENVELOPE in one line are longer. */
const commandLineMax = 64 * 1024;
const responseLineMax = 1024 * 1024;
/** A client that pipelines more than this is passed through, and its session is not mended. */
const pendingMax = 256;
/** Of a mailbox: imapAstring quotes no more than that. */
const nameBytesMax = 1000;
/** What is kept of a command, so that it can be said once more. */
const repeatedBytesMax = 16 * 1024;

export interface MendPlan {
  /** ENABLE, as the server has confirmed it (RFC 5161). */
  readonly enabled: readonly string[];
  readonly mailbox: SeenMailbox | undefined;
  /** Commands that the client waits for, each a line with its end. All of them may be said twice. */
  readonly repeat: readonly Buffer[];
  /** What the client is told at once: the end of an IDLE that it has already left. */
  readonly answers: readonly Buffer[];
}

export type Loss =
  /** The client had said LOGOUT: nothing is lost. */
  | { readonly kind: 'over' }
  | { readonly kind: 'mend'; readonly plan: MendPlan }
  /** `midway`: the client waits for the rest of a line or literal, so that not even a BYE can be said. */
  | { readonly kind: 'honest'; readonly why: string; readonly midway: boolean };

interface Pending {
  readonly tag: string;
  readonly name: string;
  /** The whole command; undefined where it was too long, or had literals. */
  readonly line: Buffer | undefined;
  /** Data has been told for it. */
  told: boolean;
  /** IDLE alone: the client has said DONE. */
  done: boolean;
}

/** May be said twice: they change nothing, or change it to the same. EXPUNGE may not: what is \Deleted may have grown. */
const repeatable = words(
  'NOOP, CHECK, CAPABILITY, ID, NAMESPACE, ENABLE, IDLE, LIST, LSUB, XLIST, STATUS, SUBSCRIBE, UNSUBSCRIBE, ' +
    'SELECT, EXAMINE, UNSELECT, FETCH, UID FETCH, SEARCH, UID SEARCH, SORT, UID SORT, THREAD, UID THREAD, ' +
    'STORE, UID STORE, UID EXPUNGE, GETQUOTA, GETQUOTAROOT, GETACL, MYRIGHTS, GETMETADATA',
);
/** Whatever was told of them already is true when it is told again. */
const mayBeToldTwice = words('FETCH, UID FETCH, STATUS, STORE, UID STORE');
/** From here on the server says things that we do not understand. */
const endsFollowing = words('COMPRESS, NOTIFY, STARTTLS, UNAUTHENTICATE, AUTHENTICATE, LOGIN');

export interface FollowerOptions {
  /** Which capabilities may be told behind us. */
  readonly shows: (capability: string) => boolean;
  /** Shown the first line of each response, whatever comes of it here. */
  onLine?(line: Buffer): void;
}

interface Candidate {
  readonly name: Buffer;
  readonly readOnly: boolean;
  readonly condstore: boolean;
  exists: number | undefined;
  uidValidity: number | undefined;
  uidNext: number | undefined;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export class ImapFollower {
  readonly #options: FollowerOptions;
  readonly #client = new ImapLines(commandLineMax);
  readonly #server = new ImapLines(responseLineMax);
  readonly #pending: Pending[] = [];
  readonly #enabled = new Set<string>();
  #mailbox: Writable<SeenMailbox> | undefined;
  #candidate: Candidate | undefined;
  /** Why the session cannot be mended until the next selection. */
  #unsure: string | undefined;
  /** Why it never can. */
  #lost: string | undefined;
  #bye: string | undefined;
  /** LOGOUT was said, and answered. */
  #over = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** The text of the BYE that was kept back. */
  get bye(): string | undefined {
    return this.#bye;
  }

  /** True where the client waits for the rest of a literal or of what follows it: nothing else may be said to it. */
  get midway(): boolean {
    return this.#server.cutsUnit;
  }

  /** True where the client waits for nothing: a lost server need not be replaced before it speaks. */
  get quiet(): boolean {
    return this.#pending.length === 0;
  }

  /** @returns what goes to the server */
  fromClient(chunk: Buffer): Buffer[] {
    if (this.#client.passes(chunk)) return [chunk];
    const out: Buffer[] = [];
    for (const piece of this.#client.push(chunk)) {
      if (piece.kind === 'lost') this.#lost ??= 'a command was too long to be followed';
      else if (piece.kind === 'line' && piece.begins) this.#command(piece.bytes, piece.goesOn);
      out.push(piece.bytes);
    }
    return joinNeighbours(out);
  }

  /** @returns what goes to the client */
  fromServer(chunk: Buffer): Buffer[] {
    if (this.#server.passes(chunk)) return [chunk];
    const out: Buffer[] = [];
    for (const piece of this.#server.push(chunk)) {
      if (piece.kind === 'lost') this.#lost ??= 'a response was too long to be followed';
      const isLine = piece.kind === 'line' && piece.begins;
      if (isLine) this.#options.onLine?.(piece.bytes);
      const told = isLine ? this.#response(piece.bytes) : piece.bytes;
      if (told) out.push(told);
    }
    return joinNeighbours(out);
  }

  /** The server is gone. What can be done about it; the follower is ready for another server afterwards. */
  serverLost(): Loss {
    const midway = this.#server.cutsUnit;
    this.#server.dropHeld();
    if (this.#over || this.#pending.some(({ name }) => name === 'LOGOUT')) return { kind: 'over' };
    const honest = (why: string): Loss => ({ kind: 'honest', why, midway });
    if (midway) return honest('in the middle of an answer');
    if (this.#lost !== undefined) return honest(this.#lost);
    if (this.#client.cutsUnit) return honest('in the middle of a command');
    const repeat: Buffer[] = [];
    const answers: Buffer[] = [];
    for (const pending of [...this.#pending]) {
      const { tag, name, line, told } = pending;
      if (name === 'IDLE' && pending.done) {
        answers.push(Buffer.from(`${tag} OK IDLE completed.\r\n`));
        this.#forget(pending);
        continue;
      }
      if (!line || !repeatable.has(name)) return honest(`${name} may have been done or not`);
      if (told && name !== 'IDLE' && !mayBeToldTwice.has(name)) return honest(`${name} was half answered`);
      repeat.push(line);
    }
    // The mailbox that is about to be selected anew need not be found again first.
    const reselects = this.#pending[0]?.name === 'SELECT' || this.#pending[0]?.name === 'EXAMINE';
    if (!reselects && this.#unsure !== undefined) return honest(this.#unsure);
    this.#candidate = undefined;
    this.#bye = undefined;
    const mailbox = reselects || !this.#mailbox ? undefined : { ...this.#mailbox };
    return { kind: 'mend', plan: { enabled: [...this.#enabled], mailbox, repeat, answers } };
  }

  /** The new server has more messages than the client was told of: it is told now. */
  told(exists: number): void {
    if (this.#mailbox) this.#mailbox.fresh = exists - this.#mailbox.old;
  }

  #command(line: Buffer, goesOn: boolean): void {
    const bare = withoutLineEnd(line);
    const last = this.#pending.at(-1);
    if (last?.name === 'IDLE' && !last.done && /^done$/i.test(bare.toString('latin1', 0, 5))) {
      last.done = true;
      return;
    }
    const command = parseImapCommand(bare);
    if (!command) {
      this.#unsure ??= 'the client says what is no command';
      return;
    }
    const { tag, name, args } = command;
    if (endsFollowing.has(name)) this.#lost ??= `${name} was said`;
    if (this.#pending.length >= pendingMax) {
      this.#lost ??= 'more commands at a time than are followed';
      return;
    }
    const conditional = /\(UNCHANGEDSINCE /i.test(name.endsWith('STORE') ? bare.toString('latin1') : '');
    const kept = goesOn || line.length > repeatedBytesMax || conditional ? undefined : Buffer.from(line);
    this.#pending.push({ tag, name, line: kept, told: false, done: false });
    if (name === 'SELECT' || name === 'EXAMINE') this.#selects(name, args, goesOn);
  }

  #selects(name: string, args: ImapScanner, goesOn: boolean): void {
    const mailbox = !goesOn && args.space() ? args.astring() : undefined;
    const parameters = args.rest();
    // What would have to be a literal cannot be said again in one line.
    const name7bit = mailbox?.bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
    if (!mailbox || !name7bit || mailbox.bytes.length > nameBytesMax) {
      this.#candidate = undefined;
      return;
    }
    this.#candidate = {
      name: imapAstring(mailbox.bytes.toString('latin1')),
      readOnly: name === 'EXAMINE',
      condstore: /\b(CONDSTORE|QRESYNC)\b/i.test(parameters),
      exists: undefined,
      uidValidity: undefined,
      uidNext: undefined,
    };
  }

  /** @returns what the client is told of it */
  #response(line: Buffer): Buffer | undefined {
    if (line[0] === 0x2a && line[1] === 0x20) return this.#untagged(line);
    const [oldest] = this.#pending;
    if (line[0] === 0x2b) {
      if (oldest?.name !== 'IDLE') return line;
      // Of an IDLE that was said once more the client has had its `+`.
      if (oldest.told) return undefined;
      oldest.told = true;
      return line;
    }
    const space = line.indexOf(0x20);
    const tag = space > 0 && space < 200 ? line.toString('latin1', 0, space) : undefined;
    const answered = tag === undefined ? undefined : this.#pending.find((pending) => pending.tag === tag);
    if (answered)
      this.#completed(answered, line.toString('latin1', space + 1, Math.min(line.length, space + 400)));
    return line;
  }

  #completed(pending: Pending, answer: string): void {
    this.#forget(pending);
    const isOk = /^OK\b/i.test(answer);
    const { name } = pending;
    if (name === 'LOGOUT') this.#over ||= isOk;
    else if (name === 'SELECT' || name === 'EXAMINE') {
      const found = this.#candidate;
      this.#candidate = undefined;
      this.#mailbox = undefined;
      this.#unsure = undefined;
      if (
        isOk &&
        found?.exists !== undefined &&
        found.uidValidity !== undefined &&
        found.uidNext !== undefined
      ) {
        const { uidValidity, uidNext, exists, condstore } = found;
        const readOnly = found.readOnly || /^OK \[READ-ONLY\]/i.test(answer);
        this.#mailbox = {
          name: found.name,
          readOnly,
          condstore,
          uidValidity,
          uidNext,
          old: exists,
          fresh: 0,
        };
      } else if (isOk) this.#unsure = 'the mailbox could not be found again by its name and numbers';
      // Whether a selection that was answered by BAD leaves the one before is told differently (RFC 9051 section 6.3.2).
      else if (/^BAD\b/i.test(answer)) this.#unsure = 'a selection has failed';
    } else if (isOk && (name === 'CLOSE' || name === 'UNSELECT')) {
      this.#mailbox = undefined;
      this.#unsure = undefined;
    }
  }

  #untagged(line: Buffer): Buffer | undefined {
    const [oldest] = this.#pending;
    const third = line[2] ?? 0;
    if (third >= 0x30 && third <= 0x39) {
      if (line.length < 40) {
        const match = /^\* (\d{1,10}) (EXISTS|EXPUNGE)\s*$/i.exec(line.toString('latin1'));
        if (match?.[2]?.toUpperCase() === 'EXISTS') this.#exists(Number(match[1]));
        else if (match) this.#expunged(Number(match[1]));
        if (match) return line;
      }
      if (oldest) oldest.told = true;
      return line;
    }
    const text = line.toString('latin1', 2, Math.min(line.length, 2 + 256));
    if (/^BYE\b/i.test(text)) {
      this.#bye = withoutLineEnd(line).toString('utf8', 6);
      // A client that has said LOGOUT waits for it (RFC 9051 section 6.1.3).
      return this.#pending.some(({ name }) => name === 'LOGOUT') ? line : undefined;
    }
    if (/^CAPABILITY /i.test(text)) {
      if (oldest) oldest.told = true;
      return this.#capability(line);
    }
    if (/^OK \[/i.test(text)) this.#noticed(text);
    else if (/^VANISHED /i.test(text)) this.#vanished(withoutLineEnd(line).toString('latin1', 2));
    else if (/^ENABLED /i.test(text)) {
      for (const name of withoutLineEnd(line).toString('latin1', 10).split(' '))
        if (name) this.#enabled.add(name.toUpperCase());
    } else if (oldest && !/^(OK|NO|BAD|FLAGS)\b/i.test(text)) oldest.told = true;
    return line;
  }

  #noticed(text: string): void {
    const target = this.#candidate;
    if (!target) return;
    const match = /^OK \[(UIDVALIDITY|UIDNEXT) (\d{1,10})\]/i.exec(text);
    if (match?.[1]?.toUpperCase() === 'UIDVALIDITY') target.uidValidity = Number(match[2]);
    else if (match) target.uidNext = Number(match[2]);
  }

  #exists(count: number): void {
    if (this.#selecting && this.#candidate) {
      this.#candidate.exists = count;
      return;
    }
    const mailbox = this.#mailbox;
    if (!mailbox) return;
    if (count < mailbox.old + mailbox.fresh)
      this.#unsure = 'the server counts fewer messages than it has told';
    else mailbox.fresh = count - mailbox.old;
  }

  #expunged(number: number): void {
    if (this.#selecting && this.#candidate?.exists !== undefined) {
      this.#candidate.exists -= 1;
      return;
    }
    const mailbox = this.#mailbox;
    if (!mailbox) return;
    if (number <= mailbox.old) mailbox.old -= 1;
    else if (number <= mailbox.old + mailbox.fresh) mailbox.fresh -= 1;
    else this.#unsure = 'the server takes away a message that was not there';
  }

  /** RFC 7162 section 3.2.10: UIDs instead of numbers. With EARLIER they are gone already. */
  #vanished(text: string): void {
    const mailbox = this.#mailbox;
    if (!mailbox || /^VANISHED \(EARLIER\)/i.test(text)) return;
    const ranges = parseSequenceSet(text.slice('VANISHED '.length).trim(), 0);
    if (!ranges) {
      this.#unsure = 'what has vanished is not understood';
      return;
    }
    for (const [from, to] of mergeRanges(ranges)) {
      const old = Math.max(0, Math.min(to, mailbox.uidNext - 1) - from + 1);
      mailbox.old -= old;
      mailbox.fresh -= to - from + 1 - old;
    }
    if (mailbox.old < 0 || mailbox.fresh < 0) this.#unsure = 'more has vanished than was there';
  }

  /** Between a selection's command and its answer the counts are the new mailbox's. */
  get #selecting(): boolean {
    const name = this.#pending[0]?.name;
    return name === 'SELECT' || name === 'EXAMINE';
  }

  #capability(line: Buffer): Buffer {
    const [, , ...names] = withoutLineEnd(line).toString('latin1').split(' ');
    const kept = names.filter((name) => this.#options.shows(name));
    return Buffer.from(`* CAPABILITY ${kept.join(' ')}\r\n`, 'latin1');
  }

  #forget(pending: Pending): void {
    this.#pending.splice(this.#pending.indexOf(pending), 1);
  }
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(', '));
}
