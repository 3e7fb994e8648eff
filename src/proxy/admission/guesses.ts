// Who has guessed how often. Passwords of 123 bits are not guessed; what is held back here is the work that guesses cost,
// and the noise. Three counts, each in a table that is bounded and forgets:
//
// - of one neighbour for one user: a device with an old password, which shall trouble nobody else behind the same address;
// - of one neighbour for whichever user: a sprayer. The same wrong password again is no further guess;
// - for one user from everywhere: an attack from many places. It makes newcomers wait a little, and locks nobody out.

import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';

interface Pace {
  /** Wrong ones that cost nothing: typing errors, and devices that try thrice on their own. */
  readonly free: number;
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Half a minute is what a person waits for; a device does not mind. */
const ofPair: Pace = { free: 5, firstMs: 1_000, mostMs: 30_000 };
/** An office behind one address may have some devices with old passwords. */
const ofNeighbour: Pace = { free: 50, firstMs: 1_000, mostMs: 300_000 };
/** On this machine it is its own user, who is not to wait for longer than it takes to read why. */
const ofLoopback: Pace = { free: 50, firstMs: 1_000, mostMs: 15_000 };
/** Only a pause before the password is looked at: far below what mail programs wait for an answer (30 s and more). */
const ofUser: Pace = { free: 100, firstMs: 100, mostMs: 3_000 };

/** A count without further guesses is forgotten after this time. */
const forgetMs = 15 * 60_000;
/** Of each table: 2 MiB. Whoever has more addresses than that is held back by what hashing costs. */
const entriesMax = 10_000;

interface Count {
  wrong: number;
  atMs: number;
  untilMs: number;
  /** What was guessed last, under a key of this process. */
  last: string;
}

export interface Guesser {
  readonly neighbour: string;
  readonly loopback: boolean;
  /** As typed, in lower case. */
  readonly user: string;
}

export class Guesses {
  readonly #clock: Clock;
  readonly #key = randomBytes(32);
  readonly #pairs: Table;
  readonly #neighbours: Table;
  readonly #users: Table;
  /** Pairs that were right lately: an attack on the user does not slow them. */
  readonly #welcome: Table;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#pairs = new Table(clock);
    this.#neighbours = new Table(clock);
    this.#users = new Table(clock);
    this.#welcome = new Table(clock);
  }

  /** Until when nothing from there is looked at; undefined when it may be now. */
  slowedUntil({ neighbour, user }: Guesser): number | undefined {
    const untilMs = Math.max(
      this.#pairs.get(pairOf(neighbour, user))?.untilMs ?? 0,
      this.#neighbours.get(neighbour)?.untilMs ?? 0,
    );
    return untilMs > this.#clock.now() ? untilMs : undefined;
  }

  /** How long to wait before looking, because somebody tries many passwords for this user. */
  pauseMs({ neighbour, user }: Guesser): number {
    if (this.#welcome.get(pairOf(neighbour, user))) return 0;
    return delayMs(ofUser, this.#users.get(user)?.wrong ?? 0);
  }

  wrong({ neighbour, loopback, user }: Guesser, guess: string): void {
    const last = createHmac('sha256', this.#key).update(`${user} ${guess}`).digest('base64');
    const pair = this.#pairs.count(pairOf(neighbour, user));
    const again = pair.last === last;
    pair.last = last;
    this.#slow(pair, ofPair);
    if (again) return;
    this.#slow(this.#neighbours.count(neighbour), loopback ? ofLoopback : ofNeighbour);
    this.#slow(this.#users.count(user), ofUser);
  }

  right({ neighbour, user }: Guesser): void {
    const pair = pairOf(neighbour, user);
    this.#pairs.forget(pair);
    this.#welcome.count(pair);
  }

  #slow(count: Count, pace: Pace): void {
    const nowMs = this.#clock.now();
    count.wrong += 1;
    count.atMs = nowMs;
    count.untilMs = nowMs + delayMs(pace, count.wrong);
  }
}

/** Twice as long each time, once the free ones are used up. */
function delayMs({ free, firstMs, mostMs }: Pace, wrong: number): number {
  if (wrong < free) return 0;
  return Math.min(mostMs, firstMs * 2 ** Math.min(wrong - free, 30));
}

function pairOf(neighbour: string, user: string): string {
  return `${neighbour} ${user}`;
}

/** Counts by key, least recently touched first. */
class Table {
  readonly #clock: Clock;
  readonly #counts = new Map<string, Count>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(key: string): Count | undefined {
    const count = this.#counts.get(key);
    if (!count) return undefined;
    const nowMs = this.#clock.now();
    // A clock that was set back must not hold anybody for as long as it was wrong.
    if (count.atMs > nowMs) {
      count.untilMs = nowMs + (count.untilMs - count.atMs);
      count.atMs = nowMs;
    }
    if (nowMs < Math.max(count.untilMs, count.atMs + forgetMs)) return count;
    this.#counts.delete(key);
    return undefined;
  }

  /** The count under `key`, which is touched by it. */
  count(key: string): Count {
    const count = this.get(key) ?? { wrong: 0, atMs: this.#clock.now(), untilMs: 0, last: '' };
    count.atMs = this.#clock.now();
    this.#counts.delete(key);
    this.#counts.set(key, count);
    if (this.#counts.size > entriesMax) this.#dropOldest();
    return count;
  }

  forget(key: string): void {
    this.#counts.delete(key);
  }

  #dropOldest(): void {
    for (const [oldest] of this.#counts) {
      this.#counts.delete(oldest);
      return;
    }
  }
}
