// Is it one of these passwords? One hash an account, however many passwords it has; microseconds once a password has been
// right; one computation, however many ask at once; as long for a user that nobody knows as for one that somebody does.
//
// Invariant: what is remembered is a hash, never a verdict. The candidates are those of this moment for each sign-in, so
// that a password which was revoked matches nothing any more, remembered or not.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { withDeadline } from '../../base/deadline.ts';
import { Gate } from '../../base/gate.ts';
import type { Secret } from '../../base/secret.ts';
import { SingleFlight } from '../../base/single-flight.ts';
import { fail } from '../../errors/error.ts';
import type { AppPasswordCandidate } from '../../store/app-password.ts';
import { plainPassword } from './password-text.ts';
import { type HashSettings, hashPassword, newHashSettings, parseVerifier, settingsText } from './verifier.ts';

/** 16 MiB each, and each takes one of the four threads that DNS and files need as well. */
const hashesAtOnce = 2;
/** Twenty seconds' worth. */
const waitingMax = 1_000;
/** One hash waits for `waitingMax` others at the most. */
const checkLimitMs = 60_000;
/** Devices that a large office has; 200 octets each. */
const rememberedMax = 10_000;

export interface CheckRequest {
  readonly typed: Secret;
  readonly candidates: readonly AppPasswordCandidate[];
  /** Whoever asks: those who share it share one computation. */
  readonly neighbour: string;
  readonly signal: AbortSignal;
  /** Called before a hash is computed, perhaps long after it was asked for. Throws to have it left. */
  readonly beforeHashing: () => void;
}

interface Group {
  readonly settings: HashSettings;
  readonly members: Array<{ readonly candidate: AppPasswordCandidate; readonly hash: Buffer }>;
}

export class PasswordCheck {
  readonly #clock: Clock;
  readonly #gate: Gate;
  readonly #flights = new SingleFlight<string, Buffer>();
  /** What passwords are remembered under says nothing about them outside of this process. */
  readonly #key = randomBytes(32);
  /** The hashes of right passwords, least recently used first. */
  readonly #remembered = new Map<string, Buffer>();
  /** Of candidates that are asked for again and again the verifiers are read once. */
  readonly #groups = new WeakMap<readonly AppPasswordCandidate[], ReadonlyMap<string, Group>>();
  /** Hashed with in place of a user's that is unknown. */
  readonly #nobody = newHashSettings();
  #waiting = 0;
  #hashes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#gate = new Gate(clock, hashesAtOnce);
  }

  /** How many hashes were computed so far. */
  get hashes(): number {
    return this.#hashes;
  }

  /** The right one, if it has been right before: nothing is computed. */
  remembered(typed: Secret, candidates: readonly AppPasswordCandidate[]): AppPasswordCandidate | undefined {
    const plain = plainPassword(typed);
    if (plain === undefined) return undefined;
    let right: AppPasswordCandidate | undefined;
    for (const [text, group] of this.#grouped(candidates)) {
      const key = this.#keyOf(text, plain);
      const hash = this.#remembered.get(key);
      if (!hash) continue;
      const member = matching(group, hash);
      if (member) {
        this.#remember(key, hash);
        right = member;
      } else {
        // It was right once: revoked since.
        this.#remembered.delete(key);
      }
    }
    return right;
  }

  /**
   * The one of `candidates` that was typed. What cannot be one of ours by its form is refused without hashing, whoever
   * the user is.
   *
   * @throws `proxy-sign-ins-waiting`, what `beforeHashing` throws, the signal's reason
   */
  async check(request: CheckRequest): Promise<AppPasswordCandidate | undefined> {
    const { typed, candidates } = request;
    const plain = plainPassword(typed);
    if (plain === undefined) return undefined;
    const known = this.remembered(typed, candidates);
    if (known) return known;
    const found = this.#grouped(candidates);
    const groups =
      found.size > 0
        ? found
        : new Map([[settingsText(this.#nobody), { settings: this.#nobody, members: [] }]]);
    let right: AppPasswordCandidate | undefined;
    for (const [text, group] of groups) {
      right = matching(group, await this.#hash(plain, text, group, request)) ?? right;
    }
    return right;
  }

  async #hash(plain: string, text: string, group: Group, request: CheckRequest): Promise<Buffer> {
    const { neighbour, signal, beforeHashing } = request;
    const key = this.#keyOf(text, plain);
    const compute = (): Promise<Buffer> =>
      this.#gate.run(async () => {
        // Another neighbour may have brought the same one meanwhile.
        const known = this.#remembered.get(key);
        if (known) return known;
        beforeHashing();
        this.#hashes += 1;
        const hash = await hashPassword(plain, group.settings);
        if (matching(group, hash)) this.#remember(key, hash);
        return hash;
      });
    if (this.#waiting >= waitingMax) {
      throw fail('proxy-sign-ins-waiting', { count: this.#waiting }, { retryAfterMs: 5_000 });
    }
    this.#waiting += 1;
    try {
      // Whoever leaves does not take the computation away from those who stay.
      return await withDeadline({ clock: this.#clock, limitMs: checkLimitMs, signal }, () =>
        this.#flights.run(`${neighbour} ${key}`, compute),
      );
    } finally {
      this.#waiting -= 1;
    }
  }

  #grouped(candidates: readonly AppPasswordCandidate[]): ReadonlyMap<string, Group> {
    let groups = this.#groups.get(candidates);
    if (!groups) this.#groups.set(candidates, (groups = grouped(candidates)));
    return groups;
  }

  #keyOf(settings: string, plain: string): string {
    return createHmac('sha256', this.#key).update(`${settings} ${plain}`).digest('base64');
  }

  #remember(key: string, hash: Buffer): void {
    this.#remembered.delete(key);
    this.#remembered.set(key, hash);
    if (this.#remembered.size <= rememberedMax) return;
    for (const [oldest] of this.#remembered) {
      this.#remembered.delete(oldest);
      break;
    }
  }
}

function grouped(candidates: readonly AppPasswordCandidate[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const candidate of candidates) {
    const { settings, hash } = parseVerifier(candidate.password.verifier);
    const text = settingsText(settings);
    const group = groups.get(text) ?? { settings, members: [] };
    group.members.push({ candidate, hash });
    groups.set(text, group);
  }
  return groups;
}

/** Looks at all of them, whichever it is. */
function matching(group: Group, hash: Buffer): AppPasswordCandidate | undefined {
  let right: AppPasswordCandidate | undefined;
  for (const member of group.members) {
    if (member.hash.length === hash.length && timingSafeEqual(member.hash, hash)) right = member.candidate;
  }
  return right;
}
