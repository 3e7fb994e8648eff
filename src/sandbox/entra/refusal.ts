// A request that Entra refuses, before it is decided whether the application or the user gets to read it.

import { type RefusalCode, type RefusalEntry, refusals, type Slots } from './refusals.ts';

export interface RefusalOptions {
  error?: string;
  text?: string;
  suberror?: string | undefined;
  status?: number;
  page?: boolean;
  /** A claims challenge, as JSON text. */
  claims?: string;
}

export class EntraRefusal extends Error {
  override readonly name = 'EntraRefusal';
  /** Undefined where the real service sends no number: personal accounts. */
  readonly code: number | undefined;
  readonly error: string;
  readonly text: string;
  readonly status: number;
  readonly suberror: string | undefined;
  readonly claims: string | undefined;
  /** Shown on a page even where the application could be told. */
  readonly page: boolean;

  constructor(code: number | undefined, entry: RefusalEntry, options: RefusalOptions = {}) {
    const text = options.text ?? entry.text;
    super(code === undefined ? text : `AADSTS${code}: ${text}`);
    this.code = code;
    this.error = options.error ?? entry.error;
    this.text = text;
    this.status = options.status ?? entry.status ?? 400;
    this.suberror = 'suberror' in options ? options.suberror : entry.suberror;
    this.claims = options.claims;
    this.page = options.page ?? entry.page ?? false;
  }
}

type Rest<C extends RefusalCode> = keyof Slots<C> extends never
  ? [slots?: Record<never, never>, options?: RefusalOptions]
  : [slots: Slots<C>, options?: RefusalOptions];

/** The refusal of that number, its text filled in. */
export function refuse<C extends RefusalCode>(code: C, ...[slots = {}, options = {}]: Rest<C>): EntraRefusal {
  const entry: RefusalEntry = refusals[code];
  const values: Readonly<Record<string, string>> = { ...slots };
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, slot: string) => values[slot] ?? whole);
  return new EntraRefusal(code, entry, { ...options, text: fill(options.text ?? entry.text) });
}

/** A refusal without a number, as personal accounts get them. */
export function refuseUnnumbered(error: string, text: string, options: RefusalOptions = {}): EntraRefusal {
  return new EntraRefusal(undefined, { error, text }, options);
}
