// Sends messages one after another or a few at a time: a connection is used again while it stands, a throttle is waited
// for, and a connection that was closed while it lay idle costs nobody a message. Repeats only what was certainly not sent.

import type { Clock, Timer } from '../../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { type Door, knownAt } from '../door.ts';
import type { MailboxLimits } from '../limits.ts';
import type { SmtpMail, SmtpOutcome } from './mail.ts';
import { openSmtp, type SmtpSession } from './session.ts';
import { transact } from './transaction.ts';

/** RFC 5321 section 4.5.3.2.6 gives the last answer ten minutes; the rest is for the message and for waiting. */
const sendLimitMs = 15 * 60_000;
/** Servers close what is idle for minutes; until then the next message saves four round trips. */
const idleMs = 20_000;

export interface SmtpClientOptions {
  readonly door: Door;
  readonly limits: MailboxLimits;
  /** Everything about one message: waiting in turn, throttles, the sending. Default: a quarter of an hour. */
  readonly limitMs?: number | undefined;
}

export class SmtpClient {
  readonly #door: Door;
  readonly #limits: MailboxLimits;
  readonly #limitMs: number;
  readonly #idle = new Map<SmtpSession, { readonly timer: Timer; readonly used: () => void }>();
  #closed = false;

  constructor({ door, limits, limitMs = sendLimitMs }: SmtpClientOptions) {
    this.#door = door;
    this.#limits = limits;
    this.#limitMs = limitMs;
  }

  /** Never throws what concerns the message: that is in the outcome. */
  async send(mail: SmtpMail, signal?: AbortSignal): Promise<SmtpOutcome> {
    const { clock } = this.#door;
    let underWay: Promise<SmtpOutcome> | undefined;
    try {
      return await withDeadline({ clock, limitMs: this.#limitMs, signal }, (signal) => {
        underWay = this.#sendInTurn(mail, signal);
        return underWay;
      });
    } catch (error) {
      // The time is up or the caller has had enough; what had become of the message by then is what counts.
      if (underWay) return underWay;
      return { outcome: 'not-sent', error: this.#named(error) };
    }
  }

  close(): void {
    this.#closed = true;
    for (const session of [...this.#idle.keys()]) this.#drop(session);
  }

  async #sendInTurn(mail: SmtpMail, signal: AbortSignal): Promise<SmtpOutcome> {
    let throttle: Error | undefined;
    try {
      await this.#limits.sendInTurn(signal);
      for (;;) {
        const outcome = await this.#limits.gate('smtp').run(() => this.#attempt(mail, signal), signal);
        if (outcome.outcome !== 'not-sent') return outcome;
        const { error } = outcome;
        if (!isMailgrantError(error) || error.code !== 'mail-throttled' || signal.aborted) return outcome;
        throttle = error;
        const waitMs = error.retryAfterMs ?? 0;
        this.#door.log?.info('smtp.throttled', { account: this.#door.account, waitMs });
        // Waited for at the gate, by everybody who wants to go there.
        this.#limits.pause('smtp', waitMs);
        this.#limits.crowded('smtp');
      }
    } catch (error) {
      // With no time left to try again, the throttle is the reason that helps.
      return { outcome: 'not-sent', error: throttle ?? this.#named(error) };
    }
  }

  async #attempt(mail: SmtpMail, signal: AbortSignal): Promise<SmtpOutcome> {
    const kept = this.#takeIdle();
    if (kept) {
      const outcome = await this.#transact(kept, mail, signal);
      // The server had closed it, or did so at the first command: that says nothing about this message.
      const stale = outcome.outcome === 'not-sent' && kept.line.ended && isLost(outcome.error);
      if (!stale || signal.aborted) return outcome;
    }
    try {
      this.#limits.makeRoom('smtp');
      const session = await openSmtp(this.#door, signal);
      return await this.#transact(session, mail, signal);
    } catch (error) {
      // "Service not active" comes at the sign-in as well, and is waited for like any other throttle.
      if (isMailgrantError(error) && error.code === 'mail-throttled') return { outcome: 'not-sent', error };
      throw error;
    }
  }

  async #transact(session: SmtpSession, mail: SmtpMail, signal: AbortSignal): Promise<SmtpOutcome> {
    const outcome = await transact(this.#door, session, mail, signal);
    if (!session.line.ended) this.#keep(session);
    if ('error' in outcome) knownAt(outcome.error, this.#door, 'smtp');
    return outcome;
  }

  #keep(session: SmtpSession): void {
    if (this.#closed) return session.line.quit();
    const drop = (): void => this.#drop(session);
    const timer = this.#clock.after(idleMs, drop, { background: true });
    this.#idle.set(session, { timer, used: this.#limits.rest('smtp', drop) });
  }

  #drop(session: SmtpSession): void {
    this.#forget(session);
    session.line.quit();
  }

  #forget(session: SmtpSession): void {
    const idle = this.#idle.get(session);
    this.#idle.delete(session);
    idle?.timer.cancel();
    idle?.used();
  }

  #takeIdle(): SmtpSession | undefined {
    for (const session of [...this.#idle.keys()]) {
      this.#forget(session);
      // Whatever it says without being asked is that it is closing.
      if (!session.line.ended && !session.line.spoken) return session;
      session.line.close();
    }
    return undefined;
  }

  get #clock(): Clock {
    return this.#door.clock;
  }

  #named(error: unknown): Error {
    if (error instanceof DeadlineExceeded) {
      const seconds = Math.round(this.#limitMs / 1000);
      return fail(
        'mail-timeout',
        { host: this.#door.server.host, doing: 'the sending', seconds },
        { cause: error },
      );
    }
    return error instanceof Error ? error : new Error('the sending was ended', { cause: error });
  }
}

function isLost(error: Error): boolean {
  return isMailgrantError(error) && (error.code === 'mail-connection-lost' || error.code.startsWith('net-'));
}
