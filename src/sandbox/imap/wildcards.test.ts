import { expect, it } from 'vitest';
import { matchesPattern } from './wildcards.ts';

it.each([
  ['*', 'a/b/c', true],
  ['%', 'a', true],
  ['%', 'a/b', false],
  ['%/%', 'a/b', true],
  ['a/%', 'a/b/c', false],
  ['a/*', 'a/b/c', true],
  ['a*', 'a', true],
  ['*c', 'a/b/c', true],
  ['%b%', 'abc', true],
  ['*/%', 'a/b/c', true],
  ['inbox', 'Inbox', true],
  ['iNbOx/%', 'Inbox/x', true],
  ['inb%', 'Inbox', false],
  ['Inbox*', 'Inbox/x/y', true],
  ['archive', 'Archive', false],
  ['', 'a', false],
  ['a.c', 'abc', false],
  ['[a]', '[a]', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(matchesPattern(pattern, path)).toBe(expected);
});

it('a pattern of many stars costs no more than its length', () => {
  expect(matchesPattern('*a'.repeat(2000), 'a'.repeat(240) + 'b')).toBe(false);
});
