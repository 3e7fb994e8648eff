// Two lines for one export: a server encrypts what it sends on one core, so that a second line is worth half as much again. They
// are had where the pool has them to spare, given back when somebody waits for one, and opened again a few times.

import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { StreamedBody, WholeBodies } from './bodies.ts';
import { FetchLine } from './fetch-line.ts';
import { type Batch, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';

const linesMax = 2;
/** A server on which lines break is asked by the way that repairs from then on. */
const failuresMax = 3;

export class FetchLines {
  readonly #pool: ImapPool;
  readonly #place: Omit<Batch, 'uids'>;
  readonly #signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #log: Logger | undefined;
  #lines: FetchLine[] = [];
  #opening: Promise<void> | undefined;
  #failures = 0;

  constructor(pool: ImapPool, place: Omit<Batch, 'uids'>, signal: AbortSignal | undefined) {
    this.#pool = pool;
    this.#place = place;
    this.#signal = signal;
    this.#clock = pool.door.clock;
    this.#log = pool.door.log;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  readonly #onAbort = (): void => this.#stop();

  /**
   * Undefined where it cannot be done here: it is asked for elsewhere.
   *
   * @param room - where messages go, as long as there is some
   */
  async whole(uids: readonly number[], room: Buffer): Promise<ReadonlyMap<number, Buffer> | undefined> {
    const line = await this.#line();
    if (!line) return undefined;
    const bodies = new WholeBodies(room);
    line.fetch(uids, bodies);
    try {
      return await bodies.found;
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  async streamed(uid: number): Promise<StreamedBody | undefined> {
    const line = await this.#line();
    if (!line) return undefined;
    const body = new StreamedBody(line, uid, (failure) => this.#failed(failure));
    line.fetch([uid], body);
    return body;
  }

  close(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#failures = failuresMax;
    this.#stop();
  }

  #stop(): void {
    const lines = this.#lines;
    this.#lines = [];
    for (const line of lines) line.close();
  }

  /** What one line could not do is asked for at the pool; no other line keeps a connection from it meanwhile. */
  #failed(error: unknown): void {
    if (this.#lines.length === 0) return;
    this.#log?.info('imap.fetch-line-ended', { error });
    this.#failures += 1;
    this.#stop();
  }

  async #line(): Promise<FetchLine | undefined> {
    if (this.#lines.some((line) => !line.isOpen)) this.#failed('a line has ended');
    if (this.#failures >= failuresMax || this.#signal?.aborted) return undefined;
    if (this.#lines.length === 0) {
      this.#opening ??= this.#openAll().finally(() => {
        this.#opening = undefined;
      });
      await this.#opening;
    }
    const [first, ...others] = this.#lines.filter((line) => line.isOpen);
    return first && others.reduce((least, line) => (line.waiting < least.waiting ? line : least), first);
  }

  /** The first one is waited for; a second one joins it when it is there. */
  async #openAll(): Promise<void> {
    const opened = Array.from({ length: linesMax }, () => this.#open());
    await Promise.race([opened[0], Promise.all(opened)]);
    if (this.#lines.length === 0) await Promise.all(opened);
    if (this.#lines.length === 0) this.#failures = failuresMax;
  }

  async #open(): Promise<void> {
    const { folder } = this.#place;
    try {
      const onWanted = (): void => this.close();
      const lent = await this.#pool.lend({ signal: this.#signal, folder, onWanted });
      if (!lent) return;
      const { session, leave } = lent;
      try {
        await session.run(
          'the selection',
          (client) => selectPlace(session, client, { ...this.#place, uids: [] }, { readOnly: true }),
          { signal: this.#signal },
        );
        const taken = session.takeOver();
        if (!taken) return leave();
        const line = new FetchLine(taken, { clock: this.#clock, leave });
        if (this.#failures >= failuresMax || this.#signal?.aborted) return line.close();
        this.#lines.push(line);
      } catch (error) {
        leave();
        throw error;
      }
    } catch (error) {
      // Said by whoever asks at the pool, where it is repaired or named.
      this.#log?.info('imap.fetch-line-refused', { error });
    }
  }
}
