// Stands between clients that try again every few seconds and a server that has asked for quiet. What a server says of its
// limits is remembered by mailbox and service; whoever comes then waits a little, or is told until when. Knows errors of the
// catalogue, no protocol's words. docs/adr/0098-reaching-the-server.md

import { backoffMs } from '../../base/backoff.ts';
import type { Clock } from '../../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import type { Gate } from '../../base/gate.ts';
import type { Service } from '../../base/token-source.ts';
import { fail, isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import { exchangeLimits, type LimitNumbers, type LimitsRegistry } from '../../mail/limits.ts';

/**
 * How many sessions there may be is the door keeper's to say, and the server's: Exchange's own number is told as 15 and as 20,
 * other servers have others. What is kept here is what the server has said.
 */
const everybody = Number.POSITIVE_INFINITY;
export const proxyLimits: LimitNumbers = {
  ...exchangeLimits,
  atOnce: { imap: everybody, pop: everybody, smtp: everybody, graph: exchangeLimits.atOnce.graph },
};

/** Long enough for a session that is just ending, short enough for a mail program that shows an hourglass. */
const waitLimitMs = 5_000;
/** Exchange was seen to ask for five minutes; a server that asks for more is asked again before. */
const pauseMsMax = 15 * 60_000;
const pauseMsUnnamed = 30_000;
/** Trouble that passes, by nobody's word but ours: doubled each time until it has passed. */
const troubleBackoff = { firstMs: 2_000, maxMs: 60_000 };
/** More than that do not wait for one mailbox: they would time out anyway. */
const waitingMax = 50;
/** What is remembered beside the limits; the oldest is forgotten. */
const rememberedMax = 10_000;

export interface Visit {
  readonly service: Service;
  /** Its address: limits belong to the mailbox, whoever opens it. */
  readonly mailbox: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Admitted<T> {
  readonly result: T;
  /** Gives the place back; more than once is once. */
  leave(): void;
}

/** For those who show it. */
export interface ClosedMailbox {
  readonly service: Service;
  readonly mailbox: string;
  readonly untilMs: number;
  /** What the server said, in its words. */
  readonly answer: string;
}

interface Memory {
  readonly service: Service;
  readonly mailbox: string;
  /** What the server said last, for whoever is told to wait. */
  answer: string;
  /** Troubles in a row. */
  troubles: number;
}

export class Shield {
  readonly #clock: Clock;
  readonly #limits: LimitsRegistry;
  readonly #random: () => number;
  readonly #waitMs: number;
  readonly #memories = new Map<string, Memory>();
  readonly #waiting = new Map<string, number>();
  /** Sessions that have signed in and not left. */
  readonly #open = new Map<string, number>();

  /** @param options - `limits`: shared with whoever else in this process uses those mailboxes */
  constructor(options: { clock: Clock; limits: LimitsRegistry; random?: () => number; waitMs?: number }) {
    this.#clock = options.clock;
    this.#limits = options.limits;
    this.#random = options.random ?? Math.random;
    this.#waitMs = options.waitMs ?? waitLimitMs;
  }

  /**
   * Runs `signIn` when its turn has come. The place is kept until `leave` is called, and not kept where it fails.
   *
   * @throws `proxy-mailbox-throttled`, `proxy-mailbox-full`, the signal's reason, and what `signIn` throws
   */
  async run<T>(visit: Visit, signIn: () => Promise<T>): Promise<Admitted<T>> {
    const leave = await this.#enter(visit);
    try {
      const result = await signIn();
      // Another session may have heard meanwhile that nobody else is to come.
      if (this.closedUntilMs(visit) === undefined) this.#memories.delete(keyOf(visit));
      return { result, leave: this.#opened(visit, leave) };
    } catch (error) {
      const told = this.heard(visit, error);
      leave();
      throw told;
    }
  }

  /** What went wrong, in a sign-in or later. @returns the error to be told, which may know more than `error` does */
  heard(visit: Visit, error: unknown): unknown {
    if (!isMailgrantError(error)) return error;
    const { code, retryAfterMs = pauseMsUnnamed } = error;
    if (code === 'mail-throttled' || code === 'graph-throttled') {
      this.told(visit, { waitMs: retryAfterMs, answer: answerOf(error) });
    } else if (code === 'mail-not-connected' && this.#open.has(keyOf(visit))) {
      // Other sessions of ours have the mailbox open, so it can be opened: this one is one too many (docs/quirks.md).
      this.#pause(visit, pauseMsUnnamed, answerOf(error));
      return this.#full(visit, error);
    } else if (code === 'mail-refused' && error.retry === 'later') {
      const { troubles } = this.#memory(visit);
      const waitMs = backoffMs(troubles + 1, { ...troubleBackoff, random: this.#random });
      this.#pause(visit, waitMs, answerOf(error));
      this.#memory(visit).troubles = troubles + 1;
    }
    return error;
  }

  /** The server wants to be left alone: it has said so, in a sign-in or in a session that stands. */
  told(visit: Visit, { waitMs, answer }: { readonly waitMs: number; readonly answer: string }): void {
    this.#pause(visit, Math.min(waitMs, pauseMsMax), answer);
  }

  /** Mailboxes that nobody is let into for now. */
  get closed(): readonly ClosedMailbox[] {
    const nowMs = this.#clock.now();
    const closed: ClosedMailbox[] = [];
    for (const { service, mailbox, answer } of this.#memories.values()) {
      const { closedUntilMs: untilMs } = this.#gate({ service, mailbox });
      if (untilMs > nowMs) closed.push({ service, mailbox, untilMs, answer });
    }
    return closed;
  }

  /** Milliseconds since the epoch until which nobody is let in; undefined while everybody is. For those who show it. */
  closedUntilMs(visit: Visit): number | undefined {
    const { closedUntilMs } = this.#gate(visit);
    return closedUntilMs > this.#clock.now() ? closedUntilMs : undefined;
  }

  async #enter(visit: Visit): Promise<() => void> {
    const gate = this.#gate(visit);
    visit.signal?.throwIfAborted();
    // Whoever need not wait is not counted as waiting: hundreds may come in one moment, when their password has been hashed.
    const leave = gate.enterAtOnce();
    if (leave) return leave;
    const untilMs = this.closedUntilMs(visit);
    if (untilMs !== undefined && untilMs - this.#clock.now() > this.#waitMs) {
      throw this.#throttled(visit, untilMs);
    }
    const key = keyOf(visit);
    const waiting = this.#waiting.get(key) ?? 0;
    if (waiting >= waitingMax) throw this.#full(visit);
    this.#waiting.set(key, waiting + 1);
    try {
      const options = { clock: this.#clock, limitMs: this.#waitMs, signal: visit.signal };
      return await withDeadline(options, (signal) => gate.enter(signal));
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
      // It may have been closed while we waited for a place.
      const untilMs = this.closedUntilMs(visit);
      throw untilMs === undefined ? this.#full(visit) : this.#throttled(visit, untilMs);
    } finally {
      lessOne(this.#waiting, key);
    }
  }

  #opened(visit: Visit, leave: () => void): () => void {
    const key = keyOf(visit);
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      lessOne(this.#open, key);
      leave();
    };
  }

  #pause(visit: Visit, waitMs: number, answer: string): void {
    const { service, mailbox } = visit;
    this.#limits.of(mailbox).pause(service, waitMs);
    this.#memory(visit).answer = answer;
  }

  #throttled(visit: Visit, untilMs: number): MailgrantError {
    const { service, mailbox } = visit;
    const { answer = 'it was asked too often' } = this.#memories.get(keyOf(visit)) ?? {};
    const details = {
      mailbox,
      service: service.toUpperCase(),
      until: minuteOf(untilMs),
      untilMs,
      answer,
    };
    return fail('proxy-mailbox-throttled', details, { retryAfterMs: untilMs - this.#clock.now() });
  }

  #full(visit: Visit, cause?: MailgrantError): MailgrantError {
    const { service, mailbox } = visit;
    const count = this.#open.get(keyOf(visit)) ?? this.#gate(visit).taken;
    const details = { mailbox, service: service.toUpperCase(), count };
    return fail('proxy-mailbox-full', details, { retryAfterMs: pauseMsUnnamed, cause });
  }

  #gate({ service, mailbox }: Visit): Gate {
    return this.#limits.of(mailbox).gate(service);
  }

  #memory(visit: Visit): Memory {
    const key = keyOf(visit);
    const memory = this.#memories.get(key) ?? {
      service: visit.service,
      mailbox: visit.mailbox,
      answer: '',
      troubles: 0,
    };
    this.#memories.delete(key);
    this.#memories.set(key, memory);
    const [oldest] = this.#memories.keys();
    if (this.#memories.size > rememberedMax && oldest !== undefined) this.#memories.delete(oldest);
    return memory;
  }
}

function lessOne(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}

function answerOf(error: MailgrantError): string {
  return String(error.details['answer'] ?? error.message);
}

function keyOf({ service, mailbox }: Visit): string {
  return `${service} ${mailbox.toLowerCase()}`;
}

/** '14:32': the minute in which it will be over for certain. */
function minuteOf(ms: number): string {
  return new Date(Math.ceil(ms / 60_000) * 60_000).toISOString().slice(11, 16);
}
