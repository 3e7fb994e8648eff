import { expect, it } from 'vitest';
import { wordsNeeded } from './words-needed.ts';

it.each<[string, RegExp]>([
  ['nothing but classes', /\w+ \d{3}/],
  ['a word too short to tell anything', /\bit\b/],
  ['one of the alternatives without a word', /token|\d+/],
  ['an alternative that is empty', /token|/],
  ['what may be left out', /(?:token)?\d/],
  ['what may be there no time', /(?:token){0,3}\d|(?:token)*/],
  ['what must not be there', /(?!token)\w+(?<!token)/],
  ['what stands behind it', /\w+(?=token)/],
  ['letters that fold into others', /token/iu],
])('any text may fit where there is %s', (_, pattern) => {
  expect(wordsNeeded(pattern)).toBeUndefined();
});

it('a bracket that it does not know is a mistake of whoever wrote it', () => {
  expect(() => wordsNeeded(/(?<name>token)/)).toThrow('a bracket of another kind');
});

it.each<[string, RegExp, readonly string[]]>([
  ['in lower case', /\bIMAP\b/, ['imap']],
  [
    'with all that may stand in it',
    /e-?mail [ab]ox/i,
    ['email aox', 'email box', 'e-mail aox', 'e-mail box'],
  ],
  ['the longer of two', /\bmail\b.{0,9}\bauthenticated\b/, ['authenticated']],
  [
    'of each alternative',
    /shared|distribution (?:list|group)/,
    ['shared', 'distribution list', 'distribution group'],
  ],
  ['the shorter where it stands in the longer', /accounts?|account type/, ['account']],
  ['of what is repeated', /(?:token )+/, ['token ']],
  ['of what stands there once', /(?:token){1}/, ['token']],
  ['with characters that need a backslash', /SMTP\.Send\(/, ['smtp.send(']],
  ['of two Japanese characters', /共有.*一/, ['共有']],
])('a text needs one of the words %s', (_, pattern, words) => {
  expect(wordsNeeded(pattern)).toEqual(words);
});
