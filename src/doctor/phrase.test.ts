import { describe, expect, it } from 'vitest';
import { combined, says, saysInTurn, words } from './phrase.ts';

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
  ['昨日からimap サーバーが', 'imap サーバー', true],
  ['the imap server contoso does not support it', 'imap server ... does not support', true],
  ['La autenticación no funciona', 'la autenticación no', true],
  ['La autentica no funciona', 'la autenticación no', false],
  ['plain words alone', 'la autenticación no', false],
])('"%s"', (text, phrase, expected) => {
  it(`${expected ? 'says' : 'does not say'} "${phrase}"`, () => {
    expect(says(words(text), phrase)).toBe(expected);
  });
});

describe('parts in turn', () => {
  const parts = [['unable to', 'failed to'], ['get', 'fetch'], ['', 'the', 'a new'], ['token']];

  it.each(['Unable to get token', 'it failed to fetch the token.', 'failed to get a new token'])(
    'are in "%s"',
    (text) => {
      expect(saysInTurn(words(text), parts)).toBe(true);
    },
  );

  it.each([
    'unable to get the new token',
    'get the token, unable to',
    'unable to gets token',
    'failed to the token',
  ])('are not in "%s"', (text) => {
    expect(saysInTurn(words(text), parts)).toBe(false);
  });

  it('make so many phrases', () => {
    expect(combined(parts)).toHaveLength(12);
    expect(combined(parts)).toContain('failed to fetch a new token');
    expect(combined(parts)).toContain('unable to get token');
  });
});
