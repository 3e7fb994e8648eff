// The one class of errors that a user is meant to read. What may be said is data (catalogue/); who throws it is
// unknown here. The compiler sees to it that every `{slot}` of a message is filled.

import { type Catalogue, catalogue, type ErrorCode } from './catalogue.ts';
import type { CatalogueEntry, Retry } from './catalogue-entry.ts';
import type { Explanation } from './explanation.ts';

export type { ErrorCode } from './catalogue.ts';
export type { Retry } from './catalogue-entry.ts';

type SlotsIn<S extends string> = S extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | SlotsIn<Rest>
  : never;
type Slots<C extends ErrorCode> = SlotsIn<Catalogue[C]['message']> | SlotsIn<Catalogue[C]['next']>;
export type DetailValue = string | number | boolean | readonly (string | number)[] | undefined;
export type Details = Readonly<Record<string, DetailValue>>;
type DetailsFor<C extends ErrorCode> = Readonly<Record<Slots<C>, string | number>> & Details;

export interface ErrorOptions {
  cause?: unknown;
  /** From a `Retry-After` or a backoff that the other side named, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Overrides the catalogue where one code covers both, e.g. a vendor's refusal. */
  retry?: Retry;
  /** Replaces the catalogue's next step by one that knows more, e.g. the account to sign in with. */
  hint?: string;
  /** Kept for a debugger, never enumerable, never logged: the raw answer of a vendor. */
  raw?: unknown;
}

/** What is established about a case beside what a server said: facts by the doctor's names, `token.audience: exchange`. */
export type KnownFacts = Readonly<Record<string, string>>;

export class MailgrantError extends Error {
  /** One pure function for the whole process: the doctor lives on a floor above, and is handed in by whoever wires it. */
  static #explain: ((error: MailgrantError) => Explanation | undefined) | undefined;

  /** From here on every error has its `explanation`. */
  static explainWith(explain: (error: MailgrantError) => Explanation | undefined): void {
    MailgrantError.#explain = explain;
  }

  override readonly name = 'MailgrantError';
  readonly code: ErrorCode;
  readonly title: string;
  /** The next step, ready to print. */
  readonly hint: string;
  readonly retry: Retry;
  readonly details: Details;
  readonly retryAfterMs: number | undefined;
  declare readonly raw: unknown;
  #known: KnownFacts = {};

  constructor(code: ErrorCode, details: Details, options: ErrorOptions = {}) {
    const entry: CatalogueEntry = catalogue[code];
    super(fill(entry.message, details), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.title = entry.title;
    this.hint = options.hint ?? fill(entry.next, details);
    this.retry = options.retry ?? entry.retry;
    this.details = details;
    this.retryAfterMs = options.retryAfterMs;
    Object.defineProperty(this, 'raw', { value: options.raw, enumerable: false });
  }

  get http(): number {
    return catalogue[this.code].http;
  }

  get exit(): 1 | 2 | 4 | 8 {
    return catalogue[this.code].exit;
  }

  /** What was established about the case; the doctor reasons with it. */
  get known(): KnownFacts {
    return this.#known;
  }

  /** Adds what the caller knows; what is known already stands. */
  know(facts: KnownFacts): this {
    this.#known = { ...facts, ...this.#known };
    return this;
  }

  /**
   * What a vendor's refusal means, why, how sure that is, and what each reader can do: the likeliest cause first.
   * Undefined where no vendor has spoken, or the doctor has not been handed in (`openMailgrant` does).
   */
  get explanation(): Explanation | undefined {
    return MailgrantError.#explain?.(this);
  }

  /** Safe to print, log or send: details hold no secrets. */
  toJSON(): object {
    const { code, title, message, hint, retry, details, retryAfterMs } = this;
    return {
      code,
      title,
      message,
      hint,
      retry,
      details,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
}

/** Builds the error for `code`; `details` must fill every slot of its message and next step. */
export function fail<C extends ErrorCode>(
  code: C,
  details: DetailsFor<C>,
  options?: ErrorOptions,
): MailgrantError {
  return new MailgrantError(code, details, options);
}

export function isMailgrantError(error: unknown): error is MailgrantError {
  return error instanceof MailgrantError;
}

function fill(template: string, details: Details): string {
  return template.replace(/\{(\w+)\}/g, (whole, slot: string) => {
    const value = details[slot];
    return value === undefined ? whole : Array.isArray(value) ? value.join(' ') : String(value);
  });
}
