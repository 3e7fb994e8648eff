import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLoginField, encodeLogin, loginPrompts } from './login.ts';
import { decodeOauthBearer, decodeOauthFailure, encodeOauthBearer } from './oauthbearer.ts';
import { decodePlain, encodePlain } from './plain.ts';

const field = fc.string({ minLength: 1 }).filter((text) => !/[\x00-\x1f\x7f]/.test(text));

describe('PLAIN (RFC 4616)', () => {
  it('does not read fewer or more than three fields', () => {
    for (const text of ['user\0password', 'a\0b\0c\0d', '\0\0password']) {
      expect(decodePlain(Buffer.from(text).toString('base64'))).toBeUndefined();
    }
  });
  it('encodes the example of section 4', () => {
    expect(encodePlain({ user: 'tim', password: 'tanstaaftanstaaf' })).toBe(
      Buffer.from('\0tim\0tanstaaftanstaaf').toString('base64'),
    );
  });
  it('reads what it writes', () => {
    fc.assert(
      fc.property(field, field, (user, password) => {
        expect(decodePlain(encodePlain({ user, password }))).toEqual({ user, password });
      }),
    );
  });
});

describe('OAUTHBEARER (RFC 7628)', () => {
  const example =
    'n,a=user@example.com,\x01host=server.example.com\x01port=143\x01auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01';
  it('encodes the example of section 4.1', () => {
    const encoded = encodeOauthBearer({
      user: 'user@example.com',
      host: 'server.example.com',
      port: 143,
      token: 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==',
    });
    expect(Buffer.from(encoded, 'base64').toString()).toBe(example);
  });
  it('reads what it writes, commas and equal signs included', () => {
    fc.assert(
      fc.property(field, field, (user, token) => {
        expect(decodeOauthBearer(encodeOauthBearer({ user, token }))).toEqual({ user, token });
      }),
    );
  });
  it("reads a server's failure and nothing else", () => {
    expect(decodeOauthFailure(Buffer.from('{"status":"401","schemes":"bearer"}').toString('base64'))).toEqual(
      {
        status: '401',
      },
    );
    expect(decodeOauthFailure(Buffer.from('not json').toString('base64'))).toBeUndefined();
  });
});

describe('LOGIN', () => {
  it('prompts for what the base64 says', () => {
    expect([loginPrompts.user, loginPrompts.password].map(decodeLoginField)).toEqual([
      'Username:',
      'Password:',
    ]);
  });
  it('reads what it writes', () => {
    expect(encodeLogin({ user: 'anna', password: 'geheim' }).map(decodeLoginField)).toEqual([
      'anna',
      'geheim',
    ]);
  });
});
