import { expect, it } from 'vitest';
import { digestOf } from './imap-message.ts';

it.each([
  ['\\Recent, which is about sessions', ['\\Seen', '\\Recent']],
  ['\\Deleted, the first half of a deletion', ['\\Seen', '\\Deleted']],
  ['letters of either case', ['\\SEEN']],
])('%s makes no other message of it', (_, flags) => {
  expect(digestOf(new Set(flags))).toBe(digestOf(new Set(['\\Seen'])));
});

it('every other flag does, and the order does not matter', () => {
  expect(digestOf(new Set(['$Work', '\\Seen']))).toBe(digestOf(new Set(['\\Seen', '$Work'])));
  expect(digestOf(new Set(['\\Seen', '$Work']))).not.toBe(digestOf(new Set(['\\Seen'])));
});
