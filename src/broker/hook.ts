// Runs the user's command for every event: the event as one line of JSON on its stdin, its type in MAILGRANT_EVENT.
// A command that hangs is killed; one that fails is logged; neither ever holds up a token.

import type { Clock } from '../base/clock.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import type { BrokerEvent } from './events.ts';

export interface HookOptions {
  /** A shell command line. */
  command: string;
  clock: Clock;
  /** Default 10 s. */
  limitMs?: number;
  /** Which events; default: those that want a person. */
  types?: ReadonlySet<BrokerEvent['type']>;
  /** The environment of the command; it gets MAILGRANT_EVENT added. */
  env: NodeJS.ProcessEnv;
  log?: Logger;
}

/** Events that wait behind a slow command. More than this many and the oldest are dropped, and that is logged. */
const queueMax = 1_000;

const wantPerson: ReadonlySet<BrokerEvent['type']> = new Set(['revoked', 'consent-needed', 'refused']);

export class Hook {
  readonly #options: HookOptions;
  readonly #log: Logger;
  readonly #queue: BrokerEvent[] = [];
  #running: Promise<void> | undefined;

  constructor(options: HookOptions) {
    this.#options = options;
    this.#log = options.log ?? silentLogger;
  }

  /** To be given to `broker.on`. Events run one after the other, in order. */
  readonly listen = (event: BrokerEvent): void => {
    if (!(this.#options.types ?? wantPerson).has(event.type)) return;
    this.#queue.push(event);
    if (this.#queue.length > queueMax) {
      this.#log.warn('hook.event-dropped', { type: this.#queue.shift()?.type });
    }
    this.#running ??= this.#drain();
  };

  /** Waits until every event so far has been handed to the command. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    try {
      for (let event = this.#queue.shift(); event; event = this.#queue.shift()) await this.#run(event);
    } finally {
      // In the same breath as the queue was seen empty: a moment later an event would have nobody to run it.
      this.#running = undefined;
    }
  }

  async #run(event: BrokerEvent): Promise<void> {
    const { command, clock, env, limitMs = 10_000 } = this.#options;
    // Loaded when there is something to run: most processes hand out a token and leave.
    const { spawn } = await import('node:child_process');
    return new Promise((resolve) => {
      // A process group of its own, so that a shell's children end with it.
      const child = spawn(command, {
        shell: true,
        detached: process.platform !== 'win32',
        stdio: ['pipe', 'ignore', 'ignore'],
        env: { ...env, MAILGRANT_EVENT: event.type },
      });
      const timer = clock.after(limitMs, () => {
        this.#log.warn('hook.killed', { type: event.type, limitMs });
        if (child.pid === undefined || process.platform === 'win32') child.kill('SIGKILL');
        else process.kill(-child.pid, 'SIGKILL');
      });
      const done = (outcome: object): void => {
        timer.cancel();
        this.#log.info('hook.finished', { type: event.type, ...outcome });
        resolve();
      };
      child.once('error', (error) => done({ error: error.message }));
      child.once('close', (code, signal) => done({ code, signal }));
      // A command that does not read its input closes the pipe: that is its right.
      child.stdin.once('error', (error) => this.#log.debug('hook.input-unread', { error: error.message }));
      child.stdin.end(`${JSON.stringify(event)}\n`);
    });
  }
}
