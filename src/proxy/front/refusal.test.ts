import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fail } from '../../errors/error.ts';
import { plainLine, refusalKind, refusalText, refusalTextMax } from './refusal.ts';

const from = (answer: string) =>
  fail('mail-not-connected', { host: 'h', account: 'a', mailbox: 'm', service: 'POP', answer });

it('is one line of printable ASCII that fits, whatever a server said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (answer) => {
      const text = refusalText(from(answer));
      expect(text).toMatch(/^[\x20-\x7e]+$/);
      expect(text.length).toBeLessThanOrEqual(refusalTextMax);
    }),
  );
});

it('says what happened, and the next step where there is room', () => {
  expect(refusalText(fail('app-password-refused', {}))).toMatch(
    /^No app password .* mailgrant app-password create/,
  );
  expect(refusalText(from('x '.repeat(300)))).toMatch(/\.\.\.$/);
});

it('loses accents, not letters', () => {
  expect(plainLine('Zoë\u2019s\r\n\u201cBüro\u201d \u2013 日')).toBe('Zoe\'s "Buro" - ?');
});

it('calls a password wrong only where it is', () => {
  expect(refusalKind(fail('app-password-refused', {}))).toBe('credentials');
  expect(refusalKind(from('not connected'))).toBe('person');
  expect(refusalKind(fail('net-timeout', { host: 'h', reason: 'x' }))).toBe('later');
});
