import { expect, it } from 'vitest';
import { groupsNeeded } from './words-needed.ts';

it.each<[string, RegExp]>([
  ['nothing but classes', /\w+ \d{3}/],
  ['a word too short to tell anything', /\ba\b|\./],
  ['one of the alternatives without a word', /token|\d+/],
  ['an alternative that is empty', /token|/],
  ['what may be left out', /(?:token)?\d/],
  ['what may be there no time', /(?:token){0,3}\d|(?:token)*/],
  ['what must not be there', /(?!token)\w+(?<!token)/],
  ['what stands behind it', /\w+(?=token)/],
  ['letters that fold into others', /token/iu],
])('any text may fit where there is %s', (_, pattern) => {
  expect(groupsNeeded(pattern)).toEqual([]);
});

it('a bracket that it does not know is a mistake of whoever wrote it', () => {
  expect(() => groupsNeeded(/(?<name>token)/)).toThrow('a bracket of another kind');
});

it.each<[string, RegExp, readonly string[]]>([
  ['in lower case', /\bIMAP\b/, ['imap']],
  [
    'with all that may stand in it',
    /e-?mail [ab]ox/i,
    ['email aox', 'email box', 'e-mail aox', 'e-mail box'],
  ],
  [
    'of each alternative',
    /shared|distribution (?:list|group)/,
    ['shared', 'distribution list', 'distribution group'],
  ],
  ['the shorter where it stands in the longer', /accounts?|account type/, ['account']],
  ['of what is repeated', /(?:token )+/, ['token ']],
  ['of what stands there once', /(?:token){1}/, ['token']],
  ['with characters that need a backslash', /SMTP\.Send\(/, ['smtp.send(']],
  ['of Japanese characters, however few', /共\d/, ['共']],
])('a text needs one of the words %s', (_, pattern, words) => {
  expect(groupsNeeded(pattern)).toEqual([words]);
});

it.each<[string, RegExp, readonly (readonly string[])[]]>([
  ['what stands apart', /\bmail\b.{0,9}\bauthenticated\b/, [['mail'], ['authenticated']]],
  [
    'what stands apart in each alternative',
    /user\d+mail|host\s+port/,
    [
      ['user', 'host'],
      ['mail', 'port'],
    ],
  ],
  ['a mark', /\w+@\w+/, [['@']]],
  ['no group with the marks that stand between groups', /a\|b.*token/, [['token']]],
])('a text needs one of each group: %s', (_, pattern, groups) => {
  expect(groupsNeeded(pattern)).toEqual(groups);
});

it('of many words their beginnings do', () => {
  const many = Array.from({ length: 30 }, (_, at) => `authentication${at + 10}`);
  expect(groupsNeeded(new RegExp(many.join('|')))).toEqual([['authenti']]);
});
