// Graph's limits of one app at one mailbox: requests at a time and requests in ten minutes (facts, "Throttling"). Both
// are quirks with Microsoft's numbers as the default; 0 takes a limit away.

import type { GraphDesk } from './context.ts';
import { GraphError } from './error.ts';

const windowMs = 600_000;
/** The service does not say how long; logs of the concurrency limit show small numbers. */
const concurrencyRetrySeconds = 1;
const countersMax = 50_000;

/** What a request came on: other requests that are in flight come on others (HTTP/1.1). */
export interface Line {
  readonly destroyed: boolean;
}

/** A request that was answered at once, and on the real service would not have been yet. */
interface Recent {
  readonly untilMs: number;
  readonly untilCount: number;
}
/** Where time stands still, so many further requests end it. */
const recentRequests = 8;

interface Counter {
  active: number;
  readonly recent: Map<Line, Recent>;
  count: number;
  startedMs: number;
}

export class Throttle {
  readonly #desk: Pick<GraphDesk, 'clock' | 'quirks'>;
  readonly #counters = new Map<string, Counter>();

  constructor(desk: Pick<GraphDesk, 'clock' | 'quirks'>) {
    this.#desk = desk;
  }

  /** Counts a request in; the result counts it out. @throws GraphError 429 */
  enter(appId: string, mailbox: string, line?: Line): () => void {
    const { clock, quirks } = this.#desk;
    const counter = this.#counter(`${appId} ${mailbox}`);
    const now = clock.now();
    if (now - counter.startedMs >= windowMs) {
      counter.startedMs = now;
      counter.count = 0;
    }
    if (quirks.graphRequestsMax > 0 && counter.count >= quirks.graphRequestsMax) {
      throw throttled(
        'Application is over its RequestCount limit.',
        Math.ceil((counter.startedMs + windowMs - now) / 1000),
      );
    }
    if (line) counter.recent.delete(line);
    for (const [other, { untilMs, untilCount }] of counter.recent) {
      if (other.destroyed || untilMs <= now || untilCount <= counter.count) counter.recent.delete(other);
    }
    const busy = counter.active + counter.recent.size;
    if (quirks.graphConcurrencyMax > 0 && busy >= quirks.graphConcurrencyMax) {
      throw throttled('Application is over its MailboxConcurrency limit.', concurrencyRetrySeconds);
    }
    counter.count += 1;
    counter.active += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      counter.active -= 1;
      if (!line || quirks.graphServiceMs === 0) return;
      counter.recent.set(line, {
        untilMs: clock.now() + quirks.graphServiceMs,
        untilCount: counter.count + recentRequests,
      });
    };
  }

  #counter(key: string): Counter {
    const known = this.#counters.get(key);
    if (known) return known;
    if (this.#counters.size >= countersMax) this.#forgetIdle();
    const counter = { active: 0, recent: new Map(), count: 0, startedMs: this.#desk.clock.now() };
    this.#counters.set(key, counter);
    return counter;
  }

  #forgetIdle(): void {
    for (const [key, { active }] of this.#counters) if (active === 0) this.#counters.delete(key);
  }
}

function throttled(message: string, seconds: number): GraphError {
  return new GraphError(429, 'ApplicationThrottled', message, {
    'Retry-After': String(Math.max(seconds, 1)),
  });
}
