// The size that IMAP and POP tell of a message. Exchange estimates it unless an administrator asked for exact sizes
// (Set-CASMailbox -ImapEnableExactRFC822Size, -PopEnableExactRFC822Size), because it makes the bytes when they are read.

import type { Item } from './mailboxes/item.ts';
import type { Quirks } from './quirks.ts';

/** Estimates are a little too large, as header fields are lost and added on the way. */
export function shownSize({ content }: Item, { estimatedSizes }: Quirks): number {
  const exact = content.size;
  return estimatedSizes ? exact + Math.ceil(exact / 64) + 19 : exact;
}
