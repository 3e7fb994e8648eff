// How the demonstration speaks: one line a step with what was seen and how long it took; a step that fails says what
// was expected and what came. Where lines and colours end up is the caller's business.

import type { Clock } from '../../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import { isMailgrantError } from '../../errors/error.ts';

type Paint = (text: string) => string;

/** The part of a terminal that is needed. */
export interface Show {
  out(line: string): void;
  readonly paint: Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'cyan', Paint>>;
}

/** Something was seen that should not be. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
  readonly expected: string;
  readonly got: string;

  constructor(what: string, expected: string, got: string) {
    super(what);
    this.expected = expected;
    this.got = got;
  }
}

export function expectSame(what: string, expected: string | number, got: string | number | undefined): void {
  if (expected !== got) throw new Unexpected(what, String(expected), String(got));
}

/** A step has failed and was told. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}

const stepLimitMs = 15_000;
const titleWidth = 30;

export class Steps {
  readonly #show: Show;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;

  constructor(options: { show: Show; clock: Clock; signal: AbortSignal }) {
    this.#show = options.show;
    this.#clock = options.clock;
    this.#signal = options.signal;
  }

  heading(text: string): void {
    this.#show.out('');
    this.#show.out(this.#show.paint.bold(text));
  }

  /** A line below the step before it. */
  detail(text: string): void {
    this.#show.out(`    ${text}`);
  }

  /** @throws StepFailed after having told why */
  async step<T>(
    title: string,
    work: (signal: AbortSignal) => Promise<T>,
    seen: (value: T) => string,
  ): Promise<T> {
    const { paint } = this.#show;
    const startedAtMs = this.#clock.now();
    try {
      const limit = { clock: this.#clock, limitMs: stepLimitMs, signal: this.#signal };
      const value = await withDeadline(limit, work);
      const took = paint.dim(`${this.#clock.now() - startedAtMs} ms`);
      this.#show.out(`${paint.green('✓')} ${title.padEnd(titleWidth)} ${seen(value)} ${took}`);
      return value;
    } catch (error) {
      if (this.#signal.aborted) throw error;
      this.#show.out(`${paint.red('✗')} ${title}`);
      for (const line of reasons(error)) this.detail(line);
      throw new StepFailed(title, { cause: error });
    }
  }
}

function reasons(error: unknown): string[] {
  if (error instanceof Unexpected) {
    return [`${error.message}`, `expected: ${error.expected}`, `came:     ${error.got}`];
  }
  if (isMailgrantError(error)) {
    return ['expected: it works', `came:     ${error.title} (${error.code})`, error.message, error.hint];
  }
  if (error instanceof DeadlineExceeded) return ['expected: an answer', `came:     none, ${error.message}`];
  return ['expected: it works', `came:     ${error instanceof Error ? error.message : String(error)}`];
}
