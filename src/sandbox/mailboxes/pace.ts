// How fast the post office carries one mailbox's messages: so many a minute, the rest later and in their order. Nothing
// is refused for being too much, it only comes late (Exchange Online limits, "message rate limit").

import type { Clock, Timer } from '../../base/clock.ts';

const minuteMs = 60_000;

interface Lane {
  /** When the latest of a minute's worth were carried, or will be. */
  turns: number[];
  waiting: Array<{ dueMs: number; carry: () => void }>;
  timer: Timer | undefined;
}

export class Pace {
  readonly #clock: Clock;
  readonly #perMinute: () => number;
  readonly #lanes = new Map<object, Lane>();

  constructor(options: { clock: Clock; perMinute: () => number }) {
    this.#clock = options.clock;
    this.#perMinute = options.perMinute;
  }

  /** Runs `carry` now (true), or when it is the turn of `of`. */
  run(of: object, carry: () => void): boolean {
    const perMinute = this.#perMinute();
    if (perMinute === 0) {
      carry();
      return true;
    }
    const now = this.#clock.now();
    const lane = this.#lanes.get(of) ?? { turns: [], waiting: [], timer: undefined };
    this.#lanes.set(of, lane);
    const before = lane.turns.length < perMinute ? undefined : lane.turns.at(-perMinute);
    const dueMs = Math.max(
      now,
      lane.waiting.at(-1)?.dueMs ?? 0,
      before === undefined ? 0 : before + minuteMs,
    );
    lane.turns = [...lane.turns.slice(-perMinute), dueMs];
    if (dueMs === now && lane.waiting.length === 0) {
      carry();
      return true;
    }
    lane.waiting.push({ dueMs, carry });
    this.#arm(lane);
    return false;
  }

  settle(): void {
    for (const lane of this.#lanes.values()) {
      lane.timer?.cancel();
      for (const { carry } of lane.waiting.splice(0)) carry();
    }
  }

  #arm(lane: Lane): void {
    const [first] = lane.waiting;
    if (!first || lane.timer) return;
    lane.timer = this.#clock.after(
      first.dueMs - this.#clock.now(),
      () => {
        lane.timer = undefined;
        const now = this.#clock.now();
        while (lane.waiting[0] && lane.waiting[0].dueMs <= now) lane.waiting.shift()?.carry();
        this.#arm(lane);
      },
      { background: true },
    );
  }
}
