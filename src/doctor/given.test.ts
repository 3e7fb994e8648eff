import { expect, it } from 'vitest';
import { explain } from './explain.ts';
import { evidenceOfGiven } from './given.ts';

const nowMs = Date.UTC(2026, 10, 26);

it.each([
  ['a password', 'hunter2-hunter2'],
  ['two words', 'correct horse'],
  ['nothing', ' '],
])('what is no token is told to be none, and not shown: %s', (_, token) => {
  const [found] = evidenceOfGiven({ token }, nowMs);
  expect(found).toMatchObject({ kind: 'token', form: 'not-a-token', place: { line: 0, quote: '***' } });
});

it('a refusal of what is no token is laid to that', () => {
  const more = evidenceOfGiven({ token: 'hunter2-hunter2' }, nowMs);
  const [first] = explain('NO AUTHENTICATE failed.', nowMs, more).causes;
  expect(first?.cause.id).toBe('token-mangled-at-mail-server');
});

it('the whole answer of the token endpoint will do', () => {
  const token = JSON.stringify({
    access_token: `Ew${'A'.repeat(60)}`,
    scope: 'Mail.Read',
    token_type: 'Bearer',
  });
  expect(evidenceOfGiven({ token }, nowMs).map(({ kind }) => kind)).toContain('token');
});
