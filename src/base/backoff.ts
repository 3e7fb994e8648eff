// How long to wait before the next try: exponential with full jitter, never less than what the other side asked for.

export interface BackoffOptions {
  firstMs: number;
  maxMs: number;
  /** 0 <= random() < 1, injected so that a test can be certain. */
  random: () => number;
}

/** The delay before try number `attempt` + 1, where `attempt` counts the failures so far (1, 2, 3 ...). */
export function backoffMs(attempt: number, options: BackoffOptions, retryAfterMs = 0): number {
  const ceiling = Math.min(options.maxMs, options.firstMs * 2 ** Math.min(attempt - 1, 30));
  const jittered = ceiling / 2 + (ceiling / 2) * options.random();
  return Math.round(Math.max(jittered, retryAfterMs));
}
