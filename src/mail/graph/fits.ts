// Whether a message is one that was looked for, as far as a list shows it. Texts within a body are the server's to judge.

import type { GraphAddress, GraphMessage } from './messages.ts';

/** All that are given must hold; texts are substrings without regard to case. */
export interface GraphSearch {
  readonly text?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cc?: string | undefined;
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
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

export function fits(message: GraphMessage, query: GraphSearch): boolean {
  const { receivedAtMs, bytes } = message;
  return (
    holds([message.subject], query.subject) &&
    holds(message.from ? shown(message.from) : [], query.from) &&
    holds(message.to.flatMap(shown), query.to) &&
    holds(message.cc.flatMap(shown), query.cc) &&
    is(message.isRead, query.seen) &&
    is(message.isFlagged, query.flagged) &&
    is(message.isDraft, query.draft) &&
    is(message.isAnswered, query.answered) &&
    is(message.hasAttachments, query.hasAttachments) &&
    (query.sinceMs === undefined || (receivedAtMs !== undefined && receivedAtMs >= query.sinceMs)) &&
    (query.beforeMs === undefined || (receivedAtMs !== undefined && receivedAtMs < query.beforeMs)) &&
    // Where the size is not told, the server has compared it.
    (query.largerThanBytes === undefined || bytes === undefined || bytes > query.largerThanBytes) &&
    (query.smallerThanBytes === undefined || bytes === undefined || bytes < query.smallerThanBytes)
  );
}

function holds(texts: readonly string[], wanted: string | undefined): boolean {
  const piece = wanted?.toLowerCase();
  return piece === undefined || texts.some((text) => text.toLowerCase().includes(piece));
}

function is(told: boolean | undefined, wanted: boolean | undefined): boolean {
  return wanted === undefined || told === undefined || told === wanted;
}

function shown({ name, address }: GraphAddress): string[] {
  return [address, `${name ?? ''} <${address}>`];
}
