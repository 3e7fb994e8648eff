// How many sessions a mailbox has open at a time: Exchange allows only so many.

import type { Mailbox } from './mailboxes/mailbox.ts';

export class SessionCounter {
  readonly #counts = new Map<Mailbox, number>();

  count(mailbox: Mailbox): number {
    return this.#counts.get(mailbox) ?? 0;
  }

  enter(mailbox: Mailbox): void {
    this.#counts.set(mailbox, this.count(mailbox) + 1);
  }

  leave(mailbox: Mailbox): void {
    const left = this.count(mailbox) - 1;
    if (left > 0) this.#counts.set(mailbox, left);
    else this.#counts.delete(mailbox);
  }
}
