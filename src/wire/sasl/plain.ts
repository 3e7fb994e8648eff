// SASL PLAIN (RFC 4616): authorization id, user name and password between NULs.

import { decodeBase64, encodeBase64 } from '../base64.ts';
import { checkField } from './field.ts';

export interface Plain {
  /** Whom to act for; empty = the user. */
  readonly authorizationId?: string;
  readonly user: string;
  readonly password: string;
}

/** @throws `sasl-field-not-allowed`. */
export function encodePlain({ authorizationId = '', user, password }: Plain): string {
  if (authorizationId !== '') checkField('authorization id', authorizationId);
  checkField('user name', user);
  checkField('password', password);
  return encodeBase64(`${authorizationId}\0${user}\0${password}`);
}

export function decodePlain(base64: string): Plain | undefined {
  const parts = decodeBase64(base64)?.toString('utf8').split('\0');
  const [authorizationId, user, password, ...more] = parts ?? [];
  if (authorizationId === undefined || !user || password === undefined || more.length > 0) return undefined;
  return { ...(authorizationId === '' ? {} : { authorizationId }), user, password };
}
