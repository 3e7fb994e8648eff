// For sessions that are not followed otherwise: hears what the server says of its limits, and passes everything on as it came.

import { ByteQueue } from '../../wire/byte-queue.ts';
import { ImapLines } from '../follow/imap-lines.ts';
import { limitInImapLine, limitInSmtpLine, type OnLimit } from '../upstream/limits-told.ts';
import type { Follower } from './splice.ts';

/** Longer than any refusal; what is longer is data, and not held. */
const imapLineMax = 64 * 1024;
const smtpLineMax = 4096;

/** IMAP without mending. Literals are stepped over: a message can say what it likes. */
export class ImapLimitListener implements Follower {
  readonly #lines = new ImapLines(imapLineMax);
  readonly #onLimit: OnLimit;

  constructor(onLimit: OnLimit) {
    this.#onLimit = onLimit;
  }

  fromClient(chunk: Buffer): readonly Buffer[] {
    return [chunk];
  }

  fromServer(chunk: Buffer): readonly Buffer[] {
    for (const piece of this.#lines.push(chunk)) {
      const told = piece.kind === 'line' && piece.begins ? limitInImapLine(piece.bytes) : undefined;
      if (told) this.#onLimit(told);
    }
    return [chunk];
  }
}

/** SMTP, where a server says nothing but replies. Whatever else guards the session stands behind it. */
export class SmtpLimitListener implements Follower {
  readonly #replies = new ByteQueue();
  readonly #onLimit: OnLimit;
  readonly #guard: Follower | undefined;

  constructor(onLimit: OnLimit, guard?: Follower) {
    this.#onLimit = onLimit;
    this.#guard = guard;
  }

  get holdsClient(): boolean {
    return this.#guard?.holdsClient ?? false;
  }

  fromClient(chunk: Buffer): readonly Buffer[] {
    return this.#guard?.fromClient(chunk) ?? [chunk];
  }

  fromServer(chunk: Buffer): readonly Buffer[] {
    this.#replies.push(chunk);
    for (;;) {
      const line = this.#replies.takeLine(smtpLineMax);
      if (line === undefined) break;
      if (line === 'too-long') {
        const bytes = this.#replies.takeAll();
        const end = bytes.indexOf(0x0a);
        if (end >= 0) this.#replies.push(bytes.subarray(end + 1));
        continue;
      }
      const told = limitInSmtpLine(line);
      if (told) this.#onLimit(told);
    }
    return this.#guard?.fromServer(chunk) ?? [chunk];
  }

  toServer(): readonly Buffer[] {
    return this.#guard?.toServer?.() ?? [];
  }
}
