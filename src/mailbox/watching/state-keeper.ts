// Writes a watch's cursor into its file: after events that were taken, at most once a second however many they are, and at
// the end. What a crash takes away is told again; what was not taken is never written as taken.

import type { Clock, Timer } from '../../base/clock.ts';
import { writeState } from './state-file.ts';

const restMs = 1_000;
/** Graph's links move on with every look; a link that is older by this is as good. */
const idleRestMs = 10 * 60_000;

export class StateKeeper {
  readonly #file: string;
  readonly #clock: Clock;
  #wanted: (() => string) | undefined;
  #writing: Promise<void> | undefined;
  #timer: Timer | undefined;
  #writtenAtMs: number | undefined;
  #failure: { readonly error: unknown } | undefined;
  #closed = false;

  constructor(file: string, clock: Clock) {
    this.#file = file;
    this.#clock = clock;
  }

  /** The first one is on disk when it resolves. @throws what the last write met */
  async keep(cursor: () => string, { isEvent }: { isEvent: boolean }): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    if (this.#writtenAtMs === undefined) {
      this.#writtenAtMs = this.#clock.now();
      await writeState(this.#file, cursor());
      return;
    }
    if (!isEvent && !this.#wanted && this.#restedMs() < idleRestMs) return;
    this.#wanted = cursor;
    this.#arrange();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    await this.#writing;
    if (this.#failure) throw this.#failure.error;
    if (this.#wanted) await writeState(this.#file, this.#wanted());
    this.#wanted = undefined;
  }

  /** Sees to it that what is wanted gets written: now, when its second has passed, or when the write that runs has ended. */
  #arrange(): void {
    if (!this.#wanted || this.#writing || this.#timer || this.#failure || this.#closed) return;
    const left = restMs - this.#restedMs();
    if (left <= 0) {
      this.#write(this.#wanted);
      return;
    }
    this.#timer = this.#clock.after(left, () => {
      this.#timer = undefined;
      if (this.#wanted) this.#write(this.#wanted);
    });
  }

  #write(cursor: () => string): void {
    this.#wanted = undefined;
    this.#writtenAtMs = this.#clock.now();
    this.#writing = writeState(this.#file, cursor())
      .catch((error: unknown) => {
        this.#failure = { error };
      })
      .finally(() => {
        this.#writing = undefined;
        this.#arrange();
      });
  }

  /** A clock that was put back says nothing about how long ago the last write was. */
  #restedMs(): number {
    const passed = this.#clock.now() - (this.#writtenAtMs ?? 0);
    return passed < 0 ? idleRestMs : passed;
  }
}
