// How far a long piece of work is: one line on stderr that replaces itself, on a terminal only, and is gone at the end.

import type { Clock } from '../../base/clock.ts';
import type { Streams } from '../streams.ts';
import { saidBytes, saidCount, saidDuration } from './amount.ts';
import { cut } from './cells.ts';

/** Often enough to be seen moving, seldom enough to cost nothing. */
const everyMs = 100;
/** A time that is left is a guess, and before this it is a bad one. */
const guessAfterMs = 2_000;

export interface Done {
  readonly count?: number | undefined;
  readonly bytes?: number | undefined;
  /** Of which: a count if there is one, else bytes. */
  readonly of?: number | undefined;
}

export class Progress {
  readonly #streams: Streams;
  readonly #clock: Clock;
  readonly #what: string;
  readonly #startedMs: number;
  #shownMs = 0;
  #shown = false;

  /** @param what - 'exported', 'saved': stands before the numbers */
  constructor(streams: Streams, clock: Clock, what: string) {
    this.#streams = streams;
    this.#clock = clock;
    this.#what = what;
    this.#startedMs = clock.now();
  }

  show(done: Done): void {
    const nowMs = this.#clock.now();
    if (!this.#streams.errIsTerminal || nowMs - this.#shownMs < everyMs) return;
    this.#shownMs = nowMs;
    this.#shown = true;
    const text = cut(progressText(this.#what, done, nowMs - this.#startedMs), this.#streams.width - 1, '');
    this.#streams.writeErr(`\r\u001b[K${this.#streams.paintErr.dim(text)}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#shown) this.#streams.writeErr('\r\u001b[K');
    this.#shown = false;
  }
}

/** `exported 1,204 of 5,000, 34 MB, 12 MB/s, 2 min left` */
export function progressText(what: string, { count, bytes, of }: Done, tookMs: number): string {
  const counts = count !== undefined;
  const total = of === undefined ? '' : ` of ${counts ? saidCount(of) : saidBytes(of)}`;
  const parts: string[] = [];
  if (counts) parts.push(`${saidCount(count)}${total}`);
  if (bytes !== undefined) parts.push(`${saidBytes(bytes)}${counts ? '' : total}`);
  if (bytes !== undefined && tookMs > 0) parts.push(`${saidBytes((bytes / tookMs) * 1000)}/s`);
  const reached = counts ? count : (bytes ?? 0);
  if (of !== undefined && reached > 0 && tookMs >= guessAfterMs) {
    parts.push(`${saidDuration((tookMs / reached) * Math.max(0, of - reached))} left`);
  }
  return `${what} ${parts.join(', ')}`;
}
