// What Exchange remembers of each mailbox's sending beyond one session: messages under way, and recipients of the last
// twenty-four hours.

import type { Clock } from '../../base/clock.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { SessionCounter } from '../session-counter.ts';

const dayMs = 86_400_000;

export class SubmissionDesk {
  readonly underWay = new SessionCounter();
  readonly #clock: Clock;
  readonly #sent = new Map<Mailbox, Array<{ atMs: number; recipients: number }>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  recipientsToday(mailbox: Mailbox): number {
    const since = this.#clock.now() - dayMs;
    const recent = (this.#sent.get(mailbox) ?? []).filter(({ atMs }) => atMs > since);
    this.#sent.set(mailbox, recent);
    return recent.reduce((sum, { recipients }) => sum + recipients, 0);
  }

  count(mailbox: Mailbox, recipients: number): void {
    const sent = this.#sent.get(mailbox) ?? [];
    const atMs = this.#clock.now();
    const last = sent.at(-1);
    // One entry a minute is fine enough for a day.
    if (last && atMs - last.atMs < 60_000) last.recipients += recipients;
    else sent.push({ atMs, recipients });
    this.#sent.set(mailbox, sent);
  }
}
