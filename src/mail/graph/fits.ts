// Whether a message is one that was looked for, as far as a list shows it. Texts within a body are the server's to judge.

import { headerFits, type SearchQuery, timeFits } from '../search-query.ts';
import type { GraphMessage } from './messages.ts';

export function fits(message: GraphMessage, query: SearchQuery): boolean {
  const { receivedAtMs, bytes } = message;
  return (
    headerFits(message, query) &&
    timeFits(receivedAtMs, query) &&
    is(message.isRead, query.seen) &&
    is(message.isFlagged, query.flagged) &&
    is(message.isDraft, query.draft) &&
    is(message.isAnswered, query.answered) &&
    is(message.hasAttachments, query.hasAttachments) &&
    // Where the size is not told, the server has compared it.
    (query.largerThanBytes === undefined || bytes === undefined || bytes > query.largerThanBytes) &&
    (query.smallerThanBytes === undefined || bytes === undefined || bytes < query.smallerThanBytes)
  );
}

function is(told: boolean | undefined, wanted: boolean | undefined): boolean {
  return wanted === undefined || told === undefined || told === wanted;
}
