// What is looked for, in nobody's protocol, and the comparing of it that no server has to do: what a list shows of a message.

import type { Address } from '../mime/header/address.ts';

/** All that are given must hold. Texts are substrings without regard to case, as far as the server has such a search. */
export interface SearchQuery {
  /** Anywhere in header or text. */
  readonly text?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cc?: string | undefined;
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
  /** Received at or after, and before; milliseconds since the epoch. */
  readonly sinceMs?: number | undefined;
  readonly beforeMs?: number | undefined;
  readonly seen?: boolean | undefined;
  readonly flagged?: boolean | undefined;
  readonly answered?: boolean | undefined;
  readonly draft?: boolean | undefined;
  readonly hasAttachments?: boolean | undefined;
  readonly largerThanBytes?: number | undefined;
  readonly smallerThanBytes?: number | undefined;
}

/** Subject and people. */
export function headerFits(
  message: {
    readonly subject: string;
    readonly from: Address | undefined;
    readonly to: readonly Address[];
    readonly cc: readonly Address[];
  },
  query: SearchQuery,
): boolean {
  const { subject, from, to, cc } = message;
  return (
    holds([subject], query.subject) &&
    holds(from ? [shown(from)] : [], query.from) &&
    holds(to.map(shown), query.to) &&
    holds(cc.map(shown), query.cc)
  );
}

/** A message of which no time is known does not fit where one is asked for. */
export function timeFits(atMs: number | undefined, { sinceMs, beforeMs }: SearchQuery): boolean {
  return (
    (sinceMs === undefined || (atMs !== undefined && atMs >= sinceMs)) &&
    (beforeMs === undefined || (atMs !== undefined && atMs < beforeMs))
  );
}

function holds(texts: readonly string[], wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const piece = plain(wanted);
  return texts.some((text) => plain(text).includes(piece));
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function shown({ name, address }: Address): string {
  return `${name ?? ''} <${address}>`;
}
