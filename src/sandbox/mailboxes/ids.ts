// Identifiers in the look of Exchange's: long, case-sensitive, base64url with padding. Clients must treat them as
// opaque, so these give nothing to parse.

import { randomBytes } from 'node:crypto';

/** Graph's default id of an item or folder begins like this in the wild, and changes when an item moves. */
export function newMutableId(): string {
  return `AAMk${encode(44)}`;
}

export function newImmutableId(): string {
  return `AAkA${encode(44)}`;
}

export function newConversationId(): string {
  return `AAQk${encode(32)}`;
}

function encode(size: number): string {
  const text = randomBytes(size).toString('base64url');
  return `${text}${'='.repeat((4 - (text.length % 4)) % 4)}`;
}
