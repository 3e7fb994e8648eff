// The answers to FETCH, as they come: the literal of BODY[] passes in the pieces in which it arrived, everything else is a
// line or is passed over (RFC 3501 section 7.4.2). Knows octets, not sockets.

import { invariant } from '../../base/invariant.ts';

export interface FetchEvents {
  /** A body of so many octets begins, follows, and has ended. A piece belongs to whoever reads: it is copied or forgotten. */
  begin(bytes: number): void;
  piece(octets: Buffer): void;
  end(): void;
  /** The answer about one message is over. */
  row(uid: number | undefined): void;
  /** A tagged answer: `OK`, `NO` or `BAD`, and what follows. */
  tagged(tag: string, status: string): void;
}

/** Of everything that is no literal, of one answer; as much as elsewhere (open.ts). */
const textCharsMax = 1024 * 1024;

export class FetchParser {
  readonly #events: FetchEvents;
  /** Of the answer that is being read: its lines, without the literals between them. */
  #text = '';
  #line = '';
  #literalLeft = 0;
  #isBody = false;

  constructor(events: FetchEvents) {
    this.#events = events;
  }

  /** @throws Error for an answer that is longer than any should be */
  write(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; )
      at = this.#literalLeft > 0 ? this.#octets(chunk, at) : this.#chars(chunk, at);
  }

  #octets(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#literalLeft);
    this.#literalLeft -= end - at;
    if (this.#isBody) {
      this.#events.piece(at === 0 && end === chunk.length ? chunk : chunk.subarray(at, end));
      if (this.#literalLeft === 0) this.#events.end();
    }
    return end;
  }

  #chars(chunk: Buffer, at: number): number {
    const lineFeed = chunk.indexOf(0x0a, at);
    const end = lineFeed === -1 ? chunk.length : lineFeed + 1;
    this.#line += chunk.toString('latin1', at, end);
    if (this.#line.length + this.#text.length > textCharsMax) throw new Error('an answer without an end');
    if (lineFeed !== -1) {
      const line = this.#line.replace(/\r?\n$/, '');
      this.#line = '';
      this.#endOfLine(line);
    }
    return end;
  }

  #endOfLine(line: string): void {
    const literal = /^(.*)\{(\d{1,15})\}$/s.exec(line);
    if (!literal) {
      const text = this.#text + line;
      this.#text = '';
      this.#answer(text);
      return;
    }
    const [, before = '', digits] = literal;
    const bytes = Number(digits);
    this.#text += before;
    this.#isBody = /^\* \d+ FETCH /i.test(this.#text) && /[ (]BODY\[\](?:<\d+>)? ~?$/i.test(before);
    this.#literalLeft = bytes;
    if (this.#isBody) {
      this.#events.begin(bytes);
      if (bytes === 0) this.#events.end();
    }
  }

  #answer(text: string): void {
    if (/^\* \d+ FETCH /i.test(text)) this.#events.row(uidIn(text));
    const tagged = /^([^*+ ]\S*) (OK|NO|BAD)\b/i.exec(text);
    if (!tagged) return;
    const [, tag, status] = tagged;
    invariant(tag !== undefined && status !== undefined, 'both groups take part');
    this.#events.tagged(tag, status.toUpperCase());
  }
}

/** Flags may have any name: what stands in a list of their own is not looked at. */
function uidIn(text: string): number | undefined {
  const items = text.slice(text.indexOf('(') + 1).replace(/"(?:[^"\\]|\\.)*"|\([^()]*\)/g, '');
  const uid = /(?:^| )UID (\d{1,10})(?=[ )]|$)/i.exec(items)?.[1];
  return uid === undefined ? undefined : Number(uid);
}
