// One POP session at a time for everybody who uses a mailbox here: the server locks it for whoever is inside (RFC 1939
// section 4). A session is kept for a moment between two questions, and is given up when somebody wants to see what has
// come since. Knows when a session may be used, not what is asked of it.

import { backoffMs } from '../../base/backoff.ts';
import { sleep, type Timer } from '../../base/clock.ts';
import { Gate } from '../../base/gate.ts';
import { isMailgrantError } from '../../errors/error.ts';
import type { MailboxLimits } from '../limits.ts';
import { Listing } from './listing.ts';
import { openPop, type PopPlace } from './open.ts';
import type { PopSession } from './session.ts';

/** Between two questions of one caller, and short enough for another program that waits for the lock. */
const idleMs = 2_000;
/** About half a minute with the delays below: longer than it takes most servers to notice a lost client. */
const lockedTriesMax = 8;
/** Of one question, before it is given up; what brought something is not counted. */
const lostTriesMax = 4;
const delays = { firstMs: 200, maxMs: 10_000, random: Math.random };

export interface Visit {
  readonly session: PopSession;
  /** What is there, as it was when this session began. */
  readonly listing: Listing;
  /** True where the session was opened for this visit. */
  readonly fresh: boolean;
}

interface Open {
  readonly session: PopSession;
  readonly listing: Listing;
  readonly leave: () => void;
}

interface Asked {
  /** A session that sees what has come until now. */
  readonly fresh?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export class Maildrop {
  readonly #place: PopPlace;
  readonly #limits: MailboxLimits;
  readonly #turn: Gate;
  #open: Open | undefined;
  #idle: Timer | undefined;
  #leaving: Promise<void> = Promise.resolve();

  constructor(place: PopPlace, limits: MailboxLimits) {
    this.#place = place;
    this.#limits = limits;
    this.#turn = new Gate(place.clock, 1);
  }

  /** Runs `ask` in a session, and once more in another where the connection was lost. For what may be asked twice. */
  async visit<T>(options: Asked, ask: (visit: Visit) => Promise<T>): Promise<T> {
    for (let lost = 0; ; ) {
      const held = await this.enter({ ...options, fresh: options.fresh || lost > 0 }, lost > 0);
      try {
        return await ask(held.visit);
      } catch (error) {
        held.drop();
        lost += 1;
        if (!isLost(error) || lost >= lostTriesMax) throw error;
        await this.pauseAfter(lost, options.signal);
      } finally {
        held.leave();
      }
    }
  }

  /**
   * A session for as long as the caller wants it. `leave` it, once; `drop` it before, where it is not to be used again.
   *
   * @param patiently - a connection that cannot be made is tried again: there was one a moment ago
   */
  async enter(
    { fresh, signal }: Asked,
    patiently = false,
  ): Promise<{ readonly visit: Visit; leave: () => void; drop: () => void }> {
    const leaveTurn = await this.#turn.enter(signal);
    try {
      this.#idle?.cancel();
      if (fresh || this.#open?.session.ended) await this.#end();
      const known = this.#open;
      const open = known ?? (await this.#sessionInTurn(signal, patiently));
      this.#open = open;
      const { session, listing } = open;
      return {
        visit: { session, listing, fresh: known === undefined },
        leave: () => {
          this.#armIdle();
          leaveTurn();
        },
        drop: () => session.close(),
      };
    } catch (error) {
      leaveTurn();
      throw error;
    }
  }

  /** Before the next try, after the `lost`th one failed. */
  pauseAfter(lost: number, signal: AbortSignal | undefined): Promise<void> {
    return sleep(this.#place.clock, backoffMs(lost, delays), signal);
  }

  async close(): Promise<void> {
    this.#idle?.cancel();
    await this.#end();
  }

  async #sessionInTurn(signal: AbortSignal | undefined, patiently: boolean): Promise<Open> {
    const { clock, log, account } = this.#place;
    const leave = await this.#limits.gate('pop').enter(signal);
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          const session = await openPop({ ...this.#place, signal });
          return { session, listing: new Listing(session), leave };
        } catch (error) {
          const waitMs = waitAfter(error, tries, patiently);
          if (waitMs === undefined) throw error;
          // Mostly it is one of ours that is inside. Whoever is refused goes next: nobody who comes later passes him.
          if (isMailgrantError(error) && error.code === 'mail-pop-in-use') this.#limits.crowded('pop');
          log?.info('mail.pop-waits', { account, waitMs });
          await sleep(clock, waitMs, signal);
        }
      }
    } catch (error) {
      leave();
      throw error;
    }
  }

  #armIdle(): void {
    this.#idle?.cancel();
    const end = (): void => {
      if (this.#turn.taken === 0) void this.#end();
    };
    this.#idle = this.#place.clock.after(idleMs, end, { background: true });
  }

  /** Says goodbye to the session that is open. What it would answer changes nothing: nothing is marked. */
  #end(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return this.#leaving;
    const { log, account } = this.#place;
    const quit = open.session.ended ? Promise.resolve() : open.session.quit();
    this.#leaving = quit
      .then(
        () => undefined,
        (error: unknown) => log?.info('mail.pop-quit-failed', { account, error: String(error) }),
      )
      .finally(() => open.leave());
    return this.#leaving;
  }
}

/** A connection that ended, or an answer that never came: what was asked may be asked again. */
export function isLost(error: unknown): boolean {
  return (
    isMailgrantError(error) &&
    error.retry === 'later' &&
    (/^net-/.test(error.code) || error.code === 'mail-connection-lost' || error.code === 'mail-timeout')
  );
}

/** How long to wait before signing in again; undefined where that is for the caller to decide. */
function waitAfter(error: unknown, tries: number, patiently: boolean): number | undefined {
  if (!isMailgrantError(error) || tries >= lockedTriesMax) return undefined;
  const passes =
    error.code === 'mail-pop-in-use' || (error.code === 'mail-refused' && error.retry === 'later');
  // The server was there: once more, as by the other doors. One that cannot be reached at all is told at once.
  const brokeOff = tries === 1 && error.code === 'mail-connection-lost' && error.retry === 'later';
  if (passes || brokeOff || (patiently && isLost(error))) return backoffMs(tries, delays);
  // A delay of minutes is no wait but an answer: the caller is told when to come again.
  const { retryAfterMs } = error;
  return error.code === 'mail-throttled' && retryAfterMs !== undefined && retryAfterMs <= 60_000
    ? retryAfterMs
    : undefined;
}
