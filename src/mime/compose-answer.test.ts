import { expect, it } from 'vitest';
import { quoted } from './compose-answer.ts';

it.each([
  ['', '>'],
  ['one\n\ntwo\n\n', '> one\n>\n> two'],
  ['> once', '>> once'],
  ['>> twice', '>>> twice'],
  // As HTML is read.
  ['> > twice', '>>> twice'],
  ['> > ', '>>>'],
  ['a > b', '> a > b'],
])('%j is quoted as %j (RFC 3676 section 4.5)', (text, wanted) => {
  expect(quoted(text)).toBe(wanted);
});
