// SASL LOGIN, never standardised and still the first choice of printers: two prompts, two base64 lines
// (draft-murchison-sasl-login). The prompts are Exchange's and every other server's.

import { decodeBase64, encodeBase64 } from '../base64.ts';
import { checkField } from './field.ts';

/** "Username:" and "Password:" in base64. */
export const loginPrompts = { user: 'VXNlcm5hbWU6', password: 'UGFzc3dvcmQ6' } as const;

/** The client's two lines. @throws `sasl-field-not-allowed`. */
export function encodeLogin({ user, password }: { user: string; password: string }): [string, string] {
  checkField('user name', user);
  checkField('password', password);
  return [encodeBase64(user), encodeBase64(password)];
}

/** One of the client's lines; undefined for what is not base64. */
export function decodeLoginField(base64: string): string | undefined {
  return decodeBase64(base64)?.toString('utf8');
}
