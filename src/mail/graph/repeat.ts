// When a request to Graph is done again by itself. A throttle says for how long the whole mailbox is to be left alone
// (Graph documentation, "Throttling"); what else failed in passing is repeated where doing it twice is doing it once.

import { sleep } from '../../base/clock.ts';
import { isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import type { GraphDoor, GraphRequest } from './exchange.ts';

/** Graph counts requests in windows of ten minutes: a pause that it asks for ends within one. */
const patienceMs = 11 * 60_000;
const busyTriesMax = 8;
/** Of what should not happen at all. */
const brokenTriesMax = 3;
const firstPauseMs = 500;
/** Of a throttle whose own pause, tried again and again, is too short. */
const longestPauseMs = 15_000;

const lost: ReadonlySet<string> = new Set(['net-lost', 'net-refused', 'net-timeout']);

/** Runs `attempt` until it succeeds, fails for good, or patience ends. */
export async function patiently<T>(
  door: Pick<GraphDoor, 'clock' | 'log' | 'limits' | 'account' | 'patienceMs'>,
  request: Pick<GraphRequest, 'method' | 'repeatable' | 'doing'> & { signal: AbortSignal | undefined },
  attempt: () => Promise<T>,
): Promise<T> {
  const { clock, log, limits, account } = door;
  const { doing, signal } = request;
  const untilMs = clock.now() + (door.patienceMs ?? patienceMs);
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isMailgrantError(error)) throw error;
      const { retryAfterMs, code } = error;
      // Everybody who goes to this mailbox hears it, whether or not this request is done again.
      if (retryAfterMs !== undefined) limits?.pause('graph', Math.min(retryAfterMs, patienceMs));
      if (code === 'graph-throttled') limits?.crowded('graph');
      if (!mayRepeat(error, request, tries)) throw error;
      const waitMs = pauseMs(error, tries);
      if (clock.now() + waitMs > untilMs) throw error;
      log?.info('graph.repeat', { account, doing, code, tries, waitMs });
      await sleep(clock, waitMs, signal);
    }
  }
}

/** Never less than the server said. */
function pauseMs({ code, retryAfterMs }: MailgrantError, tries: number): number {
  const grown = firstPauseMs * 2 ** (tries - 1);
  if (retryAfterMs === undefined) return grown;
  return code === 'graph-throttled' ? Math.max(retryAfterMs, Math.min(grown, longestPauseMs)) : retryAfterMs;
}

function mayRepeat(
  error: MailgrantError,
  request: Pick<GraphRequest, 'method' | 'repeatable'>,
  tries: number,
): boolean {
  // Refused before anything was done: safe for every method, for as long as there is patience.
  if (error.code === 'graph-throttled') return true;
  if (request.method === 'POST' && !request.repeatable) return false;
  if (error.code === 'graph-unavailable') {
    // 501 says that there is no such thing, now or later (RFC 9110 section 15.6.2).
    if (error.details['status'] === 501) return false;
    return tries < (error.retryAfterMs === undefined ? brokenTriesMax : busyTriesMax);
  }
  const passing = lost.has(error.code) || error.details['passing'] === true;
  return passing && tries < brokenTriesMax;
}
