// SASL XOAUTH2, Google's mechanism that Microsoft took over: the mailbox's name and a bearer token, separated by ^A
// (Exchange documentation, "Authenticate an IMAP, POP or SMTP connection using OAuth"). Knows no transport.

import { decodeBase64, encodeBase64 } from '../base64.ts';
import { checkField } from './field.ts';

export interface Xoauth2 {
  /** The mailbox, which need not be the name that was signed in with. */
  readonly user: string;
  readonly token: string;
}

/** The initial response in base64, ready for the line. @throws `sasl-field-not-allowed`. */
export function encodeXoauth2({ user, token }: Xoauth2): string {
  checkField('user name', user);
  checkField('access token', token);
  return encodeBase64(`user=${user}\x01auth=Bearer ${token}\x01\x01`);
}

/** Reads an initial response; undefined for anything else. "Bearer" in any case (RFC 6750 section 2.1). */
export function decodeXoauth2(base64: string): Xoauth2 | undefined {
  const text = decodeBase64(base64)?.toString('utf8');
  const match = /^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$/i.exec(text ?? '');
  return match?.[1] === undefined || match[2] === undefined ? undefined : { user: match[1], token: match[2] };
}
