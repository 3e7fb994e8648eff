// A connection that has signed in and selected its folder, spoken to directly: whole messages by UID FETCH, one command after
// the other, their octets from the socket into memory of their own. The library that signed in makes an object of each answer
// and walks through every chunk twice, which is half of the work of an export. Whatever goes wrong here ends the line;
// whoever uses it asks again by the way that repairs (bulk-sources.ts).

import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../base/clock.ts';
import { uidSets } from './command.ts';
import { FetchParser } from './fetch-parser.ts';
import { commandLimitMs, type TakenOver } from './session.ts';

/** Where the answers to one command go. */
export interface Bodies {
  begin(bytes: number): void;
  piece(octets: Buffer): void;
  end(): void;
  row(uid: number | undefined): void;
  /** The command is over: all that there is has come, or `failure` says why not. */
  over(failure?: Error): void;
  /** No more than this is held before somebody reads; the line is at rest then. */
  readonly isFull: boolean;
}

/** The first one is with the server. */
interface Asked {
  readonly uids: readonly number[];
  readonly bodies: Bodies;
}

export class FetchLine {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #leave: () => void;
  readonly #parser: FetchParser;
  #asked: Asked[] = [];
  #tags = 0;
  #bytes = 0;
  #ended = false;
  #resting = false;
  #watch: Timer | undefined;

  /** @param leave - the place of this connection is free again */
  constructor({ socket, reads }: TakenOver, parts: { clock: Clock; leave: () => void }) {
    this.#socket = socket;
    this.#clock = parts.clock;
    this.#leave = parts.leave;
    const bodies = (): Bodies | undefined => this.#asked[0]?.bodies;
    this.#parser = new FetchParser({
      begin: (bytes) => bodies()?.begin(bytes),
      piece: (octets) => bodies()?.piece(octets),
      end: () => bodies()?.end(),
      row: (uid) => bodies()?.row(uid),
      tagged: (tag, status) => this.#tagged(tag, status),
    });
    reads.listen(socket, (octets) => this.#hear(octets));
    socket.on('error', (error) => this.#fail(error));
    socket.on('end', () => this.#fail(new Error('the server has ended the connection')));
    socket.on('close', () => this.#fail(new Error('the connection is closed')));
    // It was piped elsewhere, and has been at rest since.
    socket.resume();
  }

  get isOpen(): boolean {
    return !this.#ended;
  }

  /** What is not answered yet. */
  get waiting(): number {
    return this.#asked.length;
  }

  fetch(uids: readonly number[], bodies: Bodies): void {
    if (this.#ended) return bodies.over(new Error('the connection is closed'));
    this.#asked.push({ uids, bodies });
    if (this.#asked.length === 1) this.#ask(uids);
  }

  /**
   * A server may work at two commands at once (RFC 3501 section 5.5), and Dovecot does where the first one waits for its
   * reader: what it tells then belongs to either. So the second one is not sent before the first is over.
   */
  #ask(uids: readonly number[]): void {
    const [set = ''] = uidSets(uids);
    this.#tags += 1;
    this.#socket.write(`f${this.#tags} UID FETCH ${set} (UID BODY.PEEK[])\r\n`);
    this.#watch ??= this.#watchFrom(this.#bytes);
  }

  /** Somebody has read what was held. */
  goOn(): void {
    if (!this.#resting || this.#ended || this.#asked[0]?.bodies.isFull) return;
    this.#resting = false;
    this.#socket.resume();
  }

  close(): void {
    if (!this.#ended && this.#asked.length === 0) this.#socket.write('z LOGOUT\r\n');
    this.#fail(new Error('nobody needs the rest'));
  }

  #hear(chunk: Buffer): void {
    if (this.#ended) return;
    this.#bytes += chunk.length;
    try {
      this.#parser.write(chunk);
    } catch (error) {
      // Of the parser and of those who take what it finds: limits that the server has gone beyond.
      return this.#fail(error as Error);
    }
    if (this.#asked[0]?.bodies.isFull) {
      this.#resting = true;
      this.#socket.pause();
    }
  }

  #tagged(tag: string, status: string): void {
    const [first, next] = this.#asked;
    if (!first || tag !== `f${this.#tags}`) throw new Error(`an answer to ${tag}, which was not asked`);
    if (status !== 'OK') throw new Error(`the answer to a fetch is ${status}`);
    this.#asked.shift();
    if (next) this.#ask(next.uids);
    first.bodies.over();
  }

  /** A line on which nothing has come for as long as a command may take is dead. */
  #watchFrom(bytes: number): Timer {
    return this.#clock.after(
      commandLimitMs,
      () => {
        this.#watch = undefined;
        if (this.#ended || this.#asked.length === 0) return;
        if (this.#bytes === bytes && !this.#resting) return this.#fail(new Error('nothing comes any more'));
        this.#watch = this.#watchFrom(this.#bytes);
      },
      { background: true },
    );
  }

  #fail(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#watch?.cancel();
    // What is still to be written is said before the end; what comes is nobody's.
    this.#socket.destroySoon();
    this.#leave();
    const asked = this.#asked;
    this.#asked = [];
    for (const { bodies } of asked) bodies.over(error);
  }
}
