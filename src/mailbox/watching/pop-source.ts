// The inbox over POP: the list of names (UIDL) asked again and again, as POP has no other way. Only the headers of what is
// new are fetched. The maildrop is locked for whoever is inside (RFC 1939 section 8), so every look comes and goes.

import type { Clock } from '../../base/clock.ts';
import { longWait } from '../../base/long-wait.ts';
import type { MailboxLimits } from '../../mail/limits.ts';
import { listMessages, type PopHead } from '../../mail/pop/list-messages.ts';
import { Maildrop } from '../../mail/pop/maildrop.ts';
import type { PopPlace } from '../../mail/pop/open.ts';
import type { DoorMessage } from '../doors/door.ts';
import { popMessageOf } from '../doors/pop.ts';
import { nameOf } from '../ids/message-ref.ts';
import type { FolderState } from './folder-state.ts';
import type { FolderChange, FolderSource, LookOptions, SourceReport } from './source.ts';

/** POP has nothing that would say that names begin anew. */
const epoch = 'uidl';

export class PopSource implements FolderSource {
  readonly way = 'polling';
  readonly #place: PopPlace;
  readonly #limits: MailboxLimits;
  readonly #clock: Clock;
  readonly #report: SourceReport;
  readonly #pollMs: number;
  #looks = 0;

  constructor(parts: {
    place: PopPlace;
    limits: MailboxLimits;
    clock: Clock;
    report: SourceReport;
    pollMs: number;
  }) {
    this.#place = parts.place;
    this.#limits = parts.limits;
    this.#clock = parts.clock;
    this.#report = parts.report;
    this.#pollMs = parts.pollMs;
  }

  async *look(state: FolderState, { signal }: LookOptions): AsyncGenerator<FolderChange, void> {
    if (state.epoch === '') yield { kind: 'silent', mutation: { kind: 'epoch', epoch } };
    else if (this.#looks === 0) this.#report.resynced('resumed');
    this.#looks += 1;
    const { there, fresh } = await this.#read(state, signal);
    for (const [key] of [...state.entries()]) if (!there.has(key)) yield { kind: 'deleted', key };
    let order = 0;
    for (const [, known] of state.entries()) order = Math.max(order, known.order);
    for (const { key, message } of fresh) {
      order += 1;
      yield { kind: 'created', key, known: { name: nameOf(message), order, digest: '' }, message };
    }
  }

  async wait(signal: AbortSignal): Promise<void> {
    await longWait(this.#clock, this.#pollMs, signal);
  }

  reset(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** The names of all, and what is new of them, the oldest first. */
  async #read(
    state: FolderState,
    signal: AbortSignal,
  ): Promise<{ there: ReadonlySet<string>; fresh: ReadonlyArray<{ key: string; message: DoorMessage }> }> {
    const maildrop = new Maildrop(this.#place, this.#limits);
    const there = new Set<string>();
    const fresh: Array<{ key: string; message: DoorMessage }> = [];
    // What is known by its name need not be read again.
    const known = {
      get: (name: string): PopHead | undefined =>
        state.get(name) && { name, bytes: undefined, head: new Uint8Array() },
    };
    try {
      for await (const found of listMessages(this.#place, maildrop, known, { signal })) {
        there.add(found.name);
        if (!state.get(found.name)) fresh.push({ key: found.name, message: popMessageOf(found) });
      }
    } finally {
      await maildrop.close();
    }
    return { there, fresh: fresh.reverse() };
  }
}
