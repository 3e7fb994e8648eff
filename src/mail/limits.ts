// What a server allows of one mailbox, counted once for everybody in this process who uses it: places at a time, a pace,
// and pauses that the server has asked for. Knows numbers and their sources, not protocols.

import { type Clock, sleep } from '../base/clock.ts';
import { Gate } from '../base/gate.ts';
import type { Service } from '../base/token-source.ts';

export interface LimitNumbers {
  /** Connections, or requests for Graph, at a time. */
  readonly atOnce: Readonly<Record<Service, number>>;
  /** Messages that may be submitted within any minute, by whichever door. */
  readonly sendsPerMinute: number;
}

/**
 * Exchange Online's own: 4 concurrent Graph requests of an app at a mailbox (Graph documentation, "Throttling limits"),
 * 3 concurrent submissions and 30 messages a minute (Exchange Online limits, "Sending limits"). IMAP connections are not
 * documented: 20 is commonly told, one gateway counted 15, and others may hold some already. POP takes one client at a
 * time (RFC 1939 section 8: the maildrop is locked), and two leave room for one that is just leaving.
 */
export const exchangeLimits: LimitNumbers = {
  atOnce: { imap: 12, pop: 2, smtp: 3, graph: 4 },
  sendsPerMinute: 30,
};

const minuteMs = 60_000;
/** Kept without a look at whether they are still wanted. */
const mailboxesMax = 1_000;

export class MailboxLimits {
  readonly #clock: Clock;
  readonly #gates: Readonly<Record<Service, Gate>>;
  readonly #sendsPerMinute: number;
  /** When the last sends began, oldest first; at most `sendsPerMinute` of them. */
  readonly #sends: number[] = [];
  readonly #sending: Gate;
  readonly #shutUntilMs = new Map<Service, number>();
  /** How to end each connection that is open and that nobody uses just now, the oldest first. */
  readonly #resting = new Map<() => void, Service>();

  constructor(clock: Clock, numbers: LimitNumbers = exchangeLimits) {
    const gate = (service: Service): Gate => new Gate(clock, numbers.atOnce[service]);
    this.#clock = clock;
    this.#gates = { imap: gate('imap'), pop: gate('pop'), smtp: gate('smtp'), graph: gate('graph') };
    this.#sendsPerMinute = numbers.sendsPerMinute;
    this.#sending = new Gate(clock, 1);
  }

  /** Connections to (or requests at) this service. */
  gate(service: Service): Gate {
    return this.#gates[service];
  }

  /** The server wants to be left alone for `waitMs` (Retry-After, Suggested Backoff Time): nobody goes there until then. */
  pause(service: Service, waitMs: number): void {
    this.#gates[service].closeUntil(this.#clock.now() + waitMs);
  }

  /** One of ours was one too many although we count: another program uses the same mailbox. We are fewer for a while. */
  crowded(service: Service): void {
    this.#gates[service].narrow();
  }

  /**
   * A connection stays open although nobody uses it just now. `end` ends it where its place is wanted. The answer takes
   * that back: it is used again, or over.
   */
  rest(service: Service, end: () => void): () => void {
    this.#resting.set(end, service);
    return () => void this.#resting.delete(end);
  }

  /** For whoever is inside and about to open a connection: as many that rest are ended as would be too many with it. */
  makeRoom(service: Service): void {
    const resting = [...this.#resting].filter(([, of]) => of === service).map(([end]) => end);
    const { taken, places } = this.#gates[service];
    for (const end of resting.slice(0, Math.max(0, taken + resting.length - places))) {
      this.#resting.delete(end);
      end();
    }
  }

  /** The service does not let this mailbox in, and will not for a while: an administrator has switched it off. */
  shut(service: Service, forMs: number): void {
    this.#shutUntilMs.set(service, this.#clock.now() + forMs);
  }

  /** True while it is known that the service does not let this mailbox in. */
  isShut(service: Service): boolean {
    return (this.#shutUntilMs.get(service) ?? 0) > this.#clock.now();
  }

  /** Nobody is inside and nothing is remembered that would matter to the next one. */
  get isIdle(): boolean {
    const nowMs = this.#clock.now();
    const quiet = Object.values(this.#gates).every((gate) => gate.taken === 0 && gate.closedUntilMs <= nowMs);
    const open = [...this.#shutUntilMs.values()].every((untilMs) => untilMs <= nowMs);
    const last = this.#sends.at(-1) ?? Number.NEGATIVE_INFINITY;
    return quiet && open && this.#resting.size === 0 && this.#sending.taken === 0 && last + minuteMs <= nowMs;
  }

  /** Waits until one more message may be sent without going over the minute's number. @throws the signal's reason */
  sendInTurn(signal?: AbortSignal): Promise<void> {
    // One at a time reckons, so that the next one in the queue sees what this one has taken.
    return this.#sending.run(async () => {
      for (let waitMs = this.#sendWaitMs(); waitMs > 0; waitMs = this.#sendWaitMs()) {
        await sleep(this.#clock, waitMs, signal);
      }
      if (this.#sends.length >= this.#sendsPerMinute) this.#sends.shift();
      this.#sends.push(this.#clock.now());
    }, signal);
  }

  #sendWaitMs(): number {
    const nowMs = this.#clock.now();
    // A clock that was set back would have us wait for as long as it was wrong: what lies ahead counts as just begun.
    for (const [index, atMs] of this.#sends.entries()) if (atMs > nowMs) this.#sends[index] = nowMs;
    const oldest = this.#sends.length < this.#sendsPerMinute ? undefined : this.#sends[0];
    return oldest === undefined ? 0 : oldest + minuteMs - nowMs;
  }
}

/** The limits of every mailbox that this process knows. One for a process: whoever opens doors is handed it. */
export class LimitsRegistry {
  readonly #clock: Clock;
  readonly #numbers: LimitNumbers;
  readonly #mailboxes = new Map<string, MailboxLimits>();
  #pruneAt = mailboxesMax;

  constructor(clock: Clock, numbers: LimitNumbers = exchangeLimits) {
    this.#clock = clock;
    this.#numbers = numbers;
  }

  /** @param mailbox - its address: limits belong to the mailbox, whoever opens it */
  of(mailbox: string): MailboxLimits {
    const key = mailbox.toLowerCase();
    const known = this.#mailboxes.get(key);
    if (known) return known;
    if (this.#mailboxes.size >= this.#pruneAt) this.#prune();
    const limits = new MailboxLimits(this.#clock, this.#numbers);
    this.#mailboxes.set(key, limits);
    return limits;
  }

  /** Those that are as good as new are made anew when they are wanted: names cost no memory for ever. */
  #prune(): void {
    for (const [key, limits] of this.#mailboxes) if (limits.isIdle) this.#mailboxes.delete(key);
    // Where most are in use, looking through them again at each new one would cost more than it gives.
    this.#pruneAt = Math.max(mailboxesMax, 2 * this.#mailboxes.size);
  }

  get size(): number {
    return this.#mailboxes.size;
  }
}
