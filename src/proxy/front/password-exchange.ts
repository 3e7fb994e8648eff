// SASL PLAIN (RFC 4616) and LOGIN from the server's side, the same for the three protocols: base64 lines of the client
// in, challenges or credentials out. How a challenge or an end is written is the front's affair.

import { Secret } from '../../base/secret.ts';
import { decodeLoginField, loginPrompts } from '../../wire/sasl/login.ts';
import { decodePlain } from '../../wire/sasl/plain.ts';
import type { Credentials } from './front.ts';

export const passwordMechanisms = ['PLAIN', 'LOGIN'] as const;

export type ExchangeStep =
  /** `base64` goes to the client; its next line, without the line end, goes into `answer`. */
  | { readonly kind: 'challenge'; readonly base64: string; answer(line: Buffer): ExchangeStep }
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  /** The client thought better of it: `*`. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'malformed'; readonly why: string };

/**
 * @param initial - the response that came with the command, still in base64; `=` is an empty one (RFC 4954 section 4)
 * @returns undefined for a mechanism that is not spoken here
 */
export function beginExchange(mechanism: string, initial: string | undefined): ExchangeStep | undefined {
  const response = initial === undefined ? undefined : Buffer.from(initial === '=' ? '' : initial, 'latin1');
  switch (mechanism.toUpperCase()) {
    case 'PLAIN':
      return response ? plain(response) : challenge('', plain);
    case 'LOGIN':
      return response ? loginUser(response) : challenge(loginPrompts.user, loginUser);
    default:
      return undefined;
  }
}

/** The longest address has 320 octets (RFC 3696, erratum 1690); nothing longer names a mailbox. */
const userBytesMax = 512;

/** Undefined where `user` can be somebody's name, otherwise what is wrong with it. */
export function userProblem(user: string): string | undefined {
  if (user === '') return 'the user name is empty';
  if (Buffer.byteLength(user) > userBytesMax) return 'the user name is too long';
  return /[\x00-\x1f\x7f]/.test(user) ? 'the user name has a control character' : undefined;
}

function plain(response: Buffer): ExchangeStep {
  const read = decodePlain(response.toString('latin1'));
  if (!read) return malformed('the response is not base64 of NUL, user name, NUL, password');
  const { authorizationId, user, password } = read;
  // libsasl and mutt name the user twice. Somebody who wants to act for another names that mailbox as the user.
  if (authorizationId !== undefined && authorizationId !== user) {
    return malformed('the authorization identity is not the user name');
  }
  return credentials('PLAIN', user, password);
}

function loginUser(response: Buffer): ExchangeStep {
  const user = decodeLoginField(response.toString('latin1'));
  if (user === undefined) return malformed('the user name is not base64');
  const problem = userProblem(user);
  if (problem !== undefined) return malformed(problem);
  return challenge(loginPrompts.password, (line) => {
    const password = decodeLoginField(line.toString('latin1'));
    return password === undefined
      ? malformed('the password is not base64')
      : credentials('LOGIN', user, password);
  });
}

function challenge(base64: string, next: (line: Buffer) => ExchangeStep): ExchangeStep {
  return {
    kind: 'challenge',
    base64,
    answer: (line) => (line.equals(cancel) ? { kind: 'cancelled' } : next(line)),
  };
}

const cancel = Buffer.from('*');

function credentials(mechanism: Credentials['mechanism'], user: string, password: string): ExchangeStep {
  const problem = userProblem(user) ?? (password === '' ? 'the password is empty' : undefined);
  if (problem !== undefined) return malformed(problem);
  return { kind: 'credentials', credentials: { user, password: new Secret(password), mechanism } };
}

function malformed(why: string): ExchangeStep {
  return { kind: 'malformed', why };
}
