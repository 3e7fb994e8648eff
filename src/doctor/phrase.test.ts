import { describe, expect, it } from 'vitest';
import { says, words } from './phrase.ts';

describe.each([
  [
    'Subscription expiration can only be 10070 minutes in the future.',
    'expiration can only be # minutes',
    true,
  ],
  ['Subscription expiration can only be ten minutes', 'expiration can only be # minutes', false],
  [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled',
    '5.7.139 authentication unsuccessful',
    true,
  ],
  ['user is locked by your organization’s security defaults policy', 'locked by ... security defaults', true],
  ['AUTHENTICATED', 'authenticate', false],
  ['the a b c the end', 'the end', true],
  ['a 1 2 3 4 5 6 7 8 9 10 11 12 13 14 b', 'a ... b', false],
  ['', 'anything', false],
])('"%s"', (text, phrase, expected) => {
  it(`${expected ? 'says' : 'does not say'} "${phrase}"`, () => {
    expect(says(words(text), phrase)).toBe(expected);
  });
});
