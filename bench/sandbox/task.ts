// A task that several servers do in turn, round by round, for one client; and what the sandbox spends its time on where
// it is too slow.

import { median, type Result, spread } from '../result.ts';
import { profiled } from './profile.ts';
import { type Served, serve } from './served.ts';

/** Where a client finds a server. */
export interface Target {
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly ca: string;
  readonly user: string;
  readonly token: string;
}

export interface Ready {
  /** Seconds that one round took; answers are checked. */
  once(): Promise<number>;
  close(): Promise<void> | void;
}

export interface Task {
  readonly what: string;
  /** Done in one round: `unit` a second is what is shown. */
  readonly count: number;
  readonly unit: string;
  readonly rounds: number;
  /** Brings the server into the state in which the task is measured. */
  prepare(target: Target, say: (text: string) => void): Promise<Ready>;
}

export interface Contestant {
  readonly name: string;
  readonly target: Target;
}

export const user = 'anna@contoso.example';

export function sandboxTarget(served: Served, token: string): Target {
  return {
    imapPort: served.servers.imaps.port,
    smtpPort: served.servers.smtp.port,
    ca: served.ca,
    user,
    token,
  };
}

/** Seconds of every round, by contestant; the first round warms up and does not count. */
export async function contest(
  task: Task,
  contestants: readonly Contestant[],
  say: (text: string) => void,
): Promise<number[][]> {
  const ready: Ready[] = [];
  try {
    for (const { name, target } of contestants) {
      say(`${task.what}: preparing ${name}`);
      ready.push(await task.prepare(target, say));
    }
    const seconds: number[][] = contestants.map(() => []);
    for (let round = 0; round <= task.rounds; round += 1) {
      say(`${task.what}: ${round === 0 ? 'warming up' : `round ${round} of ${task.rounds}`}`);
      for (const [index, one] of ready.entries()) {
        const took = await one.once();
        if (round > 0) seconds[index]?.push(took);
      }
    }
    return seconds;
  } finally {
    for (const one of ready) await one.close();
  }
}

/** Our rate beside the peer's. @param share - how much of the peer's rate ours has to be. */
export function rateResult(
  task: Task,
  options: { ours: readonly number[]; peer: readonly number[] | undefined; peerName: string; share: number },
): Result {
  const { ours, peer, peerName, share } = options;
  const rates = (seconds: readonly number[]): number[] => seconds.map((one) => task.count / one);
  const shown = (rate: number): string => `${rate.toFixed(0)} ${task.unit}/s`;
  const own = median(rates(ours));
  const other = peer && median(rates(peer));
  const ratio = other === undefined ? undefined : own / other;
  const spreads = [`middle half ${spread(rates(ours), shown)}`];
  if (peer) spreads.push(`${peerName} ${spread(rates(peer), shown)}`);
  return {
    what: task.what,
    ours: shown(own),
    peer: other === undefined ? peerName : `${peerName}: ${shown(other)}`,
    ratio,
    target: share === 1 ? 'no slower' : `at least ${share.toFixed(2)} times`,
    met: ratio === undefined ? undefined : ratio >= share,
    how: `median of ${task.rounds} interleaved rounds of ${task.count}; ${spreads.join(', ')}`,
  };
}

/** What the sandbox does while it does the task, by function; in a process of its own, for the inspector costs time. */
export async function explain(task: Task, say: (text: string) => void): Promise<string[]> {
  const served = await serve({ inspect: true });
  try {
    const { accessToken } = await served.mint(user, allExchangeScopes);
    const ready = await task.prepare(sandboxTarget(served, accessToken), say);
    try {
      await ready.once();
      if (served.inspectorUrl === undefined) return ['no inspector'];
      return await profiled(served.inspectorUrl, () => ready.once());
    } finally {
      await ready.close();
    }
  } finally {
    await served.close();
  }
}

export const allExchangeScopes =
  'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send';
