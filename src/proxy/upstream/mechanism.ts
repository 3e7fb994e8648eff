// Which way a token goes in, and what a server's challenge is answered with. Exchange has XOAUTH2 alone; Google and others
// have OAUTHBEARER (RFC 7628) as well.

import { fail } from '../../errors/error.ts';
import { decodeOauthFailure, encodeOauthBearer } from '../../wire/sasl/oauthbearer.ts';
import { encodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import type { UpstreamRequest } from './upstream.ts';

export interface Mechanism {
  readonly name: 'XOAUTH2' | 'OAUTHBEARER';
  /** In base64, for the line. */
  readonly response: string;
  /** To a challenge that explains a refusal: the refusal follows it. XOAUTH2 an empty line, RFC 7628 section 3.2.3 a ^A. */
  readonly acknowledgement: '' | 'AQ==';
}

/**
 * @param offered - names of mechanisms; undefined for a server that has not said
 * @throws `mail-xoauth2-missing`, `sasl-field-not-allowed`
 */
export function mechanismFor(request: UpstreamRequest, offered: readonly string[] | undefined): Mechanism {
  const { user, server } = request;
  const token = request.token.secret.reveal();
  if (offered === undefined || offered.includes('XOAUTH2')) {
    const response = encodeXoauth2({ user, token });
    return { name: 'XOAUTH2', response, acknowledgement: '' };
  }
  const { host, port } = server;
  if (!offered.includes('OAUTHBEARER')) {
    throw fail('mail-xoauth2-missing', { host, offered: offered.join(', ') || 'no mechanism' });
  }
  const response = encodeOauthBearer({ user, token, host, port });
  return { name: 'OAUTHBEARER', response, acknowledgement: 'AQ==' };
}

/** What a challenge said, to stand behind the refusal that follows: ' (status 401)'. */
export function challengeTold(challenge: string): string {
  const failure = decodeOauthFailure(challenge.trim());
  return failure ? ` (status ${failure.status})` : '';
}
