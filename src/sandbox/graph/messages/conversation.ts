// conversationIndex: 22 bytes that name the conversation and when it began, 5 more for every answer (MS-OXOMSG section
// 2.2.1.3). Clients only compare and sort them.

import { createHash } from 'node:crypto';
import type { Item } from '../../mailboxes/item.ts';
import { headerText } from '../../mime/parse.ts';

const repliesMax = 50;

export function conversationIndex(item: Item): string {
  const named = (headerText(item.content.mime, 'references') ?? '').match(/<[^<>\s]+>/g) ?? [];
  const head = Buffer.alloc(22);
  head[0] = 1;
  createHash('sha256').update(item.conversationId).digest().copy(head, 1, 0, 21);
  const replies = named
    .slice(0, repliesMax)
    .map((id) => createHash('sha256').update(id).digest().subarray(0, 5));
  return Buffer.concat([head, ...replies]).toString('base64');
}
